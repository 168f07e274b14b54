"""Colours of code: whatever they are, the text is the code."""

from __future__ import annotations

import pytest
from cheatsheet.highlight import highlight, split_code
from hostile import HOSTILE, name_cases

# code, its runs with their classes
CASES = [
    ("", []),
    ("x = y", [("", "x = y")]),
    ("x = 1  # 한국어", [("", "x = "), ("m", "1"), ("", "  "), ("c", "# 한국어")]),
    ('f("a" "b")', [("", "f("), ("s", '"a"'), ("", " "), ("s", '"b"'), ("", ")")]),
    ("not None", [("k", "not"), ("", " "), ("k", "None")]),
    ("len(x)", [("nb", "len"), ("", "(x)")]),
    ("@no_grad()\ndef f", [("nd", "@no_grad"), ("", "()\n"), ("k", "def"), ("", " f")]),
]


@pytest.mark.parametrize(("code", "runs"), CASES)
def test_runs_of_code(code, runs):
    assert list(split_code(code)) == runs


@pytest.mark.parametrize("text", name_cases(HOSTILE))
def test_joined_runs_are_the_code(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")  # as the lexer reads lines
    assert "".join(part for _, part in split_code(plain)) == plain


def test_code_is_escaped():
    assert highlight("a < b") == "a &lt; b"
    assert highlight('"<b>"') == '<span class="s">&#34;&lt;b&gt;&#34;</span>'
