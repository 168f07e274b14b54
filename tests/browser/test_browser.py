"""The site as a reader meets it, in a real Chromium."""

from __future__ import annotations

import pytest
from browsing import scrolls_sideways
from built_site import LANGUAGES
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = "tensors/creation.html"


def find_language_link(page, language: str):
    return page.locator(f"nav.languages a[hreflang={language}]")


def test_switch_keeps_the_entry(open_page, address) -> None:
    page = open_page(f"ko/{PAGE}#torch-zeros")
    find_language_link(page, "en").click()
    assert page.url == f"{address}/en/{PAGE}#torch-zeros"
    expect(page.locator(".entry:target")).to_have_count(1)  # waits for the page
    page.locator("#torch-ones .entry-link").click()
    find_language_link(page, "ko").click()
    assert page.url == f"{address}/ko/{PAGE}#torch-ones"


def test_switch_is_in_sight_on_a_phone(open_page) -> None:
    page = open_page(f"ko/{PAGE}", viewport={"width": 390, "height": 844}, has_touch=True)
    box = find_language_link(page, "en").bounding_box()
    assert box["y"] + box["height"] <= 844
    assert box["height"] >= 44


def test_without_javascript_all_is_there(open_page, address) -> None:
    page = open_page(f"en/{PAGE}", java_script_enabled=False)
    assert page.locator(".entry").count() > 50
    page.locator(".entry-output summary").first.click()
    assert page.locator(".entry-output pre").first.is_visible()
    find_language_link(page, "ko").click()
    assert page.url == f"{address}/ko/{PAGE}"
    assert open_page("index.html", java_script_enabled=False).locator("a[hreflang]").count() >= 2


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("ko", "ko"), ("en-GB", "en"), ("ja-JP", "en")],
)
def test_root_sends_a_reader_to_their_language(open_page, address, locale, language) -> None:
    page = open_page("index.html", locale=locale)
    page.wait_for_url(f"{address}/{language}/index.html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize(
    "path", [PAGE, "deep-learning/loss-functions.html", "index.html", "see-also.html"]
)
def test_nothing_scrolls_sideways(open_page, language, width, path) -> None:
    page = open_page(f"{language}/{path}", viewport={"width": width, "height": 900})
    assert not scrolls_sideways(page)


def test_korean_words_stay_whole(open_page) -> None:
    page = open_page(f"ko/{PAGE}")
    breaks = page.locator(".entry-note").evaluate_all(
        "all => all.map(e => getComputedStyle(e).wordBreak)"
    )
    assert set(breaks) == {"keep-all"}


def test_dark_follows_the_system(open_page) -> None:
    light, dark = (
        open_page(f"ko/{PAGE}", color_scheme=scheme)
        .locator(".entry-code").first.evaluate("e => getComputedStyle(e).backgroundColor")
        for scheme in ("light", "dark")
    )  # fmt: skip
    assert light != dark


def test_forced_colours_show_what_colour_alone_would(open_page) -> None:
    page = open_page(f"ko/{PAGE}#torch-zeros", forced_colors="active")
    expect(page.locator(".entry:target")).to_have_css("outline-style", "solid")
    expect(page.locator(".languages a[aria-current]")).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize(("motion", "name"), [("no-preference", "search-appear"), ("reduce", "none")])
def test_nothing_moves_for_who_wants_it_still(open_page, motion, name) -> None:
    page = open_page(f"ko/{PAGE}", reduced_motion=motion)
    page.keyboard.press("Control+k")
    expect(page.locator(".search-panel[open]")).to_have_css("animation-name", name)


@pytest.mark.parametrize("path", [PAGE, "search.html?q=zeros", "guides/translate.html", "all.html"])
def test_a_zoom_of_four_hundred_percent_hides_nothing(open_page, path) -> None:
    """1280 px wide at 400 %, as WCAG 1.4.10 has it: 320 px, and 256 px high."""
    page = open_page(f"ko/{path}", viewport={"width": 320, "height": 256}, device_scale_factor=4)
    assert not scrolls_sideways(page)
    # Again until it holds: what is found may come later than the page.
    page.wait_for_function("""() => {
        scrollTo(0, 900);
        return document.querySelector('.top').getBoundingClientRect().bottom <= 0;
    }""")
