"""Pages that have moved, are gone, or stand above the languages, as a browser meets them."""

from __future__ import annotations

import pytest
from browsing import scrolls_sideways
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_page_that_is_gone_leads_to_the_entry(open_page, address) -> None:
    page = open_page("ko/troubleshooting/common-errors.html#torch-cat")
    page.wait_for_url(f"{address}/ko/troubleshooting/errors-shapes-and-dtypes.html#torch-cat")
    expect(page.locator(".entry:target")).to_have_count(1)


def test_page_that_is_gone_leads_on_without_javascript(open_page, address) -> None:
    page = open_page("en/troubleshooting/old-to-new.html", java_script_enabled=False)
    page.wait_for_url(f"{address}/en/troubleshooting/old-to-new-tensors.html")


def test_place_that_nobody_knows_is_said_to_be_unknown(open_page) -> None:
    page = open_page("ko/tensors/creation.html#no-such-place")
    expect(page.locator(".unknown-place")).to_be_visible()


@pytest.mark.parametrize("path", ["404.html", "offline.html", "index.html", "ko/print.html"])
@pytest.mark.parametrize("width", [320, 1440])
def test_pages_of_their_own_fit_and_obey_their_policy(open_page, path, width) -> None:
    """The console has no complaint, of a policy or of a file that is missing."""
    page = open_page(path, viewport={"width": width, "height": 800}, java_script_enabled=False)
    assert not scrolls_sideways(page)
    expect(page.locator("h1").first).to_be_visible()
