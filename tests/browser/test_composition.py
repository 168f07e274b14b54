"""While a Korean syllable is composed, no list of results is empty between two that are not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from typing_korean import compose_states, list_typed

pytestmark = pytest.mark.browser

PAGE = "ko/tensors/counting-and-searching.html"
WORDS = ("정렬", "인덱스", "최댓값", "누적")
SEARCHED = ("학습률", "정렬", "불러오기", "드롭아웃")


@pytest.fixture(scope="module")
def typed() -> dict[str, list[str]]:
    return list_typed(*WORDS, *SEARCHED)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("path", [PAGE, "ko/all.html"])
def test_filter(open_page, typed, path, word) -> None:
    page = open_page(path)
    with page.expect_response("**/glossary.js*"):
        page.locator("#filter").focus()
    expect(page.locator("section[data-src]")).to_have_count(0)
    for state in compose_states(page, typed[word]):
        expect(page.locator("#filter")).to_have_value(state)
        assert page.locator(".entry:not([hidden])").count(), state


@pytest.mark.parametrize("word", SEARCHED)
def test_search(open_page, typed, word) -> None:
    page = open_page(PAGE)
    page.keyboard.press("Control+k")
    box = page.locator(".search-panel input")
    expect(box).to_be_focused()
    box.fill("텐서")
    expect(page.locator(".search-list a").first).to_be_visible()  # all texts are there
    box.fill("")
    for state in compose_states(page, typed[word]):
        expect(box).to_have_value(state)
        expect(page.locator(".search-list a").first).to_be_visible()
        assert "없습니다" not in page.locator(".search-status").inner_text(), state
