"""What has moved is found again, and a line that leads nowhere is an error with its place."""

from __future__ import annotations

import json
import re

import pytest
from sheet_exports.redirects.permalinks import find_places
from sheet_exports.redirects.table import Redirect, check_redirects, make_map, parse_redirects
from sphinx.errors import ConfigError

PLACES = {"index": ["home"], "a/new": ["x", "y"], "a/here": ["z"]}

# lines of a file, how many moves, what is wrong with the first bad line
LINES = [
    pytest.param("old\ta/new", 1, "", id="page"),
    pytest.param("old#x\ta/new#y\n\n# words\nold\ta/new", 2, "", id="id"),
    pytest.param("", 0, "", id="empty"),
    pytest.param("old a/new", 0, "1: found 'old a/new', expected an old place, a tab", id="blank"),
    pytest.param("a\tb\nold\t", 1, "2: found 'old\\t', expected an old place, a tab", id="no-new"),
    pytest.param("old\ta/new\tmore", 0, "1: found", id="three"),
    pytest.param("../old\ta/new", 0, "1: found", id="outside"),
    pytest.param("/old\ta/new", 0, "1: found", id="absolute"),
    pytest.param("a/../../old\ta/new", 0, "1: found", id="climbing"),
    pytest.param("old#\ta/new", 0, "1: found", id="no-id"),
    pytest.param(" old\ta/new", 0, "1: found", id="indented"),
    pytest.param("a\0b\ta/new", 0, "1: found", id="nul"),
    pytest.param("\ufeffold\ta/new", 0, "1: found", id="byte-order-mark"),
    pytest.param("o\u202eld\ta/new", 0, "1: found", id="direction"),
    pytest.param("옛\ta/new", 1, "", id="korean"),
]

# lines of a file, what is wrong with them
CHECKS = [
    pytest.param("old\ta/new", [], id="page"),
    pytest.param("a/new#gone\ta/here#z", [], id="id-of-page"),
    pytest.param("old#x\ta/new#x\nold\ta/new", [], id="page-and-id"),
    pytest.param("old\ta/none", ["1: found no a/none, expected a place that exists"], id="no-page"),
    pytest.param("old\ta/new#none", ["1: found no a/new#none, expected"], id="no-target"),
    pytest.param("a/here\ta/new", ["1: found a/here, which is there, expected"], id="page-there"),
    pytest.param("a/here#z\ta/new", ["1: found a/here#z, which is there"], id="id-there"),
    pytest.param(
        "old\ta/new\nold\ta/here", ["2: found old again, expected it once; it is in line 1"], id="twice"
    ),
    pytest.param(
        "old#x\ta/new", ["1: found old#x, expected a line for its page too, old"], id="no-line"
    ),
    pytest.param("old\tolder\nolder\ta/new", ["1: found no older, expected"], id="chain"),
]

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   a/new\n",
    "a/new": "New & <page>\n============\n\nWords.\n\nPart\n----\n\n"
    ".. doctest::\n\n   >>> # a floor\n   >>> math.floor(1.5)\n   1\n",
    "moves.tsv": "b/c/old\ta/new\nb/c/old#x\ta/new#math-floor\na/new#gone\tindex\n",
}
CONF = """
from pathlib import Path
extensions += ["sheet_exports"]
redirects_file = str(Path(__file__).parent / "moves.tsv")
"""


@pytest.mark.parametrize(("text", "count", "said"), LINES)
def test_file_is_read(text, count, said):
    redirects, findings = parse_redirects(text)
    assert len(redirects) == count
    assert len(findings) == bool(said)
    for finding in findings:
        assert f"{finding.line}: {finding.text}".startswith(said)


@pytest.mark.parametrize(("text", "said"), CHECKS)
def test_line_that_leads_nowhere_is_found(text, said):
    found = [f"{f.line}: {f.text}" for f in check_redirects(parse_redirects(text)[0], PLACES)]
    assert len(found) == len(said)
    for line, start in zip(found, said, strict=True):
        assert line.startswith(start)


def test_map_is_by_page_and_id():
    redirects = [Redirect(1, "b#x", "c#y"), Redirect(2, "a", "c"), Redirect(3, "b", "c")]
    assert make_map(redirects) == {"a": {"": "c"}, "b": {"": "c", "x": "c#y"}}
    assert list(make_map(redirects)) == ["a", "b"]


@pytest.fixture(scope="module")
def korean(make_shared_project):
    return make_shared_project(PAGES, conf=CONF).build("html", "ko")


def test_page_that_is_gone_leads_on(korean):
    assert korean.warnings == ""
    text = korean.read("b/c/old.html")
    assert '<meta http-equiv="refresh" content="0; url=../../a/new.html">' in text
    assert '<link rel="canonical" href="https://example.org/ko/a/new.html">' in text
    assert '<a href="../../a/new.html">New &amp; &lt;page&gt;</a>' in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<html lang="ko">' in text
    assert re.findall("<script[^>]*>", text) == ['<script src="../../_static/moved.js">']
    assert "<style" not in text


def test_page_that_is_gone_is_not_listed(korean):
    assert "old" not in korean.read("sitemap.xml")
    assert not (korean.outdir / "a" / "new#gone.html").exists()


def test_script_holds_the_moves(korean):
    text = korean.read("_static/moved.js")
    moves = json.loads(text[text.index("const moved = ") + 14 : text.index(";\n//")])
    assert moves == {
        "a/new": {"gone": "index.html"},
        "b/c/old": {"": "a/new.html", "x": "a/new.html#math-floor"},
    }


def test_line_that_leads_nowhere_stops_the_build(make_project):
    pages = {**PAGES, "moves.tsv": "# moves\nold\tnowhere\nbad line\n"}
    built = make_project(pages, conf=CONF).build("html")
    said = [line for line in built.warnings.split("\n") if line]
    assert [line.partition(" WARNING: found ")[0] for line in said] == ["moves.tsv:3:", "moves.tsv:2:"]
    assert not (built.outdir / "old.html").exists()


def test_no_page_that_is_written_for_readers_is_replaced(make_project):
    project = make_project({**PAGES, "moves.tsv": "old\tindex\nprint\tindex\n"}, conf=CONF)
    for _ in range(2):
        built = project.build("html")
        assert built.warnings.startswith("moves.tsv:2: WARNING: found print, which is there, expected")
        assert built.warnings.count("WARNING") == 1
    assert "refresh" not in built.read("print.html")
    assert "refresh" in built.read("old.html")


def test_file_in_another_encoding_is_refused(make_project, tmp_path):
    project = make_project(PAGES, conf=CONF)
    (project.root / "moves.tsv").write_bytes(b"old\tindex\n\xff")
    with pytest.raises(ConfigError, match=r"moves.tsv:2: found the byte 0xff, expected UTF-8"):
        project.build("html")


def test_missing_file_is_refused(make_project):
    conf = CONF + 'redirects_file = "/none.tsv"\n'
    with pytest.raises(ConfigError, match=r"^redirects_file: found no file '/none.tsv', expected one"):
        make_project({}, conf=conf).build("html")


def test_site_without_redirects_has_an_empty_map(make_project):
    built = make_project({}, conf='extensions += ["sheet_exports"]\n').build("html")
    assert "const moved = {};" in built.read("_static/moved.js")


def test_row_of_another_page_is_no_place(tmp_path):
    rows = (
        '<section id="s"><li class="entry" id="e"></li><li class="entry" id="a/page/e"></li></section>'
    )
    (tmp_path / "page.html").write_text(rows, encoding="utf-8")
    assert find_places(tmp_path) == {"page", "page#s", "page#e"}
