"""The search as a reader meets it, on the real site in a real Chromium."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import open_context, read_copied, scrolls_sideways
from built_site import ROOT
from engine import open_site
from playwright.sync_api import Page, expect
from query_sets import read_queries

pytestmark = pytest.mark.browser

FIRST_RESULT = ("search-open.js", "search.js", "search.css", "glossary.js", "search-data.js")
# Bytes, gzipped: what is loaded for a first result, whatever the number of entries.
BUDGET = 64_000
PAGE = "tensors/creation.html"
SETTLED = 500  # milliseconds after which what would follow has followed
EVERY = 40  # of so many queries one is put to the browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NASTY = "<img src=x onerror=\"document.title='run'\"> <b>손실</b>"


@pytest.fixture
def search(open_page) -> Callable[..., Page]:
    """Open the page of the search with a query; it is there when it has been answered."""

    def open_it(query: str, language: str = "ko", **options: object) -> Page:
        page = open_page(f"{language}/search.html?q={quote(query)}", **options)
        expect(page.locator("#search-status")).not_to_be_empty()
        # Once all texts are there: what is found before may be another.
        expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
        return page

    return open_it


def list_hrefs(page: Page) -> list[str]:
    return page.locator("#search-results > li > a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )


def open_panel(page: Page, query: str = "") -> None:
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.search-panel input")).to_be_focused()
    if query:
        page.keyboard.insert_text(query)
        expect(page.locator("dialog li").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_page_lists_what_the_engine_finds(search, site: Path, language: str) -> None:
    queries = read_queries(ROOT / "tests" / "site" / f"queries-{language}.tsv")[::EVERY]
    with open_site(site / language) as engine:
        for query in queries:
            page = search(query.text, language)
            found = [f"{page}#{name}" for page, name in engine.ask(query.text)["found"]]
            assert [href.replace(".html#", "#") for href in list_hrefs(page)] == found, query


def test_a_result_leads_to_its_row(search) -> None:
    page = search("torch.zeros")
    page.locator("#search-results > li > a").first.click()
    expect(page.locator(".entry:target")).to_have_count(1)


def test_words_are_marked_across_blanks_and_particles(search) -> None:
    page = search("손실함수를")
    marks = page.locator("#search-results mark").all_inner_texts()
    assert marks[0] == "손실 함수"
    assert "no_grad" in search("nograd").locator("#search-results pre mark").all_inner_texts()


def test_a_result_tells_what_it_is(search) -> None:
    first = search("torch.zeros").locator("#search-results > li").first
    assert first.locator(".search-title").inner_text()
    assert first.locator(".search-path").inner_text().count(" › ") == 2
    assert "torch.zeros" in first.locator("pre").inner_text()


def test_nothing_found_is_said_with_terms_that_can_be_asked(search) -> None:
    page = search("옵티마이즈드러너")
    status = page.locator("#search-status")
    assert list_hrefs(page) == []
    term = status.locator("button").first
    name = term.inner_text()
    term.click()
    expect(page.locator("#search-results > li").first).to_be_visible()
    assert page.locator("#search-query").input_value() == name
    assert quote(name) in page.url


@pytest.mark.parametrize(
    "query", [NASTY, "__proto__", "constructor", "😀", "ㅎ", "가" * 1000, "\\\"'`${1}"]
)
def test_nothing_that_is_typed_is_executed(search, query: str) -> None:
    page = search(query)
    assert page.title() != "run"
    assert page.locator("#search-results img, #search-status img, #search-results b").count() == 0
    assert page.locator("#search-query").input_value() == query


def test_typing_on_the_page_answers_and_keeps_the_address(search) -> None:
    page = search("손실")
    before = page.evaluate("history.length")
    page.locator("#search-query").fill("합성곱")
    expect(page.locator("#search-results .search-title").first).to_have_text("합성곱")
    assert page.url.endswith(f"?q={quote('합성곱')}")
    assert page.evaluate("history.length") == before


def test_panel_opens_answers_and_leads_on(open_page, address) -> None:
    page = open_page(f"ko/{PAGE}")
    open_panel(page, "torch.zeros")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog li a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/ko/tensors/creation.html#torch-zeros")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_panel_closes_and_gives_the_focus_back(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    page.locator("a.search-open").focus()
    open_panel(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("a.search-open")).to_be_focused()


def test_link_and_event_open_the_panel(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    page.locator("a.search-open").click()
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    asked = (
        "document.dispatchEvent(new CustomEvent('sheet:search', {detail: 'zeros', cancelable: true}))"
    )
    assert page.evaluate(asked) is False
    expect(page.locator("dialog li").first).to_be_visible()
    assert page.locator("dialog input").input_value() == "zeros"


def test_enter_that_ends_a_syllable_opens_nothing(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    open_panel(page, "손실")
    script = """input => input.dispatchEvent(new KeyboardEvent("keydown",
      {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    assert page.locator("dialog input").evaluate(script) is False
    page.keyboard.press("Enter")
    page.wait_for_url("**/loss-functions.html#loss-functions")


def test_syllables_in_the_making_are_answered(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    open_panel(page)
    session = page.context.new_cdp_session(page)
    for text in ("ㅅ", "소", "손", "손ㅅ", "손시", "손실"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": 0, "selectionEnd": 0})
    expect(page.locator("dialog .search-title").first).to_contain_text("손실")


def test_code_is_copied_from_the_list(open_page) -> None:
    page = open_page(f"ko/{PAGE}", permissions=["clipboard-read", "clipboard-write"])
    open_panel(page, "torch.zeros")
    row = page.locator("dialog li").first
    row.locator("button").click()
    expect(row.locator("button")).to_have_text("복사했습니다")
    program = f"import torch\n{row.locator('pre').inner_text()}"
    assert read_copied(page, program) == program


def test_search_works_from_a_file(browser, site: Path) -> None:
    context = open_context(browser)
    page = context.new_page()
    page.goto(f"file://{site}/ko/search.html?q=%EC%86%90%EC%8B%A4%ED%95%A8%EC%88%98")
    expect(page.locator("#search-results .search-title").first).to_have_text("손실 함수")
    context.close()


def test_without_scripts_there_is_an_index(open_page) -> None:
    page = open_page("en/search.html", java_script_enabled=False)
    links = page.locator(".search-names a")
    assert links.count() > 500
    links.filter(has_text="torch.zeros").first.click()
    assert page.url.endswith(".html#torch-zeros")


def test_scripts_are_loaded_when_the_reader_reaches_for_the_search(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    loaded = "performance.getEntriesByType('resource').map(e => e.name.split('/').pop().split('?')[0])"
    assert not {"search.js", "search-data.js", "search-texts.js"} & set(page.evaluate(loaded))
    with page.expect_event("requestfinished", lambda request: "/search-texts.js" in request.url):
        page.locator("a.search-open").hover()
    assert {"search.js", "search-data.js", "search-texts.js"} <= set(page.evaluate(loaded))


def test_a_search_that_cannot_be_loaded_says_so(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    page.context.route("**/search-data.js*", lambda route: route.fulfill(status=200, body=""))
    page.reload()  # requests that a page makes right after a route was set may pass it by
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("zeros")
    expect(page.locator("dialog .search-status")).to_contain_text("could not be loaded")


def test_names_wait_for_all_texts_and_words_do_not(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    held: list = []
    page.context.route("**/search-texts.js*", lambda route: held.append(route))
    page.reload()
    open_panel(page)
    page.keyboard.insert_text("torch.zeros")
    expect(page.locator("dialog .search-status")).to_contain_text("loading")
    page.locator("dialog input").fill("loss functions")
    expect(page.locator("dialog .search-title").first).to_have_text("Loss functions")
    page.locator("dialog input").fill("torch.zeros")
    expect(page.locator("dialog .search-status")).to_contain_text("loading")
    held[0].continue_()
    expect(page.locator("dialog pre").first).to_contain_text("torch.zeros")


def test_what_is_typed_before_the_engine_comes_is_searched(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    held: list = []
    page.context.route("**/search.js*", lambda route: held.append(route))
    page.reload()
    page.keyboard.press("Control+k")
    page.keyboard.type("linear")  # L alone would change the language
    expect(page.get_by_role("dialog", name="Search").get_by_role("searchbox")).to_have_value("linear")
    held[0].continue_()
    expect(page.locator("dialog .search-title").first).to_be_visible()
    assert page.url.endswith(f"/en/{PAGE}")


def test_who_is_faster_than_the_engine_comes_to_the_page_of_the_search(open_page, address) -> None:
    page = open_page(f"en/{PAGE}")
    held: list = []
    page.context.route("**/search.js*", lambda route: held.append(route))
    page.reload()
    page.keyboard.press("Control+k")
    page.keyboard.type("a b\n")
    page.wait_for_url(f"{address}/en/search.html?q=a+b", wait_until="commit")
    for route in held:
        route.continue_()


def test_results_stay_below_the_hands_of_a_reader(open_page) -> None:
    page = open_page(f"en/{PAGE}")
    held: list = []
    page.context.route("**/search-texts.js*", lambda route: held.append(route))
    page.reload()
    open_panel(page, "loss functions")
    page.keyboard.press("ArrowDown")
    first = page.locator("dialog li a").first
    expect(first).to_be_focused()
    first.evaluate("link => (link.parentElement.id = 'kept')")
    held[0].continue_()
    page.wait_for_function("() => globalThis.sheetTexts")
    page.wait_for_timeout(SETTLED)
    expect(page.locator("#kept a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.insert_text("torch.zeros")
    expect(page.locator("dialog pre").first).to_contain_text("torch.zeros")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(search, scheme: str) -> None:
    page = search("torch.zeros", color_scheme=scheme, **PHONE)
    assert not scrolls_sideways(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#search-query")).to_be_focused()
    for name in (
        "#search-query",
        ".search-form button",
        "#search-results button",
        "#search-results li > a",
    ):
        box = page.locator(name).first.bounding_box()
        assert box["height"] >= 44, name


def test_panel_fills_a_phone(open_page) -> None:
    page = open_page(f"ko/{PAGE}", **PHONE)
    open_panel(page, "no_grad")
    box = page.locator("dialog").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert page.locator("dialog .search-close").bounding_box()["height"] >= 44


@pytest.mark.parametrize("language", ["en", "ko"])
def test_first_result_costs_little(site: Path, language: str) -> None:
    folder = site / language / "_static"
    sizes = {name: len(gzip.compress((folder / name).read_bytes(), 9)) for name in FIRST_RESULT}
    assert sum(sizes.values()) <= BUDGET, json.dumps(sizes)


def test_scripts_use_no_eval(site: Path) -> None:
    for name in ("search.js", "search-open.js"):
        text = (site / "ko" / "_static" / name).read_text(encoding="utf-8")
        assert not re.search(
            r"\beval\(|new Function\b|innerHTML|insertAdjacentHTML|document\.write", text
        )
