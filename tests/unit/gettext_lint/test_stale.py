"""A catalog that is not that of its page is told with the cure: to refresh it, or to put it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from gettext_lint.stale import compare_messages
from polib import POEntry


@pytest.mark.parametrize(
    ("catalog", "template", "expected"),
    [
        pytest.param(["a", "b"], ["b", "a"], [], id="same"),
        pytest.param(
            ["a"],
            ["a", "b"],
            ["a.po:1: [missing] found no message 'b', which the page has; run make catalogs"],
            id="new",
        ),
        pytest.param(
            ["a", "b"],
            ["a"],
            ["a.po:7: [missing] found 'b', which the page has not; run make catalogs"],
            id="gone",
        ),
    ],
)
def test_catalog_is_compared_with_its_page(catalog, template, expected):
    entries = [POEntry(msgid=msgid, linenum=7) for msgid in catalog]
    pages = [POEntry(msgid=msgid) for msgid in template]
    assert list(compare_messages(Path("a.po"), entries, pages, {})) == expected


@pytest.mark.parametrize(
    ("code", "comment", "found"),
    [
        pytest.param(["x = 1"], "note on the code:\nx = 1", 0, id="same"),
        pytest.param(
            ["x = 1", "", "if x:", "    y"], "note on the code:\nx = 1\nif x:\n    y", 0, id="lines"
        ),
        pytest.param(["x = 2"], "note on the code:\nx = 1", 1, id="other"),
        pytest.param(["x = 1"], "", 1, id="none"),
    ],
)
def test_note_stands_below_the_code_of_its_page(code, comment, found):
    entries = [POEntry(msgid="a", comment=comment, linenum=7)]
    told = list(compare_messages(Path("a.po"), entries, [POEntry(msgid="a")], {"a": code}))
    text = "a.po:7: [code] found other code above 'a', expected the page's; run make catalogs"
    assert told == [text] * found


def compare(catalog: list[str], template: list[str], others: list[str]) -> list[str]:
    entries = [POEntry(msgid=msgid, linenum=7 + number) for number, msgid in enumerate(catalog)]
    pages = [POEntry(msgid=msgid) for msgid in template]
    return list(compare_messages(Path("a.po"), entries, pages, {}, others))


PAGE = ["Title", "fill with zeros", "fill with ones", "the last"]
LOST = "which the page has: they were deleted or cut off here; put it back as it was, with git restore"


@pytest.mark.parametrize(
    ("catalog", "others", "expected"),
    [
        pytest.param(PAGE, PAGE, [], id="same"),
        pytest.param(
            PAGE[:2],
            PAGE,
            [f"a.po:8: [missing] found no message 'fill with ones' and 1 more, {LOST}"],
            id="cut-off",
        ),
        pytest.param(
            PAGE[1:], PAGE, [f"a.po:9: [missing] found no message 'Title', {LOST}"], id="deleted"
        ),
        pytest.param(
            [], PAGE, [f"a.po:1: [missing] found no message 'Title' and 3 more, {LOST}"], id="all"
        ),
        pytest.param(
            ["Title", "fill with 0", "fill with ones", "the last"],
            PAGE,
            [
                "a.po:8: [missing] found the message 'fill with 0', expected 'fill with zeros', as the "
                "page has it; put it back as it was, with git restore"
            ],
            id="edited",
        ),
        pytest.param(
            ["Title", "fill with 0", "fill with ones", "the last"],
            ["Title", "fill with 0", "fill with ones", "the last"],
            [
                "a.po:1: [missing] found no message 'fill with zeros', which the page has; "
                "run make catalogs",
                "a.po:8: [missing] found 'fill with 0', which the page has not; run make catalogs",
            ],
            id="reworded-on-the-page",
        ),
    ],
)
def test_cure_depends_on_what_other_languages_have(catalog, others, expected):
    assert compare(catalog, PAGE, others) == expected
