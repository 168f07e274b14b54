"""What the commands that build have in common: where things are, Sphinx's command, a lock."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from blockrun.lock import take_lock

ROOT = Path(__file__).parent.parent


def run_sphinx(builder: str, language: str, output: Path) -> tuple[bool, str]:
    """A fresh, strict and quiet build: every warning is an error and all of them are shown.

    Tells whether it went without one, and what it said, with paths relative to the root.
    """
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-c", ROOT, "-D", f"language={language}"]
    doctrees = ROOT / "build" / "doctrees" / f"{builder}-{language}"
    words = ["-b", builder, *options, "-d", doctrees, ROOT / "source", output]
    command = [sys.executable, "-m", "sphinx", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stderr.replace(f"{ROOT}/", "")
    sys.stderr.write(said)
    return done.returncode == 0, said


def clean_compiled() -> None:
    """Remove compiled catalogs: Sphinx would go on using one whose ``.po`` is gone."""
    for path in (ROOT / "locale").rglob("*.mo"):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def hold_lock(name: str) -> Iterator[None]:
    """Let one command at a time write below ``build/``; a second one waits."""
    path = ROOT / "build" / f"{name}.lock"
    path.parent.mkdir(exist_ok=True)
    with take_lock(path):
        yield
