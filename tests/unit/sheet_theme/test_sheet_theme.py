"""The theme on a small project: where a page stands, what it may load, what it says."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree
from markupsafe import Markup, escape
from sheet_theme import mark_outside
from sheet_theme.tables import pair_cells
from sheet_theme.templates import mark_rendered

INDEX = """\
Sheet
=====

.. toctree::

   one/index
   two
"""
CHAPTER = """\
One
===

.. toctree::

   deep
   other
"""
BLOCK = """\
First
-----

.. doctest::

   >>> # add
   >>> 1 + 1
   2

Second
------

`Out <https://other.example/>`__ and words.
"""
TABLE = """\
Two
===

=====  =====
a      b
=====  =====
1      2
=====  =====
"""
PAGES = {
    "index": INDEX,
    "one/index": CHAPTER,
    "one/deep": f"Deep\n====\n\n{BLOCK}",
    "one/other": f"Other\n=====\n\n{BLOCK}",
    "two": TABLE,
}
CONF = 'html_theme = "sheet"\nhtml_use_index = False\nextensions += ["sheet_theme"]\n'


def parse(built, page: str) -> BeautifulSoup:
    return BeautifulSoup(built.read(f"{page}.html"), "html.parser")


@pytest.fixture(scope="module")
def built(make_shared_project):
    built = make_shared_project(PAGES, conf=CONF).build("html")
    assert built.warnings == ""
    return built


def test_a_page_that_a_domain_would_index_builds(make_project):
    page = "Page\n====\n\n.. py:module:: a\n\n.. py:function:: f()\n"
    built = make_project({"index": page}, conf=CONF).build("html")
    assert built.warnings == ""
    assert "f()" in parse(built, "index").text


def test_the_logo_is_the_sites_own(built, make_project):
    """A drawing becomes a part of the page; what is none, and a site without one, has only its name."""
    assert not parse(built, "two").select(".brand svg, .brand img")
    project = make_project(PAGES, conf=f'{CONF}html_logo = "logo.svg"\n')
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n  <path d="M0 0"/>\n</svg>\n'
    (project.root / "logo.svg").write_text(drawing, encoding="utf-8")
    (logo,) = parse(project.build("html"), "two").select(".brand > svg")
    assert (logo["aria-hidden"], logo.path["d"]) == ("true", "M0 0")
    assert "xmlns" not in logo.attrs


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("one/deep", ["One", "Deep", "First", "Second", "Other", "Two"]),
        ("one/index", ["One", "Deep", "Other", "Two"]),
        ("two", ["One", "Two"]),
        ("all", ["One", "Two"]),
    ],
)
def test_contents_unfold_where_the_page_stands(built, page, links):
    assert [link.text for link in parse(built, page).select("#contents a")] == links


def test_contents_lead_to_the_pages(built):
    links = {link.text: link["href"] for link in parse(built, "one/deep").select("#contents a")}
    expected = {"One": "index.html", "Deep": "", "First": "#first", "Other": "other.html"}
    assert {name: links[name] for name in expected} == expected


def test_contents_mark_the_page(built):
    current = parse(built, "one/deep").select("#contents [aria-current=page]")
    assert [link.text for link in current] == ["Deep"]


def test_a_page_has_the_hue_of_its_chapter(built):
    pages = ("index", "one/index", "one/deep", "two", "all")
    hues = {page: parse(built, page).body.get("class") for page in pages}
    assert hues == {
        "index": None,
        "one/index": ["hue-1"],
        "one/deep": ["hue-1"],
        "two": None,
        "all": None,
    }
    marks = [item.get("class") for item in parse(built, "two").select("#contents > ul > li")]
    assert marks == [["hue-1"], None]


def test_places_of_the_page_have_a_name(built):
    soup = parse(built, "one/deep")
    (places,) = soup.select("nav.places")
    assert places["aria-label"] == "On this page"
    assert [link["href"] for link in places.select("a")] == ["#first", "#second"]
    assert "sided" in soup.select_one(".page")["class"]
    assert not parse(built, "two").select("nav.places, .sided")


def test_home_is_a_map(built):
    soup = parse(built, "index")
    assert not soup.select("#contents")
    chapters = {
        part.h2.text: [link["href"] for link in part.select("a")] for part in soup.select(".chapter")
    }
    assert chapters == {
        "One": ["one/index.html", "one/deep.html", "one/other.html"],
        "Two": ["two.html"],
    }


def test_only_pages_with_entries_have_a_filter(built):
    assert parse(built, "one/deep").select("#filter")
    assert not parse(built, "two").select("#filter")
    assert not parse(built, "one/index").select("#filter")  # its rows are those of other pages


def test_links_out_say_noopener(built):
    (link,) = parse(built, "one/deep").select("main a[href^=https]")
    assert "noopener" in link["rel"]


def test_link_out_keeps_the_rel_that_it_has():
    link = Markup('<a rel="next" href="https://a.org">a</a>')
    assert mark_outside(link) == link


def test_titles_of_other_pages_are_escaped_once():
    link = {"title": "a &amp; b", "link": "x"}
    rendered = dict.fromkeys(("body", "title", "toc", "metatags"), "")
    context = {**rendered, "css_tag": str, "js_tag": str, "prev": link, "next": None, "parents": [link]}
    mark_rendered(context, page=True)
    assert context["next"] is None
    assert {str(escape(found["title"])) for found in (context["prev"], *context["parents"])} == {
        "a &amp; b"
    }


def test_tables_scroll_by_themselves(built):
    assert parse(built, "two").select(".table-wrapper > table")


def test_cells_bear_the_heads_of_their_columns(built):
    cells = parse(built, "two").select("td")
    assert [[head.text for head in cell.select(".cell-head")] for cell in cells] == [[], ["b"]]


SPANNED = """\
+---+---+
| a | b |
+===+===+
| 1 | 2 |
+---+---+
| both  |
+-------+
"""


@pytest.mark.parametrize(("classes", "heads"), [([], ["b"]), (["last-first"], ["a", "b"])])
def test_cells_that_span_columns_have_no_head(classes, heads):
    (table,) = publish_doctree(SPANNED).findall(nodes.table)
    table["classes"] += classes
    assert [head[0].astext() for head, _ in pair_cells(table)] == heads


def test_pages_load_only_what_the_theme_needs(built):
    soup = parse(built, "one/deep")
    names = [tag["src"].partition("?")[0] for tag in soup.select("script")]
    assert names == ["../_static/early.js", "../_static/page.js"]
    assert [tag["href"].partition("?")[0] for tag in soup.select("link[rel=stylesheet]")] == [
        "../_static/sheet.css"
    ]


def test_policy_can_be_left_out_for_a_preview(make_project):
    project = make_project(PAGES, conf=CONF + 'html_theme_options = {"policy": "no"}\n')
    assert "Content-Security-Policy" not in project.build("html").read("index.html")


def test_policy_allows_the_site_alone(built):
    meta = parse(built, "two").select_one("meta[http-equiv=Content-Security-Policy]")
    sources = {word for rule in meta["content"].split("; ") for word in rule.split()[1:]}
    assert sources == {"'none'", "'self'", "data:"}


def test_whole_sheet_leads_to_every_entry(built):
    soup = parse(built, "all")
    places = {row["id"]: row.select_one(".entry-link")["href"] for row in soup.select(".entry")}
    (name,) = {place.rpartition("/")[2] for place in places}
    assert places == {f"{page}/{name}": f"{page}.html#{name}" for page in ("one/deep", "one/other")}
    assert [h.text for h in soup.select("main h2, main h3")] == ["One", "Deep", "Other"]


def test_whole_sheet_keeps_to_a_first_load(make_project, monkeypatch):
    monkeypatch.setattr("cheatsheet.pages.singlepage.FIRST_LOAD", 10)
    built = make_project(PAGES, conf=CONF).build("html")
    (later,) = parse(built, "all").select("section[data-src]")
    assert later["data-src"] == "all/one.html"
    links = [link["href"] for link in parse(built, "all/one").select(".entry-link")]
    assert [link.partition("#")[0] for link in links] == ["../one/deep.html", "../one/other.html"]


@pytest.mark.parametrize("page", ["words\n", "A\n=\n\nwords\n\nB\n=\n\nwords\n"])
def test_page_without_one_title_stops_no_build(make_project, page):
    built = make_project({"page": f":orphan:\n\n{page}"}, conf=CONF).build("html")
    assert "words" in built.read("page.html")
