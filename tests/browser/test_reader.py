"""What a reader does on a page: find, copy, move, choose; and what a page does with odd readers."""

from __future__ import annotations

import pytest
from browsing import read_copied, scrolls_sideways
from built_site import LANGUAGES
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = "tensors/creation.html"
DENSE = "tensors/algebra.html"
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
ABOVE_FOLD = """all => all.filter(e => {
  const box = e.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}).length"""

# language, typed, an entry that must be seen, one that must not
FILTERS = [
    ("ko", "zeros", "torch-zeros", "torch-ones"),
    ("ko", "  ZEROS  ", "torch-zeros", "torch-ones"),
    ("ko", "0으로채움", "torch-zeros", "torch-ones"),
    ("ko", "0으로 채", "torch-zeros", "torch-ones"),
    ("ko", "ㅂㅈ", "x-clone", "torch-zeros"),
    ("en", "torch zeros", "torch-zeros", "torch-ones"),
    ("en", "z e r o s", "torch-zeros", "torch-ones"),
    ("en", "asTensor", "torch-as-tensor", "torch-zeros"),
]


def read_clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def choose(page, name: str, value: object) -> None:
    """Set what the settings would keep, before the next page."""
    page.evaluate("([n, v]) => localStorage.sheet = JSON.stringify({[n]: v})", [name, value])
    page.reload()


@pytest.mark.parametrize(("language", "typed", "seen", "hidden"), FILTERS)
def test_filter_shows_what_matches(open_page, language, typed, seen, hidden) -> None:
    page = open_page(f"{language}/{PAGE}")
    page.locator("#filter").fill(typed)
    expect(page.locator(f"#{seen}")).to_be_visible()
    expect(page.locator(f"#{hidden}")).to_be_hidden()
    page.locator("#filter").fill("")
    expect(page.locator(f"#{hidden}")).to_be_visible()


def test_filter_knows_the_terms_of_both_languages(open_page) -> None:
    page = open_page("ko/autograd/differentiation.html")
    with page.expect_response("**/glossary.js*"):
        page.locator("#filter").focus()
    page.locator("#filter").fill("그래디언트")  # the page says 변화도
    expect(page.locator(".entry:visible")).not_to_have_count(0)
    notes = page.locator(".entry:visible").all_text_contents()
    assert len(notes) > 5
    assert not any("그래디언트" in note for note in notes)


@pytest.mark.parametrize("typed", ["", "x" * 1000, "\\", "(", "__proto__", "constructor", "<b>", "😀"])
def test_odd_filters_break_nothing(open_page, typed) -> None:
    page = open_page(f"ko/{PAGE}")
    everything = page.locator(".entry").count()
    page.locator("#filter").fill(typed)
    shown = page.locator(".entry:visible").count()
    said = page.locator(".found").inner_text()
    assert (shown, said) == (everything, "") if not typed else bool(said)
    page.keyboard.press("Escape")
    expect(page.locator(".entry:visible")).to_have_count(everything)


def test_keys_go_to_the_filter_and_back(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **CLIPBOARD)
    page.keyboard.press("/")
    expect(page.locator("#filter")).to_be_focused()
    page.keyboard.type("zeros")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".entry:visible").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".spoken")).to_have_text("복사했습니다")
    assert read_clipboard(page) == second.locator(".entry-code > pre").text_content()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#filter")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#filter")).to_have_value("")
    expect(page.locator("#filter")).not_to_be_focused()


def test_language_key_is_the_physical_one(open_page, address) -> None:
    page = open_page(f"ko/{PAGE}#torch-ones")
    korean = "new KeyboardEvent('keydown', {key: 'ㅣ', code: 'KeyL', bubbles: true})"
    page.evaluate(f"document.body.dispatchEvent({korean})")
    page.wait_for_url(f"{address}/en/{PAGE}#torch-ones")


TOP = """() => {
  const line = document.querySelector("header.top").getBoundingClientRect().bottom;
  const top = (row) => row.getBoundingClientRect().top;
  const row = [...document.querySelectorAll(".entry")].findLast((row) => top(row) <= line);
  return row ? [row.id, Math.round(top(row))] : [];
}"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}#from-data", "all.html"])
def test_switch_of_language_keeps_the_place(open_page, address, path, size) -> None:
    page = open_page(f"ko/{path}", **size)
    page.evaluate("scrollTo(0, 1500)")
    page.wait_for_function("() => scrollY === 1500")
    name, top = page.evaluate(TOP)
    link = page.locator("nav.languages a[lang=en]")
    link.evaluate("link => link.click()")  # a click of Playwright's own may scroll before
    page.wait_for_url(f"{address}/en/{path.partition('#')[0]}")
    page.wait_for_load_state()
    after, there = page.evaluate(TOP)
    assert after == name
    assert abs(there - top) <= 1  # a row's height need not be a whole number


def test_switch_of_language_keeps_what_is_looked_for(open_page, address) -> None:
    page = open_page(f"ko/{PAGE}")
    page.locator("#filter").fill("zeros")
    page.locator("#filter").blur()
    page.keyboard.press("l")
    page.wait_for_url(f"{address}/en/{PAGE}")
    expect(page.locator("#filter")).to_have_value("zeros")
    expect(page.locator("#torch-ones")).to_be_hidden()
    page.reload()
    expect(page.locator("#filter")).to_have_value("")  # once, not for ever


def test_single_keys_can_be_switched_off(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    page.locator(".settings-open").click()
    page.get_by_label("Shortcuts of a single key").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#filter")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_have_count(0)


def test_question_mark_shows_the_keys(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    page.keyboard.press("?")
    expect(page.locator("dialog.settings")).to_be_visible()
    assert "항목 복사" in page.locator("dialog.settings").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.settings")).to_be_hidden()


def test_copy_gives_the_code_alone(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **CLIPBOARD)
    page.locator("#torch-zeros .copy").click()
    expect(page.locator(".spoken")).to_have_text("복사했습니다")
    assert read_clipboard(page) == page.locator("#torch-zeros .entry-code > pre").text_content()


def test_copy_takes_notes_where_the_reader_wants_them(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **CLIPBOARD)
    choose(page, "notes", True)
    row = page.locator("#torch-zeros")
    row.locator(".copy").click()
    expect(page.locator(".spoken")).not_to_be_empty()
    note, code = (row.locator(s).text_content() for s in (".entry-note", ".entry-code > pre"))
    assert read_clipboard(page) == f"# {note}\n{code}"


def test_a_section_and_a_page_can_be_copied(open_page) -> None:
    page = open_page(f"en/{PAGE}", **DESK, **CLIPBOARD)
    section = page.locator("#from-data")
    section.locator(".head button").click()
    expect(page.locator(".spoken")).not_to_be_empty()
    codes = section.locator(".entry-code > pre").all_text_contents()
    imports = "import torch\nimport torch.nn.functional as F\nimport numpy as np"
    assert read_clipboard(page) == "\n\n".join([imports, *codes])
    page.locator("[data-do=copy]").click()
    codes = page.locator(".entry-code > pre").all_text_contents()
    whole = "\n\n".join([imports, *codes])
    assert read_copied(page, whole) == whole


def test_commands_of_a_guide_can_be_copied_by_touch(open_page) -> None:
    page = open_page("ko/guides/how-a-page-is-built.html", **PHONE, **CLIPBOARD)
    button = page.locator(".highlight .copybtn").first
    expect(button).to_have_css("opacity", "1")
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    button.tap()
    expect(page.locator(".spoken")).to_have_text("복사했습니다")
    commands = read_clipboard(page).split("\n")
    assert commands[0] == "make catalogs"
    assert not [line for line in commands if line.startswith("$")]


def test_one_switch_shows_all_outputs(open_page) -> None:
    page = open_page(f"en/{PAGE}", **DESK)
    page.locator("[data-do=outputs]").click()
    assert page.locator(".entry-output:not([open])").count() == 0
    page.locator("[data-do=outputs]").click()
    assert page.locator(".entry-output[open]").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "least"), [(DESK, 14), (PHONE, 6)], ids=["desk", "phone"])
def test_a_screen_shows_many_entries(open_page, language, size, least) -> None:
    page = open_page(f"{language}/{DENSE}", **size)
    assert page.locator(".entry").evaluate_all(ABOVE_FOLD) >= least


@pytest.mark.parametrize("selector", [".entry .copy", ".entry-link", ".top a", ".top button", "#filter"])
def test_a_finger_can_touch(open_page, selector) -> None:
    page = open_page(f"ko/{PAGE}", **PHONE)
    for element in page.locator(f"{selector}:visible").all()[:8]:
        box = element.bounding_box()
        assert min(box["width"], box["height"]) >= 44, element.evaluate("e => e.outerHTML")


def test_targets_of_a_row_do_not_overlap(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **PHONE)
    for row in page.locator(".entry").all()[:8]:
        row.scroll_into_view_if_needed()
        for target in row.locator(".copy, a, summary").all():
            assert target.evaluate(
                """e => { const b = e.getBoundingClientRect();
                const hit = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
                return e.contains(hit) || hit.contains(e) }"""
            ), target.evaluate("e => e.outerHTML")


def test_search_works_by_touch(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **PHONE)
    page.locator("header a.search-open").tap()
    page.locator(".search-panel input").fill("학")
    result = page.locator(".search-list a").first
    expect(result).to_be_visible()
    for selector in (".search-close", ".search-copy", ".search-list a", ".search-panel input"):
        box = page.locator(f"{selector}:visible").first.bounding_box()
        assert min(box["width"], box["height"]) >= 44, selector
    assert not scrolls_sideways(page)
    result.tap()
    expect(page.locator(".search-panel")).to_be_hidden()


@pytest.mark.parametrize("place", ["nothing-here", "%ED%95%9C", "%", "__proto__", "<b>"])
def test_an_unknown_place_is_said(open_page, place) -> None:
    page = open_page(f"ko/{PAGE}#{place}")
    expect(page.locator(".unknown-place")).to_contain_text("없습니다")
    assert page.locator(".unknown-place b").count() == 0
    page.evaluate("location.hash = 'torch-zeros'")
    expect(page.locator(".unknown-place")).to_have_count(0)


def test_without_storage_all_works(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
    )
    page.reload()
    page.locator(".settings-open").click()
    page.get_by_label("Dark").check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.locator("dialog.settings")).to_contain_text("until you leave")


@pytest.mark.parametrize("selector", ["h1", ".entry-note", ".entry-code > pre", "#contents a"])
def test_a_very_long_word_stays_on_the_page(open_page, selector) -> None:
    page = open_page(f"ko/{PAGE}", viewport={"width": 320, "height": 640})
    page.locator(selector).first.evaluate("e => { e.textContent = 'w'.repeat(500) }")
    assert not scrolls_sideways(page)


def test_theme_is_kept_and_set_before_the_page_is_seen(open_page) -> None:
    page = open_page(f"en/{PAGE}", color_scheme="light")
    choose(page, "theme", "dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    choose(page, "theme", "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sheet_stands_on_one_page(open_page, entries, language) -> None:
    page = open_page(f"{language}/all.html")
    page.locator("#filter").focus()
    expect(page.locator(".entry")).to_have_count(len(entries[language]))
    ids = page.locator(".entry").evaluate_all("all => all.map(e => e.id)")
    assert set(ids) == {f"{entry['page']}/{entry['id']}" for entry in entries[language]}
    wrong = page.evaluate(
        "[...document.querySelectorAll('.entry')].filter(e => !e.querySelector('.entry-link')"
        ".href.endsWith(e.id.replace(/\\/([^/]+)$/, '.html#$1'))).map(e => e.id)"
    )
    assert wrong == []


def test_chapters_of_the_whole_sheet_are_pages_without_javascript(open_page) -> None:
    page = open_page("en/all.html", java_script_enabled=False)
    page.locator("section[data-src] a").last.click()
    expect(page.locator(".entry").nth(20)).to_be_attached()


@pytest.mark.parametrize("path", [PAGE, "all.html", "index.html"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_is_dead_without_javascript(open_page, path, size) -> None:
    """What is seen of the header leads on, or opens what leads on."""
    page = open_page(f"ko/{path}", **size, java_script_enabled=False)
    for button in page.locator("header button:visible").all():
        button.click()
        opened = page.locator(f"#{button.get_attribute('popovertarget')}:popover-open")
        expect(opened.locator("a:visible").first).to_be_visible()
        page.keyboard.press("Escape")
    assert page.locator("header :is(input, [data-do]):visible").count() == 0


def test_menu_opens_on_a_phone_without_javascript(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **PHONE, java_script_enabled=False)
    expect(page.locator("#contents")).to_be_hidden()
    page.locator(".menu").click()
    expect(page.locator("#contents")).to_be_visible()
    page.locator("#contents a").nth(1).click()
    assert "imports" in page.url


def test_from_a_folder_of_files(browser, site) -> None:
    page = browser.new_page()
    page.goto((site / "ko" / PAGE).as_uri())
    page.locator("#filter").fill("zeros")
    expect(page.locator("#torch-ones")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('#torch-zeros')).display") == "grid"
    page.close()
