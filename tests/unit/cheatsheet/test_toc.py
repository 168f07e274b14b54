"""The contents of a site: pages in reading order, chapters, what stands above a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from cheatsheet.toc import (
    HUES,
    Chapter,
    find_address,
    find_chapter_titles,
    find_parents,
    link_page,
    list_chapters,
    list_contents,
    list_pages,
)
from sphinx.errors import SphinxError

TREE = "\n.. toctree::\n\n"
PAGES = {
    "index": f"Home\n====\n{TREE}   z/index\n   alone\n",
    "z/index": f"First `chapter` <\n=================\n{TREE}   b\n   a\n",
    "z/b": f"B\n=\n{TREE}   deep\n",
    "z/a": "A\n=\n",
    "z/deep": "Deep\n====\n",
    "alone": "Alone\n=====\n",
    "loose": ":orphan:\n\nLoose\n=====\n",
}


@pytest.fixture(scope="module")
def app(make_shared_project):
    return make_shared_project(PAGES).build("html").app


def test_pages_are_in_reading_order_and_those_of_no_contents_last(app):
    assert list_contents(app.env) == ["index", "z/index", "z/b", "z/deep", "z/a", "alone"]
    assert list_pages(app.env) == [*list_contents(app.env), "loose"]


def test_chapters_have_their_pages(app):
    assert list_chapters(app.env) == [Chapter("z/index", ("z/b", "z/a")), Chapter("alone", ())]
    first, second = list_chapters(app.env)
    assert [page in first for page in ("z/index", "z/a", "z/deep", "alone")] == [
        True,
        True,
        False,
        False,
    ]
    assert "alone" in second


def test_hues_begin_again_after_the_last():
    names = [str(number) for number in range(HUES + 1)]
    contents = {"index": [*names, "alone"], **{name: ["page"] for name in names}}
    env = SimpleNamespace(toctree_includes=contents, config=SimpleNamespace(root_doc="index"))
    assert [chapter.hue for chapter in list_chapters(env)] == [*range(1, HUES + 1), 1, 0]


def test_a_page_stands_below_another(app):
    assert find_parents(app.env) == {
        "z/index": "index",
        "z/b": "z/index",
        "z/deep": "z/b",
        "z/a": "z/index",
        "alone": "index",
    }


def test_titles_of_what_stands_above_leave_the_root_out(app):
    titles = find_chapter_titles(app.env)
    assert titles == {
        "index": "",
        "z/index": "",
        "z/b": "First chapter <",
        "z/deep": "B",
        "z/a": "First chapter <",
        "alone": "",
        "loose": "",
    }


def test_a_link_is_relative_and_its_title_plain(app):
    link = {"href": "../z/index.html", "title": "First chapter <"}
    assert link_page(app, "z/index", "x/y") == link


def test_addresses_are_in_the_folder_of_the_language(app):
    assert find_address(app) == "https://example.org/en/"
    assert find_address(app, "z/a") == "https://example.org/en/z/a.html"


@pytest.mark.parametrize(
    ("page", "line", "name"),
    [("z/b", 4, "z/index"), ("z/a", 4, "index"), ("z/deep", 6, "z/b"), ("z/deep", 5, "z/index")],
)
def test_contents_that_lead_back_are_refused_at_their_line(page, line, name, make_project):
    pages = dict(PAGES)
    blanks = "\n" * (line - 4)
    title, _, rest = pages[page].partition(TREE)
    pages[page] = f"{title}{blanks}{TREE}   /{name}\n{rest}"
    with pytest.raises(SphinxError) as refused:
        make_project(pages).build("dummy")
    said = str(refused.value).rpartition(f"{page}.rst:")[2]
    told = f"ERROR: found {name!r} in a toctree below its own, expected pages below this one; remove it"
    assert said == f"{line}: {told}"
