"""Where sources, comments and statements of a block are found."""

import pytest
from cheatsheet.core.python_source import (
    PRAGMA,
    BlockError,
    find_comments,
    find_sources,
    find_statements,
)

# text, is a session, then (row, columns, lines, output) of each source
SOURCES = [
    pytest.param("", False, [(0, [0], [""], [])], id="empty-program"),
    pytest.param("x = 1\ny = 2", False, [(0, [0, 0], ["x = 1", "y = 2"], [])], id="program"),
    pytest.param(">>> x", False, [(0, [0], [">>> x"], [])], id="program-keeps-prompts"),
    pytest.param("", True, [], id="empty-session"),
    pytest.param("\n  \n", True, [], id="blank-session"),
    pytest.param(">>> x", True, [(0, [4], ["x"], [])], id="prompt"),
    pytest.param(">>>", True, [(0, [3], [""], [])], id="bare-prompt"),
    pytest.param(">>> 1\n1\n2", True, [(0, [4], ["1"], ["1", "2"])], id="output"),
    pytest.param(
        ">>> f(\n...     2,\n... )", True, [(0, [4, 4, 4], ["f(", "    2,", ")"], [])], id="multiline"
    ),
    pytest.param(
        ">>> if x:\n...     y\n...", True, [(0, [4, 4, 3], ["if x:", "    y", ""], [])], id="bare-dots"
    ),
    pytest.param(
        ">>> x\n>>> y\n1", True, [(0, [4], ["x"], []), (1, [4], ["y"], ["1"])], id="two-prompts"
    ),
    pytest.param(
        "\n>>> x\n\n\n>>> y", True, [(1, [4], ["x"], []), (4, [4], ["y"], [])], id="blank-lines-between"
    ),
    pytest.param(
        ">>> x\n1\n... 2\n...", True, [(0, [4], ["x"], ["1", "... 2", "..."])], id="dots-in-output"
    ),
    pytest.param("  >>> x\n  1", True, [(0, [6], ["x"], ["  1"])], id="indented"),
    pytest.param(
        ">>> x\n<BLANKLINE>\n1", True, [(0, [4], ["x"], ["<BLANKLINE>", "1"])], id="blank-output-line"
    ),
    pytest.param(
        ">>> 값 = '글'  # 설명\n>>> 값\n'글'",
        True,
        [(0, [4], ["값 = '글'  # 설명"], []), (1, [4], ["값"], ["'글'"])],
        id="korean",
    ),
]

# text, row at fault, what is said
BAD_SESSIONS = [
    pytest.param("x = 1", 0, "found 'x = 1', expected '>>> '", id="no-prompt"),
    pytest.param(">>> 1\n1\n\ntext", 3, "found 'text'", id="text-after-output"),
    pytest.param(">>> 1\n\n2", 2, "<BLANKLINE>", id="text-after-blank-line"),
    pytest.param(">>>x", 0, "found '>>>x', expected '>>> '", id="prompt-without-blank"),
    pytest.param(">>> x\n>>>y", 1, "found '>>>y'", id="second-prompt-without-blank"),
    pytest.param(">>> 1\n1\n>>>y", 2, "found '>>>y'", id="prompt-without-blank-in-output"),
    pytest.param(">>> x\n...2", 1, "found '...2'", id="dots-without-blank"),
    pytest.param("... x", 0, "found '... x'", id="dots-first"),
    pytest.param(">>> 1\n\n... x", 2, "found '... x'", id="dots-after-blank-line"),
    pytest.param("설명\n>>> x", 0, "found '설명'", id="korean-text"),
]

# text, is a session, then (row, start, note) of each comment
COMMENTS = [
    pytest.param("", False, [], id="empty"),
    pytest.param("x = 1", False, [], id="no-comment"),
    pytest.param("# note", False, [(0, 0, "note")], id="own-line"),
    pytest.param("x = 1  # note", False, [(0, 7, "note")], id="trailing"),
    pytest.param("#note", False, [(0, 0, "note")], id="no-blank"),
    pytest.param("##  note  ", False, [(0, 0, "note")], id="many-hashes-and-blanks"),
    pytest.param("#", False, [(0, 0, "")], id="only-marker"),
    pytest.param("x = '# no'  # yes", False, [(0, 12, "yes")], id="hash-in-string"),
    pytest.param("x = '''\n# no\n'''\n# yes", False, [(3, 0, "yes")], id="hash-in-long-string"),
    pytest.param("# a # b", False, [(0, 0, "a # b")], id="hash-in-note"),
    pytest.param(">>> x  # note", True, [(0, 7, "note")], id="session"),
    pytest.param(
        ">>> f(  # one\n...     2,  # two\n... )", True, [(0, 8, "one"), (1, 12, "two")], id="inner"
    ),
    pytest.param(">>> x\n# output", True, [], id="hash-in-output"),
    pytest.param(">>> 값  # 설명", True, [(0, 7, "설명")], id="korean"),
    pytest.param("x  # note  # doctest: +SKIP", False, [(0, 3, "note")], id="note-then-pragma"),
    pytest.param("x  # note  # noqa", False, [(0, 3, "note")], id="note-then-noqa"),
    pytest.param("x  # note # type: ignore[x]", False, [(0, 3, "note")], id="note-then-type"),
    pytest.param("x  # doctest: +SKIP", False, [(0, 3, "")], id="doctest"),
    pytest.param("x  #doctest:+SKIP", False, [(0, 3, "")], id="doctest-glued"),
    pytest.param("x  ## doctest: +SKIP", False, [(0, 3, "")], id="doctest-after-two-hashes"),
    pytest.param("x  # NOQA", False, [(0, 3, "")], id="noqa"),
    pytest.param("x  # noqa: E501", False, [(0, 3, "")], id="noqa-with-code"),
    pytest.param("x  # type: ignore", False, [(0, 3, "")], id="type"),
    pytest.param("#!/usr/bin/python", False, [(0, 0, "")], id="shebang"),
    pytest.param("# -*- coding: utf-8 -*-", False, [(0, 0, "")], id="coding"),
    pytest.param("# typed words", False, [(0, 0, "typed words")], id="typed-is-a-word"),
    pytest.param("# noqality", False, [(0, 0, "noqality")], id="noqa-inside-a-word"),
    pytest.param("# the type: int", False, [(0, 0, "the type: int")], id="type-inside"),
]

# text, is a session, then (first, last, output) of each statement
STATEMENTS = [
    pytest.param("", False, [], id="empty"),
    pytest.param("# note", False, [], id="only-note"),
    pytest.param("x = 1\n\ny = 2", False, [(0, 0, ""), (2, 2, "")], id="program"),
    pytest.param("def f():\n    pass\n\nf()", False, [(0, 1, ""), (3, 3, "")], id="compound"),
    pytest.param("@a\n@b\nclass C:\n    x = 1", False, [(0, 3, "")], id="decorators"),
    pytest.param("x = 1; y = 2\nz", False, [(0, 0, ""), (1, 1, "")], id="two-on-a-line"),
    pytest.param("x = '''\na\n'''; y = 1", False, [(0, 2, "")], id="two-share-a-line"),
    pytest.param(">>> x = 1\n>>> x\n1", True, [(0, 0, ""), (1, 1, "1")], id="session"),
    pytest.param(">>> if x:\n...     y\n...\n1", True, [(0, 1, "1")], id="session-compound"),
    pytest.param(">>> # note\n>>> x\n1", True, [(1, 1, "1")], id="session-note"),
    pytest.param(">>> # note\n... x\n1", True, [(1, 1, "1")], id="session-note-continued"),
    pytest.param(">>> x\n1\n<BLANKLINE>\n2", True, [(0, 0, "1\n\n2")], id="blank-output-line"),
    pytest.param(">>> 값 = 1\n>>> 값\n1", True, [(0, 0, ""), (1, 1, "1")], id="korean"),
]

# text, is a session, row at fault, what is said
BAD_PYTHON = [
    pytest.param("x = = 1", False, 0, "not Python: invalid syntax, found 'x = = 1'", id="syntax"),
    pytest.param("x = 1\ny = (", False, 1, "not Python", id="open-bracket"),
    pytest.param("x = 'a\ny = 2", False, 0, 'found "x = \'a"', id="open-string"),
    pytest.param("x = 1\n  y = 2", False, 1, "unexpected indent", id="indent"),
    pytest.param("if x:\n    y\n  z", False, 2, "unindent", id="dedent"),
    pytest.param("x = 1\x00", False, 0, "null", id="nul"),
    pytest.param("값 = = 1", False, 0, "found '값 = = 1'", id="korean"),
    pytest.param(">>> x = 1\n>>> y = = 1", True, 1, "found 'y = = 1'", id="session"),
    pytest.param(">>> f(\n...     = 1)", True, 1, "found '= 1)'", id="session-second-line"),
    pytest.param(">>> if x:\n>>> y", True, 0, "expected an indented block", id="session-open"),
    pytest.param(">>> # note\n1", True, 0, "found output after a comment", id="output-after-note"),
]


@pytest.mark.parametrize(("text", "session", "expected"), SOURCES)
def test_sources_are_found(text, session, expected):
    found = find_sources(text, session)
    assert [(s.row, s.columns, s.lines, s.output) for s in found] == expected


@pytest.mark.parametrize(("text", "row", "message"), BAD_SESSIONS)
def test_session_with_stray_text_is_refused(text, row, message):
    with pytest.raises(BlockError) as error:
        find_sources(text, session=True)
    assert error.value.row == row
    assert message in str(error.value)


@pytest.mark.parametrize(("text", "session", "expected"), COMMENTS)
def test_comments_are_found(text, session, expected):
    lines = text.split("\n")
    comments = list(find_comments(find_sources(text, session)))
    found = [(c.row, c.start, lines[c.row][c.note_start : c.note_end]) for c in comments]
    assert found == expected
    assert [c.has_note for c in comments] == [bool(note) for _, _, note in expected]


@pytest.mark.parametrize(("text", "session", "expected"), STATEMENTS)
def test_statements_are_found(text, session, expected):
    found = find_statements(find_sources(text, session), session)
    assert [(s.first, s.last, s.output) for s in found] == expected


@pytest.mark.parametrize(("text", "session", "row", "message"), BAD_PYTHON)
def test_broken_python_is_refused_at_its_row(text, session, row, message):
    sources = find_sources(text, session)
    with pytest.raises(BlockError) as error:
        list(find_statements(sources, session))
    assert error.value.row == row
    assert message in str(error.value)


@pytest.mark.parametrize("text", ["x = (", "x = '''a", "if x:\n    y\n  z"])
def test_comments_of_broken_python_are_refused(text):
    with pytest.raises(BlockError):
        list(find_comments(find_sources(text, session=False)))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("# doctest: +SKIP", True, id="doctest"),
        pytest.param("#noqa", True, id="noqa"),
        pytest.param("# type: int", True, id="type"),
        pytest.param("# fmt: off", True, id="fmt"),
        pytest.param("# pragma: no cover", True, id="pragma"),
        pytest.param("# typed", False, id="typed"),
        pytest.param("# a noqa", False, id="noqa-inside"),
        pytest.param("# doctest", False, id="doctest-without-colon"),
        pytest.param("# 형식: 정수", False, id="korean"),
        pytest.param("", False, id="empty"),
    ],
)
def test_instructions_to_tools_are_told_from_words(comment, expected):
    assert bool(PRAGMA.match(comment)) is expected
