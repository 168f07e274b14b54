"""Blocks as rows of a page in HTML, and as plain text elsewhere."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from cheatsheet.pages.rows import Row
from hostile import HOSTILE, name_cases

PAGE = """\
Index
=====

.. doctest::
   :skipif: never

   >>> # add & show
   >>> x = f(  # behind
   ...     1,  # inside
   ... )  # doctest: +ELLIPSIS
   >>> x < 2
   True
   <BLANKLINE>
   # end
   >>> y = x  # doctest: +ELLIPSIS
   >>> y
   40

.. testcode::

   # 설명
   print("<b>")

   # 둘째
   print(2)  # noqa

.. testoutput::

   <b>
   2

Words.
"""

KOREAN = {"add & show": "더하고 보여 줌", "inside": "안", "Words.": "낱말."}
INTERFACE = {"Output": "출력"}

# id, code, note, output of each row
ROWS = [
    ("f", "x = f(\n    1,  # inside\n)\nx < 2", "add & show behind", "True\n\n# end"),
    ("y-x-y", "y = x\ny", "", "40"),
    ("print-b", 'print("<b>")', "설명", None),
    ("print-2", "print(2)", "둘째", "<b>\n2"),
]

# What HTML could take for more than text.
MARKED = ("HTML", "quotes", "triple quotes", "reST", "reST directive", "percent", "escape", "newline")

# builder, the file in which it shows the blocks
BUILDERS = [
    ("dirhtml", "index.html"),
    ("singlehtml", "index.html"),
    ("latex", "sheet.tex"),
    ("text", "index.txt"),
    ("man", "sheet.1"),
    ("texinfo", "sheet.texi"),
    ("xml", "index.xml"),
    ("pseudoxml", "index.pseudoxml"),
]


def find_rows(built, page: str = "index") -> list[Tag]:
    return BeautifulSoup(built.read(f"{page}.html"), "html.parser").select("ol.entries > li.entry")


def read_row(row: Tag) -> tuple[str, str, str, str | None]:
    (code,) = row.select("div.entry-code > pre")
    (note,) = row.select("div.entry-text > p.entry-note")
    output = row.select_one("details.entry-output pre, samp.entry-gives")
    return row["id"], code.text.strip("\n"), note.text, output and output.text.strip("\n")


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project({"index": PAGE}, {"ko": {"index": KOREAN, "sphinx": INTERFACE}})


def test_rows_hold_code_note_and_output(english):
    assert english.warnings == ""
    assert [read_row(row) for row in find_rows(english)] == [
        (name, code, note, output) for name, code, note, output in ROWS
    ]


def test_row_links_to_itself(english):
    for row, (name, *_) in zip(find_rows(english), ROWS, strict=True):
        (link,) = row.select("a.entry-link")
        assert link["href"] == f"#{name}"


def test_ids_of_a_page_are_unique(english):
    soup = BeautifulSoup(english.read("index.html"), "html.parser")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_short_output_is_in_sight_and_a_long_one_on_demand(english):
    for row, (_, _, _, output) in zip(find_rows(english), ROWS, strict=True):
        summaries = [summary.text for summary in row.select("details > summary")]
        assert summaries == (["Output"] if output and "\n" in output else [])
        assert [samp.text for samp in row.select("samp")] == (["40"] if output == "40" else [])
        assert not row.select("details[open]")


@pytest.mark.parametrize(
    ("output", "short"), [("x" * 40, True), ("x" * 41, False), ("x\ny", False), ("한" * 40, True)]
)
def test_what_a_short_output_is(output, short):
    assert Row("", "", output=output).is_short == short


def test_rows_are_a_list(english):
    soup = BeautifulSoup(english.read("index.html"), "html.parser")
    assert [tag["role"] for tag in soup.select("ol.entries")] == ["list", "list"]


def test_code_and_output_stand_nowhere_else(english):
    soup = BeautifulSoup(english.read("index.html"), "html.parser")
    outputs = [output for *_, output in ROWS if output]
    assert len(soup.select("pre, samp")) == len(ROWS) + len(outputs)
    assert ">>>" not in soup.select_one("section").text


def test_code_is_highlighted_and_output_is_not(english):
    first, *rest = find_rows(english)
    assert [span.text for span in first.select("pre .c")] == ["# inside"]
    assert not any(row.select("details pre span") for row in [first, *rest])


def test_translated_rows_have_translated_notes_and_the_same_code(korean):
    assert korean.warnings == ""
    notes = ["더하고 보여 줌 behind", "", "설명", "둘째"]
    expected = [(name, code, note, out) for (name, code, _, out), note in zip(ROWS, notes, strict=True)]
    expected[0] = ("f", ROWS[0][1].replace("# inside", "# 안"), *expected[0][2:])
    assert [read_row(row) for row in find_rows(korean)] == expected


def test_words_of_the_interface_are_in_the_language_of_the_page(korean):
    *_, last = find_rows(korean)
    assert [summary.text for summary in last.select("summary")] == ["출력"]


@pytest.mark.parametrize(("builder", "name"), BUILDERS)
def test_other_builders_show_blocks_too(builder, name, project):
    built = project.build(builder)
    assert built.warnings == ""
    assert "설명" in built.read(name)
    assert "둘째" in built.read(name)


def test_text_shows_plain_blocks_as_stock_sphinx_does(project):
    text = project.build("text", "ko").read("index.txt")
    assert (
        "   >>> # 더하고 보여 줌\n"
        "   >>> x = f(  # behind\n"
        "   ...     1,  # 안\n"
        "   ... )\n"
        "   >>> x < 2\n"
        "   True\n"
        "\n"
        "   # end\n"
        "   >>> y = x\n"
        "   >>> y\n"
        "   40\n"
    ) in text
    assert '   # 설명\n   print("<b>")\n\n   # 둘째\n   print(2)  # noqa\n\n   <b>\n   2\n' in text


@pytest.fixture(scope="module")
def attacked(make_shared_project):
    strings = [HOSTILE[name] for name in MARKED]
    page = ":orphan:\n\nPage\n====\n\n.. doctest::\n\n   >>> # note\n   >>> f(\n   ...     1)  # in\n"
    pages = {f"case-{number}": page for number in range(len(strings))}
    catalogs = {f"case-{number}": {"note": text, "in": text} for number, text in enumerate(strings)}
    built = make_shared_project(pages, {"ko": catalogs}).build("html", "ko")
    assert built.warnings == ""
    return {text: find_rows(built, f"case-{number}") for number, text in enumerate(strings)}


@pytest.mark.parametrize("text", name_cases({name: HOSTILE[name] for name in MARKED}))
def test_hostile_note_is_text_on_the_page(text, attacked):
    (row,) = attacked[text]
    name, code, note, output = read_row(row)
    first, second = code.split("\n")
    assert (name, first, output) == ("f", "f(", None)
    assert second == f"    1)  # {note}"
    assert [child.name for child in row.select_one("p.entry-note").children if child.name] == []
    assert row.select("script, b, style") == []
