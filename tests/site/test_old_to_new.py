"""The tables of old code: a row for each old entry, in their order, saying what the entry shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_site import ROOT
from cheatsheet.builders.version_checks import Literal, shows
from cheatsheet.transforms.version_marks import DEPRECATED, REMOVED

PAGES = sorted((ROOT / "source" / "troubleshooting").glob("old-to-new-*.rst"))
# A row of three cells; matches "   ``x.T`` | deprecated before 2.0 | ``x.mT``".
ROW = re.compile(r"^   (``.+?) \| (\w[^|]*) \| ", re.MULTILINE)
# A note and what stands below it; matches "   >>> # old: bytes\n   >>> x\n   5\n".
ENTRY = re.compile(r"^   >>> # (\w+): .*\n((?:   (?!>>> # ).*\n)+)", re.MULTILINE)
PROMPT = re.compile(r"^   (?:>>>|\.\.\.) ?", re.MULTILINE)
# By the first word of the second cell, what the entry shows.
SHOWN = {"deprecated": DEPRECATED, "warns": DEPRECATED, "removed": REMOVED, "fails": REMOVED}
SHOWN |= {"discouraged": "", "misleading": ""}


def check(text: str) -> list[str]:
    """What is wrong with a page, a line each, with the 1-based line of the row."""
    rows = list(ROW.finditer(text))
    old = [match[2] for match in ENTRY.finditer(text) if match[1] == "old"]
    if len(rows) != len(old):
        return [f"1: found {len(rows)} rows, expected one for each of {len(old)} old entries"]
    found = []
    for row, entry in zip(rows, old, strict=True):
        line = text[: row.start()].count("\n") + 1
        literal = Literal.read(re.search("``(.+?)``", row[1])[1], {})
        words = literal.words | set(re.findall(r"\w+", row[1]))
        if not words & set(re.findall(r"\w+", entry)):
            found.append(f"{line}: found {row[1]}, which the old entry in its place does not use")
        kind = SHOWN.get(row[2].split(" ")[0])
        code = "\n".join(PROMPT.sub("", text) for text in entry.split("\n") if PROMPT.match(text))
        output = "\n".join(text[3:] for text in entry.split("\n") if not PROMPT.match(text))
        seen = next((k for k in (DEPRECATED, REMOVED) if shows(k, code, output)), "")
        if kind != seen:
            found.append(f"{line}: found {row[2]!r}, expected what the entry shows: {seen or 'no more'}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_rows_say_what_old_entries_show(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8"))
    assert not [f"{path.relative_to(ROOT)}:{line}" for line in found]


def test_there_are_as_many_as_promised() -> None:
    assert sum(len(ROW.findall(path.read_text(encoding="utf-8"))) for path in PAGES) >= 90


SAMPLE = """\
   ``m.f(x)`` | {} | ``m.g(x)``

   >>> # old: a way
   >>> m.f(1)
   {}
   >>> # new: another
   >>> m.g(1)
   1
"""
ERROR = "Traceback (most recent call last):\n       ...\n   TypeError: no"
CASES = {
    "same": ("removed in 2.4", ERROR, ""),
    "warning": ("warns", ERROR.replace("TypeError", "UserWarning"), ""),
    "nothing": ("discouraged", "1", ""),
    "another": ("deprecated since 2.1", ERROR, "1: found 'deprecated since 2.1', expected "),
    "too little": ("discouraged", ERROR, "1: found 'discouraged', expected "),
    "unknown": ("old", "1", "1: found 'old', expected "),
}


@pytest.mark.parametrize(("cell", "output", "said"), CASES.values(), ids=CASES)
def test_a_wrong_row_is_told(cell: str, output: str, said: str) -> None:
    found = check(SAMPLE.format(cell, output))
    assert (len(found), "".join(found)[: len(said)]) == (bool(said), said)


def test_a_missing_row_is_told() -> None:
    text = SAMPLE.format("discouraged", "1")
    assert check(text + text[text.index("\n") :]) == [
        "1: found 1 rows, expected one for each of 2 old entries"
    ]
    assert check(text.replace("m.f(x)", "k.h(y)"))[0].startswith("1: found ``k.h(y)``, which the old")
