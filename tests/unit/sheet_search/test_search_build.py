"""What a build leaves for the search, in any theme and language."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sheet_search
from engine import open_site
from sheet_search.collect import collect_pages
from sphinx.errors import ConfigError

PAGES = {
    "index": "Sheet\n=====\n\n.. toctree::\n\n   second\n   part/first\n",
    "part/first": """\
First <page>
============

Words of the *first* page.

Rounding
--------

.. doctest::

   >>> # round down
   >>> floor(1.5)
   1
   >>> # round "up" & <b>more</b>
   >>> math.ceil(1.5)
   2
   >>> # <i>again</i>
   >>> math.ceil(2.5)
   3
""",
    "second": """\
:search: aside

Second
======

Prose.

.. versionadded:: 2.1

   ``count``

.. doctest::

   >>> # count
   >>> len('abc')
   3

.. testcode::

   # say a word
   print("a" + "b")

.. testoutput::

   ab

.. code-block:: console

   $ sheet --help
""",
}
KOREAN = {
    "part/first": {"First <page>": "첫 쪽", "Rounding": "반올림", "round down": "내림"},
    "second": {"Second": "둘째"},
}
TERMS = "english\tkorean\talso_searched\tnever\tnote\nfloor\t내림\t바닥\t\t\n"
CONF = """
extensions.append("sheet_search")
search_glossaries = {"ko": ["locale/terms.tsv"]}
"""
FILES = {
    "glossary.js",
    "opensearch.xml",
    "search-data.js",
    "search-open.js",
    "search-texts.js",
    "search.css",
    "search.js",
}


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project({**PAGES, "locale/terms.tsv": TERMS}, {"ko": KOREAN}, CONF)


def list_files(folder: Path) -> dict[str, bytes]:
    names = FILES - {"opensearch.xml"}
    paths = [*(folder / "_static" / name for name in names), folder / "search.html"]
    return {path.name: path.read_bytes() for path in paths}


def test_files_are_there_and_those_of_sphinx_are_not(english) -> None:
    assert {path.name for path in (english.outdir / "_static").iterdir()} >= FILES
    assert not english.warnings
    assert not (english.outdir / "searchindex.js").exists()


@pytest.mark.parametrize(("page", "root"), [("index", ""), ("part/first", "../"), ("search", "")])
def test_every_page_knows_the_search(english, page: str, root: str) -> None:
    html = english.read(f"{page}.html")
    assert re.search(rf'<script defer="defer" src="{root}_static/search-open\.js\?v=\w+"', html)
    assert f'type="application/opensearchdescription+xml" href="{root}_static/opensearch.xml"' in html


def test_files_are_named_with_what_is_in_them(english, korean) -> None:
    opener = english.read("_static/search-open.js")
    named = dict(re.findall(r'"?([\w.-]+\.(?:js|css))\?v=(\w{8})', opener))
    assert named.keys() == FILES - {"opensearch.xml", "search-open.js"}
    other = dict(
        re.findall(r'"?([\w.-]+\.(?:js|css))\?v=(\w{8})', korean.read("_static/search-open.js"))
    )
    assert named["search-data.js"] != other["search-data.js"]


def test_page_of_the_search(english) -> None:
    html = english.read("search.html")
    assert re.search(r'<form[^>]* role="search" action="search.html" method="get">', html)
    assert '<input type="search" id="search-query" name="q"' in html
    assert '<ol id="search-results"></ol>' in html
    body = html[html.index("<h1>") : html.index("</noscript>")]
    assert "<script" not in body
    assert not re.search(r" (?:on\w+|style)=", body)


def test_without_scripts_the_page_lists_every_entry_by_name(english) -> None:
    names = english.read("search.html").partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<a href="part/first.html#math-ceil-2" title="&lt;i&gt;again&lt;/i&gt;">2</a>' in names
    links = re.findall(r'<a href="([^"]+)" title="([^"]*)"><code>([^<]+)</code></a>', names)
    assert links == [
        ("second.html#len-abc", "count", "count"),
        ("part/first.html#math-ceil", "round &quot;up&quot; &amp; &lt;b&gt;more&lt;/b&gt;", "math.ceil"),
        ("part/first.html#floor", "round down", "math.floor"),
        ("second.html#print-a-b", "say a word", "say a word"),
    ]


def test_engine_finds_what_was_built(english, korean) -> None:
    with open_site(english.outdir) as engine:
        assert engine.find("math.floor")[:1] == ["part/first#floor"]
        assert engine.find("First <page>")[:1] == ["part/first#first-page"]
        assert engine.find("반올림") == []
        assert engine.find("바닥")[:1] == ["part/first#floor"]
    with open_site(korean.outdir) as engine:
        assert engine.find("반올림")[:1] == ["part/first#rounding"]
        assert engine.find("rounding")[:1] == ["part/first#rounding"]
        assert engine.find("바닥")[:1] == ["part/first#floor"]


def test_prose_is_what_is_no_entry(english) -> None:
    with open_site(english.outdir) as engine:
        script = (
            "() => engine.index.documents.filter(({ id }) => id === 'second').map(({ prose }) => prose)"
        )
        assert engine.call(script) == ["Prose. $ sheet --help"]
        assert engine.find("sheet --help")[:1] == ["second#second"]


def test_pages_stand_in_the_order_of_the_contents(english) -> None:
    with open_site(english.outdir) as engine:
        uris = engine.call("() => engine.index.documents.map(({ page }) => page.uri)")
    assert list(dict.fromkeys(uris)) == ["index.html", "second.html", "part/first.html"]


def test_description_leads_to_the_page(korean) -> None:
    tree = ElementTree.fromstring(korean.read("_static/opensearch.xml"))
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    url = tree.find('o:Url[@type="text/html"]', space)
    assert url.get("template") == "https://example.org/ko/search.html?q={searchTerms}"
    assert tree.find("o:Language", space).text == "ko"
    assert len(tree.find("o:ShortName", space).text) <= 16


def test_serial_and_parallel_builds_are_equal(project, english) -> None:
    assert list_files(project.build("html", parallel=2).outdir) == list_files(english.outdir)


def test_other_builders_write_no_search(project) -> None:
    outdir = project.build("text").outdir
    assert not (outdir / "_static").exists()
    assert not (outdir / "search.txt").exists()


def test_a_glossary_that_is_not_there_is_an_error(make_project) -> None:
    project = make_project({}, conf=CONF)
    with pytest.raises(ConfigError, match=r"terms\.tsv:1: found No such file or directory, expected"):
        project.build("html", "ko")


def test_page_says_that_it_shows_things_in_passing(english) -> None:
    with open_site(english.outdir) as engine:
        aside = engine.call("() => engine.index.documents.map(({ page }) => [page.uri, page.isAside])")
    assert {uri for uri, is_aside in aside if is_aside} == {"second.html"}


def test_pages_of_a_chapter_in_passing_are_so_too(make_project) -> None:
    tree = "\n.. toctree::\n\n   {}\n"
    pages = {
        "index": "Sheet\n=====\n" + tree.format("part/index"),
        "part/index": ":search: aside\n\nPart\n====\n" + tree.format("page"),
        "part/page": "Page\n====\n",
    }
    app = make_project(pages, conf='extensions.append("sheet_search")\n').build("html").app
    asides = [page.uri for page in collect_pages(app) if page.aside]
    assert asides == ["part/index.html", "part/page.html"]


def test_pages_are_collected_once(project, monkeypatch) -> None:
    times = []
    monkeypatch.setattr(
        sheet_search, "collect_pages", lambda app: times.append(app) or collect_pages(app)
    )
    assert "search-query" in project.build("html").read("search.html")
    assert len(times) == 1
