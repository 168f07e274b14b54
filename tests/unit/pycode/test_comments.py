"""No words make a comment more than words: for Python, Jupyter, jupytext, editors and linters."""

from __future__ import annotations

import io
import re
import tokenize

import pytest
from hostile import COMMANDS, EVERY, make_hostile
from jupytext.magics import is_magic
from pycode.comments import join_lines, seal_comments, write_comment

TEXTS = [*COMMANDS, *EVERY.values(), *make_hostile(1, 2_000)]
# Where tools look, each taken from the tool: at the start of a comment, and anywhere in it.
INSTRUCTIONS = re.compile(
    r"^#\s*(?!:)|#\s*(?:noqa|nosec|pragma|type:|doctest:|fmt:|pyre|lgtm)|\b(?:pylint|isort|cspell):"
    r"|formatter:|trufflehog:|checkov:|\b(?:nosem|nosonar|ggignore)"
    r"|(?:^|\s)(?:vim?|ex|Vim|vim[<>=]?\d*):|Local Variables:|coding:|-\*-",
    re.IGNORECASE,
)
CODE = "f(  # one\n    '# no comment',  # two\n)\n# three\nx = '''\n# no comment\n'''"


def read_bytes(code: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.tokenize(io.BytesIO(code.encode("utf-8")).readline))


@pytest.mark.parametrize("text", TEXTS[:-2_000])
def test_words_stay_one_comment(text):
    check_comment(text)


def test_generated_words_stay_one_comment():
    for text in TEXTS[-2_000:]:
        check_comment(text)


def check_comment(text: str) -> None:
    comment = write_comment(text)
    lines = comment.split("\n")
    assert all(not line or line.startswith("#:") for line in lines), text
    assert lines == comment.splitlines() or not comment
    assert {"COMMENT", "NL", "NEWLINE", "ENCODING", "ENDMARKER"} >= {
        tokenize.tok_name[token.type] for token in read_bytes(comment)
    }
    for line in lines:
        assert not INSTRUCTIONS.search(line), line
        assert not is_magic(line, "python", explicitly_code=True), line
    compile(comment.encode(), "comment", "exec")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("words", "#: words", id="words"),
        pytest.param("a\n\n  b", "#: a\n#:\n#:   b", id="lines"),
        pytest.param("", "", id="nothing"),
        pytest.param("new: a, cuda:0, x[a:b]", "#: new: a, cuda:0, x[a:b]", id="colons"),
        pytest.param(
            "[a](https://a.org/b.html#c)", "#: [a](https://a.org/b.html#c)", id="address-with-place"
        ),
        pytest.param("C# 12, #1", "#: C# 12, #1", id="hash-before-numbers"),
        pytest.param("a # noqa", "#: a #: noqa", id="noqa"),
        pytest.param("a\tb", "#: a    b", id="tab"),
        pytest.param("vim: set x", "#: vim : set x", id="vim"),
    ],
)
def test_words_are_written_as_they_are(text, expected):
    assert write_comment(text) == expected


@pytest.mark.parametrize("char", "\u202a\u202e\u2066\u2069", ids=ascii)
def test_what_turns_the_direction_of_a_text_is_dropped(char):
    assert join_lines(f"a{char}b") == "ab"


@pytest.mark.parametrize("text", TEXTS[:-2_000])
def test_what_is_sealed_once_stays(text):
    once = seal_comments(write_comment(join_lines(text)))
    assert seal_comments(once) == once


def test_every_comment_of_code_is_written_so():
    expected = CODE.replace("# one", "#: one").replace("# two", "#: two").replace("# three", "#: three")
    assert seal_comments(CODE) == expected


def test_code_stays_code_under_any_comment():
    plain = [t.string for t in read_bytes(CODE) if t.type != tokenize.COMMENT]
    for text in TEXTS:
        note = join_lines(text)
        code = CODE.replace("one", note).replace("two", note).replace("three", note)
        sealed = seal_comments(code)
        assert [t.string for t in read_bytes(sealed) if t.type != tokenize.COMMENT] == plain, text
