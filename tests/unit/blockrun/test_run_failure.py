"""A failure leads to the page: its path, line, source, what was expected and what was got."""

from __future__ import annotations

import re

import pytest
from blockrun.model.record import FAILED, PASSED
from blockrun_samples import LINE, PAGE, run_sample

# name: code, expected output, line of the page (LINE is the block's first), the reason
FAILURES = {
    "session": (">>> 1\n1\n>>> 2\n3", "", 2, "found output '2', expected '3'"),
    "session, the later line differs": (
        ">>> for n in range(3):\n...     print(n)\n0\n1\n3",
        "",
        0,
        "found output '2', expected '3'",
    ),
    "a line that matches by its flag is not shown": (
        ">>> print('abc\\n1')  # doctest: +ELLIPSIS\na...\n2",
        "",
        0,
        "found output '1', expected '2'",
    ),
    "one line too many": (">>> print('a\\nb')\na", "", 0, "found output 'b', expected ''"),
    "a space": (">>> print('a ')\na", "", 0, "found output 'a ', expected 'a'"),
    "nothing expected": (">>> 1", "", 0, "found output '1', expected ''"),
    "nothing found": (">>> x = 1\n1", "", 0, "found output '', expected '1'"),
    "program": ("x = 1\nprint(x)", "2", 0, "found output '1', expected '2'"),
    "Korean": (">>> print('가')\n나", "", 0, "found output '가', expected '나'"),
    "error in a session": (">>> 1\n1\n>>> [][1]", "", 2, "found IndexError: list index out of range"),
    "error in a statement of many lines": (
        ">>> x = [\n...     1,\n...     [][1],\n... ]",
        "",
        2,
        "found IndexError: list index out of range",
    ),
    "error in a function": (
        ">>> def f():\n...     x = 1\n...     return [][x]\n>>> x = 1\n>>> f()",
        "",
        2,
        "found IndexError: list index out of range",
    ),
    "error in a program": ("x = 1\n\ny = [][x]\n", "", 2, "found IndexError: list index out of range"),
    "error in a function of a program": (
        "def f():\n    return [][1]\n\n\nf()",
        "",
        1,
        "found IndexError: list index out of range",
    ),
    "error in the library": (
        "import json\n\njson.loads('x')",
        "",
        2,
        "found json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
    ),
    "error in a library that calls the page back": (
        "import functools\ndef f(a, b):\n    return [][1]\nfunctools.reduce(f, [1, 2])",
        "",
        2,
        "found IndexError: list index out of range",
    ),
    "SyntaxError": (">>> 1\n1\n>>> 1 +", "", 2, "found SyntaxError: invalid syntax"),
    "SyntaxError in a program": ("x = 1\n\nif x\n    pass", "", 2, "found SyntaxError: expected ':'"),
    "SyntaxError of what the block compiles": (
        "x = 1\ncompile('\\n\\n1 +', 'other', 'exec')",
        "",
        1,
        "found SyntaxError: invalid syntax",
    ),
    "another error than expected": (
        ">>> int('a')\nTraceback (most recent call last):\nTypeError: no",
        "",
        0,
        "found ValueError: invalid literal for int() with base 10: 'a', expected TypeError: no",
    ),
    "an error instead of output": (
        ">>> [][1]\n5",
        "",
        0,
        "found IndexError: list index out of range, expected output '5'",
    ),
    "no error though one is expected": (
        ">>> 1\nTraceback (most recent call last):\nTypeError: no",
        "",
        0,
        "found output '1', expected 'TypeError: no'",
    ),
    "a message of many lines": (
        ">>> raise ValueError('a\\n b\\u2028c')",
        "",
        0,
        "found ValueError: a b c",
    ),
    "SystemExit": ("import sys\nsys.exit(0)", "", 1, "found SystemExit: 0"),
    "quit": ("raise SystemExit", "", 0, "found SystemExit"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "", 0, "found KeyboardInterrupt"),
    "BaseException": ("raise BaseException('가')", "", 0, "found BaseException: 가"),
    "recursion": (
        "def f():\n    f()\nf()",
        "",
        1,
        "found RecursionError: maximum recursion depth exceeded",
    ),
    "half a surrogate pair": (r"raise ValueError('\ud800')", "", 0, "found ValueError: \\ud800"),
    "an error that cannot be shown": (
        "class E(Exception):\n    def __str__(self): raise SystemExit\nraise E",
        "",
        2,
        "found E: <exception str() failed>",
    ),
}


@pytest.mark.parametrize(("code", "expected", "line", "reason"), FAILURES.values(), ids=FAILURES)
def test_failure(code, expected, line, reason):
    record = run_sample(code, expected)
    assert (record.status, record.line, record.reason) == (FAILED, LINE + line, reason)


@pytest.mark.parametrize(("code", "expected", "line", "reason"), FAILURES.values(), ids=FAILURES)
def test_detail_shows_the_page_and_not_the_runner(code, expected, line, reason):
    detail = run_sample(code, expected).detail
    assert "blockrun" not in detail
    if re.match("found (?!output|SyntaxError)", reason):
        assert f'File "{PAGE}", line {LINE + line}' in detail


def test_difference_shows_code_expected_and_got():
    assert run_sample(">>> for n in range(2):\n...     print(n)\n0\n2").detail == (
        "    for n in range(2):\n        print(n)\nExpected:\n    0\n    2\nGot:\n    0\n    1\n"
    )


def test_traceback_has_the_numbers_and_lines_of_the_page():
    code = ">>> def f(x):\n...     return [][x]\n>>> 1\n1\n>>> f(1)"
    detail = re.sub(r"\n[ ~^]+(?=\n)", "", run_sample(code).detail)  # the marks differ by Python
    assert detail == (
        "Traceback (most recent call last):\n"
        f'  File "{PAGE}", line {LINE + 4}, in <module>\n    f(1)\n'
        f'  File "{PAGE}", line {LINE + 1}, in f\n    return [][x]\n'
        "IndexError: list index out of range\n"
    )


def test_traceback_shows_what_caused_an_error():
    code = "try:\n    [][1]\nexcept IndexError as error:\n    raise ValueError from error"
    detail = run_sample(code).detail
    assert (
        detail.index("IndexError: list index")
        < detail.index("direct cause")
        < detail.index("ValueError")
    )
    assert "blockrun" not in detail


def test_syntax_error_shows_its_line():
    detail = run_sample("x = 1\nif x\n    pass").detail
    assert f'File "{PAGE}", line {LINE + 1}\n    if x\n' in detail


def test_huge_outputs_and_messages_are_cut():
    for code in ("print('x' * 900_000)", "raise ValueError('x' * 10_000_000)"):
        record = run_sample(code, "y" * 1000)
        assert len(record.reason) < 1_000
        assert len(record.detail) < 20_000


def test_source_of_a_function_can_be_asked_for():
    code = """
    import inspect


    def f(x):
        # why
        return x


    print(inspect.getsource(f), end="")
    """
    assert run_sample(code, "def f(x):\n    # why\n    return x\n").status == PASSED


def test_source_of_a_function_of_a_session_with_odd_outputs():
    code = """
    >>> import inspect
    >>> print("('")
    ('
    >>> def f(x):
    ...     return x
    >>> print('(\\'')
    ('
    >>> print(inspect.getsource(f))
    def f(x):
        return x
    <BLANKLINE>
    """
    record = run_sample(code)
    assert record.status == PASSED, record


def test_class_of_a_block_can_be_pickled():
    code = """
    import pickle

    class Point:
        def __init__(self, x):
            self.x = x

    print(pickle.loads(pickle.dumps(Point(3))).x, Point.__module__, __name__)
    """
    assert run_sample(code, "3 __main__ __main__").status == PASSED


def test_class_of_a_session_can_be_pickled():
    code = """
    >>> import pickle
    >>> class Point:
    ...     x = 3
    >>> pickle.loads(pickle.dumps(Point())).x
    3
    """
    assert run_sample(code).status == PASSED
