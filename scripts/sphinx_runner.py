"""What the commands that build have in common: where things are, Sphinx's command, a lock."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from blockrun.lock import take_lock
from gettext_lint.catalogs import find_catalogs, read_catalog
from gettext_lint.locales import find_languages
from gettext_lint.parser import CatalogError, read_text

if TYPE_CHECKING:
    from builds import Builds

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locale"
UI_CATALOGS = sorted(ROOT.glob("extensions/*/locales"))  # what the packages say to readers

# What people set for themselves, by how its names start: a locale, which this system need not have,
# a time zone, switches of Python and docutils. None may change what is built.
PERSONAL = ("LANG", "LC_", "TZ", "PYTHON", "DOCUTILS")
PLAIN = {"TZ": "UTC", "PYTHONUTF8": "1"}
# What a terminal would obey, quoted from a page. Matches "\x1b" of "\x1b[2J", "\r".
UNSEEN = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# How Sphinx tells of an error that ends it (9.0, sphinx/_cli/util/errors.py).
CRASH = re.compile(
    r"(?:^[^\n]+ error[^\n]*!\n(?:\nThis can happen.*?)?)?\s*^Versions\n=+\n.*?"
    r"^Last Messages\n=+\n(?P<messages>.*?)^Loaded Extensions\n=+\n.*?"
    r"^Traceback\n=+\n.*?^(?P<error> {4}\S.*?)\s*"
    r"^The full traceback has been saved in:\n(?P<log>[^\n]*)\n.*",
    re.DOTALL | re.MULTILINE,
)
# An error that somebody has thought of. Matches "sphinx.errors.ConfigError: ".
KNOWN = re.compile(r"sphinx\.errors\.\w+: ")
# One of a handler, which Sphinx gives the words of a known one. Matches "Handler <function on_x at 0x7f>
# for event 'env-updated' threw an exception (exception: no)".
HANDLER = re.compile(
    r"Handler <.*> for event '[\w-]+' threw an exception \(exception: (.*)\)", re.DOTALL
)
# The page at which it was: matches "reading sources... [ 15%]" and, on the next line, "    a/b".
PAGE = re.compile(r"(?:reading sources|writing output)\.\.\. \[ *\d+%\]\n +(\S+)\s*\Z")
UMASK = 0o022  # whoever serves the site can read it


def run_sphinx(
    builder: str, language: str, output: Path, builds: Builds | None = None, *, fresh: bool = True
) -> tuple[bool, str]:
    """A strict and quiet build: every warning is an error and all of them are shown.

    It is `fresh`, unless told to go on from the last one of this builder and language.

    Tells whether it went without one, and what it said, with paths relative to the root. One of several
    `builds` runs among them, in a thread, and is no reader of Ctrl-C. Starts only
    with sound catalogs: Sphinx would warn of another and go on without it, or stop with a traceback.
    """
    if unsound := "\n".join(find_unreadable([language])):
        print(unsound, file=sys.stderr)
        return False, unsound
    clean_compiled([language])
    sources = hash_sources(language)
    options = [
        *([] if builds else ["-q"]),
        *(["-E"] if fresh else []),
        "-n",
        "-W",
        "--keep-going",
        "-c",
        ROOT,
        "-D",
        f"language={language}",
    ]
    words = ["-b", builder, *options, "-d", find_doctrees(builder, language), ROOT / "source", output]
    command = [sys.executable, "-u", "-m", "sphinx", *map(str, words)]
    place: dict[str, Any] = {"cwd": ROOT, "env": make_environment(os.environ), "umask": UMASK}
    place |= {"text": True, "encoding": "utf-8"}
    if builds:
        status, errors = builds.run(language, command, place)
    else:
        done = subprocess.run(command, capture_output=True, check=False, **place)
        status, errors = done.returncode, done.stderr
    note_compiled(language, sources)
    said = UNSEEN.sub("", describe_crash(errors)).replace(f"{ROOT}/", "")
    sys.stderr.write(said)
    return status == 0, said


def find_doctrees(builder: str, language: str) -> Path:
    """The folder of what a build has read."""
    return ROOT / "build" / "doctrees" / f"{builder}-{language}"


def describe_crash(said: str) -> str:
    """What Sphinx said, an error that ended it without all that is for Sphinx's developers.

    One that Sphinx or a package of ours raised says what to do; of another the page is told.
    """
    found = CRASH.search(said)
    if found is None:
        return said
    error, before = dedent(found["error"]), said[: found.start()].rstrip("\n")
    handler = HANDLER.search(error)
    if handler:
        error = handler[1]
    if not handler and (known := KNOWN.match(error)):
        told = error[known.end() :]
    else:
        page, mend = find_last_page(found["messages"]), f"make it simpler, or see {found['log']}"
        told = f"{page}:1: ERROR: found {error}, expected a page that Sphinx can read; {mend}"
    return "\n".join(filter(None, [before, told])) + "\n"


def find_last_page(messages: str) -> str:
    """The page that Sphinx last began to read or write, by its last messages; else the settings."""
    found = PAGE.search(messages)
    names = [f"source/{found[1]}{suffix}" for suffix in (".rst", ".md")] if found else []
    return next((name for name in names if (ROOT / name).exists()), "conf.py")


def make_environment(own: Mapping[str, str]) -> dict[str, str]:
    """An environment in which everybody builds the same; of Python's switches, paths alone are kept."""
    kept = {
        name: value
        for name, value in own.items()
        if name == "PYTHONPATH" or not name.startswith(PERSONAL)
    }
    return {**kept, **PLAIN}


def find_unsound(languages: Iterable[str], files: Collection[Path] = ()) -> Iterator[str]:
    """What makes a catalog unusable, a line each; of all catalogs if `files` names none."""
    yield from find_links()
    for language in languages:
        for path in find_all_catalogs(language):
            try:
                if not files or path in files:
                    read_catalog(path, language)
            except CatalogError as error:
                yield show_error(error)


def find_unreadable(languages: Iterable[str]) -> Iterator[str]:
    """What stops a build or a refresh, a line each: less than `find_unsound`, for tools leave much."""
    yield from find_links()
    for language in languages:
        for path in find_all_catalogs(language):
            try:
                read_text(path, language, strict=False)
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


def find_links() -> Iterator[str]:
    """The symbolic links among catalogs, a line each: what is behind them nobody looks at but gettext.

    Of one in place of a ``.po``, reading it tells.
    """
    for folder in (LOCALE, *UI_CATALOGS):
        for place, inner, files in os.walk(folder):
            for path in (Path(place, name) for name in sorted(inner + files)):
                if path.is_symlink() and path.suffix != ".po":
                    shown = path.relative_to(ROOT)
                    yield f"{shown}:1: found a link, expected a file or folder; put it itself there"


def find_all_catalogs(language: str) -> Iterator[Path]:
    yield from find_catalogs(LOCALE, language)
    yield from find_ui_catalogs(language)


def find_ui_catalogs(language: str) -> Iterator[Path]:
    """The catalogs of a language of what the packages say to readers."""
    for folder in UI_CATALOGS:
        yield from find_catalogs(folder, language)


def clean_compiled(languages: Iterable[str] = ()) -> None:
    """Remove the compiled catalogs of some languages, and of what is none; without any, of all.

    Sphinx would use one that came with the sources, or whose ``.po`` is gone, as long as it is newer;
    gettext would look into ``ko_KR`` before ``ko``. What a build here has made of a catalog as it is now
    stays: pages are out of date when it is newer than they are.
    """
    others = set(find_languages(LOCALE)) - set(languages) if languages else set()
    known = {code: read_compiled(code) for code in find_languages(LOCALE)}
    for folder in (LOCALE, *UI_CATALOGS):
        for path in folder.rglob("*.mo"):
            code = path.relative_to(folder).parts[0]
            made_of = known.get(code, {}).get(str(path.relative_to(ROOT)))
            if code not in others and made_of != hash_pair(path):
                path.unlink(missing_ok=True)


def hash_sources(language: str) -> dict[Path, str]:
    """The digests of a language's catalogs."""
    return {path: hash_file(path) for path in find_all_catalogs(language)}


def note_compiled(language: str, sources: Mapping[Path, str]) -> None:
    """Remember which catalogs were compiled from which, those that nobody has changed meanwhile."""
    pairs = {path.with_suffix(".mo"): digest for path, digest in sources.items()}
    made = {str(path.relative_to(ROOT)): hash_pair(path) for path in pairs if path.exists()}
    sound = {name: pair for name, pair in made.items() if pair[0] == pairs[ROOT / name]}
    note = find_note(language)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(sound), encoding="utf-8")


def read_compiled(language: str) -> dict[str, list[str]]:
    try:
        found: dict[str, list[str]] = json.loads(find_note(language).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def find_note(language: str) -> Path:
    return ROOT / "build" / "compiled" / f"{language}.json"


def hash_pair(compiled: Path) -> list[str]:
    """The digests of a catalog and of what was compiled from it, "" of what is not there."""
    return [hash_file(path) if path.exists() else "" for path in (compiled.with_suffix(".po"), compiled)]


def hash_file(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def hold_lock(name: str) -> Iterator[None]:
    """Let one command at a time write below ``build/``; a second one waits."""
    path = ROOT / "build" / f"{name}.lock"
    path.parent.mkdir(exist_ok=True)
    with take_lock(path):
        yield
