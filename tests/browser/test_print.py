"""What the browser's own menu prints of a page: all of it, legible, without what only a screen needs."""

from __future__ import annotations

import pytest
from built_site import LANGUAGES
from pypdf import PdfReader

pytestmark = pytest.mark.browser

PAGE = "tensors/creation.html"


def print_pages(page, path) -> list[str]:
    """The text of each sheet of paper, without blanks: a PDF has its own."""
    page.pdf(path=path, format="A4")
    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(path).pages]


def read(page, selector: str) -> str:
    return "".join((page.locator(selector).first.text_content() or "").split()).removesuffix("¶")


@pytest.mark.parametrize("language", LANGUAGES)
def test_topic(open_page, tmp_path, language) -> None:
    page = open_page(f"{language}/{PAGE}")
    sheets = print_pages(page, tmp_path / "topic.pdf")
    text = "".join(sheets)
    assert read(page, "h1") in text
    assert "torch.zeros(2,3)" in text
    assert read(page, "#torch-zeros .entry-output pre") in text  # which is folded on the screen
    for word in ("Copypage", "페이지복사", "English", "Ctrl", read(page, ".neighbours a")):
        assert word not in text


@pytest.mark.parametrize("path", ["index", "tensors/index", "what-has-been-run", "guides/translate"])
def test_other_pages(open_page, tmp_path, path) -> None:
    page = open_page(f"ko/{path}.html")
    text = "".join(print_pages(page, tmp_path / "page.pdf"))
    assert read(page, "h1") in text
    assert "English한국어" not in text  # the header
    assert read(page, "footer") not in text


def test_paper_is_white_whatever_the_theme(open_page) -> None:
    page = open_page(f"en/{PAGE}", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 30, 33)"


def test_no_row_is_torn(open_page, tmp_path) -> None:
    """A row that would not fit any more begins on the next sheet."""
    page = open_page(f"en/{PAGE}")
    sheets = print_pages(page, tmp_path / "topic.pdf")
    for row in page.locator(".entry").all():
        code = "".join(row.locator(".entry-code > pre").text_content().split())
        assert any(code in sheet for sheet in sheets), code


def test_the_whole_sheet_is_printed_from_the_menu(open_page, entries, tmp_path) -> None:
    """In English; test_paper prints the Korean one by a key."""
    page = open_page("en/all.html")
    sheets = print_pages(page, tmp_path / "all.pdf")
    assert page.locator(".entry").count() == len(entries["en"])
    last = entries["en"][-1]["code"].split("\n")[0]
    assert "".join(last.split()) in "".join(sheets)
