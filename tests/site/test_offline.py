"""The real site after one visit, without a network: pages, search, both languages."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# How many files are kept, asked until it is as many as there should be, for at most 30 seconds.
WAIT = """async (count) => {
  const end = performance.now() + 30_000;
  for (;;) {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).length));
    if (kept.reduce((a, b) => a + b, 0) >= count) return;
    if (performance.now() > end) throw new Error(`found ${kept} files kept, expected ${count}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


@pytest.fixture
def kept(site) -> dict[str, list[str]]:
    """What the worker keeps, by language, and of the root."""
    text = (site / "sw.js").read_text(encoding="utf-8")
    found = {name: json.loads(re.search(f"^const {name} = (.*);$", text, re.MULTILINE)[1])
             for name in ("shell", "files")}  # fmt: skip
    return {"root": found["shell"], **found["files"]}


@pytest.fixture
def offline(browser, address, kept):
    """A Korean page, read once; then the network is gone."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/ko/tensors/creation.html")
    page.evaluate(WAIT, len(kept["ko"]) + len(kept["root"]))
    context.set_offline(True)
    yield page
    context.close()


def test_pages_are_read_without_a_network(offline, address, entries) -> None:
    for path in ("ko/tensors/creation.html", "ko/training/loop.html", "ko/index.html", "ko/"):
        offline.goto(f"{address}/{path}")
        expect(offline.locator("h1")).to_be_visible()
        assert offline.locator("html").get_attribute("lang") == "ko"
        colour = offline.locator(".brand rect").evaluate("e => getComputedStyle(e).fill")
        assert colour == "rgb(179, 38, 30)"  # the style is there
    offline.goto(f"{address}/ko/training/loop.html")
    assert offline.locator(".entry").count() == sum(e["page"] == "training/loop" for e in entries["ko"])


def test_search_works_without_a_network(offline, address) -> None:
    offline.goto(f"{address}/ko/search.html?q=torch.zeros")
    expect(offline.locator("main a[href*='tensors/creation.html#torch-zeros']").first).to_be_visible()


def test_other_language_says_that_it_was_not_kept(offline, address) -> None:
    offline.goto(f"{address}/en/tensors/creation.html")
    expect(offline.get_by_role("heading", name="오프라인입니다")).to_be_visible()


def test_place_that_moved_is_found_without_a_network(offline, address) -> None:
    offline.goto(f"{address}/ko/troubleshooting/common-errors.html#torch-cat")
    offline.wait_for_url(f"{address}/ko/troubleshooting/errors-shapes-and-dtypes.html#torch-cat")
