"""Blocks to parts and entries, and back: the laws that keep a catalog away from code."""

from __future__ import annotations

import ast
import doctest
import io
import random
import re
import tokenize
import unicodedata
from collections.abc import Callable

import pytest
from cheatsheet.core.entries import clean_note, parse_entries, split_notes, strip_notes
from cheatsheet.core.python_source import BlockError
from hostile import EMPTY, EVERY, HOSTILE, INSTRUCTIONS, name_cases
from pycode.comments import DIRECTION

# text, is a session, (kind, text, row) of each part
PARTS = [
    pytest.param("", False, [], id="empty"),
    pytest.param("x = 1", False, [("code", "x = 1", 0)], id="no-note"),
    pytest.param("# note", False, [("marker", "# ", 0), ("note", "note", 0)], id="only-note"),
    pytest.param(
        "x  # note\ny",
        False,
        [("code", "x", 0), ("marker", "  # ", 0), ("note", "note", 0), ("code", "\ny", 0)],
        id="trailing",
    ),
    pytest.param(
        ">>> # note\n>>> x\n1",
        True,
        [("code", ">>>", 0), ("marker", " # ", 0), ("note", "note", 0), ("code", "\n>>> x\n1", 0)],
        id="session",
    ),
    pytest.param(
        "x  # note  # noqa",
        False,
        [("code", "x", 0), ("marker", "  # ", 0), ("note", "note", 0), ("code", "  # noqa", 0)],
        id="pragma-is-code",
    ),
    pytest.param(
        "if x:\n    # 한\n    y  # 글",
        False,
        [
            ("code", "if x:\n", 0),
            ("marker", "    # ", 1),
            ("note", "한", 1),
            ("code", "\n    y", 1),
            ("marker", "  # ", 2),
            ("note", "글", 2),
        ],
        id="korean",
    ),
]

# text, is a session, what is left without notes
STRIPPED = [
    pytest.param("", False, "", id="empty"),
    pytest.param("# note\nx", False, "\nx", id="own-line"),
    pytest.param("x  # note", False, "x", id="trailing"),
    pytest.param("x  # doctest: +SKIP", False, "x  # doctest: +SKIP", id="doctest-stays"),
    pytest.param("x  # note  # noqa", False, "x  # noqa", id="note-goes-noqa-stays"),
    pytest.param("x  ## doctest: +SKIP", False, "x  ## doctest: +SKIP", id="doctest-after-two-hashes"),
    pytest.param("x = '# 글'  # 설명", False, "x = '# 글'", id="korean"),
    pytest.param(">>> # note\n>>> x\n# output", True, ">>>\n>>> x\n# output", id="output-stays"),
]

# text, is a session, (row, notes, code, output) of each entry
ENTRIES = [
    pytest.param("", False, [], id="empty"),
    pytest.param("", True, [], id="empty-session"),
    pytest.param("x = 1", False, [(0, (), "x = 1", "")], id="no-note"),
    pytest.param("# note\nx = 1", False, [(0, ("note",), "x = 1", "")], id="note-above"),
    pytest.param("x = 1  # note", False, [(0, ("note",), "x = 1", "")], id="note-behind"),
    pytest.param("# a\n# b\nx = 1  # c", False, [(0, ("a", "b", "c"), "x = 1", "")], id="three-notes"),
    pytest.param(
        "# a\nx = 1\n# b\ny = 2", False, [(0, ("a",), "x = 1", ""), (2, ("b",), "y = 2", "")], id="two"
    ),
    pytest.param("# a\nx = 1\ny = 2", False, [(0, ("a",), "x = 1\ny = 2", "")], id="belong-together"),
    pytest.param("# a\nx = 1\n\n\ny = 2", False, [(0, ("a",), "x = 1\n\ny = 2", "")], id="gap-is-kept"),
    pytest.param(
        "# a\ndef f(a):\n    return a\nb = 1",
        False,
        [(0, ("a",), "def f(a):\n    return a\n\nb = 1", "")],
        id="empty-line-behind-a-body",
    ),
    pytest.param(
        "# a\nmatch x:\n    case 1:\n        y\nz",
        False,
        [(0, ("a",), "match x:\n    case 1:\n        y\n\nz", "")],
        id="empty-line-behind-cases",
    ),
    pytest.param(
        "# a\nclass C:\n    x = '''\n\n'''\n\n    y = 2",
        False,
        [(0, ("a",), "class C:\n    x = '''\n\n'''\n    y = 2", "")],
        id="none-in-a-body-but-in-texts",
    ),
    pytest.param(
        "# a\ndef f():  # b\n    # c\n    return 1  # d",
        False,
        [(0, ("a", "b"), "def f():\n    # c\n    return 1  # d", "")],
        id="inner-notes-stay-in-code",
    ),
    pytest.param(
        ">>> # a\n>>> x\n1\n>>> y\n2",
        True,
        [(0, ("a",), "x", "1"), (3, (), "y", "2")],
        id="output-ends-an-entry",
    ),
    pytest.param(">>> # a\n>>> x = 1\n>>> x\n1", True, [(0, ("a",), "x = 1\nx", "1")], id="session"),
    pytest.param(
        ">>> f(  # a\n...     2,  # b\n... )  # doctest: +SKIP\n3",
        True,
        [(0, ("a",), "f(\n    2,  # b\n)", "3")],
        id="prompts-and-flags-go",
    ),
    pytest.param(">>> x  # doctest: +ELLIPSIS\n1", True, [(0, (), "x", "1")], id="flag-is-no-note"),
    pytest.param(
        ">>> x\n1\n<BLANKLINE>\n# 2", True, [(0, (), "x", "1\n\n# 2")], id="blank-and-hash-in-output"
    ),
    pytest.param(
        ">>> # a\n>>> print()\n<BLANKLINE>\n>>> y\n1",
        True,
        [(0, ("a",), "print()", ""), (3, (), "y", "1")],
        id="blank-line-is-an-output",
    ),
    pytest.param(">>> if x:\n...     y\n...\n1", True, [(0, (), "if x:\n    y", "1")], id="bare-dots"),
    pytest.param(
        ">>> # 더하기\n>>> 값 = 1 + 1  # 두 수\n>>> 값\n2",
        True,
        [(0, ("더하기", "두 수"), "값 = 1 + 1\n값", "2")],
        id="korean",
    ),
]

BROKEN = [
    pytest.param("x = = 1", False, 0, id="syntax"),
    pytest.param("# note\nx = (", False, 1, id="open-bracket"),
    pytest.param(">>> x\n1\n\ntext", True, 3, id="text-after-output"),
    pytest.param(">>> # 설명\n결과", True, 0, id="korean-output-after-note"),
]

# what a translator wrote, what the note becomes
CLEANED = [
    pytest.param("plain words", "plain words", id="plain"),
    pytest.param("", "", id="empty"),
    pytest.param("한 줄로 만듦", "한 줄로 만듦", id="korean"),
    pytest.param("a\nb", "a b", id="newline"),
    pytest.param("  a   b  ", "a b", id="blanks"),
    pytest.param("a\u3000b\xa0c", "a b c", id="wide-blanks"),
    pytest.param("a\x00b", "ab", id="nul"),
    pytest.param("a \x00", "a", id="blank-before-nul"),
    pytest.param("a \x00 b", "a b", id="blanks-around-nul"),
    pytest.param("\u202e a", "a", id="blank-behind-override"),
    pytest.param("a\u202eb", "ab", id="override"),
    pytest.param("## a", "a", id="hashes"),
    pytest.param("a # b", "a # b", id="hash-inside"),
    pytest.param("\ud800a", "a", id="surrogate"),
    pytest.param("typed: words", "typed: words", id="typed"),
    pytest.param("not a noqa", "not a noqa", id="noqa-inside"),
    *[pytest.param(text, "", id=f"no-{name.replace(' ', '-')}") for name, text in INSTRUCTIONS.items()],
    *[pytest.param(text, "", id=f"no-{name.replace(' ', '-')}") for name, text in EMPTY.items()],
]

# text, is a session: every place where a note can stand
SAMPLES = [
    pytest.param("x = 1", False, id="no-note"),
    pytest.param("# note", False, id="only-note"),
    pytest.param("#note\nx = 1", False, id="marker-without-blank"),
    pytest.param("##  note\nx = 1", False, id="two-hashes"),
    pytest.param("x = 1  # note  # noqa", False, id="note-then-noqa"),
    pytest.param("x = [  # a\n    1,  # b\n    # c\n]  # d", False, id="inside-brackets"),
    pytest.param(
        "# 설명\ndef f():\n    # 안쪽\n    return '# 글'  # 끝\n\nf()  # 호출", False, id="korean"
    ),
    pytest.param("x = '''\n# text\n'''  # note\nif x:\n    pass\n# last", False, id="long-string"),
    pytest.param(">>> # note\n>>> x = 1\n>>> x  # note\n1", True, id="session"),
    pytest.param(
        ">>> # note\n... print(3,  # inner\n...     end='')  # note  # doctest: +ELLIPSIS\n3\n# out",
        True,
        id="session-with-flag",
    ),
    pytest.param(
        ">>> if x:  # note\n...     y\n...\n1\n<BLANKLINE>\n... 2", True, id="session-blank-line"
    ),
]


def replace_notes(text: str, session: bool, choose: Callable[[str], str]) -> str:
    """The block with each note translated as `choose` says; a bad translation keeps the note."""
    parts = split_notes(text, session)
    return "".join(
        (clean_note(choose(part.text)) or part.text) if part.kind == "note" else part.text
        for part in parts
    )


def list_tokens(python: str) -> list[tuple[int, str]]:
    """Types and strings of all tokens but comments."""
    tokens = tokenize.generate_tokens(io.StringIO(python + "\n", newline="\n").readline)
    return [(token.type, token.string) for token in tokens if token.type != tokenize.COMMENT]


def list_runs(text: str, session: bool) -> list:
    """What runs and what is expected, as `doctest`, which knows nothing of notes, reads it."""
    if not session:
        return list_tokens(text)
    return [
        (list_tokens(example.source), example.want, example.exc_msg, example.options)
        for example in doctest.DocTestParser().get_examples(text)
    ]


NOTES = ("note", "a longer note", "설명", "둘째 줄의 설명", "a # b", "1.5 times", "(all)")
MARKERS = ("# ", "#", "##  ", "#\t")
PRAGMAS = ("", "", "", "  # noqa", "  # doctest: +ELLIPSIS", "  # type: ignore")
STATEMENTS = (
    ["x = 1"],
    ["x = '# no note'"],
    ["print(", "    1,", ")"],
    ["값 = {'글': [", "    1]}"],
    ["def f(a):", "    if a:", "        return a", "    return 2"],
    ["@decorate", "class C:", "    x = '#'"],
    ["x = 1; y = 2"],
    ["x = '''", "# no note", "'''"],
)
OUTPUTS = (
    [],
    [],
    ["1"],
    ["# 1", "... 2"],
    ["1", "<BLANKLINE>", "글"],
    ["Traceback (most recent call last):", "E: a"],
)


def make_block(rng: random.Random, session: bool) -> str:
    """A random block: statements with notes in every place that Python allows, and outputs."""
    lines: list[str] = []
    for _ in range(rng.randint(0, 5)):
        for _ in range(rng.choice((0, 1, 1, 2))):
            lines.append((">>> " if session else "") + rng.choice(MARKERS) + rng.choice(NOTES))
        lines += make_statement(rng, session)
        lines += rng.choice(([], [], [""], ["", ""]))
    return "\n".join(lines)


def make_statement(rng: random.Random, session: bool) -> list[str]:
    rows = rng.choice(STATEMENTS)
    lines = []
    for number, row in enumerate(rows):
        prompt = (">>> " if number == 0 else "... ") if session else ""
        in_string = rows[0].endswith("'''") and number < len(rows) - 1
        note = rng.choice(MARKERS) + rng.choice(NOTES) if rng.random() < 0.4 else ""
        end = "" if in_string else (f"  {note}" if note else "") + rng.choice(PRAGMAS)
        lines.append(prompt + row + end)
    if session and rows[-1].startswith(" "):
        lines.append("...")
    return lines + (rng.choice(OUTPUTS) if session else [])


def list_random_blocks() -> list[tuple[str, bool]]:
    rng = random.Random(0)
    return [(make_block(rng, session), session) for _ in range(150) for session in (True, False)]


@pytest.mark.parametrize(("text", "session", "expected"), PARTS)
def test_block_is_cut_into_parts(text, session, expected):
    assert [(part.kind, part.text, part.row) for part in split_notes(text, session)] == expected


@pytest.mark.parametrize(("text", "session", "expected"), STRIPPED)
def test_notes_are_stripped(text, session, expected):
    assert strip_notes(text, session) == expected


@pytest.mark.parametrize(("text", "session", "expected"), ENTRIES)
def test_entries_are_parsed(text, session, expected):
    found = parse_entries(text, session)
    assert [(e.row, e.notes, e.code, e.output) for e in found] == expected
    assert [e.note for e in found] == [" ".join(notes) for _, notes, _, _ in expected]


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        pytest.param("# a\nprint(1)\n# b\nprint(2)", ["", "1\n2"], id="last-entry"),
        pytest.param("print(1)", ["1\n2"], id="one-entry"),
        pytest.param("", [], id="no-entry"),
    ],
)
def test_output_of_a_program_goes_to_its_last_entry(text, outputs):
    found = parse_entries(text, session=False, expected="1\n2")
    assert [entry.output for entry in found] == outputs


@pytest.mark.parametrize(("text", "session", "row"), BROKEN)
def test_broken_block_has_no_entries(text, session, row):
    with pytest.raises(BlockError) as error:
        parse_entries(text, session)
    assert error.value.row == row


@pytest.mark.parametrize(
    ("text", "session"),
    [
        pytest.param("x = 1\n# last", False, id="program"),
        pytest.param(">>> x\n1\n>>> # 마지막", True, id="korean-session"),
    ],
)
def test_note_below_all_code_is_shown_or_refused(text, session):
    note = text.rpartition("# ")[2]
    try:
        entries = parse_entries(text, session)
    except BlockError:
        return
    assert any(note in entry.note + entry.code for entry in entries)


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_translation_is_made_fit_for_a_comment(text, expected):
    assert clean_note(text) == expected


@pytest.mark.parametrize("text", name_cases(EVERY))
def test_cleaned_note_is_one_plain_line(text):
    note = clean_note(text)
    assert clean_note(note) == note
    assert note == note.strip()
    assert len(note.splitlines()) <= 1
    assert not {unicodedata.category(char) for char in note} & {"Cc", "Cs"}
    assert not DIRECTION & set(note)
    assert not re.match(r"(?i)(#|doctest:|noqa\b|type:)", note)


@pytest.mark.parametrize("text", name_cases(HOSTILE))
def test_words_of_a_hostile_translation_survive(text):
    assert clean_note(text)


@pytest.mark.parametrize(("text", "session"), SAMPLES)
def test_parts_joined_give_the_text_back(text, session):
    assert "".join(part.text for part in split_notes(text, session)) == text


@pytest.mark.parametrize(("text", "session"), SAMPLES)
def test_splitting_twice_changes_nothing(text, session):
    stripped = strip_notes(text, session)
    assert strip_notes(stripped, session) == stripped
    assert all(part.kind == "code" for part in split_notes(stripped, session))


@pytest.mark.parametrize(("text", "session"), SAMPLES)
def test_stripping_changes_no_code(text, session):
    stripped = strip_notes(text, session)
    assert list_runs(stripped, session) == list_runs(text, session)


@pytest.mark.parametrize("hostile", name_cases(EVERY))
def test_hostile_note_changes_no_code(hostile):
    for text, session in (sample.values for sample in SAMPLES):
        translated = replace_notes(text, session, lambda note: hostile)
        assert list_runs(translated, session) == list_runs(text, session), text
        assert strip_notes(translated, session) == strip_notes(text, session), text


def test_random_blocks_are_worth_testing():
    blocks = list_random_blocks()
    kinds = [part.kind for text, session in blocks for part in split_notes(text, session)]
    assert len(blocks) == 300
    assert kinds.count("note") > 500
    assert sum(len(parse_entries(*block)) for block in blocks) > 500


def test_random_blocks_round_trip():
    for text, session in list_random_blocks():
        parts = split_notes(text, session)
        assert "".join(part.text for part in parts) == text
        lines = text.split("\n")
        assert all(part.text in lines[part.row] for part in parts if part.kind == "note")
        stripped = strip_notes(text, session)
        assert strip_notes(stripped, session) == stripped
        assert list_runs(stripped, session) == list_runs(text, session)


def test_random_blocks_keep_their_code_under_hostile_notes():
    rng = random.Random(0)
    hostile = list(EVERY.values())
    for text, session in list_random_blocks():
        translated = replace_notes(text, session, lambda note: rng.choice(hostile))
        assert list_runs(translated, session) == list_runs(text, session), text
        assert strip_notes(translated, session) == strip_notes(text, session), text


def test_random_blocks_keep_their_entries_under_hostile_notes():
    rng = random.Random(0)
    for text, session in list_random_blocks():
        translated = replace_notes(text, session, lambda note: rng.choice(list(HOSTILE.values())))
        before, after = parse_entries(text, session), parse_entries(translated, session)
        assert [entry.row for entry in after] == [entry.row for entry in before], text
        assert [entry.output for entry in after] == [entry.output for entry in before], text
        assert [list_tokens(e.code) for e in after] == [list_tokens(e.code) for e in before], text


def test_entries_of_random_blocks_hold_the_whole_code():
    for text, session in list_random_blocks():
        entries = parse_entries(text, session)
        code = "\n".join(entry.code for entry in entries)
        if session:
            examples = doctest.DocTestParser().get_examples(text)
            text = "\n".join(example.source for example in examples)
        assert ast.dump(ast.parse(code)) == ast.dump(ast.parse(text)), text


def test_empty_line_between_statements_of_an_entry_stays():
    (entry,) = parse_entries("# note\nx = 1\n\ny = 2", session=False)
    assert entry.code == "x = 1\n\ny = 2"
