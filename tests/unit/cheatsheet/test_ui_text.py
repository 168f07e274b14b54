"""A word of the interface stands where its message can, or the message does."""

from __future__ import annotations

import pytest
from cheatsheet.core.ui_text import choose_words


@pytest.mark.parametrize(
    ("message", "text", "expected"),
    [
        pytest.param("Search", "검색", "검색", id="plain"),
        pytest.param("Search", "", "Search", id="empty"),
        pytest.param("Search", " \u202e\x00", "Search", id="nothing-shown"),
        pytest.param("Search", "a\nb\u2028c\x1cd\x00e\u2066", "a b c de", id="lines"),
        pytest.param("half", "50% %s", "50% %s", id="not-filled-in"),
        pytest.param("%s of %s", "%s / %s", "%s / %s", id="places"),
        pytest.param("%s of %s", "%s", "%s of %s", id="one-place-less"),
        pytest.param("%s of %s", "%s %s %s", "%s of %s", id="one-place-more"),
        pytest.param("%s of %s", "%s %d", "%s of %s", id="another-kind"),
        pytest.param("%s of %s", "%s %s 5%", "%s of %s", id="percent-at-the-end"),
        pytest.param("%s of %s", "%s %s %(a)s", "%s of %s", id="name"),
        pytest.param("%(a)s x", "%(b)s x", "%(a)s x", id="another-name"),
        pytest.param("%(a)s x", "x %(a)s", "x %(a)s", id="same-name"),
    ],
)
def test_words_fit_or_the_message_stays(message, text, expected):
    assert choose_words(message, text) == expected
