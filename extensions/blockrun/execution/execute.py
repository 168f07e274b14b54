"""Execute a block in this process, which is the block's own, and say what came of it.

Unlike `doctest`, code is compiled under the page's own path and line numbers, so that a traceback
leads to the page.
"""

from __future__ import annotations
import __future__

import doctest
import io
import itertools
import sys
import traceback
import types
import warnings
from dataclasses import dataclass, field
from typing import Any

from blockrun.execution.checks import CheckError, run_check
from blockrun.execution.deprecation import find_own_deprecation
from blockrun.execution.process import limit_memory
from blockrun.model.block import Block
from blockrun.model.examples import (
    ExampleError,
    check_output,
    find_check,
    find_examples,
    format_error,
    is_pattern,
    matches,
    show_result,
    show_source,
)
from blockrun.model.record import FAILED, PASSED

# Far more than any page shows, and little enough to hold twice.
OUTPUT_LIMIT = 1_000_000  # characters
DETAIL_LIMIT = 10_000  # characters of an output or a traceback
REASON_LIMIT = 300  # characters of each of the two things that a reason sets side by side

FUTURE_FLAGS = sum({getattr(__future__, n).compiler_flag for n in __future__.all_feature_names})


@dataclass(frozen=True)
class Outcome:
    """What came of a block; `line` is where it failed, 0 if nowhere; the rest as a record has it."""

    status: str
    reason: str = ""
    detail: str = ""
    line: int = 0
    samples: list[str] = field(default_factory=list)
    found: str | None = None


class OutputLimit(BaseException):
    """A block printed more than anyone reads."""


class _Capture(io.StringIO):
    """What takes the place of sys.stdout; like doctest's, one for the whole block."""

    overflowed = False

    def write(self, text: str) -> int:
        if self.tell() + len(text) > OUTPUT_LIMIT:
            self.overflowed = True  # the block may well swallow the exception
            raise OutputLimit
        return super().write(text)

    def take(self) -> str:
        """What was printed since the last call; like doctest's, with an end to its last line."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text + "\n" if text and not text.endswith("\n") else text


def execute_block(block: Block, names: dict[str, Any], memory: int) -> Outcome:
    """Run the block with `names` as its globals, in a fresh ``__main__`` as an interpreter has.

    Its code may take `memory` bytes. Changes ``sys.stdout``, ``sys.argv`` and ``__main__`` for good.
    """
    try:
        examples = find_examples(block)
    except ExampleError as error:
        return Outcome(FAILED, str(error), line=error.line)
    main = types.ModuleType("__main__")
    main.__dict__.update(names)
    sys.modules["__main__"] = main
    sys.argv = [""]
    checks = find_check(block)
    show_source(block, [*examples, *checks])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        outcome = _run_examples(block, examples, main.__dict__, memory)
        for check in checks if outcome.status == PASSED else ():
            outcome = _run_check(block, check, main.__dict__, memory) or outcome
    if outcome.status != PASSED:
        return outcome
    warning = find_own_deprecation(caught, block, [e.source for e in (*examples, *checks)])
    return _describe_deprecation(block, warning) if warning else outcome


def _run_examples(
    block: Block, examples: list[doctest.Example], names: dict[str, Any], memory: int
) -> Outcome:
    mode = "single" if block.kind == "doctest" else "exec"
    output = sys.stdout = _Capture()
    sys.displayhook = sys.__displayhook__
    future, samples = 0, []
    for example in examples:
        flags = sum(flag for flag, on in example.options.items() if on)
        if flags & doctest.SKIP:
            reason = "found +SKIP, expected a block that runs; say :skipif:"
            return Outcome(FAILED, reason, line=example.lineno + 1)
        error = None
        with limit_memory(memory):
            try:
                source = "\n" * example.lineno + example.source
                code = compile(source, block.path, mode, future, dont_inherit=True)
                future |= code.co_flags & FUTURE_FLAGS
                exec(code, names)
            except BaseException as caught:  # noqa: BLE001  # also SystemExit and KeyboardInterrupt of the block
                error = caught
        got = output.take()
        if output.overflowed:
            reason = f"found more than {OUTPUT_LIMIT:,} characters of output, expected what a page shows"
            return Outcome(FAILED, reason, line=_find_line(block, example, error))
        if not matches(example, got, error, flags):
            if error is not None:
                return _describe_error(block, example, error)
            return _describe_difference(example, got, flags)
        if is_pattern(example):
            samples.append(_shorten(show_result(example, got, error), DETAIL_LIMIT))
    return Outcome(PASSED, samples=samples)


def _run_check(
    block: Block, check: doctest.Example, names: dict[str, Any], memory: int
) -> Outcome | None:
    """What is wrong with what the block left, by its hidden check; None if nothing is."""
    output = sys.stdout = _Capture()
    with limit_memory(memory):
        try:
            run_check(block.check, block.path, block.check_line, names)
        except CheckError as failed:
            return Outcome(FAILED, f"{failed}; mend the block, or its check", line=failed.line)
        except BaseException as error:  # noqa: BLE001  # as of the block's own code
            return _describe_error(block, check, error)
    if got := output.take():
        reason = f"found output {_quote(_split(got)[0])}, expected a check that prints nothing"
        return Outcome(FAILED, reason, line=block.check_line)
    return None


def _describe_difference(example: doctest.Example, got: str, flags: int) -> Outcome:
    """The first line of the output that differs, and below it all of the expected and the got."""
    detail = doctest.OutputChecker().output_difference(example, _shorten(got, DETAIL_LIMIT), flags)
    pairs = itertools.zip_longest(_split(got), _split(example.want), fillvalue="")
    differing = (pair for pair in pairs if not check_output(f"{pair[1]}\n", f"{pair[0]}\n", flags))
    found, expected = next(differing, (got, example.want))
    if example.exc_msg is not None:
        expected = example.exc_msg.strip()
    reason = f"found output {_quote(found)}, expected {_quote(expected)}"
    code = "".join(f"    {row}\n" for row in example.source.splitlines()[:20])
    whole = show_result(example, got, None) if len(got) <= DETAIL_LIMIT else None
    return Outcome(FAILED, reason, code + detail, example.lineno + 1, found=whole)


def _describe_error(block: Block, example: doctest.Example, error: BaseException) -> Outcome:
    """The error at the page's innermost line that led to it, and its traceback."""
    trace = error.__traceback__ and error.__traceback__.tb_next  # not our frame
    while trace and trace.tb_next and trace.tb_frame.f_globals.get("__name__") == run_check.__module__:
        trace = trace.tb_next
    shown = traceback.format_exception(type(error), error, trace)
    reason = "found " + _shorten(" ".join(format_error(error).split()), REASON_LIMIT)
    if example.exc_msg is not None:
        reason += f", expected {_shorten(example.exc_msg.strip(), REASON_LIMIT)}"
    elif example.want:
        reason += f", expected output {_quote(_split(example.want)[0])}"
    detail = _shorten("".join(shown), DETAIL_LIMIT)
    return Outcome(FAILED, reason, detail, _find_line(block, example, error))


def _describe_deprecation(block: Block, warning: warnings.WarningMessage) -> Outcome:
    message = _shorten(" ".join(str(warning.message).split()), REASON_LIMIT)
    reason = (
        f"found a deprecation, {warning.category.__name__}: {message}; "
        "use what replaces it, or declare it in a 'deprecated' directive on the page"
    )
    return Outcome(FAILED, reason, line=warning.lineno if warning.filename == block.path else 0)


def _find_line(block: Block, example: doctest.Example, error: BaseException | None) -> int:
    """The page's line that an error comes from, 1-based."""
    frames = traceback.walk_tb(error.__traceback__ if error else None)
    own = [line for frame, line in frames if frame.f_code.co_filename == block.path]
    if not own and isinstance(error, SyntaxError) and error.filename == block.path:
        own = [error.lineno or 0]
    return (own and own[-1]) or example.lineno + 1


def _split(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _quote(text: str) -> str:
    return repr(_shorten(text, REASON_LIMIT))


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + "..."
