"""Every page leads to itself in the other languages."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from cheatsheet.pages.languages import list_alternates
from gettext_lint.locales import find_languages, name_language
from sphinx.errors import ConfigError

NAMES = [
    pytest.param("ko", "한국어", id="korean"),
    pytest.param("en", "English", id="english"),
    pytest.param("fr", "Français", id="capital"),
    pytest.param("pt_BR", "Português (Brasil)", id="territory"),
    pytest.param("pt-BR", "Português (Brasil)", id="hyphen"),
]

# page's address, address of its Korean version from there
PLACES = [
    pytest.param("index.html", "../ko/index.html", id="top"),
    pytest.param("tensors/creation.html", "../../ko/tensors/creation.html", id="folder"),
    pytest.param("a/b/글.html", "../../../ko/a/b/글.html", id="korean"),
    pytest.param("a/b/", "../../../ko/a/b/", id="folder-as-page"),
]


def make_app(uri: str, languages: list[str], language: str = "en") -> SimpleNamespace:
    config = SimpleNamespace(languages=languages, language=language, site_url="https://a.org/b/")
    return SimpleNamespace(config=config, builder=SimpleNamespace(get_target_uri=lambda page: uri))


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_language_has_its_own_name(code, name):
    assert name_language(code) == name


@pytest.mark.parametrize("code", ["", "x", "korean", "한국어", "k o", "xx-yy-zz"])
def test_unknown_language_is_refused(code):
    with pytest.raises(ValueError, match=r"^found '.*', expected a code such as ko"):
        name_language(code)


def test_languages_are_the_folders_of_catalogs(tmp_path):
    assert find_languages(tmp_path) == []
    for name in ("ko/LC_MESSAGES", "en/LC_MESSAGES", "pt_BR/LC_MESSAGES", "notes", "fr"):
        (tmp_path / name).mkdir(parents=True)
    assert find_languages(tmp_path) == ["en", "ko", "pt_BR"]


@pytest.mark.parametrize(("uri", "href"), PLACES)
def test_page_leads_to_the_other_languages(uri, href):
    english, korean = list_alternates(make_app(uri, ["en", "ko"]), "page")
    assert korean == {
        "language": "ko",
        "name": "한국어",
        "href": href,
        "url": f"https://a.org/b/ko/{uri}",
        "current": "",
    }
    assert english["current"] == "page"


def test_address_keeps_the_folder_and_markup_the_hyphen():
    (_, brazil) = list_alternates(make_app("index.html", ["en", "pt_BR"], "pt_BR"), "index")
    assert (brazil["language"], brazil["href"]) == ("pt-BR", "../pt_BR/index.html")
    assert brazil["current"] == "page"


@pytest.mark.parametrize(
    ("page", "languages", "expected"),
    [
        pytest.param("index", ["en", "ko"], "https://example.org/", id="root"),
        pytest.param("a/글", ["ko", "en"], "https://example.org/en/a/글.html", id="english"),
        pytest.param("a/글", ["fr", "ko"], "https://example.org/fr/a/글.html", id="no-english"),
    ],
)
def test_default_address_is_the_source_language(page, languages, expected, make_project):
    pages = {"a/글": ":orphan:\n\nPage\n====\n", "templates/page.html": "{{ default_url }}"}
    conf = f"templates_path = ['templates']\nlanguages = {languages}\n"
    built = make_project(pages, conf=conf).build("html", "ko")
    assert unquote(built.read(f"{page}.html")) == expected


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        pytest.param("languages = ['ko']", "language: found 'en', expected one of ko", id="language"),
        pytest.param(
            "site_url = 'https://a.org'",
            "site_url: found 'https://a.org', expected https://host/",
            id="url",
        ),
        pytest.param("site_url = 'https://a.org/\"><b>/'", "site_url: found .*<b>", id="url-markup"),
        pytest.param(
            "languages = ['en', '한국어']", "languages: found '한국어', expected a code", id="code"
        ),
    ],
)
def test_wrong_setting_stops_the_build(conf, message, make_project):
    with pytest.raises(ConfigError, match=message):
        make_project({}, conf=conf).build("html")


def test_page_is_given_its_alternates(make_project):
    template = "{% for a in alternates %}{{ a.name }} {{ a.href }} {{ a.current }};{% endfor %}"
    pages = {"part/page": ":orphan:\n\nPage\n====\n", "templates/page.html": template}
    project = make_project(pages, conf="templates_path = ['templates']\n")
    built = project.build("html", "ko")
    assert built.warnings == ""
    assert built.read("part/page.html") == (
        "English ../../en/part/page.html ;한국어 ../../ko/part/page.html page;"
    )


def test_languages_are_found_beside_the_pages(make_project):
    built = make_project({"locale/fr/LC_MESSAGES/none.po": ""}, conf="languages = []\n").build("html")
    assert built.app.config.languages == ["en", "fr"]
