"""A row is copied with all that it needs, by mouse, touch and keyboard; it says what it leans on."""

from __future__ import annotations

import pytest
from browsing import read_copied
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = "tensors/indexing.html"
ROW = "x-scatter"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def open_copying(open_page):
    """Open a page that may copy; what another one has copied is gone."""

    def open_it(path: str, **options):
        page = open_page(path, **CLIPBOARD, **options)
        page.evaluate("navigator.clipboard.writeText('')")
        return page

    return open_it


@pytest.fixture
def program(entries) -> str:
    [found] = [e["program"] for e in entries["en"] if e["url"] == f"{PAGE}#{ROW}"]
    assert found.startswith("import torch\n")
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("way", ["mouse", "touch", "key"])
def test_second_way_copies_the_program(open_copying, program, language, way) -> None:
    page = open_copying(f"{language}/{PAGE}#{ROW}", **(PHONE if way == "touch" else {}))
    row = page.locator(f"#{ROW}")
    button = row.locator(".program")
    if way == "mouse":
        row.hover()
        button.click()
    elif way == "touch":
        button.tap()
    else:
        row.evaluate("row => { row.tabIndex = -1; row.focus(); }")
        page.keyboard.press("Shift+Enter")
    assert read_copied(page, program) == program


def test_choice_is_remembered(open_copying, program) -> None:
    page = open_copying(f"en/{PAGE}#{ROW}")
    page.keyboard.press("?")
    page.get_by_label("All that a row needs to run").check()
    page.reload()
    row = page.locator(f"#{ROW}")
    boxes = [row.locator(name).bounding_box()["x"] for name in (".program", ".copybtn")]
    assert boxes == sorted(boxes)
    row.evaluate("row => { row.tabIndex = -1; row.focus(); }")
    page.keyboard.press("Enter")
    assert read_copied(page, program) == program
    page.keyboard.press("Shift+Enter")
    code = row.locator(".entry-code > pre").text_content()
    assert read_copied(page, code) == code


def test_notes_go_with_the_row_that_was_asked_for(open_copying, program) -> None:
    page = open_copying(f"en/{PAGE}")
    page.evaluate("localStorage.sheet = JSON.stringify({notes: true})")
    page.reload()
    row = page.locator(f"#{ROW}")
    row.hover()
    row.locator(".program").click()
    above = program.removesuffix(row.locator(".entry-code > pre").text_content())
    note = row.locator(".entry-note").text_content()
    expected = f"{above}# {note}\n{program.removeprefix(above)}"
    assert read_copied(page, expected) == expected


def test_a_section_begins_with_its_imports(open_copying) -> None:
    page = open_copying(f"en/{PAGE}")
    section = page.locator("main section section").first
    section.locator(".actions button").first.click()
    codes = section.locator(".entry-code > pre").all_text_contents()
    expected = "import torch\n\n" + "\n\n".join(codes)
    assert read_copied(page, expected) == expected


def test_a_row_says_what_it_leans_on(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    needs = page.locator(f"#{ROW} .entry-needs a").first
    expect(needs).to_have_text("x")
    needs.click()
    target = page.evaluate("location.hash")
    expect(page.locator(target).locator("pre").first).to_contain_text("x = ")
    assert page.locator(".entries .entry:first-child .entry-needs").count() == 0


def test_search_copies_what_runs(open_copying, program) -> None:
    page = open_copying("en/search.html?q=x.scatter")
    result = page.locator("#search-results li", has=page.locator(f'a[href$="{PAGE}#{ROW}"]')).first
    result.locator(".search-copy").click()
    assert read_copied(page, program) == program
