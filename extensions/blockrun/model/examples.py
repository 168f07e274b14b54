"""The examples of a block, and whether what they gave is what they show.

All of it as `doctest` does it (Lib/doctest.py, `DocTestRunner`; the same from 3.11 to 3.13), with no
option flag but the block's own.
"""

from __future__ import annotations

import doctest
import linecache
import re
import traceback

from blockrun.model.block import Block

# A traceback and its message, as in doctest's own expression, which is private:
# "Traceback (most recent call last):\n  ...\nValueError: no" but not "ValueError: no".
TRACEBACK = re.compile(
    r"^Traceback \((?:most recent call last|innermost last)\):\s*$.*?^(?P<message>\w+.*)",
    re.MULTILINE | re.DOTALL,
)


# What stands for anything, if a block allows it: doctest's own, or what a setup has put in its place for
# stock Sphinx too; and this, which can begin an output.
ANYTHING = "…"
MARKERS = ("...", ANYTHING)


class ExampleError(ValueError):
    """A block that can't be read as examples, at a 1-based `line` of the page."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def find_examples(block: Block) -> list[doctest.Example]:
    """The block as examples for `doctest`; their `lineno` counts the page's lines from 0.

    A program is one example; like `sphinx.ext.doctest` it takes ``<BLANKLINE>`` literally. Raises
    ExampleError.
    """
    flags = {}
    for name, on in block.options.get("flags", {}).items():
        if name not in doctest.OPTIONFLAGS_BY_NAME:
            raise ExampleError(f"found option flag {name!r}, expected one of doctest's", block.line)
        flags[doctest.OPTIONFLAGS_BY_NAME[name]] = on
    if block.kind == "doctest":
        examples = _parse_session(block)
        for example in examples:
            example.options = {**flags, **example.options}
        return examples
    flags[doctest.DONT_ACCEPT_BLANKLINE] = True
    match = TRACEBACK.match(block.expected)
    message = match["message"] if match else None
    return [doctest.Example(block.code, block.expected, message, block.line - 1, options=flags)]


def is_pattern(example: doctest.Example) -> bool:
    """Whether an example's output may be another one each time."""
    allowed = example.options.get(doctest.ELLIPSIS, False)
    return allowed and any(marker in (example.exc_msg or example.want) for marker in MARKERS)


def find_check(block: Block) -> list[doctest.Example]:
    """The hidden check after a block, as an example that shows nothing; none where there is none."""
    return [doctest.Example(block.check, "", lineno=block.check_line - 1)] if block.check else []


def _parse_session(block: Block) -> list[doctest.Example]:
    try:
        # The lines above it make doctest count, and complain, by the page's lines.
        text = "\n" * (block.line - 1) + block.code
        examples = doctest.DocTestParser().get_examples(text, block.path)
    except ValueError as error:
        # "line 3 of the docstring for a.rst lacks blank after >>>: '>>>f()'"
        message = str(error).replace(f"of the docstring for {block.path} ", "")
        number = re.match(r"line (\d+)", message)
        line = int(number[1]) if number else block.line
        raise ExampleError(f"found a session that can't be read: {message}", line) from None
    if not examples:
        raise ExampleError("found nothing that runs, expected a line after >>>", block.line)
    return examples


def matches(example: doctest.Example, got: str, error: BaseException | None, flags: int) -> bool:
    """Whether an example shows this output, or this error."""

    if error is None:
        return check_output(example.want, got, flags)
    if example.exc_msg is None:
        return False
    message = format_error(error)
    if check_output(example.exc_msg, message, flags):
        return True
    wanted, found = _strip_detail(example.exc_msg), _strip_detail(message)
    return bool(flags & doctest.IGNORE_EXCEPTION_DETAIL) and check_output(wanted, found, flags)


def check_output(want: str, got: str, flags: int) -> bool:
    """Whether an output is what is wanted, for `doctest` or with `ANYTHING` in place of its marker."""
    if flags & doctest.ELLIPSIS:
        want = want.replace(ANYTHING, doctest.ELLIPSIS_MARKER)
    return doctest.OutputChecker().check_output(want, got, flags)


def format_error(error: BaseException) -> str:
    """The end of a traceback: the name, the message and the notes, without a SyntaxError's place."""
    lines = traceback.format_exception_only(error)
    if isinstance(error, SyntaxError):
        kind = type(error)
        starts = (f"{kind.__qualname__}:", f"{kind.__module__}.{kind.__qualname__}:")
        first = next((n for n, line in enumerate(lines) if line.startswith(starts)), 0)
        lines = lines[first:]
    return "".join(lines)


def show_result(example: doctest.Example, got: str, error: BaseException | None) -> str:
    """What an example gave, as a page shows it: the output, or the error below its head."""
    if error is None or example.exc_msg is None:
        return got.removesuffix("\n")
    return example.want[: -len(example.exc_msg)] + format_error(error).removesuffix("\n")


def _strip_detail(message: str) -> str:
    """``a.b.Error: why`` gives ``Error``."""
    return message.partition("\n")[0].partition(":")[0].rpartition(".")[2]


def show_source(block: Block, examples: list[doctest.Example]) -> None:
    """Let tracebacks and `inspect` find the code under the page's path and line numbers."""
    last = max(example.lineno + example.source.count("\n") for example in examples)
    rows = ["\n"] * last
    for example in examples:
        source = example.source.splitlines(keepends=True)
        rows[example.lineno : example.lineno + len(source)] = source
    linecache.cache[block.path] = (sum(map(len, rows)), None, rows, block.path)
