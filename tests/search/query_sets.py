"""The queries by which search is judged: as practitioners type them, with every answer that is right.

A line of ``queries-<language>.tsv`` holds a query, its kind and its answers, separated by blanks.
An answer is an entry or a section: ``page#id``, ``folder#id``, or ``#id`` if only one has that id.
``page#id~words`` is each entry called ``id``, ``id-2``, ``id-3``, ... whose code or output has these
words, written without blanks: it holds even after another entry took the number. ``-`` says that the
site does not hold what is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

HEADER = "query\tkind\tanswers"
KINDS = {
    "noun": "a plain word or term",
    "particle": "a word with an ending: 학습률은, freezing",
    "compound": "a term of two words, glued or apart: 손실함수, batch norm",
    "mixed": "a name beside a word, or with a Korean ending: GPU로, SGD with momentum",
    "api": "the whole name of an API",
    "part": "a part of a name, or a name without its separators: nograd",
    "cross": "a word of the other language",
    "synonym": "another word for what the site calls differently",
    "several": "two or more words, as people ask",
    "error": "a message, with the sizes and names of the reader's own program",
    "typo": "one or two letters wrong",
    "layout": "typed with the keyboard in the other language",
    "initials": "the first consonants of a Korean term",
    "form": "other capitals, full-width letters, decomposed Hangul",
    "absent": "what the site does not hold",
}
NONE = "-"
# By language.
QUERY_FILES = {
    path.stem.removeprefix("queries-"): path
    for path in sorted(Path(__file__).parent.glob("queries-*.tsv"))
}

# The number of a name that came again: matches the end of "torch-cat-2"; not of "conv2d".
NUMBER = re.compile(r"-\d+$")
# The anchor of a section: matches '<section id="loss-functions">'; not '<span id="x">'.
SECTION = re.compile(r'<section\b[^>]*\bid="([^"]+)"')


@dataclass(frozen=True)
class Query:
    """A line of a set; ``place`` is its path, from the current folder, and 1-based line."""

    place: str
    text: str
    kind: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """What search may find; ``text`` is the code and output of an entry, without blanks."""

    page: str
    id: str
    text: str = ""


class Targets:
    """The entries and sections of a site, found by an answer."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.all = list(targets)
        self._named: dict[str, list[Target]] = {}
        for target in self.all:
            for name in {target.id, NUMBER.sub("", target.id)}:
                self._named.setdefault(name, []).append(target)

    def find(self, answer: str) -> list[Target]:
        """What an answer means; one without words should mean a single target."""
        place, _, name = answer.partition("#")
        name, _, words = name.partition("~")
        return [
            target
            for target in self._named.get(name, ())
            if f"{target.page}/".startswith(f"{place}/" if place else "")
            and (words in target.text if words else target.id == name)
        ]

    def resolve(self, query: Query) -> set[tuple[str, str]]:
        """The page and id of each answer to a query."""
        return {(target.page, target.id) for answer in query.answers for target in self.find(answer)}


def read_targets(folder: Path) -> Targets:
    """Read the entries and sections of a language that was built into a folder."""
    entries = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
    targets = [Target(e["page"], e["id"], "".join((e["code"] + e["output"]).split())) for e in entries]
    for path in sorted(folder.rglob("*.html")):
        page = path.relative_to(folder).with_suffix("").as_posix()
        if page == "all" or page.startswith("all/"):
            continue  # the same entries once more, on one page
        found = SECTION.findall(path.read_text(encoding="utf-8"))
        targets += [Target(page, section) for section in found]
    return Targets(targets)


def read_queries(path: Path) -> list[Query]:
    """Read the lines of a set that have three columns; ``find_faults`` reports the others."""
    lines = [(place, columns) for place, columns in _read_lines(path) if len(columns) == 3]
    return [
        Query(place, text, kind, () if answers == NONE else tuple(answers.split(" ")))
        for place, (text, kind, answers) in lines
    ]


def find_faults(path: Path, targets: Targets) -> Iterator[str]:
    """One line for everything that is wrong with a set, of the form ``path:line: what``."""
    header = path.read_text(encoding="utf-8").split("\n")[0]
    if header != HEADER:
        yield f"{relpath(path)}:1: wrong header, found {header!r}, expected {HEADER!r}"
    for place, columns in _read_lines(path):
        if len(columns) != 3:
            yield f"{place}: found {len(columns)} columns, expected 3"
    seen: dict[str, str] = {}
    for query in read_queries(path):
        yield from _check_line(query)
        if first := seen.get(query.text):
            yield f"{query.place}: found {query.text!r} again, first at {first}; drop one"
        seen.setdefault(query.text, query.place)
        yield from _check_answers(query, targets)


def _read_lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Place and columns of each line below the header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines[1:], 2):
        if line:
            yield f"{relpath(path)}:{number}", line.split("\t")


def _check_line(query: Query) -> Iterator[str]:
    if query.text.strip() != query.text or not query.text:
        yield f"{query.place}: found query {query.text!r}, expected words without blanks around them"
    if query.kind not in KINDS:
        yield f"{query.place}: unknown kind, found {query.kind!r}, expected one of {', '.join(KINDS)}"
    elif (query.kind == "absent") == bool(query.answers):
        yield f"{query.place}: found {len(query.answers)} answers to {query.kind!r}; only absent has 0"


def _check_answers(query: Query, targets: Targets) -> Iterator[str]:
    found: dict[Target, str] = {}
    for answer in query.answers:
        matches = targets.find(answer) if "#" in answer else []
        if not matches or (len(matches) > 1 and "~" not in answer):
            pages = ", ".join(f"{target.page}#{target.id}" for target in matches) or "none"
            yield f"{query.place}: found {pages} for {answer!r}, expected one; name page or words"
        if first := next((found[target] for target in matches if target in found), None):
            yield f"{query.place}: found {first!r} again as {answer!r}; drop one"
        found |= dict.fromkeys(matches, answer)
