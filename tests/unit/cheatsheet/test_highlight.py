"""Colours of code: whatever they are, the text is the code."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from cheatsheet.core.highlight import highlight, split_code
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


def read_pre(html: str) -> BeautifulSoup:
    return BeautifulSoup(f"<pre>{html}</pre>", "html.parser")


@pytest.mark.parametrize(("code", "runs"), CASES)
def test_runs_of_code(code, runs):
    assert list(split_code(code)) == runs


@pytest.mark.parametrize("text", name_cases(HOSTILE))
def test_joined_runs_are_the_code(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")  # as the lexer reads lines
    assert "".join(part for _, part in split_code(plain)) == plain


@pytest.mark.parametrize("text", name_cases(HOSTILE))
def test_text_of_the_lines_is_the_code(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read_pre(highlight(plain)).get_text() == plain


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("f(x)", []),
        ("f(\n    1\n)", [("f(\n", ""), ("    1\n", "i1"), (")", "")]),
        ("x\n\ny", [("x\n", ""), ("\n", ""), ("y", "")]),
        ('"""a\n  b"""', [('"""a\n', ""), ('  b"""', "i1")]),
        ("f(\n" + " " * 40 + "1)", [("f(\n", ""), (" " * 40 + "1)", "i5")]),
    ],
)
def test_each_of_several_lines_is_an_element_that_knows_its_indent(code, lines):
    found = read_pre(highlight(code)).select("code")
    assert [(tag.get_text(), " ".join(tag.get("class", []))) for tag in found] == lines


def test_code_is_escaped():
    assert highlight("a < b") == "a &lt; b"
    assert highlight('"<b>"') == '<span class="s">&#34;&lt;b&gt;&#34;</span>'
