"""Code is changed so that it runs on where it would stop."""

from __future__ import annotations

import contextlib
import io

import pytest
from sheet_exports.formats.rewrite import (
    catch_error,
    describe_error,
    find_value,
    guard_code,
    indent_code,
    show_value,
    write_condition,
)

# code, the same one level deeper
INDENTED = [
    pytest.param("x = 1", "    x = 1", id="line"),
    pytest.param("x = 1\n\ny = 2", "    x = 1\n\n    y = 2", id="empty-line"),
    pytest.param('s = """a\nb\n"""', '    s = """a\nb\n"""', id="long-text"),
    pytest.param('f(\n    """a\n  b""",\n)', '    f(\n        """a\n  b""",\n    )', id="long-argument"),
    pytest.param('s = f"""{x}\nb"""', '    s = f"""{x}\nb"""', id="long-f-text"),
    pytest.param("# 글\nx", "    # 글\n    x", id="comment"),
]

# code, what its error does, what it prints
CAUGHT = [
    pytest.param("1 / 0", "ZeroDivisionError: division by zero\n", id="alone"),
    pytest.param("x = 0\n1 / x", "ZeroDivisionError: division by zero\n", id="last"),
    pytest.param("x = 0; 1 / x", "ZeroDivisionError: division by zero\n", id="same-line"),
    pytest.param(
        "int(\n    '글'\n)", "ValueError: invalid literal for int() with base 10: '글'\n", id="lines"
    ),
    pytest.param("@print\n@int\ndef f(): pass", "TypeError: ", id="decorated"),
]

# code, what a notebook is told to show
SHOWN = [
    pytest.param("x", "display(x)", id="name"),
    pytest.param("x = 1\nx + 1  # why", "x = 1\ndisplay(x + 1)  # why", id="comment"),
    pytest.param("x, y", "display((x, y))", id="tuple"),
    pytest.param("(x, y)", "display((x, y))", id="tuple-in-parentheses"),
    pytest.param("x,", "display((x,))", id="tuple-of-one"),
    pytest.param("f(\n    1,\n)", "display(f(\n    1,\n))", id="lines"),
    pytest.param("f('글'), '말'", "display((f('글'), '말'))", id="korean"),
    pytest.param("x = '글'; x", "x = '글'; display(x)", id="same-line"),
    pytest.param(
        "with f():\n    x = 1\n    x, 2", "with f():\n    x = 1\n    display((x, 2))", id="with"
    ),
    pytest.param("for i in x:\n    i", "for i in x:\n    display(i)", id="for"),
]

TRACEBACK = "Traceback (most recent call last):\n"

# output of a page, what is printed of its error
ERRORS = [
    pytest.param("1", "", id="none"),
    pytest.param("", "", id="empty"),
    pytest.param(f"{TRACEBACK}    ...\nValueError: no", "ValueError: no", id="plain"),
    pytest.param(f"{TRACEBACK}    ...\na.b.Bad: no: 1", "Bad: no: 1", id="module"),
    pytest.param(f"{TRACEBACK}    ...\nE: a\nb\n", "E: a\nb\n", id="lines"),
    pytest.param(f'{TRACEBACK}  File "x", line 1\n    1/0\nE: a', "E: a", id="whole"),
    pytest.param(f"{TRACEBACK}    ...\nStopIteration", "StopIteration: ", id="bare"),
    pytest.param(f"before\n{TRACEBACK}    ...\nE: a", "", id="after-other"),
]


@pytest.mark.parametrize(("code", "expected"), INDENTED)
def test_code_goes_one_level_deeper(code, expected):
    assert indent_code(code) == expected


@pytest.mark.parametrize("code", [param.values[0] for param in INDENTED])
def test_deeper_code_means_the_same(code):
    def run(text):
        names = {"x": 3, "f": lambda s: s}
        exec(text, names)
        return names.get("s")

    assert run(f"if True:\n{indent_code(code)}") == run(code)


@pytest.mark.parametrize(("code", "expected"), CAUGHT)
def test_error_is_printed_and_stops_nothing(code, expected):
    for whole in (False, True):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(catch_error(code, whole) + "\nprint('on')", {})
        assert output.getvalue().startswith(expected)
        assert output.getvalue().endswith("on\n")


def test_only_the_last_statement_is_tried():
    with pytest.raises(ZeroDivisionError):
        exec(catch_error("1 / 0\nint('x')"), {})


@pytest.mark.parametrize(("code", "expected"), SHOWN)
def test_value_is_displayed(code, expected):
    assert show_value(code, find_value(code)) == expected


@pytest.mark.parametrize(
    "code",
    [
        "x = 1",
        "print(x)",
        "def f():\n    print(1)\nwith g:\n    f()",
        "def f():\n    1",
        "with f():\n    print(1)",
        "import a",
        "del x",
    ],
)
def test_nothing_to_display(code):
    assert find_value(code) is None


@pytest.mark.parametrize(("output", "expected"), ERRORS)
def test_error_of_a_page_is_what_is_printed(output, expected):
    assert describe_error(output) == expected


def test_guard_prints_the_reason_or_runs():
    code = guard_code('y = """a\nb"""', "no(1) or never")
    for reason, printed, found in (("needs it", "needs it\n", None), ("", "", "a\nb")):
        names = {"no": lambda count, reason=reason: reason, "never": ""}
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(code, names)
        assert (output.getvalue(), names.get("y")) == (printed, found)


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        ('no("a") or  never', 'no("a") or  never'),
        ("never  # why", "never"),
        ("(never  # why\n or no)", "never or no"),
        ("never, no", "(never, no)"),
        ("(never, no)", "(never, no)"),
        ("(x := no)", "(x := no)"),
        (" never ", "never"),
    ],
)
def test_condition_stands_in_any_line(condition, written):
    assert write_condition(condition) == written
    compile(guard_code("x", condition), "code", "exec")


def test_guard_of_comments_alone_is_code():
    compile(guard_code("# only words", "never"), "code", "exec")
