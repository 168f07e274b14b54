"""What has no sure translation is marked as such, on every kind of element, and nothing else is."""

from __future__ import annotations

import re

import pytest

PAGE = """\
Title
=====

A paragraph.

* a row

.. list-table::

   * - a cell

Term
   meaning

.. image:: x.png
   :alt: a picture

.. doctest::

   >>> # zeros
   >>> f(0)
   >>> # ones
   >>> f(
   ...     1,  # inner
   ... )
"""
ALL = {
    "Title": "제목",
    "A paragraph.": "문단.",
    "a row": "행",
    "a cell": "칸",
    "Term": "말",
    "meaning": "뜻",
    "a picture": "그림",
    "zeros": "영",
    "ones": "일",
    "inner": "안",
}
# English, and the start tag that it stands in
PLACES = {
    "Title": '<h1 class="{}" lang="en">',
    "A paragraph.": '<p class="{}" lang="en">',
    "a row": '<p class="{}" lang="en">',
    "a cell": '<p class="{}" lang="en">',
    "meaning": '<p class="{}" lang="en">',
    "zeros": '<p class="entry-note"><span class="{}" lang="en">',
    "ones": '<p class="entry-note"><span class="{}" lang="en">',
}


def build(make_project, catalog: dict[str, str] | None, language: str = "ko") -> str:
    pages = {"index": PAGE, "x.png": ""}
    catalogs = {} if catalog is None else {language: {"index": catalog}}
    conf = "" if language in ("en", "ko") else f"languages = ['en', {language!r}]\n"
    built = make_project(pages, catalogs, conf).build("html", language)
    assert built.warnings == ""
    return built.read("index.html").partition('<div class="body"')[2].partition("sphinxsidebar")[0]


def find_marks(html: str) -> list[str]:
    return re.findall(r'class="[^"]*\b(untranslated|fuzzy)\b', html)


def test_whole_translation_has_no_mark(make_project):
    assert find_marks(build(make_project, ALL)) == []


def test_source_language_has_no_mark(make_project):
    assert find_marks(build(make_project, dict.fromkeys(ALL, ""), "en")) == []


@pytest.mark.parametrize("state", ["untranslated", "fuzzy"])
@pytest.mark.parametrize("message", PLACES)
def test_one_message_without_a_translation_is_marked(message, state, make_project):
    text = "" if state == "untranslated" else f"FUZZY:{ALL[message]}"
    html = build(make_project, {**ALL, message: text})
    assert find_marks(html) == [state]
    assert PLACES[message].format(state) + message in html


def test_picture_and_term_are_marked(make_project):
    html = build(make_project, {**ALL, "a picture": "", "Term": "FUZZY:말"})
    assert find_marks(html) == ["fuzzy", "untranslated"]
    assert re.search(r'<img alt="a picture"[^>]* lang="en"', html)
    assert re.search(r'<dt class="fuzzy" lang="en">Term', html)


def test_comment_in_code_marks_no_note(make_project):
    assert find_marks(build(make_project, {**ALL, "inner": ""})) == []


@pytest.mark.parametrize("language", ["ko", "ja"])
@pytest.mark.parametrize("catalog", [None, dict.fromkeys(ALL, "")], ids=["no-catalog", "empty"])
def test_page_without_translation_falls_back_whole(catalog, language, make_project):
    html = build(make_project, catalog, language)
    assert find_marks(html) == ["untranslated"] * 9
    for message, tag in PLACES.items():
        assert tag.format("untranslated") + message in html


def test_catalog_that_cannot_be_read_marks_what_it_does_not_translate(make_project):
    project = make_project({"index": PAGE, "x.png": ""}, {"ko": {"index": ALL}})
    project.build("html", "ko")
    path = project.root / "locale" / "ko" / "LC_MESSAGES" / "index.po"
    path.write_bytes(b"\xff")
    assert "untranslated" in project.build("html", "ko").read("index.html")


def test_obsolete_translation_says_nothing_of_a_message(make_project):
    project = make_project({"index": PAGE, "x.png": ""}, {"ko": {"index": {**ALL, "zeros": ""}}})
    path = project.root / "locale" / "ko" / "LC_MESSAGES" / "index.po"
    gone = '\n#, fuzzy\n#~ msgid "zeros"\n#~ msgstr "영"\n'
    path.write_text(path.read_text(encoding="utf-8") + gone, encoding="utf-8")
    assert find_marks(project.build("html", "ko").read("index.html")) == ["untranslated"]
