"""What leads a reader into the sheet: the home page, chapters, places of a page, all runs."""

from __future__ import annotations

import pytest
from browsing import open_context, scrolls_sideways
from built_site import LANGUAGES, ROOT
from playwright.sync_api import expect
from sheet_exports.offline.root_pages import Language, write_root
from static_host import serve

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
# The contrast of each hue with the ground, by the luminances of WCAG 2; a canvas gives any as sRGB.
CONTRASTS = """() => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const luminance = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = luminance(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll(".chapter h2 a")].map((link) => {
    const text = luminance(getComputedStyle(link).color);
    return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
  });
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_field_of_the_home_page_finds_as_one_types(open_page, address, language) -> None:
    page = open_page(f"{language}/index.html", **DESK)
    page.locator("main input[type=search]").fill("softmax")
    results = page.locator(".search-below li a")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/{language}/**/*.html#*")


def test_field_of_the_home_page_leads_on_without_scripts(open_page, address) -> None:
    page = open_page("en/index.html", java_script_enabled=False)
    page.locator("main input[type=search]").fill("softmax")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/en/search.html?q=softmax")


def test_key_of_the_search_goes_to_the_field(open_page) -> None:
    page = open_page("en/index.html", **DESK)
    page.keyboard.press("Control+k")
    expect(page.locator("main input[type=search]")).to_be_focused()


def test_a_wanted_line_can_be_copied(open_page) -> None:
    page = open_page("en/index.html", permissions=["clipboard-read", "clipboard-write"], **DESK)
    rows = page.locator(".picked .entry")
    assert rows.count() >= 12
    rows.first.locator(".copy").click()
    expect(page.locator(".spoken")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == rows.first.locator(".entry-code > pre").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_hue_can_be_read(open_page, scheme) -> None:
    contrasts = open_page("en/index.html", color_scheme=scheme, **DESK).evaluate(CONTRASTS)
    assert len(contrasts) > 12
    assert min(contrasts) >= 4.5


def test_the_place_that_is_read_is_marked(open_page) -> None:
    page = open_page("en/tensors/creation.html", **DESK)
    marked = page.locator(".places [aria-current=location]")
    page.evaluate("document.getElementById('random-numbers').scrollIntoView()")
    expect(marked).to_have_attribute("href", "#random-numbers")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_attribute("href", "#from-data")  # the title above it is short
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(marked).to_have_attribute("href", "#copies-and-gradients")


@pytest.mark.parametrize(("width", "right"), [(1279, False), (1280, True), (1440, True), (2200, True)])
def test_places_stand_at_the_right_where_there_is_room(open_page, width, right) -> None:
    page = open_page("ko/tensors/creation.html", viewport={"width": width, "height": 900})
    places, words = page.locator(".places").bounding_box(), page.locator("main").bounding_box()
    assert (places["x"] >= words["x"] + words["width"]) is right
    assert not scrolls_sideways(page)


def test_names_of_columns_stand_beside_each_other(open_page) -> None:
    page = open_page("en/troubleshooting/old-to-new-tensors.html")
    tops = page.locator("thead th").evaluate_all(
        "all => all.map((th) => th.getBoundingClientRect().top)"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
def test_tables_show_all_of_a_row_on_a_phone(open_page, language, width) -> None:
    found = []
    for path in (
        "troubleshooting/old-to-new-tensors.html",
        "distributed/meshes-and-sharding.html",
        "tensors/dtypes.html",
        "what-has-been-run.html",
        "translation-status.html",
        "guides/review.html",
    ):
        page = open_page(f"{language}/{path}", **{**PHONE, "viewport": {"width": width, "height": 844}})
        wide = "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
        if page.locator(".table-wrapper").evaluate_all(wide) or scrolls_sideways(page):
            found.append(path)
        page.context.close()
    assert found == []


def test_the_new_name_comes_first_on_a_phone(open_page) -> None:
    page = open_page("en/troubleshooting/old-to-new-tensors.html", **PHONE)
    old, today, new = page.locator("table tbody tr").first.locator("td").all()
    tops = [cell.bounding_box()["y"] for cell in (new, old, today)]
    assert tops == sorted(tops)
    assert old.inner_text().startswith("Old")


def test_page_of_all_runs_is_short_and_opens_for_a_link(open_page) -> None:
    page = open_page("en/what-has-been-run.html", **DESK)
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
    row = page.locator("details tr[id]").last
    expect(row).to_be_hidden()
    page.goto(f"{page.url}#{row.get_attribute('id')}")
    expect(row).to_be_visible()
    expect(row).to_be_in_viewport()


def test_no_browser_is_sent_to_a_language_that_is_partly_translated(browser, tmp_path) -> None:
    known = [Language("en", "en", "English"), Language("ko", "ko", "한국어", enough=False)]
    write_root(ROOT / "source" / "_root", tmp_path, known, "https://example.org/")
    for code in ("en", "ko"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "index.html").write_text(code, encoding="utf-8")
    with serve(tmp_path) as address:
        page = open_context(browser, locale="ko-KR").new_page()
        page.goto(f"{address}/index.html", wait_until="commit")
        page.wait_for_url(f"{address}/en/index.html")
        page.context.close()
