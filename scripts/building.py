"""What the commands that build have in common: where things are, Sphinx's command, a lock."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from blockrun.lock import take_lock
from cheatsheet.catalog_text import CatalogError, read_text
from cheatsheet.catalogs import find_catalogs
from cheatsheet.languages import SOURCE, find_languages

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locale"


def run_sphinx(builder: str, language: str, output: Path) -> tuple[bool, str]:
    """A fresh, strict and quiet build: every warning is an error and all of them are shown.

    Tells whether it went without one, and what it said, with paths relative to the root. Starts only
    with sound catalogs: Sphinx would warn of another and go on without it, or stop with a traceback.
    """
    if unsound := "\n".join(find_unsound([language])):
        print(unsound, file=sys.stderr)
        return False, unsound
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-c", ROOT, "-D", f"language={language}"]
    doctrees = ROOT / "build" / "doctrees" / f"{builder}-{language}"
    words = ["-b", builder, *options, "-d", doctrees, ROOT / "source", output]
    command = [sys.executable, "-m", "sphinx", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stderr.replace(f"{ROOT}/", "")
    sys.stderr.write(said)
    return done.returncode == 0, said


def find_unsound(languages: Iterable[str]) -> Iterator[str]:
    """What makes a catalog unusable, a line each."""
    for language in languages:
        for path in find_catalogs(LOCALE, language):
            try:
                read_text(path, language)
            except CatalogError as error:
                yield show_error(error)


def find_unknown(languages: Iterable[str]) -> str:
    """What is said of a language that has no catalogs; empty where all have."""
    known = find_languages(LOCALE)
    unknown = [code for code in languages if code not in known]
    return f"found the language {unknown[0]!r}, expected one of {', '.join(known)}" if unknown else ""


def show_error(error: CatalogError) -> str:
    """An error of a catalog, its path relative to the root."""
    return str(error).replace(f"{ROOT}/", "")


def write_templates() -> Path | None:
    """Write the messages of the pages, as they are now; None where a page or a catalog is wrong."""
    templates = ROOT / "build" / "gettext"
    with hold_lock("gettext"):
        shutil.rmtree(templates, ignore_errors=True)
        return templates if run_sphinx("gettext", SOURCE, templates)[0] else None


def clean_compiled() -> None:
    """Remove compiled catalogs: Sphinx would go on using one whose ``.po`` is gone."""
    for path in LOCALE.rglob("*.mo"):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def hold_lock(name: str) -> Iterator[None]:
    """Let one command at a time write below ``build/``; a second one waits."""
    path = ROOT / "build" / f"{name}.lock"
    path.parent.mkdir(exist_ok=True)
    with take_lock(path):
        yield
