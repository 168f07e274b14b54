"""Glossaries as tables, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_search.glossary import read_glossaries, read_glossary
from sphinx.errors import ConfigError

HEAD = "english\tkorean\talso_searched\tnever\tnote\n"

ROWS = [
    ("gradient\t변화도\t그래디언트, 기울기\t\t", ["gradient", "변화도", "그래디언트", "기울기"]),
    ("cuda\tCUDA\t쿠다\t쿠다\tguide", ["cuda", "쿠다"]),
    ("batch norm\t배치 정규화\t배치정규화, 배치놈\t\t", ["batch norm", "배치 정규화", "배치놈"]),
    ("graph\t그래프\t\t\t", ["graph", "그래프"]),
    ("graph\t그래프\t , ,\t\t", ["graph", "그래프"]),
    ("all-gather\tall-gather\t올개더\t\t", ["all-gather", "올개더"]),
    ("a\tb\tc", ["a", "b", "c"]),
]


@pytest.mark.parametrize(("line", "row"), ROWS)
def test_row(tmp_path: Path, line: str, row: list[str]) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    assert read_glossary(path) == [row]


def test_rows_of_all_tables_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.tsv", "b.tsv")]
    for path in paths:
        path.write_text(f"{HEAD}{path.stem}\tx\t\n\n", encoding="utf-8")
    assert read_glossaries(paths) == [["a", "x"], ["b", "x"]]
    assert read_glossaries([]) == []


def test_faults_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    for line, count in (("alone", 1), ("a\tb", 2)):
        path.write_text(f"{HEAD}a\tb\tc\n{line}\n", encoding="utf-8")
        found = rf"terms\.tsv:3: found {count} columns, expected at least 3"
        with pytest.raises(ConfigError, match=found):
            read_glossary(path)
    with pytest.raises(ConfigError, match=r"none\.tsv:1: found No such file .*expected a file"):
        read_glossary(tmp_path / "none.tsv")
    path.write_bytes(b"a\n\xff")
    with pytest.raises(ConfigError, match=r"terms\.tsv:2: found the byte 0xff, expected UTF-8"):
        read_glossary(path)
