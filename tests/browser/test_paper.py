"""The sheet on paper, as Chromium prints it: little of it, legible, with links that lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from print_sheet import print_page
from pypdf import PdfReader
from sheet_exports.redirects.permalinks import find_places

pytestmark = pytest.mark.browser

A4 = (842, 595)  # points, landscape
PAGES = 12


@pytest.fixture(scope="module")
def papers(site, languages, browser, tmp_path_factory) -> dict[str, PdfReader]:
    folder = tmp_path_factory.mktemp("pdf")
    for language in languages:
        print_page(browser, site / language / "print.html", folder / f"{language}.pdf")
    return {language: PdfReader(folder / f"{language}.pdf") for language in languages}


@pytest.fixture(scope="module")
def texts(papers) -> dict[str, list[str]]:
    return {code: [page.extract_text() for page in paper.pages] for code, paper in papers.items()}


def find_fonts(paper: PdfReader) -> list[dict]:
    """What each font of a page is described by: of a composite font, its parts."""
    fonts = [
        font.get_object()
        for page in paper.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    parts = [part.get_object() for font in fonts for part in font.get("/DescendantFonts", [font])]
    return [{**part, **(part.get("/FontDescriptor") or {}).get_object()} for part in parts]


def find_links(paper: PdfReader) -> tuple[set[str], set[str]]:
    """The addresses and the places inside that links lead to."""
    links = [link.get_object() for page in paper.pages for link in page.get("/Annots", [])]
    addresses = {str(link["/A"]["/URI"]) for link in links if "/A" in link}
    return addresses, {str(link["/Dest"]) for link in links if "/Dest" in link}


def test_paper_is_a4_landscape_and_not_too_much(papers) -> None:
    for language, paper in papers.items():
        assert 4 <= len(paper.pages) <= PAGES, language
        assert {tuple(round(n) for n in page.mediabox[2:]) for page in paper.pages} == {A4}


def test_every_page_has_its_number(texts) -> None:
    for language, pages in texts.items():
        for number, text in enumerate(pages, 1):
            assert f"{number} / {len(pages)}" in text, language


def test_fonts_are_embedded(papers) -> None:
    """A font is a file in the PDF, or, of type 3, drawn in it glyph by glyph."""
    for language, paper in papers.items():
        fonts = find_fonts(paper)
        assert fonts
        for font in fonts:
            files = [key for key in font if key.startswith("/FontFile")]
            assert files or font["/Subtype"] == "/Type3", (language, font)


def test_words_and_code_can_be_found(texts, entries) -> None:
    korean, english = "\n".join(texts["ko"]), "\n".join(texts["en"])
    assert "0으로 채움" in korean
    assert "fill with zeros" in english
    assert "torch.zeros(2, 3)" in korean
    assert "new float tensors" in english  # no ligature, which a search would not find


def test_most_entries_of_tensors_are_on_paper(site, texts, entries) -> None:
    text = "".join("".join(texts["en"]).split())
    found = [e for e in entries["en"] if e["page"] == "tensors/creation"]
    there = [e for e in found if "".join(e["note"].split()) in text]
    assert len(there) > 0.95 * len(found)


def test_links_lead_to_places_that_exist(site: Path, papers) -> None:
    for language, paper in papers.items():
        places = find_places(site / language)
        addresses, inside = find_links(paper)
        assert len(addresses) > 100
        for address in addresses:
            head, _, name = address.partition(f"/{language}/")
            assert head.startswith("https://"), address
            assert not name or name.replace(".html", "", 1) in places, address
        assert len(inside) > 20
        assert inside <= set(paper.named_destinations)


def test_paper_has_bookmarks(papers) -> None:
    for paper in papers.values():
        assert len(paper.outline) >= 2


def test_the_whole_sheet_prints_as_paper_does(browser, address, tmp_path) -> None:
    """What a reader's own Print makes of the page that holds everything, its parts loaded first."""
    page = browser.new_page()
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = ''; }")
    page.goto(f"{address}/ko/all.html")
    page.keyboard.press("Control+p")
    expect(page.locator("html[data-printed]")).to_have_count(1)
    count = page.locator(".entry").count()
    page.pdf(path=tmp_path / "all.pdf", prefer_css_page_size=True)
    page.close()
    paper = PdfReader(tmp_path / "all.pdf")
    assert tuple(round(n) for n in paper.pages[0].mediabox[2:]) == A4
    assert len(paper.pages) < count / 60  # six columns hold some 90 entries a page
    text = "\n".join(sheet.extract_text() for sheet in paper.pages)
    assert "0으로 채움" in text
    assert "출력" not in text.split("\n")
