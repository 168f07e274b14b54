"""The pictures of the pages, as a browser lays them out: whole, apart from each other, in one colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import scrolls_sideways
from chromium import open_browser
from page_pictures import USES
from static_host import serve

pytestmark = pytest.mark.browser

# What of a page's pictures reaches over its edge, or lies over another text.
MISPLACED = """pictures => pictures.flatMap(picture => {
  const edge = picture.viewBox.baseVal
  const outside = box => box.x < 0 || box.y < 0
    || box.x + box.width > edge.width || box.y + box.height > edge.height
  const shapes = [...picture.querySelectorAll("text, path")]
  const texts = shapes.filter(shape => shape.matches("text"))
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width
    && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height
  const found = shapes.filter(shape => outside(shape.getBBox()))
  texts.forEach((one, i) => texts.slice(0, i).forEach(other => {
    if (meet(one.getBBox(), other.getBBox())) found.push(one)
  }))
  return found.map(shape => shape.outerHTML.slice(0, 80))
})"""


@pytest.fixture(scope="module")
def pages(site: Path):
    """Open a page of the site at a width and in a colour scheme."""
    with serve(site) as address, open_browser() as browser:

        def open_page(path: str, width: int, scheme: str):
            viewport = {"width": width, "height": 900}
            page = browser.new_page(viewport=viewport, color_scheme=scheme)
            page.goto(f"{address}/{path}")
            return page

        yield open_page


@pytest.mark.parametrize("page", sorted({page for page, _, _ in USES}))
def test_nothing_is_cut_off_or_covered(pages, page: str) -> None:
    found = pages(f"ko/{page}.html", 390, "light").locator("svg.picture").evaluate_all(MISPLACED)
    assert not found


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_fits_and_has_the_colour_of_the_text(pages, width: int, scheme: str) -> None:
    page = pages("en/tensors/dimensionality.html", width, scheme)
    picture = page.locator("svg.picture").first
    colour = "e => getComputedStyle(e).color"
    assert picture.evaluate(colour) == page.locator("main section p").first.evaluate(colour)
    box = picture.bounding_box()
    assert min(480, width - 40) <= box["width"] <= min(640, width)
    assert not scrolls_sideways(page)
