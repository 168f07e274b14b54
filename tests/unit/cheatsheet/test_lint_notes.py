"""Blocks that do not scan or translate are reported, at the right line."""

from __future__ import annotations

import re

import pytest
from cheatsheet.builders.lint_notes import COLUMNS, NOTE_LENGTH, check_note

LONG = "f(" + "1, " * 18 + "11)"  # 59 columns

# block (its code starts on line 8), then (line, part of the warning) of each warning
BROKEN = [
    pytest.param(">>> f(1)", [(8, "found no note for 'f(1)'")], id="no-note"),
    pytest.param(
        ">>> # a\n>>> f(1)\n1\n>>> g(2)", [(11, "found no note for 'g(2)'")], id="no-note-after-output"
    ),
    pytest.param(
        ">>> # a\n>>> x = y" + LONG, [(9, "found 64 columns of code, expected at most 58")], id="wide"
    ),
    pytest.param(
        ">>> x = y" + LONG + "  # a", [(8, "found 64 columns of code")], id="wide-beside-its-note"
    ),
    pytest.param(
        ">>> # a\n>>> if x:\n...     y\n...     z" + LONG,
        [(11, "found 64 columns of code")],
        id="wide-third-line",
    ),
    pytest.param(
        ">>> # a\n>>> x = 1  # doctest: +ELLIPSIS\n>>> # b\n>>> # c\n>>> x\n>>> xyz" + LONG,
        [(13, "found 62 columns of code")],
        id="wide-after-two-notes",
    ),
    pytest.param(
        ">>> # " + "가" * 61 + "\n>>> x", [(8, "found a note of 61 characters")], id="long-note"
    ),
    pytest.param(">>> # add.\n>>> x", [(8, "found a full stop")], id="full-stop"),
    pytest.param(">>> # add ``x``\n>>> x", [(8, "found markup")], id="literal"),
    pytest.param(">>> # add **x**\n>>> x", [(8, "found markup")], id="bold"),
    pytest.param(">>> # see :doc:`x`\n>>> x", [(8, "found markup")], id="role"),
    pytest.param(">>> # torch.ones(2)\n>>> x", [(8, "found code")], id="code"),
    pytest.param(
        ">>> # a\n>>> f(\n...     1,  # b.\n... )",
        [(10, "found a full stop at the end of the note 'b.'")],
        id="inner",
    ),
    pytest.param(
        ">>> # 설명.\n>>> x", [(8, "found a full stop at the end of the note '설명.'")], id="korean"
    ),
]

CLEAN = [
    pytest.param(">>> # add\n>>> x", id="plain"),
    pytest.param(">>> x  # add", id="behind"),
    pytest.param(">>> # " + "가" * NOTE_LENGTH + "\n>>> x", id="longest-note"),
    pytest.param(">>> # add\n>>> " + "x" * COLUMNS, id="widest"),
    pytest.param(">>> # a * b, in place\n>>> x", id="asterisk"),
    pytest.param(">>> # 0으로 채움\n>>> x", id="korean"),
]


@pytest.fixture(scope="module")
def found(make_shared_project) -> dict[str, list[tuple[int, str]]]:
    """Line and text of every warning for each case, from one project with a page for each."""
    texts = [case.values[0] for case in BROKEN + CLEAN]
    pages = {
        f"case-{number}": ":orphan:\n\nPage\n====\n\n.. doctest::\n\n   "
        + text.replace("\n", "\n   ")
        + "\n"
        for number, text in enumerate(texts)
    }
    found: dict[str, list[tuple[int, str]]] = {text: [] for text in texts}
    for line in make_shared_project(pages).build("style").warnings.splitlines():
        match = re.fullmatch(r"(?:.*/)?case-(\d+)\.rst:(\d+): WARNING: (.*)", line)
        assert match, f"no place in {line!r}"
        found[texts[int(match[1])]].append((int(match[2]), match[3]))
    return found


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_bad_style_is_reported_at_its_line(text, expected, found):
    warnings = found[text]
    assert [line for line, _ in warnings] == [line for line, _ in expected], warnings
    for (_, message), (_, part) in zip(warnings, expected, strict=True):
        assert part in message
        assert message.endswith("[cheatsheet.style]")


@pytest.mark.parametrize("text", CLEAN)
def test_good_style_is_not_reported(text, found):
    assert found[text] == []


def test_empty_note_has_nothing_to_report():
    assert list(check_note("")) == []


@pytest.mark.parametrize(
    ("option", "reported"),
    [
        pytest.param("+ELLIPSIS", True, id="ellipsis"),
        pytest.param("-ELLIPSIS", False, id="off"),
        pytest.param("+NORMALIZE_WHITESPACE", False, id="other"),
    ],
)
def test_ellipsis_for_a_whole_block_is_reported(option, reported, make_project):
    page = f"Index\n=====\n\n.. doctest::\n   :options: {option}\n\n   >>> # a\n   >>> 1\n   1\n"
    built = make_project({"index": page}).build("style")
    assert ("index.rst:7: WARNING: found the option ELLIPSIS" in built.warnings) is reported
    assert bool(built.warnings) is reported


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (".. code-block:: nope\n\n   x", "Pygments lexer name 'nope' is not known"),
        (".. code-block:: json\n\n   {글}", "Lexing literal_block"),
        (".. highlight:: nope\n\nWords::\n\n   x", "Pygments lexer name 'nope' is not known"),
        (".. code-block:: json\n   :force:\n\n   {글}", ""),
        (".. code-block:: console\n\n   $ ls", ""),
    ],
)
def test_code_in_other_languages_is_checked_as_a_build_does(code, said, make_project):
    project = make_project({"index": f"Page\n====\n\n{code}\n"})
    checked = project.build("style").warnings
    assert checked == project.build("html").warnings
    assert said in checked
    assert bool(said) == bool(checked)
