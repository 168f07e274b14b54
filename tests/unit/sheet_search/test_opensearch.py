"""A browser is told of the search in names that it takes: at most 16 and 48 characters."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sheet_search.opensearch import cut_name, describe_search

NAMES = {
    "shorter": ("a b", 16, "a b"),
    "as long": ("abcd efgh", 9, "abcd efgh"),
    "one too many": ("abcd efgh", 8, "abcd"),
    "several": ("ab cd ef gh", 6, "ab cd"),
    "one long word": ("abcdefgh", 5, "abcde"),
    "a long word first": ("abcdefgh i", 5, "abcde"),
    "Korean": ("파이토치 치트 시트", 7, "파이토치 치트"),
    "blanks": ("  a   b ", 16, "a b"),
    "nothing": ("", 16, ""),
}


@pytest.mark.parametrize(("name", "most", "expected"), NAMES.values(), ids=NAMES)
def test_name_is_cut_after_a_word(name, most, expected):
    assert cut_name(name, most) == expected


def test_both_names_have_their_limit():
    text = describe_search("a" * 60, "https://a.org/pt_BR/?a&b", "pt_BR")
    found = {element.tag.rpartition("}")[2]: element.text for element in ElementTree.fromstring(text)}
    assert found["ShortName"] == "a" * 16
    assert found["LongName"] == "a" * 48
    assert found["Language"] == "pt-BR"
