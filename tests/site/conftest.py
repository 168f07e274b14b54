"""The real site and its blocks, for the tests of what the repository holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from blockrun.block import Block, read_blocks
from browsing import address, browser, open_page
from built_site import ROOT, entries, languages, run_script, site
from cheatsheet.names import find_apis, find_imports
from cheatsheet.source import find_sources

__all__ = ["ROOT", "address", "browser", "entries", "languages", "open_page", "run_script", "site"]


def find_block_apis(block: Block) -> list[str]:
    """The full names of what a block uses of the standard imports and of its own."""
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    sources = find_sources(block.code, session=block.kind == "doctest")
    code = "\n".join(line for source in sources for line in source.lines)
    return find_apis(code, {**find_imports(setup), **find_imports(code)})


def collect_blocks(language: str, folder: Path) -> Path:
    """Collect the blocks of the pages as they are now, and their setup, into a folder."""
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-b", "blocks", "-D", f"language={language}"]
    command = [sys.executable, "-m", "sphinx", *options, "-c", ".", "source", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Block]]:
    """The blocks of the pages as they are now, by language, collected afresh."""
    found = {}
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES")):
        language = path.parent.name
        folder = collect_blocks(language, tmp_path_factory.mktemp(f"blocks-{language}"))
        found[language] = read_blocks(folder / "blocks.jsonl")
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository, with three pages only, to be broken."""
    import shutil

    for name in ("extensions", "scripts", "conf.py", "locale", "source", "pyproject.toml", "README.md"):
        origin = ROOT / name
        ignore = shutil.ignore_patterns("*.mo", "__pycache__")
        if origin.is_dir():
            shutil.copytree(origin, tmp_path / name, ignore=ignore)
        else:
            shutil.copy(origin, tmp_path / name)
    return tmp_path
