"""The head of a page says what it is, to search engines and to whoever shows a link."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from docutils.core import publish_doctree
from sheet_exports.seo.meta_tags import find_locale
from sheet_exports.seo.page_meta import describe_page

CONF = """
extensions += ["sheet_exports"]
project = "A & B"
social_pictures = {"en": "social-en.png"}
"""
PAGES = {
    "index": "Home\n====\n\nThe home page.  More.\n\n.. toctree::\n\n   part/index\n",
    "part/index": "Part\n====\n\n.. toctree::\n\n   page\n",
    "part/page": """\
A *page* & ``<b>``
==================

Words & ``</script>``.
Not these.

.. doctest::

   >>> # a floor
   >>> math.floor(1.5)
   1
""",
}
KOREAN = {"part/page": {"Words & ``</script>``. Not these.": "한국어 문장입니다. 둘째 문장."}}

LONG = "word " * 60

# reST of a page, its description
DESCRIPTIONS = [
    pytest.param("One. Two.", "One.", id="sentence"),
    pytest.param("Use ``torch.cat`` e.g.\nhere. Two.", "Use torch.cat e.g.", id="abbreviation"),
    pytest.param("첫 문장입니다. 둘째.", "첫 문장입니다.", id="korean"),
    pytest.param("No end", "No end", id="no-stop"),
    pytest.param(".. image:: a.png\n\nWords!", "Words!", id="after-picture"),
    pytest.param("- a list", "", id="no-paragraph"),
    pytest.param(f"{LONG}.", "word " * 30 + "word…", id="long"),
    pytest.param(f"{'w' * 159}.", f"{'w' * 159}.", id="as-long-as-can-be"),
    pytest.param("", "", id="empty"),
]


class Head(HTMLParser):
    """The meta tags, links and data blocks of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict] = []
        self.inside = False
        self.data = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and ("name" in values or "property" in values):
            self.meta.append((values.get("name") or values["property"], values["content"]))
        if tag == "link":
            self.links.append(values)
        self.inside = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data):
        self.data += data if self.inside else ""

    def handle_endtag(self, tag):
        self.inside = False


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN}, CONF)


def read_head(built, name: str) -> Head:
    return Head(built.read(f"{name}.html"))


@pytest.mark.parametrize(("source", "expected"), DESCRIPTIONS)
def test_description_is_the_first_sentence(source, expected):
    document = publish_doctree(
        f"T\n=\n\n{source}\n\nS\n-\n\nBelow.\n\nU\n-\n", settings_overrides={"doctitle_xform": False}
    )
    assert describe_page(document) == expected
    assert len(expected) <= 160


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "ko_KR"),
        ("en", "en_US"),
        ("pt_BR", "pt_BR"),
        ("pt-BR", "pt_BR"),
        ("zh_Hant", "zh_TW"),
        ("eo", "eo"),
    ],
)
def test_language_has_a_territory(language, expected):
    assert find_locale(language) == expected


def test_page_describes_itself(english):
    assert english.warnings == ""
    meta = read_head(english, "part/page").meta
    assert [pair for pair in meta if pair[0] != "viewport"] == [
        ("description", "Words & </script>."),
        ("og:type", "article"),
        ("og:site_name", "A & B"),
        ("og:title", "A page & <b>"),
        ("og:description", "Words & </script>."),
        ("og:url", "https://example.org/en/part/page.html"),
        ("og:image", "https://example.org/social-en.png"),
        ("og:locale", "en_US"),
        ("og:locale:alternate", "ko_KR"),
        ("twitter:card", "summary_large_image"),
    ]


def test_translated_page_describes_itself_in_its_language(korean):
    meta = dict(read_head(korean, "part/page").meta)
    assert meta["description"] == meta["og:description"] == "한국어 문장입니다."
    assert (meta["og:locale"], meta["og:locale:alternate"]) == ("ko_KR", "en_US")
    assert meta["og:url"] == "https://example.org/ko/part/page.html"


def test_address_names_the_language(korean):
    for name in ("index", "part/page", "search"):
        links = [link["href"] for link in read_head(korean, name).links if link["rel"] == "canonical"]
        assert links == [f"https://example.org/ko/{name}.html"]


def test_page_without_words_is_described_by_the_home_page(english):
    meta = dict(read_head(english, "part/index").meta)
    assert meta["description"] == meta["og:description"] == "The home page."


def test_unlisted_pages_are_patterns(make_project):
    conf = CONF + "unlisted_pages = ['part/*']\n"
    built = make_project(PAGES, conf=conf).build("html")
    listed = [
        name
        for name in ("index", "part/index", "part/page")
        if "noindex" not in built.read(f"{name}.html")
    ]
    assert listed == ["index"]


def test_page_of_tools_is_not_offered(english):
    meta = read_head(english, "search").meta
    assert ("robots", "noindex") in meta
    assert not [name for name, _ in meta if name.startswith("og:")]


def test_article_stands_in_a_trail(korean):
    head = read_head(korean, "part/page")
    site = "https://example.org/ko"
    assert json.loads(head.data) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "TechArticle",
                "@id": f"{site}/part/page.html",
                "headline": "A page & <b>",
                "inLanguage": "ko",
                "isPartOf": {"@id": f"{site}/index.html"},
                "description": "한국어 문장입니다.",
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "A & B", "item": f"{site}/index.html"},
                    {
                        "@type": "ListItem",
                        "position": 2,
                        "name": "Part",
                        "item": f"{site}/part/index.html",
                    },
                    {
                        "@type": "ListItem",
                        "position": 3,
                        "name": "A page & <b>",
                        "item": f"{site}/part/page.html",
                    },
                ],
            },
        ],
    }


def test_no_text_ends_the_data_block(english):
    assert json.loads(read_head(english, "part/page").data)["@graph"][0]["description"].endswith(
        "</script>."
    )


def test_home_is_the_site_and_chapter_a_page(english):
    (home,) = json.loads(read_head(english, "index").data)["@graph"]
    assert (home["@type"], home["name"], home["description"]) == ("WebSite", "A & B", "The home page.")
    assert dict(read_head(english, "index").meta)["og:type"] == "website"
    assert json.loads(read_head(english, "part/index").data)["@graph"][0]["@type"] == "WebPage"


def test_site_without_pictures_names_none(make_project):
    conf = CONF + "social_pictures = {}\n"
    built = make_project(PAGES, conf=conf).build("html")
    assert not re.search("og:image|twitter", built.read("index.html"))
