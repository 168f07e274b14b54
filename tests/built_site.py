"""The real site as the commands of the Makefile left it, made if it is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cheatsheet.languages import find_languages

ROOT = Path(__file__).parent.parent
LANGUAGES = find_languages(ROOT / "locale")


def run_script(name: str, *arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess:
    """Run a command of scripts/ as the Makefile does, in this or another copy of the repository."""
    command = [sys.executable, str(root / "scripts" / name), *arguments]
    environment = {
        "PYTHONPATH": str(root / "extensions"),
        "PATH": "/usr/bin:/bin",
        "HOME": str(Path.home()),
    }
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def name_changes(before: Mapping[Any, bytes], after: Mapping[Any, bytes]) -> list[str]:
    """The files that are not the same: their names alone, so that a failure can be read."""
    return sorted(str(name) for name in {*before, *after} if before.get(name) != after.get(name))


@pytest.fixture(scope="session")
def site() -> Path:
    folder = ROOT / "build" / "html"
    if not (folder / "index.html").exists():
        done = run_script("build_site.py")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def languages(site: Path) -> list[str]:
    return sorted(path.name for path in site.iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def entries(site: Path, languages: list[str]) -> dict[str, list[dict]]:
    """The entries of the site, by language."""
    return {
        language: json.loads((site / language / "entries.json").read_text(encoding="utf-8"))
        for language in languages
    }
