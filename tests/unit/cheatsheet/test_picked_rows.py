"""Rows of other pages: on the home page those that it picks, on a chapter's page some of each page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

TREE = "\n.. toctree::\n\n   {}\n"
WANTED = ":wanted:\n   one/deep#torch-b\n   one/deep#f\n"
INDEX = f"{WANTED}\nHome\n====\n\nWords.\n{TREE.format('one/index')}"
CHAPTER = "One\n===\n" + TREE.format("deep\n   other\n   bare")
DEEP = """\
Deep
====

First & last
------------

.. doctest::

   >>> # first
   >>> f(1)
   1

Second
------

.. doctest::
   :skipif: never

   >>> # second
   >>> torch.b(2)
   2
"""
OTHER = "Other\n=====\n\n.. doctest::\n\n   >>> # alone\n   >>> g(3)\n   3\n"
PAGES = {
    "index": INDEX,
    "one/index": CHAPTER,
    "one/deep": DEEP,
    "one/other": OTHER,
    "one/bare": "Bare\n====\n\nWords.\n",
}
KOREAN = {"one/deep": {"second": "둘째", "Deep": "깊이", "Second": "둘째 절"}}


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN})


def parse(built, page: str) -> BeautifulSoup:
    return BeautifulSoup(built.read(f"{page}.html"), "html.parser")


def read_rows(soup) -> list[tuple[str, str, str, str]]:
    return [
        (
            row["id"],
            row.select_one(".entry-code pre").text,
            row.select_one(".entry-note").text,
            row.select_one(".entry-link")["href"],
        )
        for row in soup.select(".picked .entry")
    ]


def test_home_shows_what_it_wants_in_its_order(project):
    built = project.build("html")
    assert built.warnings == ""
    assert read_rows(parse(built, "index")) == [
        ("one/deep/torch-b", "torch.b(2)", "second", "one/deep.html#torch-b"),
        ("one/deep/f", "f(1)", "first", "one/deep.html#f"),
    ]


def test_picked_rows_are_in_the_language_of_the_page(project):
    built = project.build("html", "ko")
    assert [row[2] for row in read_rows(parse(built, "index"))] == ["둘째", "first"]
    topic = parse(built, "one/index").select_one(".topic")
    assert topic.h2.text == "깊이"
    assert [link.text for link in topic.select(".sections a")] == ["First & last", "둘째 절"]


def test_chapter_shows_sections_and_a_row_of_each_page(project):
    topics = parse(project.build("html"), "one/index").select(".topic")
    assert [(topic.h2.text, topic.h2.a["href"]) for topic in topics] == [
        ("Deep", "deep.html"),
        ("Other", "other.html"),
        ("Bare", "bare.html"),
    ]
    assert [link["href"] for link in topics[0].select(".sections a")] == [
        "deep.html#first-last",
        "deep.html#second",
    ]
    rows = [[row[0] for row in read_rows(topic)] for topic in topics]
    # What the home page wants, the first, none.
    assert rows == [["one/deep/torch-b"], ["one/other/g"], []]


def test_chapter_shows_what_it_wants(make_project):
    chapter = f":wanted: one/deep#f one/deep#torch-b\n\n{CHAPTER}"
    built = make_project({**PAGES, "one/index": chapter}).build("html")
    first, second, _ = parse(built, "one/index").select(".topic")
    assert [row[0] for row in read_rows(first)] == ["one/deep/f", "one/deep/torch-b"]
    assert [row[0] for row in read_rows(second)] == ["one/other/g"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("one/deep#torch-c", "one/deep#torch-b, the nearest"),
        ("one/deep", "one/deep#"),
        ("one/depp#f", "an entry of a page such as one/deep"),
        ("one/bare#f", "an entry of a page such as one/"),
        ("#", "an entry of a page such as"),
    ],
)
def test_wrong_address_is_told_at_its_line(make_project, address, expected):
    index = INDEX.replace("one/deep#f", address)
    built = make_project({**PAGES, "index": index}).build("html")
    assert f"index.rst:3: WARNING: found '{address}'," in built.warnings
    assert f"expected {expected}" in built.warnings
    assert [row[0] for row in read_rows(parse(built, "index"))] == ["one/deep/torch-b"]


def test_home_is_written_anew_when_a_row_has_changed(make_project):
    project = make_project(PAGES)
    project.build("html")
    path = project.root / "one" / "deep.rst"
    path.write_text(DEEP.replace("# second", "# changed"), encoding="utf-8")
    built = project.build("html", fresh=False)
    assert "changed" in [row[2] for row in read_rows(parse(built, "index"))]


def test_picked_rows_say_what_the_runs_made_of_them(make_project, tmp_path: Path):
    records = tmp_path / "records"
    records.mkdir()
    lines = (Path(make_project(PAGES).build("blocks").outdir) / "blocks.jsonl").read_text().splitlines()
    first, second, _ = (json.loads(line)["id"] for line in lines)
    head = {"software": "torch 2.14.1", "device": "CPU", "python": "3.11.7", "date": "2026-11-23"}
    rows = [
        {"block": first, "page": "one/deep", "status": "passed"},
        {"block": second, "page": "one/deep", "status": "skipped", "reason": "needs nothing"},
    ]
    text = "".join(json.dumps(line) + "\n" for line in [head, *rows])
    (records / "run.jsonl").write_text(text)
    conf = f"records_dir = {str(records)!r}\nrecords_page = 'one/bare'\n"
    soup = parse(make_project(PAGES, conf=conf).build("html"), "index")
    wanted, run = soup.select(".picked .entry")
    assert "needs nothing: not yet run" in wanted.text
    assert wanted.select_one(".entry-notice")["href"] == f"one/bare.html#block-{second[:8]}"
    assert run.select_one(".entry-notice") is None
    badge = " ".join(soup.select_one(".proof").text.split())
    passed, rest = badge.split("; ")
    assert passed == "1 of 3 blocks passed torch 2.14.1, CPU, 2026-11-23"
    assert rest == "the other 2: needs nothing (1), not yet run (1)"
    assert soup.select_one(".proof a")["href"] == "one/bare.html"
