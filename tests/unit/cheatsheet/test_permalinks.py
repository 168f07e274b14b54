"""A row keeps the id that others link to, whatever comes before it."""

from __future__ import annotations

import re

import pytest
from cheatsheet.core.permalinks import (
    GONE,
    Permalink,
    digest_code,
    group_by_page,
    keep_ids,
    parse_permalinks,
)
from cheatsheet.transforms.notes import find_blocks
from sphinx.errors import ConfigError

OLD, ALSO = digest_code("old"), digest_code("also")


@pytest.mark.parametrize(
    ("codes", "kept", "ids"),
    [
        pytest.param(["old", "also"], {}, ["a", "a-2"], id="a-new-page"),
        pytest.param(["new", "old", "also"], {"a": OLD, "a-2": ALSO}, ["a-3", "a", "a-2"], id="before"),
        pytest.param(["also", "old"], {"a": OLD, "a-2": ALSO}, ["a-2", "a"], id="exchanged"),
        pytest.param(["also"], {"a": OLD, "a-2": ALSO}, ["a-2"], id="one-less"),
        pytest.param(["edited", "also"], {"a": OLD, "a-2": ALSO}, ["a", "a-2"], id="edited"),
        pytest.param(["new", "edited"], {"a": OLD}, ["a", "a-2"], id="who-knows"),
        pytest.param(["old", "old"], {"a": OLD, "a-2": OLD}, ["a", "a-2"], id="twice-the-same"),
        pytest.param(["old", "new"], {"a": OLD, "a-2": GONE}, ["a", "a-3"], id="one-that-leads-on"),
        pytest.param(["old", "also"], {"a": "", "a-2": ""}, ["a", "a-2"], id="of-unknown-code"),
        pytest.param(["old"], {"b": OLD, "a-b": OLD}, ["a"], id="of-another-name"),
        pytest.param(["old"], {"s": OLD, "a": OLD}, ["a"], id="the-first-of-its-name"),
    ],
)
def test_row_keeps_its_id(codes, kept, ids) -> None:
    assert keep_ids(["a" for _ in codes], codes, ["s"], kept) == ids


def test_id_of_a_section_is_its_own() -> None:
    assert keep_ids(["a", "a"], ["old", "new"], ["a"], {"a": OLD}) == ["a-2", "a-3"]


def test_table_is_read_as_it_is_written() -> None:
    lines = ["p", "p#a\t0123abcd", "p#b", "p#c-10\tgone", "p#c-2\t01234567", "q/r#a"]
    permalinks = parse_permalinks("".join(f"{line}\n" for line in lines))
    assert [permalink.write() for permalink in permalinks] == lines
    ids = {"a": "0123abcd", "b": "", "c-2": "01234567", "c-10": GONE}
    assert group_by_page(permalinks) == {"p": ids, "q/r": {"a": ""}}
    assert [*group_by_page(permalinks)["p"]] == [*ids]
    assert permalinks[0] == Permalink("p")


@pytest.mark.parametrize("line", ["", "a b", "#a", "a#", "a#b#c", "a#b\tgon", "a#b\t0123ABCD", "a#b\t"])
def test_line_that_is_none_is_told(make_project, line) -> None:
    project = make_project({"index": "A\n=\n"}, conf='permalinks_file = "kept.txt"\n')
    (project.root / "kept.txt").write_text(f"a\n{line}\n", encoding="utf-8")
    told = re.escape(f"kept.txt:2: found {line!r}, expected page#id, and after a tab 8 digits or 'gone'")
    with pytest.raises(ConfigError, match=told):
        project.build("dummy")


def test_link_leads_to_the_row_that_it_led_to(make_project) -> None:
    page = "F\n=\n\n.. doctest::\n\n   >>> # one\n   >>> f(1)\n   >>> # two\n   >>> f(2)\n"
    project = make_project({"index": page}, conf='permalinks_file = "kept.txt"\n')
    kept = [f"index#f-1\t{digest_code('f(1)')}", f"index#f-2\t{digest_code('f(2)')}"]
    (project.root / "kept.txt").write_text("\n".join(kept), encoding="utf-8")
    row = "   >>> # none\n   >>> f(0)\n   >>> # one, and more\n"
    (project.root / "index.rst").write_text(page.replace("   >>> # one\n", row), encoding="utf-8")
    built = project.build("dummy")
    (block,) = find_blocks(built.app.env.get_doctree("index"))
    assert block["entry_ids"] == ["f-3", "f-1", "f-2"]
