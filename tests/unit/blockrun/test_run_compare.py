"""What passes and what fails is what `doctest` says, and nothing is skipped."""

from __future__ import annotations

import doctest
import io
import re
import sys
from contextlib import redirect_stdout

import pytest
from blockrun.model.examples import TRACEBACK, find_examples, format_error
from blockrun.model.record import FAILED, PASSED
from blockrun_samples import LINE, run_sample, sample

TRACE = "Traceback (most recent call last):\n"

# name: session, whether it passes, option flags of the directive
SESSIONS = {
    "equal": (">>> 1 + 1\n2", True, {}),
    "different": (">>> 1 + 1\n3", False, {}),
    "Korean": (">>> print('가나')\n가나", True, {}),
    "Korean different": (">>> print('가나')\n가너", False, {}),
    "no output where some is expected": (">>> x = 1\n1", False, {}),
    "output where none is expected": (">>> 1\n>>> 2\n2", False, {}),
    "None shows nothing": (">>> None", True, {}),
    "a space at the end counts": (">>> print('a ')\na", False, {}),
    "a missing end of line does not": (">>> print('a', end='')\na", True, {}),
    "True where 1 is expected": (">>> True\n1", True, {}),
    "1 where True is expected": (">>> 1\nTrue", False, {}),
    "DONT_ACCEPT_TRUE_FOR_1": (">>> True\n1", False, {"DONT_ACCEPT_TRUE_FOR_1": True}),
    "a session keeps its names": (">>> x = 2\n>>> x\n2", True, {}),
    "a later one fails": (">>> 1\n1\n>>> 2\n3", False, {}),
    "many lines": (">>> for n in range(2):\n...     print(n)\n0\n1", True, {}),
    "many lines, one missing": (">>> for n in range(2):\n...     print(n)\n0", False, {}),
    "an empty line": (">>> print('a\\n\\nb')\na\n<BLANKLINE>\nb", True, {}),
    "an empty line, literal": (">>> print('<BLANKLINE>')\n<BLANKLINE>", True, {}),
    "an empty line not accepted": (
        ">>> print('a\\n\\nb')\na\n<BLANKLINE>\nb",
        False,
        {"DONT_ACCEPT_BLANKLINE": True},
    ),
    "ELLIPSIS is off": (">>> list(range(10))\n[0, ..., 9]", False, {}),
    "tensor": (">>> print('tensor([0, 1, 9])')\ntensor([0, ..., 9])", False, {}),
    "ELLIPSIS of the directive": (">>> list(range(10))\n[0, ..., 9]", True, {"ELLIPSIS": True}),
    "ELLIPSIS of the example": (">>> list(range(10))  # doctest: +ELLIPSIS\n[0, ..., 9]", True, {}),
    "ELLIPSIS that does not match": (">>> 12  # doctest: +ELLIPSIS\n2...", False, {}),
    "ELLIPSIS of one example alone": (">>> 12  # doctest: +ELLIPSIS\n1...\n>>> 12\n1...", False, {}),
    "ELLIPSIS taken back": (">>> 12  # doctest: -ELLIPSIS\n1...", False, {"ELLIPSIS": True}),
    "two flags": (
        ">>> print('1   2 3')  # doctest: +ELLIPSIS, +NORMALIZE_WHITESPACE\n1 2 ...",
        True,
        {},
    ),
    "spaces": (">>> print('1   2')\n1 2", False, {}),
    "NORMALIZE_WHITESPACE": (">>> print('1   2\\n3')\n1 2 3", True, {"NORMALIZE_WHITESPACE": True}),
    "NORMALIZE_WHITESPACE off": (">>> print('12')\n1 2", False, {"NORMALIZE_WHITESPACE": True}),
    "exception": (
        f">>> int('a')\n{TRACE}ValueError: invalid literal for int() with base 10: 'a'",
        True,
        {},
    ),
    "exception with its stack": (
        f">>> [][1]\n{TRACE}  File 'x'\n    y\nIndexError: list index out of range",
        True,
        {},
    ),
    "exception with another message": (f">>> int('a')\n{TRACE}ValueError: invalid", False, {}),
    "exception of another kind": (f">>> int('a')\n{TRACE}TypeError: invalid", False, {}),
    "exception that is not raised": (f">>> 1\n{TRACE}ValueError: no", False, {}),
    "exception that is only printed": (
        f">>> print('Traceback (most recent call last):\\nA: b')\n{TRACE}A: b",
        True,
        {},
    ),
    "exception that is not expected": (">>> int('a')\n1", False, {}),
    "exception where nothing is expected": (">>> int('a')", False, {}),
    "output before an exception": (
        f">>> print(1); [][1]\n{TRACE}IndexError: list index out of range",
        True,
        {},
    ),
    "exception without a message": (f">>> raise ValueError\n{TRACE}ValueError", True, {}),
    "exception of many lines": (f">>> raise ValueError('a\\nb')\n{TRACE}ValueError: a\nb", True, {}),
    "exception of many lines, one missing": (
        f">>> raise ValueError('a\\nb')\n{TRACE}ValueError: a",
        False,
        {},
    ),
    "exception with a note": (
        f">>> e = ValueError('a')\n>>> e.add_note('b')\n>>> raise e\n{TRACE}ValueError: a\nb",
        True,
        {},
    ),
    "exception with a note that is not shown": (
        f">>> e = ValueError('a')\n>>> e.add_note('b')\n>>> raise e\n{TRACE}ValueError: a",
        False,
        {},
    ),
    "exception with ELLIPSIS": (
        f">>> int('a')\n{TRACE}ValueError: invalid...",
        True,
        {"ELLIPSIS": True},
    ),
    "IGNORE_EXCEPTION_DETAIL": (
        f">>> int('a')  # doctest: +IGNORE_EXCEPTION_DETAIL\n{TRACE}ValueError: what",
        True,
        {},
    ),
    "IGNORE_EXCEPTION_DETAIL, module": (
        f">>> import json\n>>> json.loads('x')\n{TRACE}JSONDecodeError",
        True,
        {"IGNORE_EXCEPTION_DETAIL": True},
    ),
    "IGNORE_EXCEPTION_DETAIL, many lines": (
        f">>> raise ValueError('a\\nb: c')\n{TRACE}ValueError: what",
        True,
        {"IGNORE_EXCEPTION_DETAIL": True},
    ),
    "IGNORE_EXCEPTION_DETAIL, another kind": (
        f">>> int('a')\n{TRACE}TypeError: what",
        False,
        {"IGNORE_EXCEPTION_DETAIL": True},
    ),
    "exception of a module": (
        f">>> import json\n>>> json.loads('x')\n{TRACE}JSONDecodeError: Expecting",
        False,
        {},
    ),
    "SyntaxError": (f">>> 1 +\n{TRACE}SyntaxError: invalid syntax", True, {}),
    "SyntaxError with its place": (
        f">>> 1 +\n{TRACE}  File 'x', line 1\n    1 +\n       ^\nSyntaxError: invalid syntax",
        True,
        {},
    ),
    "IndentationError": (
        ">>> if 1:\n... 2\n"
        f"{TRACE}IndentationError: expected an indented block after 'if' statement on line 10",
        True,
        {},
    ),
    "two statements": (">>> a = 1\n... b = 2", False, {}),
    "a stream kept from an earlier example": (
        ">>> import sys\n>>> out = sys.stdout\n>>> print('a', file=out)\na",
        True,
        {},
    ),
    "a stream replaced": (
        ">>> import io, sys\n>>> sys.stdout = io.StringIO()\n>>> print('a')",
        True,
        {},
    ),
    "annotations are evaluated": (">>> def f(x: 1 + 1): ...\n>>> f.__annotations__\n{'x': 2}", True, {}),
    "indented session": ("  >>> print('a')\n  a", True, {}),
    "a tab": (">>> print('a\\tb')\na       b", False, {}),
}

# name: program, output, whether it passes, option flags
PROGRAMS = {
    "equal": ("print(1)", "1", True, {}),
    "different": ("print(1)", "2", False, {}),
    "nothing": ("x = 1", "", True, {}),
    "expression shows nothing": ("1 + 1", "", True, {}),
    "output where none is expected": ("print(1)", "", False, {}),
    "no output where some is expected": ("x = 1", "1", False, {}),
    "empty line": ("print('a\\n\\nb')", "a\n\nb", True, {}),
    "<BLANKLINE> is literal": ("print('a\\n\\nb')", "a\n<BLANKLINE>\nb", False, {}),
    "<BLANKLINE> printed": ("print('<BLANKLINE>')", "<BLANKLINE>", True, {}),
    "no end of line": ("print(1, end='')", "1", True, {}),
    "ELLIPSIS is off": ("print([1, 2, 3])", "[1, ..., 3]", False, {}),
    "ELLIPSIS": ("print([1, 2, 3])", "[1, ..., 3]", True, {"ELLIPSIS": True}),
    "ELLIPSIS in a comment does nothing": ("print(12)  # doctest: +ELLIPSIS", "1...", False, {}),
    "NORMALIZE_WHITESPACE": ("print('1  2')", "1 2", True, {"NORMALIZE_WHITESPACE": True}),
    "exception": (
        "int('a')",
        f"{TRACE}ValueError: invalid literal for int() with base 10: 'a'",
        True,
        {},
    ),
    "exception with an empty line": (
        "raise ValueError('a\\n\\nb')",
        f"{TRACE}ValueError: a\n\nb",
        True,
        {},
    ),
    "exception with another message": ("int('a')", f"{TRACE}ValueError: invalid", False, {}),
    "exception after output": ("print(1)\nint('a')", "1", False, {}),
    "exception, detail ignored": (
        "int('a')",
        f"{TRACE}ValueError: what",
        True,
        {"IGNORE_EXCEPTION_DETAIL": True},
    ),
    "exception that is not raised": ("x = 1", f"{TRACE}ValueError: a", False, {}),
    "text that only speaks of a traceback": ("print('Traceback: no')", "Traceback: no", True, {}),
    "many statements": ("x = 1\n\nfor n in range(2):\n    print(n + x)\n", "1\n2", True, {}),
}


@pytest.mark.parametrize(("code", "passes", "flags"), SESSIONS.values(), ids=SESSIONS)
def test_session(code, passes, flags):
    record = run_sample(code, kind="doctest", flags=flags)
    assert (record.status == PASSED) == passes, record
    assert ask_doctest(code, "", "doctest", flags) == passes


@pytest.mark.parametrize(("code", "expected", "passes", "flags"), PROGRAMS.values(), ids=PROGRAMS)
def test_program(code, expected, passes, flags):
    record = run_sample(code, expected, flags=flags)
    assert (record.status == PASSED) == passes, record
    assert ask_doctest(code, expected, "testcode", flags) == passes


def ask_doctest(code, expected, kind, flags):
    """What doctest's own runner says, given the examples as `sphinx.ext.doctest` makes them."""
    options = {doctest.OPTIONFLAGS_BY_NAME[name]: on for name, on in flags.items()}
    parser = doctest.DocTestParser()
    if kind == "doctest":
        examples = parser.get_examples("\n" * (LINE - 1) + code)
        for example in examples:
            example.options = {**options, **example.options}
            # A message that names a line shall name the same one.
            example.source = "\n" * example.lineno + example.source
    else:
        options[doctest.DONT_ACCEPT_BLANKLINE] = True
        match = parser._EXCEPTION_RE.match(expected)
        examples = [
            doctest.Example(f"exec({code!r})", expected, match and match["msg"], options=options)
        ]
    test = doctest.DocTest(examples, {}, "sample", "sample", 0, None)
    with redirect_stdout(io.StringIO()):
        return doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.parametrize(
    "text", [*(case[0] for case in SESSIONS.values()), *(c[1] for c in PROGRAMS.values())]
)
def test_traceback_is_found_where_doctest_finds_it(text):
    want = text.partition("\n")[2] if text.lstrip().startswith(">>>") else text
    theirs = doctest.DocTestParser._EXCEPTION_RE.match(want)
    ours = TRACEBACK.match(want)
    assert (ours and ours["message"]) == (theirs and theirs["msg"])


# name: block, what its record says, at which line
REFUSED = {
    "SKIP of an example": (sample(">>> 1\n1\n>>> x  # doctest: +SKIP"), r"\+SKIP", LINE + 2),
    "SKIP of the directive": (sample("print(1)", "1", flags={"SKIP": True}), r"\+SKIP", LINE),
    "unknown flag of the directive": (
        sample("1", flags={"ELLIPSES": True}),
        "option flag 'ELLIPSES'",
        LINE,
    ),
    "unknown flag of an example": (
        sample(">>> 1\n1\n>>> 1 # doctest: +ELLIPSES\n1"),
        "ELLIPSES",
        LINE + 2,
    ),
    "no blank after the prompt": (sample(">>> 1\n1\n>>>print(1)\n1"), "lacks blank after >>>", LINE + 2),
    "inconsistent indentation": (sample(">>> 1\n1\n  >>> 1\n1"), "inconsistent", LINE + 3),
    "nothing but comments": (sample(">>> # nothing\n>>>"), "nothing that runs", LINE),
    "no prompt": (sample("1 + 1", kind="doctest"), "nothing that runs", LINE),
}


@pytest.mark.parametrize(("block", "reason", "line"), REFUSED.values(), ids=REFUSED)
def test_block_that_runs_nothing_or_cannot_be_read_fails(block, reason, line):
    record = run_sample(block.code, kind=block.kind, **block.options)
    assert record.status == FAILED
    assert record.reason.startswith("found ")
    assert re.search(reason, record.reason), record.reason
    assert record.line == line


def test_examples_are_numbered_by_the_page():
    found = find_examples(sample(">>> 1\n1\n>>> if 1:\n...     2\n2"))
    assert [(example.lineno + 1, example.source) for example in found] == [
        (LINE, "1\n"),
        (LINE + 2, "if 1:\n    2\n"),
    ]


def test_error_that_cannot_say_what_it_is():
    class MuteError(Exception):
        def __str__(self):
            raise ValueError

    assert "MuteError: <exception str() failed>" in format_error(MuteError())


def test_values_are_shown_as_by_an_interpreter(monkeypatch):
    monkeypatch.setattr(sys, "displayhook", lambda value: None)
    assert run_sample(">>> 1\n1").status == PASSED


def test_future_holds_for_the_rest_of_a_session():
    code = """
    >>> from __future__ import annotations
    >>> def f(x: unknown): ...
    >>> f.__annotations__
    {'x': 'unknown'}
    """
    assert run_sample(code).status == PASSED
