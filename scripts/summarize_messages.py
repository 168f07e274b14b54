"""Say in Markdown which messages have changed since a commit: ``make summary BASE=main``.

Everything that comes from a catalog is a stranger's: it is shown letter by letter, never as markup.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import polib
from building import ROOT
from cheatsheet.catalog_text import SIZE_LIMIT, find_problems

LETTERS = 600  # of a message that are shown; a whole page in one message helps no reviewer
ROWS = 1000  # of all tables; a summary on GitHub holds 1 MiB


class BaseError(ValueError):
    """A base that is no commit of this repository."""


@dataclass(frozen=True)
class Change:
    """A message, what it was and what it is: translations, marked where fuzzy; None where it is not."""

    id: str
    before: str | None
    after: str | None


def find_changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """The messages whose translation differs, in the catalog's order; those that are gone last."""
    ids = [*after, *(id for id in before if id not in after)]
    changes = [Change(id, before.get(id), after.get(id)) for id in ids]
    return [change for change in changes if change.before != change.after]


def read_messages(text: str, language: str) -> dict[str, str]:
    """Translations by message. Raises ValueError for what is no sound catalog."""
    for line, problem in find_problems(text, language) if text else ():
        raise ValueError(f"line {line}: {problem}")
    entries = polib.pofile(text) if text else []
    return {e.msgid: ("(fuzzy) " if e.fuzzy else "") + e.msgstr for e in entries if not e.obsolete}


def format_summary(catalogs: Iterable[tuple[str, list[Change] | str]]) -> str:
    """A page of Markdown, of the path of each catalog and its changes, or what is wrong with it."""
    catalogs = [(path, changes) for path, changes in catalogs if changes]
    count = sum(len(changes) for _, changes in catalogs if isinstance(changes, list))
    parts = ["# Messages changed", f"{count} messages in {len(catalogs)} catalogs."]
    left = ROWS
    for path, changes in catalogs:
        parts.append(f"## {escape(path)}")
        if isinstance(changes, str):
            parts.append(f"This is no sound catalog: {escape(changes)}")
            continue
        rows = [format_row(change) for change in changes[:left]]
        parts.append("\n".join(["<table>", HEAD, *rows, "</table>"]) if rows else "")
        if len(changes) > left:
            parts.append(f"{len(changes) - left} more messages of this catalog are not shown.")
        left = max(left - len(changes), 0)
    return "\n\n".join(filter(None, parts)) + "\n"


HEAD = "<tr><th>Message</th><th>Before</th><th>After</th></tr>"


def format_row(change: Change) -> str:
    cells = (change.id, show(change.before), show(change.after))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def show(translation: str | None) -> str:
    return {None: "—", "": "(untranslated)"}.get(translation, translation)


def escape(text: str) -> str:
    """Text that GitHub shows as it is: no tag, link, mention or formatting can be made of it."""
    shown = "".join(map(escape_letter, text[:LETTERS]))
    return shown + (f" … ({len(text) - LETTERS} more letters)" if len(text) > LETTERS else "")


def escape_letter(letter: str) -> str:
    """A letter, or its number where it could be markup, or its name where nobody would see it."""
    if letter == "\n":
        return "<br>"
    if letter == " " or letter.isalnum():
        return letter
    if unicodedata.category(letter)[0] in "CZ":
        return f"[U+{ord(letter):04X}]"
    return f"&#{ord(letter)};" if letter.isascii() else letter


def ask_git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise BaseError(done.stderr.decode(errors="replace").strip().split("\n")[-1])
    return done.stdout


def compare_catalogs(base: str) -> Iterator[tuple[str, list[Change] | str]]:
    """Each catalog that differs from the base, and how. Raises BaseError."""
    commit = ask_git("rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    listed = ask_git("diff", "--name-only", "--no-renames", "-z", commit, "--", "locale/*.po")
    for path in sorted(filter(None, listed.decode(errors="replace").split("\0"))):
        language = (*PurePosixPath(path).parts, "")[1]
        try:
            new = read_messages(read_now(ROOT / path), language)
            yield path, find_changes(read_messages(read_then(commit, path), language), new)
        except ValueError as error:
            yield path, str(error)


def read_then(commit: str, path: str) -> str:
    try:
        return ask_git("show", f"{commit}:{path}").decode()
    except BaseError:
        return ""


def read_now(path: Path) -> str:
    if path.is_symlink():
        raise ValueError("found a link, expected a file")
    if not path.exists():
        return ""
    if path.stat().st_size > SIZE_LIMIT:
        raise ValueError(f"found {path.stat().st_size:,} bytes, expected at most {SIZE_LIMIT:,}")
    return path.read_bytes().decode()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", help="a commit: main, HEAD^1, ...")
    options = parser.parse_args(arguments)
    try:
        print(format_summary(compare_catalogs(options.base)), end="")
    except BaseError as error:
        print(f"BASE: found {options.base!r} ({error}), expected a commit", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
