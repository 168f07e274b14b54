"""The languages of the site: the same pages, ids and code; a switch; no words left over."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from built_site import LANGUAGES, ROOT
from gettext_lint.language import Language


class Page(HTMLParser):
    """The parts of a page that tests ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[dict] = []
        self.heads: list[dict] = []
        self.labels: set[str] = set()
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "a":
            self.links.append(values)
        if tag == "link":
            self.heads.append(values)
        self.labels |= {values[key] for key in ("aria-label", "title", "placeholder") if values.get(key)}


def read_pages(site: Path, language: str) -> dict[str, Page]:
    """The pages that are read on a screen: not the sheet for paper, nor what leads elsewhere."""
    folder = site / language
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    return {
        path.relative_to(folder).as_posix(): Page(text)
        for path, text in texts.items()
        if path.name != "print.html" and 'http-equiv="refresh"' not in text
    }


@pytest.fixture(scope="module")
def pages(site: Path, languages: list[str]) -> dict[str, dict[str, Page]]:
    return {language: read_pages(site, language) for language in languages}


def test_pages_are_the_same_in_every_language(pages) -> None:
    assert set(pages) == set(LANGUAGES)
    names = {language: sorted(found) for language, found in pages.items()}
    assert all(found == names["en"] for found in names.values())


def test_ids_are_the_same_in_every_language(pages) -> None:
    for name, english in pages["en"].items():
        for language in pages:
            if name != "genindex.html":
                assert pages[language][name].ids == english.ids, (language, name)


def test_ids_are_unique_on_a_page(pages) -> None:
    for name, page in pages["en"].items():
        assert len(page.ids) == len(set(page.ids)), name


def test_page_says_its_language(pages) -> None:
    for language, found in pages.items():
        assert {page.language for page in found.values()} == {language}


def test_switch_leads_to_the_same_page(site: Path, pages) -> None:
    for language, found in pages.items():
        for name, page in found.items():
            links = {a["hreflang"]: a["href"] for a in page.links if a.get("rel") == "alternate"}
            assert set(links) == set(pages), name
            for target, href in links.items():
                there = (site / language / name).parent / href
                assert there.resolve() == (site / target / name).resolve()


def test_search_engines_learn_of_every_language(pages) -> None:
    for language, found in pages.items():
        for name, page in found.items():
            links = {a["hreflang"]: a["href"] for a in page.heads if a.get("hreflang")}
            assert set(links) == {*pages, "x-default"}, (language, name)
            assert all(href.startswith("https://") for href in links.values())
            assert links[language].endswith(f"/{language}/{name}")
            assert name == "index.html" or links["x-default"] == links["en"]


def test_entries_differ_in_words_alone(entries) -> None:
    fixed = ("id", "url", "page", "code", "output", "requires", "apis")
    english = [{key: entry[key] for key in fixed} for entry in entries["en"]]
    for found in entries.values():
        inner = [{key: entry[key] for key in fixed} for entry in found]
        # An inner comment of the code is translated too; the code itself is compared by blocks.
        for ours, theirs in zip(english, inner, strict=True):
            ours, theirs = dict(ours), dict(theirs)
            ours.pop("code"), theirs.pop("code")
            assert ours == theirs


def test_pages_lead_to_their_files(pages) -> None:
    for language, found in pages.items():
        for name, page in found.items():
            edited = [a["href"].partition("/edit/main/")[2] for a in page.links]
            files = [Path(unquote(path)) for path in edited if path]
            # The page of the translations leads to every catalog.
            if files and name != "translation-status.html":
                page_file, *catalogs = files
                stem = name.removesuffix(".html")
                assert page_file.with_suffix("").as_posix() == f"source/{stem}"
                expected = [] if language == "en" else [f"locale/{language}/LC_MESSAGES/{stem}.po"]
                assert [path.as_posix() for path in catalogs] == expected
            assert all((ROOT / path).is_file() for path in files), (language, name)
        assert sum(any("/edit/" in a["href"] for a in page.links) for page in found.values()) > 60


def test_a_complete_language_shows_no_english(site: Path) -> None:
    mark = re.compile(r'class="[^"]*\b(?:untranslated|fuzzy)\b')
    for language in LANGUAGES:
        if Language.load(ROOT / "locale", language).complete:
            pages = (site / language).rglob("*.html")
            marked = [p.name for p in pages if mark.search(p.read_text(encoding="utf-8"))]
            assert not marked, language


def test_every_entry_has_a_note_in_korean(entries) -> None:
    bare = [e["url"] for e in entries["ko"] if not e["note"]]
    assert not bare
    korean = [e for e in entries["ko"] if re.search("[가-힣]", e["note"])]
    assert len(korean) > 0.98 * len(entries["ko"])
