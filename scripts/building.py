"""What the commands that build have in common: where things are, Sphinx's command line, a lock."""

from __future__ import annotations

import contextlib
import fcntl
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def sphinx_command(builder: str, language: str, output: Path, doctrees: str) -> list[str]:
    """A fresh, strict and quiet build: every warning is an error and all of them are shown."""
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-c", ROOT, "-D", f"language={language}"]
    folders = ["-d", ROOT / "build" / "doctrees" / doctrees, ROOT / "source", output]
    return [sys.executable, "-m", "sphinx", *map(str, ("-b", builder, *options, *folders))]


def clean_compiled() -> None:
    """Remove compiled catalogs: Sphinx would go on using one whose ``.po`` is gone."""
    for path in (ROOT / "locale").rglob("*.mo"):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def hold_lock(name: str) -> Iterator[None]:
    """Let one command at a time write below ``build/``; a second one waits."""
    path = ROOT / "build" / f"{name}.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(f"waiting for another run to end (build/{name}.lock)", file=sys.stderr, flush=True)
            fcntl.lockf(file, fcntl.LOCK_EX)
        yield
