"""Places that others link to stay, or lead on: none of those in source/permalinks.txt is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from built_site import ROOT, run_script
from cheatsheet.core.permalinks import parse_permalinks
from sheet_exports.redirects.permalinks import find_lost, find_places
from sheet_exports.redirects.table import Redirect, parse_redirects

REDIRECTS = parse_redirects((ROOT / "source" / "redirects.tsv").read_text(encoding="utf-8"))[0]
PERMALINKS = parse_permalinks((ROOT / "source" / "permalinks.txt").read_text(encoding="utf-8"))
KEPT = [permalink.place for permalink in PERMALINKS]


@pytest.mark.parametrize(
    ("found", "moves", "lost"),
    [
        pytest.param({"a", "a#x"}, [], [], id="all-there"),
        pytest.param({"a"}, [], ["a#x"], id="id-gone"),
        pytest.param({"a"}, ["a#x"], [], id="id-moved"),
        pytest.param(set(), ["a"], [], id="page-moved-with-its-ids"),
        pytest.param(set(), [], ["a", "a#x"], id="page-gone"),
    ],
)
def test_lost_place_is_named(found, moves, lost) -> None:
    redirects = [Redirect(1, old, "b") for old in moves]
    assert find_lost(["a", "a#x"], found, redirects) == lost


def test_no_place_is_lost(site: Path, languages: list[str]) -> None:
    assert len(KEPT) > 2000
    for language in languages:
        lost = find_lost(KEPT, find_places(site / language), REDIRECTS)
        assert not lost, f"{language}: gone without a line in source/redirects.tsv: {lost}"


def test_list_is_sorted_and_has_no_place_twice() -> None:
    assert sorted(set(KEPT)) == KEPT


def test_every_entry_is_a_place(site: Path, entries) -> None:
    places = find_places(site / "en")
    missing = [
        entry["url"] for entry in entries["en"] if entry["url"].replace(".html", "") not in places
    ]
    assert not missing


def test_moves_are_the_same_in_every_language(site: Path, languages: list[str]) -> None:
    texts = {(site / code / "_static" / "moved.js").read_text(encoding="utf-8") for code in languages}
    assert len(texts) == 1
    moves = json.loads(re.search(r"const moved = (\{.*?\n\});", texts.pop(), re.DOTALL)[1])
    assert sum(map(len, moves.values())) == len(REDIRECTS)


def test_command_refuses_to_forget_a_place(copy: Path) -> None:
    page = copy / "build" / "html" / "en" / "a.html"
    page.parent.mkdir(parents=True)
    page.write_text('<section id="x"></section>', encoding="utf-8")
    (page.parent / "index.html").write_text("", encoding="utf-8")
    (page.parent / "entries.json").write_text("[]", encoding="utf-8")
    (copy / "source" / "redirects.tsv").write_text("", encoding="utf-8")
    kept = copy / "source" / "permalinks.txt"
    kept.write_text("a\na#gone\n", encoding="utf-8")
    done = run_script("save_permalinks.py", root=copy)
    assert done.returncode == 1
    assert done.stderr.startswith("source/permalinks.txt:2: a#gone: found no such place, expected it or")
    assert kept.read_text(encoding="utf-8") == "a\na#gone\n"
    (copy / "source" / "redirects.tsv").write_text("a#gone\ta#x\n", encoding="utf-8")
    assert run_script("save_permalinks.py", root=copy).returncode == 0
    assert kept.read_text(encoding="utf-8") == "a\na#gone\tgone\na#x\nindex\n"
