"""Pages of a language that is not far enough translated say so, once and at the top."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   whole\n   bare\n",
    "whole": "Whole\n=====\n",
    "bare": "Bare\n====\n\nWords.\n\nMore.\n",
}
WHOLE = {"whole": {"Whole": "전체"}, "bare": {"Bare": "", "Words.": "", "More.": ""}}
CONF = (
    "html_theme = 'sheet'\nextensions += ['sheet_theme']\nstatus_page = 'whole'\n"
    "def setup(app):\n    app.config.ui_catalogs = []\n"  # what the packages say is not counted here
)


def find_words(built, page: str) -> list[str]:
    soup = BeautifulSoup(built.read(f"{page}.html"), "html.parser")
    return [" ".join(part.text.split()) for part in soup.select("main > .partly")]


@pytest.mark.parametrize(("enough", "said"), [(25, False), (26, True)])
def test_a_language_below_the_threshold_says_so(make_project, enough, said):
    project = make_project(PAGES, {"ko": WHOLE}, conf=f"{CONF}translated_enough = {enough}\n")
    built = project.build("html", "ko")
    (words,) = find_words(built, "bare") if said else [""]
    assert words.endswith("25%") is said
    assert find_words(built, "all") != [] if said else find_words(built, "all") == []
    assert find_words(built, "whole") == []  # all of this one is translated


def test_the_source_never_does(make_project):
    built = make_project(PAGES, {"ko": WHOLE}, conf=f"{CONF}translated_enough = 100\n").build("html")
    assert find_words(built, "bare") == []
