"""The record of one block: by its own word, or by how its process ended."""

from __future__ import annotations

import re
import resource
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blockrun.execution.execute import Outcome, execute_block
from blockrun.model.block import Block
from blockrun.model.block_setup import Setup, SetupError
from blockrun.model.record import FAILED, PASSED, SKIPPED, STATUSES, Record

if TYPE_CHECKING:
    from blockrun.execution.cache import Caches
    from blockrun.execution.supervise import End, Supervisor


@dataclass(frozen=True)
class Limits:
    """What a block may take: seconds of wall time where the page says nothing, bytes of memory.

    `slow` is the seconds of work or sleep above which a page must declare its blocks slow.
    """

    seconds: float = 60.0
    memory: int = 8 * 2**30
    slow: float = 5.0


@dataclass(frozen=True)
class Terms:
    """What every block of a run is run with, in processes that have the setup loaded.

    `watched` are modules of which a block's process tells that it has imported them.
    """

    setup: Setup
    limits: Limits
    caches: Caches
    watched: frozenset[str] = frozenset()


def run_block(block: Block, terms: Terms, supervisor: Supervisor) -> tuple[Record, list[str]]:
    """Run a block; give its record, and the watched modules that it imported.

    Its seconds are its own, without those of making its process; all of them if it did not answer.
    """
    started = time.monotonic()
    folder = None
    told: dict[str, Any] = {}
    try:
        folder = terms.caches.open(block)
        limit = float(block.options.get("timeout", terms.limits.seconds))
        end = supervisor.call(lambda: _work(block, terms, folder), limit)
        told = end.answer or {}
        outcome = _read_outcome(told) if told else _describe_end(end, block, limit)
    except Exception as error:  # noqa: BLE001  # no process, no space, a timeout that is no number
        what = f"{type(error).__name__}: {error}"
        outcome = Outcome(FAILED, f"found {what} before the block, expected one that can start")
    terms.caches.close(folder, keep=outcome.status != FAILED)
    seconds = told.get("seconds", time.monotonic() - started)
    return _make_record(block, outcome, seconds), told.get("imported", [])


def _read_outcome(told: dict[str, Any]) -> Outcome:
    """The outcome of an answer, which a block may have written. Raises what such an answer brings."""
    outcome = Outcome(**told["outcome"])
    *kinds, found = map(type, vars(outcome).values())
    texts = kinds == [str, str, str, int, list] and all(isinstance(s, str) for s in outcome.samples)
    if not texts or found not in (str, type(None)) or outcome.status not in STATUSES:
        raise ValueError(f"an answer that is none ({outcome.status!r:.60})")
    return outcome


def _work(block: Block, terms: Terms, folder: Path | None) -> dict[str, Any]:
    """What a block's process does; gives its outcome, its seconds, and what it imported."""
    started, delayed = time.monotonic(), _read_delay()
    missing = terms.watched - sys.modules.keys()
    outcome = _find_outcome(block, terms, folder)
    if outcome.status == PASSED:
        outcome = _refuse_slow(block, terms.limits.slow, started - delayed) or outcome
    seconds = time.monotonic() - started
    return {"outcome": asdict(outcome), "seconds": seconds, "imported": [*missing & sys.modules.keys()]}


def _find_outcome(block: Block, terms: Terms, folder: Path | None) -> Outcome:
    try:
        reason = terms.setup.evaluate(block.requires)
    except SetupError as error:
        return Outcome(FAILED, str(error))
    if reason:
        return Outcome(SKIPPED, reason)
    if folder:
        terms.setup.keep_compiled(folder)
    return execute_block(block, terms.setup.names(block.imports), terms.limits.memory)


def _make_record(block: Block, outcome: Outcome, seconds: float) -> Record:
    reason = _make_printable(" ".join(outcome.reason.split()))
    line, detail = outcome.line or block.line, _make_printable(outcome.detail)
    samples = [_make_printable(sample) for sample in outcome.samples]
    about = (block.id, block.page, line, outcome.status, reason, round(seconds, 3), detail)
    found = None if outcome.found is None else _make_printable(outcome.found)
    return Record(*about, block.entry, samples, found)


def _refuse_slow(block: Block, slow: float, since: float) -> Outcome | None:
    """Failed, if this process took long and the page does not say that its blocks do.

    The time that it worked or slept is, unlike wall time, much the same on a busy machine. A process
    that has waited for others is judged by the work of all alone: they may have waited for a processor.
    `since` is when it started, earlier by what it had waited for a processor until then.
    """
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, others = (usage.ru_utime + usage.ru_stime for usage in usages)
    idle = 0.0 if others else time.monotonic() - since - own - _read_delay()
    taken = own + others + max(0.0, idle)
    if taken <= slow or "timeout" in block.options:
        return None
    reason = f"found {taken:.1f} s of work, expected at most {slow:g}; make it shorter, or set :timeout:"
    return Outcome(FAILED, reason)


def _read_delay() -> float:
    """Seconds that this process waited for a processor, where the system tells (Linux)."""
    try:  # nanoseconds on a processor, nanoseconds waiting for one, turns
        return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _describe_end(end: End, block: Block, limit: float) -> Outcome:
    """What it means that a block's process gave no outcome."""
    if end.late:
        what = f"no end after {limit:g} s, expected one; make it shorter, or set :timeout:"
    elif end.error:
        what = f"{end.error} in what runs the block, expected the block to leave that alone"
    elif end.status < 0:
        what = f"a process killed by {_name_signal(-end.status)}, expected it to reach the block's end"
    else:
        what = f"a process that left with exit status {end.status}, expected it to reach the block's end"
    log, line = _read_fault(end.log, block.path)
    return Outcome(FAILED, f"found {what}", log, line)


def _name_signal(number: int) -> str:
    names = {known.value: known.name for known in signal.Signals}
    return names.get(number, f"signal {number}")


def _read_fault(log: str, path: str) -> tuple[str, int]:
    """A log that ends at the page's outermost frame, and the page's innermost line, 0 if none.

    faulthandler writes the most recent call first: ``  File "a.rst", line 3 in f``, but not a
    traceback's ``  File "a.rst", line 3, in f``. What comes after the page is the runner.
    """
    frames = list(re.finditer(rf'  File "{re.escape(path)}", line (\d+) in .*', log))
    if frames:
        log = log[: frames[-1].end()]
    # The number of a thread is another one in each run.
    return re.sub(r"(thread) 0x[0-9a-f]+", r"\1", log), int(frames[0][1]) if frames else 0


def _make_printable(text: str) -> str:
    """What no file can hold, as half of a surrogate pair, or a terminal would obey becomes an escape."""
    return "".join(char if char.isprintable() or char in "\n\t" else escape(char) for char in text)


def escape(char: str) -> str:
    return char.encode("unicode_escape").decode()
