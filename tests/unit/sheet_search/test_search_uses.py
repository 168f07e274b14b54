"""What names are used for, as tables, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet import make_page
from sheet_search.uses import check_uses, join_uses, read_uses
from sphinx.errors import ConfigError

HEAD = "name\twords"
PAGES = [
    make_page(
        "page",
        "Page",
        {
            "Use": [
                ("all", "lib.zeros(2)", "0"),
                ("row", "x.sum().item()", "1"),
                ("deep", "nn.a.load(1)", ""),
                ("twice", "nn.a.load(2)", ""),
            ]
        },
    ),
    make_page("other", "Other", {"Lib zeros": [("all", "lib.zeros(2)", "0")]}),
]
ALL = ["zeros\tmany zeros", "sum\ttotal", "load\tread"]

FAULTS = [
    ([], []),
    (["item\ta number"], []),
    (["a.load\tread the a"], []),
    (["page#use\twhat is used", "page#lib-zeros\tmany"], []),
    (["other#lib-zeros\tmany", "other#lib-zeros~zeros\tmany more"], []),
    (["page#nn-a-load~load(1)\tread one", "page#nn-a-load~(2)\tread two"], []),
    (
        ["page#nn-a-load\tread one", "page#nn-a-load-2\tread two", "page#nn-a-load~load\tread"],
        [
            (5, "found 'page#nn-a-load', whose number may change; write page#id~piece of its code"),
            (6, "found 'page#nn-a-load-2', whose number may change; write page#id~piece of its code"),
            (7, "found 'page#nn-a-load~load', whose number may change; write page#id~piece of its code"),
        ],
    ),
    (
        ["page#nn-a-load~(3)\tread"],
        [(5, "found 'page#nn-a-load~(3)', which no entry uses and no place has; drop the line")],
    ),
    (
        ["page#used\tmany"],
        [(5, "found 'page#used', which no entry uses and no place has; drop the line")],
    ),
    (["zero\tmany"], [(5, "found 'zero', which no entry uses and no place has; drop the line")]),
    (["load\tagain"], [(5, "found 'load' again; make it one line")]),
    (["item\t, "], [(5, "found no words for 'item', expected how a reader asks for it")]),
]


def write_table(folder: Path, lines: list[str]) -> Path:
    path = folder / "uses.tsv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return path


def test_phrases_of_all_tables_are_joined(tmp_path: Path) -> None:
    other = tmp_path / "ko"
    other.mkdir()
    paths = [
        write_table(tmp_path, ["argmax\tindex of the maximum, predicted class"]),
        write_table(other, ["argmax\t최댓값의 위치"]),
    ]
    expected = {"argmax": ["index of the maximum", "predicted class", "최댓값의 위치"]}
    assert join_uses(read_uses(paths)) == expected
    assert join_uses(read_uses([])) == {}


def test_line_without_words_is_an_error(tmp_path: Path) -> None:
    path = write_table(tmp_path, ["argmax"])
    with pytest.raises(ConfigError, match=r"uses\.tsv:2: found 1 columns, expected at least 2"):
        read_uses([path])


@pytest.mark.parametrize(("lines", "faults"), FAULTS)
def test_faults(tmp_path: Path, lines: list[str], faults: list[tuple[int, str]]) -> None:
    uses = read_uses([write_table(tmp_path, [*ALL, *lines])])
    assert list(check_uses(uses, PAGES, {"nn": "lib.nn"})) == faults


def test_name_of_an_entry_has_words(tmp_path: Path) -> None:
    uses = read_uses([write_table(tmp_path, ALL[1:])])
    message = "found no line for 'zeros', by which an entry is known; say what it is for"
    assert list(check_uses(uses, PAGES, {})) == [(1, message)]
