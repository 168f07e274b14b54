"""Say in Markdown which messages have changed since a commit: ``make message-diff BASE=main``.

Everything that comes from a catalog is a stranger's: it is shown letter by letter, never as markup.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import polib
from gettext_lint.parser import HEADER, SIZE_LIMIT, find_problems
from gettext_lint.rules.characters import is_hidden
from polib import POEntry
from sphinx_runner import ROOT

LETTERS = 600  # of a message that are shown; a whole page in one message helps no reviewer
COMPARED = 20_000  # lines; to compare more, one by one, takes minutes
# A catalog, a template or a compiled one. Matches "x.po", "a/X.PO", "x.po.orig", "x.pot", "x.mo".
CATALOG = re.compile(r"\.(?:po|pot|mo)\b[^/]*$", re.I)
ROWS = 1000  # of all tables; a summary on GitHub holds 1 MiB


class BaseError(ValueError):
    """A base that is no commit of this repository."""


@dataclass(frozen=True)
class Change:
    """A message, what it was and what it is: translations, marked where fuzzy; None where it is not."""

    id: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class File:
    """A file that differs from the base: what of it is to be read, in full wherever it was cut."""

    path: str
    messages: tuple[Change, ...] = ()
    lines: tuple[str, ...] = ()  # beside messages, each behind "+" or "-"
    problem: str = ""  # why it is no sound catalog


def find_changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """The messages whose translation differs, in the catalog's order; those that are gone last."""
    ids = [*after, *(id for id in before if id not in after)]
    changes = [Change(id, before.get(id), after.get(id)) for id in ids]
    return [change for change in changes if change.before != change.after]


def read_messages(text: str, language: str) -> dict[str, str]:
    """Translations by message, with what a translator allows. Raises ValueError for no sound catalog."""
    for line, problem in find_problems(text, language) if text else ():
        raise ValueError(f"line {line}: {problem}")
    entries = polib.pofile(text) if text else []
    return {entry.msgid: describe(entry) for entry in entries if not entry.obsolete}


def describe(entry: POEntry) -> str:
    allowed = "".join(f"({line}) " for line in entry.tcomment.split("\n") if line.startswith("allow"))
    return ("(fuzzy) " if entry.fuzzy else "") + allowed + entry.msgstr


def find_other_lines(text: str) -> list[str]:
    """The lines of a catalog that are no message: its header and all comments."""
    header = HEADER.search(text)
    own, rest = (header[0], text[: header.start()] + text[header.end() :]) if header else ("", text)
    return own.split("\n") + [line for line in rest.split("\n") if line.startswith("#")]


def compare_lines(before: list[str], after: list[str]) -> tuple[str, ...]:
    """The lines that were removed and added, in order."""
    found = difflib.ndiff(before, after) if len(before) + len(after) < COMPARED else None
    if found is None:
        return (f"- {len(before)} lines", f"+ {len(after)} lines")
    return tuple(f"{line[0]} {line[2:]}" for line in found if line[0] in "+-")


def compare_catalog(path: str, before: str, after: str) -> File:
    """How a catalog differs; of one that is none, all lines that do."""
    language = (*PurePosixPath(path).parts, "")[1]
    try:
        messages = find_changes(read_messages(before, language), read_messages(after, language))
    except ValueError as error:
        return File(path, (), compare_lines(before.split("\n"), after.split("\n")), str(error))
    lines = compare_lines(find_other_lines(before), find_other_lines(after))
    return File(path, tuple(messages), lines)


def format_summary(files: Iterable[File]) -> str:
    """A page of Markdown about each file."""
    files = list(files)
    count = sum(len(file.messages) for file in files)
    parts = ["# Messages changed", f"{count} messages in {len(files)} catalogs."]
    left = ROWS
    for file in files:
        shown = file.messages[:left]
        left -= len(shown)
        lines = file.lines[:left]
        left -= len(lines)
        parts += [f"## {escape(file.path)}", *format_file(file, shown, lines)]
    return "\n\n".join(filter(None, parts)) + "\n"


def format_file(file: File, messages: Sequence[Change], lines: Sequence[str]) -> Iterator[str]:
    if file.problem:
        yield f"This is no sound catalog: {escape(file.problem)}"
    if messages:
        yield "\n".join(["<table>", HEAD, *map(format_row, messages), "</table>"])
    if len(file.messages) > len(messages):
        yield f"{len(file.messages) - len(messages)} more messages of this catalog are not shown."
    if lines:
        rows = [f"<tr><td>{escape(line[:1])}</td><td>{escape(line[2:])}</td></tr>" for line in lines]
        yield "\n".join(["<table>", "<tr><th></th><th>Line</th></tr>", *rows, "</table>"])
    if len(file.lines) > len(lines):
        yield f"{len(file.lines) - len(lines)} more lines of this file are not shown."
    if not (file.problem or file.messages or file.lines):
        yield "Only the order, the wrapping or the kind of the file differs."


HEAD = "<tr><th>Message</th><th>Before</th><th>After</th></tr>"


def format_row(change: Change) -> str:
    cells = (change.id, show(change.before), show(change.after))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def show(translation: str | None) -> str:
    return "—" if translation is None else translation or "(untranslated)"


def escape(text: str) -> str:
    """Text that GitHub shows as it is: no tag, link, mention or formatting can be made of it."""
    shown = "".join(map(escape_letter, text[:LETTERS]))
    return shown + (f" … ({len(text) - LETTERS} more letters)" if len(text) > LETTERS else "")


def escape_letter(letter: str) -> str:
    """A letter, or its number where it could be markup, or its name where nobody would see it."""
    if letter == "\n":
        return "<br>"
    if letter == " ":
        return letter
    if is_hidden(letter) or unicodedata.category(letter)[0] in "CZ":
        return f"[U+{ord(letter):04X}]"
    if letter.isalnum():
        return letter
    return f"&#{ord(letter)};" if letter.isascii() else letter


def ask_git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise BaseError(done.stderr.decode(errors="replace").strip().split("\n")[-1])
    return done.stdout


def list_changed(commit: str) -> list[str]:
    """The files of words that differ from a commit: all below ``locale/``, and catalogs anywhere."""
    names = ask_git("diff", "--name-only", "--no-renames", "-z", commit)
    names += ask_git("ls-files", "--others", "--exclude-standard", "-z")
    paths = {name for name in names.decode(errors="replace").split("\0") if name}
    return sorted(path for path in paths if path.startswith("locale/") or CATALOG.search(path))


def compare_files(base: str) -> Iterator[File]:
    """Each file of words that differs from the base, and how. Raises BaseError."""
    commit = ask_git("rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    for path in list_changed(commit):
        try:
            before, after = read_then(commit, path), read_now(ROOT / path)
        except ValueError as error:
            yield File(path, problem=str(error))
            continue
        if path.startswith("locale/") and path.endswith(".po"):
            yield compare_catalog(path, before, after)
        else:
            yield File(path, (), compare_lines(before.split("\n"), after.split("\n")))


def read_then(commit: str, path: str) -> str:
    try:
        return ask_git("show", f"{commit}:{path}").decode(errors="replace")
    except BaseError:
        return ""


def read_now(path: Path) -> str:
    if path.is_symlink():
        raise ValueError("found a link, expected a file")
    if not path.exists():
        return ""
    if path.is_dir():  # a repository of its own
        raise ValueError("found a folder, expected a file")
    if path.stat().st_size > SIZE_LIMIT:
        raise ValueError(f"found {path.stat().st_size:,} bytes, expected at most {SIZE_LIMIT:,}")
    return path.read_bytes().decode()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", help="a commit: main, HEAD^1, ...")
    options = parser.parse_args(arguments)
    try:
        print(format_summary(compare_files(options.base)), end="")
    except BaseError as error:
        print(f"BASE: found {options.base!r} ({error}), expected a commit", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
