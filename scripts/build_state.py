"""What an earlier build has left, and whether it may be gone on with: ``make html`` after a change.

Sphinx reads and writes anew what is newer. It looks at pages and catalogs alone, and at their times:
after any other change, and where a time may deceive, nothing of an earlier build is used.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from gettext_lint.catalogs import INTERFACE
from sphinx_runner import LOCALE, ROOT, find_doctrees, hash_file, run_sphinx

PAGES = (".rst", ".md")
# What settings may hold that says the same in every process.
PLAIN = (str, int, float, list, tuple, dict, Path, type(None))
MADE = {"__pycache__", ".mo"}


@dataclass(frozen=True)
class Sources:
    """Digests of what a site is made of: of each page and catalog by its path, and of all the rest."""

    files: dict[str, str]
    rest: str


def read_sources() -> Sources:
    texts = {path: hash_file(path) for path in find_texts()}
    rest = sha256("\n".join(describe_rest()).encode()).hexdigest()
    return Sources({str(path.relative_to(ROOT)): digest for path, digest in texts.items()}, rest)


def find_texts() -> Iterator[Path]:
    """Pages and their catalogs."""
    for path in sorted([*(ROOT / "source").rglob("*"), *LOCALE.rglob("*.po")]):
        if is_text(path) and path.is_file():  # of a folder, or a link to nothing, Sphinx tells
            yield path


def is_text(path: Path) -> bool:
    """Whether it is a page or a catalog of one; the words of the interface stand on all pages."""
    top, *own = path.relative_to(ROOT).parts
    if top == "locale":
        return path.suffix == ".po" and path.stem != INTERFACE
    return top == "source" and path.suffix in PAGES and not any(part[0] == "_" for part in own)


def describe_rest() -> Iterator[str]:
    """Python and what is installed, settings, and every other file that a page may depend on."""
    yield sys.version
    yield from sorted(f"{found.name} {found.version}" for found in distributions())
    for name, value in sorted(read_settings().items()):
        if not name.startswith("__") and isinstance(value, PLAIN):
            yield f"{name}={value!r}"
    for folder in ("extensions", "source", "locale", "records"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not MADE & {path.suffix, *path.parts} and not is_text(path):
                yield f"{path.relative_to(ROOT)} {hash_file(path)}"


def read_settings() -> dict[str, object]:
    """The names of conf.py; of one that cannot be run, why, of which Sphinx tells in a line."""
    try:
        return runpy.run_path(str(ROOT / "conf.py"))
    except (Exception, SystemExit) as error:  # noqa: BLE001  # of the settings
        return {"error": repr(error)}


class State:
    """A folder with what a build has left of each language, and the sources that it was made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note = folder / "sources.json"

    def find_unchanged(self, sources: Sources) -> set[str]:
        """The pages and catalogs that are as they were; none where anything else is not."""
        try:
            known = Sources(**json.loads(self.note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return set()
        if known.rest != sources.rest or known.files.keys() != sources.files.keys():
            return set()
        return {name for name in sources.files if sources.files[name] == known.files[name]}

    def start(self, sources: Sources) -> bool:
        """Whether a build can go on here; else nothing is left. Without `finish` the next one can't."""
        unchanged = self.find_unchanged(sources)
        changed = [name for name in sources.files if name not in unchanged]
        goes_on = bool(unchanged) and all(is_newer(ROOT / name, self.note) for name in changed)
        self.note.unlink(missing_ok=True)
        if not goes_on:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        return goes_on

    def finish(self, sources: Sources) -> None:
        self.note.write_text(json.dumps(asdict(sources)), encoding="utf-8")


def is_newer(path: Path, other: Path) -> bool:
    """Whether Sphinx will see a change, which looks at times alone."""
    return path.stat().st_mtime_ns > other.stat().st_mtime_ns


def run_again(builder: str, language: str, output: Path, sources: Sources) -> tuple[bool, str]:
    """A strict build by a builder that looks at all pages at its end; what is as it was is not read.

    A page that a sound build has read has nothing more to say; after any other build all are read.
    """
    state = State(find_doctrees(builder, language))
    sound, said = run_sphinx(builder, language, output, fresh=not state.start(sources))
    if sound:
        state.finish(sources)
    return sound, said
