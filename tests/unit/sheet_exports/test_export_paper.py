"""The sheet on paper: what goes on it, and what it says of the rest."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from sheet_exports.formats.paper import is_long
from sphinx.errors import ConfigError

CONF = """
extensions += ["sheet_exports"]
paper_lines = 2
"""
PROGRAM = (
    "\n.. testcode::\n\n   # a program\n   x = 1\n   y = 2\n   print(x)\n\n.. testoutput::\n\n   1\n"
)
SESSION = "\n.. doctest::\n\n   >>> # {note}\n   >>> x = [\n   ...     1,\n   ... ]\n   >>> x\n   [1]\n"
PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   part/index\n   out/index\n   last\n",
    "part/index": "A part\n======\n\n.. toctree::\n\n   page\n   whole\n",
    "part/page": f"""\
A *page* <b>
============

Prose.
{SESSION.format(note="above")}
Empty
-----

Below
-----

Inner
^^^^^
{SESSION.format(note="inside <b>")}
{PROGRAM}
{PROGRAM}
""",
    "part/whole": f":paper: whole\n\nWhole\n=====\n{PROGRAM}",
    "out/index": ":paper: no\n\nOut\n===\n\n.. toctree::\n\n   below\n",
    "out/below": f"Below\n=====\n{SESSION.format(note='left out')}",
    "last": f"Last\n====\n{PROGRAM}",
}
KOREAN = {"part/page": {"above": "위", "A *page* <b>": "*한* 페이지"}, "out/index": {"Out": "밖"}}


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN}, CONF)


@pytest.fixture(scope="module")
def paper(project):
    built = project.build("html")
    assert built.warnings == ""
    return built.read("print.html")


def find_headings(text: str) -> list[str]:
    found = re.findall("<h([123])[^>]*>(.*?)</h", text)
    return [f"{level} {re.sub('<.*?>', '', words)}" for level, words in found]


def test_headings_are_those_of_what_is_shown(paper):
    assert find_headings(paper) == [
        "1 Sheet",
        "2 A part · A page &lt;b&gt;",
        "3 Inner",
        "2 A part · Whole",
        "2 Last",
    ]


def test_entries_have_code_and_note_and_no_output(paper):
    rows = re.findall('entry-note">(.*?)</p>.*?<pre>(.*?)</pre>', paper, re.DOTALL)
    code = "x = [\n    1,\n]\nx"
    program = "x = 1\ny = 2\nprint(x)"
    assert rows == [("above", code), ("inside &lt;b&gt;", code), ("a program", program)]
    assert "[1]" not in paper
    assert "Prose" not in paper


def test_paper_says_what_it_leaves_out(paper):
    assert "3 of 7 entries are on paper." in paper
    assert re.search(
        r'Only on the site:\s+<a href="https://example.org/en/out/index.html">Out</a>', paper
    )
    assert re.findall('class="more"><a href="(.*?)">(.*?)</a>', paper) == [
        ("https://example.org/en/part/page.html", "2 longer programs on the site"),
        ("https://example.org/en/last.html", "1 longer program on the site"),
    ]


def test_headings_lead_to_the_site_and_contents_to_headings(paper):
    assert '<h3><a href="https://example.org/en/part/page.html#inner">Inner</a></h3>' in paper
    names = re.findall('<a href="#(.*?)">', paper)
    assert names == ["part/page", "part/whole", "last"]
    for name in names:
        assert f'<h2 id="{name}">' in paper


def test_paper_is_not_offered_to_search_engines(project, paper):
    assert '<meta name="robots" content="noindex">' in paper
    assert "print" not in project.build("html").read("sitemap.xml")


def test_translated_paper(project):
    text = project.build("html", "ko").read("print.html")
    assert '<html lang="ko">' in text
    assert "2 A part · 한 페이지" in find_headings(text)
    assert 'entry-note">위</p>' in text
    assert ">밖</a>" in text


def test_neither_inline_style_nor_script(paper):
    assert not re.search("<style|style=|<script", paper)


LENGTHS = {  # whether code, as its entries have it, is too long for paper that has room for two lines
    "fits": (["x = 1", "y = 2"], False, False),
    "fits in one": (["x = (\n    1)"], False, False),
    "one too many": (["x = (\n    1)", "y = 2"], False, True),
    "a session": (["x = (\n    1)", "y = 2"], True, False),
}


@pytest.mark.parametrize(("codes", "session", "long"), LENGTHS.values(), ids=LENGTHS)
def test_program_of_more_lines_than_there_is_room_for_is_long(codes, session, long):
    entries = [SimpleNamespace(code=code) for code in codes]
    assert is_long(SimpleNamespace(entries=entries, session=session), 2) is long


@pytest.mark.parametrize("value", ["maybe", "", "No"])
def test_unknown_choice_stops_the_build(make_project, value):
    project = make_project({"index": f":paper: {value}\n\nHome\n====\n"}, conf=CONF)
    with pytest.raises(
        ConfigError, match=f"^index: found :paper: {value}, expected one of yes, no, whole"
    ):
        project.build("html")


def test_sheet_without_entries_is_empty_paper(make_project):
    built = make_project({}, conf=CONF).build("html")
    assert "0 of 0 entries are on paper." in built.read("print.html")
