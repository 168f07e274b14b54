"""The real site after one visit, without a network: pages, search, both languages."""

from __future__ import annotations

import json
import re

import pytest
from browsing import open_context
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# How many files are kept, once they are as many as there should be, or after a minute.
WAIT = """async (count) => {
  const end = performance.now() + 60_000;
  for (;;) {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).length));
    const found = kept.reduce((a, b) => a + b, 0);
    if (found >= count || performance.now() > end) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""

VISITS = 3  # a worker that a browser could not start is tried again at the next visit


@pytest.fixture
def kept(site) -> dict[str, list[str]]:
    """What the worker keeps, by language, and of the root."""
    text = (site / "sw.js").read_text(encoding="utf-8")
    found = {name: json.loads(re.search(f"^const {name} = (.*);$", text, re.MULTILINE)[1])
             for name in ("shell", "files")}  # fmt: skip
    return {"root": found["shell"], **found["files"]}


@pytest.fixture
def offline(whole_browser, address, kept):
    """A Korean page, read until all is kept; then the network is gone."""
    context = open_context(whole_browser)
    page = context.new_page()
    count = len(kept["ko"]) + len(kept["root"])
    for _ in range(VISITS):
        page.goto(f"{address}/ko/tensors/creation.html")
        if (found := page.evaluate(WAIT, count)) >= count:
            break
    assert found >= count, f"found {found} files kept, expected {count}"
    context.set_offline(True)
    yield page
    context.close()


def test_pages_are_read_without_a_network(offline, address, entries) -> None:
    for path in ("ko/tensors/creation.html", "ko/training/loop.html", "ko/index.html", "ko/"):
        offline.goto(f"{address}/{path}")
        expect(offline.locator("h1")).to_be_visible()
        assert offline.locator("html").get_attribute("lang") == "ko"
        width = offline.locator(".brand svg").evaluate("e => getComputedStyle(e).width")
        assert width == "24px"  # the style is there
    offline.goto(f"{address}/ko/training/loop.html")
    assert offline.locator(".entry").count() == sum(e["page"] == "training/loop" for e in entries["ko"])


def test_search_works_without_a_network(offline, address) -> None:
    offline.goto(f"{address}/ko/search.html?q=torch.zeros")
    expect(offline.locator("main a[href*='tensors/creation.html#torch-zeros']").first).to_be_visible()


def test_switch_of_language_leads_back(offline, address) -> None:
    """To a language that was not kept: said in the one that was, with a way to the same place."""
    offline.goto(f"{address}/ko/tensors/creation.html#torch-ones")
    offline.locator("nav.languages a[lang=en]").click()
    expect(offline.get_by_role("heading", name="오프라인입니다")).to_be_visible()
    expect(offline.get_by_role("heading", name="You are offline")).to_be_hidden()
    assert offline.locator("html").get_attribute("lang") == "ko"
    assert offline.locator("a:visible").count() == 2
    offline.get_by_role("link", name="이 페이지의 한국어판").click()
    offline.wait_for_url(f"{address}/ko/tensors/creation.html#torch-ones")


def test_page_that_no_language_has_leads_home(offline, address) -> None:
    offline.goto(f"{address}/en/nothing.html")
    expect(offline.locator("a:visible")).to_have_count(1)
    offline.get_by_role("link", name="PyTorch 치트 시트").click()
    offline.wait_for_url(f"{address}/ko/index.html")


def test_place_that_moved_is_found_without_a_network(offline, address) -> None:
    offline.goto(f"{address}/ko/troubleshooting/common-errors.html#torch-cat")
    offline.wait_for_url(f"{address}/ko/troubleshooting/errors-shapes-and-dtypes.html#torch-cat")
