"""Change code so that it runs on where it would stop: pure, Python in, Python out."""

from __future__ import annotations

import ast
import io
import tokenize

from pycode.tree import find_first_line, list_called

INDENT = "    "

# What holds statements that run where they stand.
COMPOUND = (ast.With, ast.For, ast.While, ast.If, ast.Try)
CATCH = "except Exception as error:\n" + INDENT + 'print(f"{type(error).__name__}: {error}")'


def indent_code(code: str) -> str:
    """The code one level deeper; lines inside a text of several lines stay as they are."""
    inside: set[int] = set()
    start = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        name = tokenize.tok_name[token.type]
        if name.endswith("STRING_START"):  # an f-string, from Python 3.12 on
            start = token.start[0]
        elif name.endswith("STRING_END"):
            inside.update(range(start + 1, token.end[0] + 1))
        elif name == "STRING":
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = enumerate(code.split("\n"), 1)
    return "\n".join(f"{INDENT}{line}" if line and row not in inside else line for row, line in lines)


def split_last(code: str) -> tuple[str, str]:
    """What stands above the lines of the last statement, and those lines."""
    rows = [(find_first_line(node), node.end_lineno or 0) for node in ast.parse(code).body]
    first = rows[-1][0]
    for start, end in reversed(rows):  # statements that share a line stay together
        first = start if end >= first else first
    lines = code.split("\n")
    return "\n".join(lines[: first - 1]), "\n".join(lines[first - 1 :])


def catch_error(code: str, whole: bool = False) -> str:
    """The code, its last statement or the whole in a ``try`` that prints the error and goes on."""
    head, last = ("", code) if whole else split_last(code)
    return "\n".join(filter(None, [head, "try:", indent_code(last), CATCH]))


def guard_code(code: str, requires: str) -> str:
    """The code where the condition `requires` is empty; else the condition's reason is printed."""
    condition = write_condition(requires)
    body = code if ast.parse(code).body else f"{code}\npass"
    return f"if {condition}:\n{INDENT}print({condition})\nelse:\n{indent_code(body)}"


def write_condition(text: str) -> str:
    """An expression as it is if that can stand in any line; else on one, without comments.

    >>> write_condition("a, b  # why")
    '(a, b)'
    """
    text = text.strip()
    node = ast.parse(text, mode="eval").body
    whole = "\n" not in text and ast.get_source_segment(text, node) == text
    return text if whole and not isinstance(node, ast.Tuple) else ast.unparse(node)


def find_value(code: str) -> ast.Expr | None:
    """The expression whose value an interpreter shows last: `x`, also in a `with`; not `print(x)`.

    Inside a `with` or a loop, a call beside others that print is taken to return nothing.
    """
    tree = ast.parse(code)
    last = node = tree.body[-1]
    while isinstance(node, COMPOUND):
        node = node.body[-1]
    prints = _calls_print(tree if node is not last else node)
    return node if isinstance(node, ast.Expr) and not prints else None


def _calls_print(tree: ast.AST) -> bool:
    return "print" in list_called(tree)


def show_value(code: str, node: ast.Expr) -> str:
    """The code, its expression `node` given to a notebook's ``display``."""
    lines = code.encode().split(b"\n")  # ast counts columns in bytes
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    head, tail = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    value = ast.get_source_segment(code, node) or ""
    if isinstance(node.value, ast.Tuple) and not _is_one_tuple(value):
        value = f"({value})"
    shown = head + f"display({value})".encode() + tail
    return b"\n".join([*lines[:first], shown, *lines[last + 1 :]]).decode()


def _is_one_tuple(text: str) -> bool:
    """Whether a call with this text gets one tuple: "(a, b)", not "a, b"."""
    call = ast.parse(f"f({text})", mode="eval").body
    arguments = call.args if isinstance(call, ast.Call) else []
    return len(arguments) == 1 and isinstance(arguments[0], ast.Tuple)


def describe_error(output: str) -> str:
    """What `catch_error` prints of an error that is shown with its traceback, "" for other output.

    >>> describe_error("Traceback (most recent call last):\\n    ...\\ntorch.Bad: no")
    'Bad: no'
    """
    head, found, rest = output.partition("Traceback (most recent call last):\n")
    if not found or head:
        return ""
    lines = rest.split("\n")
    start = next((n for n, line in enumerate(lines) if line[:1].strip()), len(lines) - 1)
    name, colon, message = "\n".join(lines[start:]).partition(":")
    return f"{name.rpartition('.')[2]}{colon or ': '}{message}"
