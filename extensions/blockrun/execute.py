"""Execute a block in this process and say what came of it.

Compares as `doctest` does, with no option flag but the block's own. Unlike `doctest`, code is
compiled under the page's own path and line numbers, so that a traceback leads to the page.
"""

from __future__ import annotations
import __future__

import contextlib
import doctest
import io
import itertools
import linecache
import re
import sys
import traceback
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from blockrun.block import Block
from blockrun.record import FAILED, PASSED

# Far more than any page shows, and little enough to hold twice.
OUTPUT_LIMIT = 1_000_000  # characters

DEPRECATIONS = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)
FUTURE_FLAGS = sum({getattr(__future__, n).compiler_flag for n in __future__.all_feature_names})


@dataclass(frozen=True)
class Outcome:
    """What came of a block; `line` is where it failed, 0 if nowhere."""

    status: str
    reason: str = ""
    detail: str = ""
    line: int = 0


class OutputLimit(BaseException):
    """A block printed more than anyone reads."""


class _Capture(io.StringIO):
    def write(self, text: str) -> int:
        if self.tell() + len(text) > OUTPUT_LIMIT:
            raise OutputLimit(f"printed more than {OUTPUT_LIMIT:,} characters")
        return super().write(text)


def execute_block(block: Block, names: dict) -> Outcome:
    """Run the block with `names` as its globals, in a fresh ``__main__`` as an interpreter has."""
    main = types.ModuleType("__main__")
    main.__dict__.update(names)
    sys.modules["__main__"] = main
    sys.argv = [""]
    _show_source(block)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        outcome = _run_examples(block, main.__dict__)
    for warning in caught if outcome.status == PASSED else ():
        if _is_own_deprecation(warning, block):
            message = " ".join(str(warning.message).split())
            reason = (
                f"found a deprecation, {warning.category.__name__}: {message[:300]}; "
                "use what replaces it, or declare it in a 'deprecated' directive on the page"
            )
            own = warning.lineno if warning.filename == block.path else block.line
            return Outcome(FAILED, reason, line=own)
    return outcome


def find_examples(block: Block) -> list[doctest.Example]:
    """The block as examples for `doctest`; their `lineno` counts from 0 in the block.

    A program is one example; like `sphinx.ext.doctest` it takes ``<BLANKLINE>`` literally.
    """
    flags = {doctest.OPTIONFLAGS_BY_NAME[n]: v for n, v in block.options.get("flags", {}).items()}
    if block.kind == "doctest":
        examples = doctest.DocTestParser().get_examples(block.code, block.path)
        for example in examples:
            example.options = {**flags, **example.options}
        return examples
    flags[doctest.DONT_ACCEPT_BLANKLINE] = True
    match = doctest.DocTestParser._EXCEPTION_RE.match(block.expected)
    message = match["msg"] + "\n" if match else None
    return [doctest.Example(block.code, block.expected, message, options=flags)]


def _run_examples(block: Block, names: dict) -> Outcome:
    mode = "single" if block.kind == "doctest" else "exec"
    future = 0
    for example in find_examples(block):
        line = block.line + example.lineno
        flags = sum(flag for flag, on in example.options.items() if on)
        if flags & doctest.SKIP:
            return Outcome(FAILED, "found +SKIP, expected a block that runs; say :skipif:", line=line)
        got, error = "", None
        with _capture_output() as output:
            try:
                source = "\n" * (line - 1) + example.source
                code = compile(source, block.path, mode, future, dont_inherit=True)
                future |= code.co_flags & FUTURE_FLAGS
                exec(code, names)
            except BaseException as caught:  # also SystemExit and KeyboardInterrupt of the block
                error = caught
        got = output.getvalue()
        if error is not None:
            if not _expects(example, error, flags):
                return _describe_error(block, line, error)
        elif example.exc_msg is not None or not _check(example.want, got, flags):
            return _describe_difference(example, line, got, flags)
    return Outcome(PASSED)


@contextlib.contextmanager
def _capture_output() -> Iterator[_Capture]:
    output = _Capture()
    displayhook = sys.displayhook
    sys.displayhook = sys.__displayhook__
    try:
        with contextlib.redirect_stdout(output):
            yield output
    finally:
        sys.displayhook = displayhook


def _check(want: str, got: str, flags: int) -> bool:
    return doctest.OutputChecker().check_output(want, got, flags)


def _expects(example: doctest.Example, error: BaseException, flags: int) -> bool:
    """Whether an example shows the traceback of this error, compared as doctest does."""
    if example.exc_msg is None:
        return False
    got = traceback.format_exception_only(error)[-1]
    if flags & doctest.IGNORE_EXCEPTION_DETAIL:
        kinds = [text.partition(":")[0].rpartition(".")[2].strip() for text in (example.exc_msg, got)]
        return kinds[0] == kinds[1]
    return _check(example.exc_msg, got, flags)


def _describe_difference(example: doctest.Example, line: int, got: str, flags: int) -> Outcome:
    shown = got if len(got) < 10_000 else got[:10_000] + "...\n"
    detail = doctest.OutputChecker().output_difference(example, shown, flags)
    want = example.want.strip().split("\n")
    lines = got.strip().split("\n")
    pairs = itertools.zip_longest(lines, want, fillvalue="")
    found, expected = next((pair for pair in pairs if pair[0] != pair[1]), (lines[0], want[0]))
    reason = f"found output {found!r}, expected {expected!r}"
    code = "".join(f"    {row}\n" for row in example.source.splitlines()[:20])
    return Outcome(FAILED, reason, code + detail, line)


def _describe_error(block: Block, line: int, error: BaseException) -> Outcome:
    """The error at the deepest line of the page that led to it, its traceback from there on."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [n for n, frame in enumerate(frames) if frame.filename == block.path]
    if own:
        line = frames[own[-1]].lineno or line
        frames = traceback.StackSummary.from_list(frames[own[0] :])
    elif isinstance(error, SyntaxError) and error.filename == block.path:
        line, frames = error.lineno or line, []
    text = "".join(traceback.format_exception_only(error))
    shown = "Traceback (most recent call last):\n" + "".join(traceback.format_list(frames)) + text
    return Outcome(FAILED, "found " + " ".join(text.split())[:300], shown, line)


def _show_source(block: Block) -> None:
    """Let tracebacks and `inspect` find the block's lines under the page's path and numbers."""
    prompt = re.compile(r"\s*(?:>>>|\.\.\.) ?" if block.kind == "doctest" else "")
    rows = [prompt.sub("", row, count=1) + "\n" for row in block.code.split("\n")]
    text = ["\n"] * (block.line - 1) + rows
    linecache.cache[block.path] = (sum(map(len, text)), None, text, block.path)


def _is_own_deprecation(warning: warnings.WarningMessage, block: Block) -> bool:
    """Whether a warning speaks of something that the block itself calls, and the page hides.

    torch calls deprecated parts of itself too: those are not the block's. A warning is its own if
    Python lays it to a line of the page, or if what it names as deprecated stands in the code.
    """
    message = str(warning.message)
    subject, marked, _ = message.partition("deprecat")
    if not marked and not issubclass(warning.category, DEPRECATIONS):
        return False
    named = {word.rpartition(".")[2] for word in re.findall(r"[A-Za-z_][\w.]*\w", subject)}
    quoted = {w.rpartition(".")[2] for w in re.findall(r"`([\w.]+)", subject)}
    code = set(re.findall(r"[A-Za-z_]\w*", block.code))
    technical = {word for word in named if "_" in word or not word.islower()} | quoted
    own = warning.filename == block.path or bool(technical & code)
    text = subject if marked else message
    return own and not any(_names(text, api) for api in block.options.get("deprecated", []))


def _names(text: str, api: str) -> bool:
    """Whether a warning's text names an API: in full, or by its last name in backquotes."""
    short = re.escape(api.rpartition(".")[2])
    return bool(re.search(rf"(?<!\w){re.escape(api)}(?!\w)|`{short}\W", text))
