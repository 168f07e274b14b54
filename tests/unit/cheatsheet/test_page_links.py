"""Every page leads to its source, and a translated one to its catalog; nothing else does."""

from __future__ import annotations

import json

import pytest
from sphinx.errors import ConfigError

URL = "https://github.com/a/b"
CONF = f"repository_url = {URL!r}\ntemplates_path = ['templates']\n"
PAGES = {
    "part/글": ":orphan:\n\nPage\n====\n",
    "bare": ":orphan:\n\nBare\n====\n",
    "templates/page.html": "{{ page_links | tojson }}",
}
CATALOGS = {"ko": {"part/글": {"Page": "쪽"}, "index": {"Index": "색인"}}}


def read_links(make_project, page: str, language: str, conf: str = CONF) -> list[tuple[str, str]]:
    built = make_project(PAGES, CATALOGS, conf).build("html", language)
    assert built.warnings == ""
    return [(link["label"], link["href"]) for link in json.loads(built.read(f"{page}.html"))]


@pytest.mark.parametrize(
    ("page", "language", "expected"),
    [
        pytest.param(
            "part/글",
            "ko",
            [
                ("이 페이지 편집", f"{URL}/edit/main/part/%EA%B8%80.rst"),
                (
                    "번역 개선",
                    f"{URL}/edit/main/locale/ko/LC_MESSAGES/part/%EA%B8%80.po",
                ),
            ],
            id="translated",
        ),
        pytest.param(
            "part/글", "en", [("Edit this page", f"{URL}/edit/main/part/%EA%B8%80.rst")], id="english"
        ),
        pytest.param("bare", "ko", [("이 페이지 편집", f"{URL}/edit/main/bare.rst")], id="no-catalog"),
        pytest.param("all", "ko", [], id="no-source"),
    ],
)
def test_page_leads_to_its_files(page, language, expected, make_project):
    assert read_links(make_project, page, language) == expected


def test_branch_is_a_setting(make_project):
    links = read_links(make_project, "bare", "en", f"{CONF}repository_branch = 'next'\n")
    assert links == [("Edit this page", f"{URL}/edit/next/bare.rst")]


def test_page_without_a_repository_leads_nowhere(make_project):
    assert read_links(make_project, "bare", "ko", "templates_path = ['templates']\n") == []


@pytest.mark.parametrize("url", ["http://github.com/a/b", "https://github.com/a/b/", "a/b"])
def test_wrong_repository_is_refused(url, make_project):
    with pytest.raises(
        ConfigError, match=r"^repository_url: found .*, expected https://host/owner/name"
    ):
        make_project({}, conf=f"repository_url = {url!r}\n").build("html")
