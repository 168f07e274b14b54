"""Run one block in a process of its own, and let nothing of it remain.

A supervisor forks the block, waits for its outcome or its end or the time limit, then kills what
is left of it: its process group, and on Linux every other descendant too.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import selectors
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from blockrun.block import Block
from blockrun.execute import Outcome, execute_block
from blockrun.record import FAILED, SKIPPED, Record
from blockrun.setup import Setup, SetupError

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # <linux/prctl.h>
POLL = 0.05  # seconds between looks at whether a silent block still lives
LOG_TAIL = 2_000  # bytes of a dead block's last words, which say why it died
OUTCOME_LIMIT = 4_000_000  # bytes; more than execute's largest detail


@dataclass(frozen=True)
class Limits:
    """Seconds of wall time where the page says nothing, and bytes of memory, for a block."""

    seconds: float = 60.0
    memory: int = 8 * 2**30


def run_block(block: Block, setup: Setup, limits: Limits) -> Record:
    """Run a block and give its record; call it in a process that has `setup` loaded."""
    started = time.monotonic()
    try:
        reason = setup.evaluate(block.requires)
    except SetupError as error:
        outcome = Outcome(FAILED, str(error))
    else:
        outcome = Outcome(SKIPPED, reason) if reason else _run_forked(block, setup, limits)
    seconds = round(time.monotonic() - started, 3)
    line = outcome.line or block.line
    return Record(block.id, block.page, line, outcome.status, outcome.reason, seconds, outcome.detail)


def _run_forked(block: Block, setup: Setup, limits: Limits) -> Outcome:
    _become_reaper()
    folder = tempfile.mkdtemp(prefix="block-")
    answers, answer = os.pipe()
    logs, log = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(answers)
        os.close(logs)
        _be_block(block, setup, limits, Path(folder), answer, log)
    os.close(answer)
    os.close(log)
    try:
        return _await_outcome(block, limits, pid, answers, logs)
    finally:
        _kill_all(pid)
        os.close(answers)
        os.close(logs)
        shutil.rmtree(folder, ignore_errors=True)


def _be_block(block: Block, setup: Setup, limits: Limits, folder: Path, answer: int, log: int) -> None:
    """What the forked process does; it never returns."""
    own = os.getpid()
    try:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _enter_folder(folder)
        _redirect(log)
        _limit(resource.RLIMIT_DATA, limits.memory)
        _limit(resource.RLIMIT_CORE, 0)
        outcome = execute_block(block, setup.names())
        if os.getpid() == own:  # a child that the block forked and let run on has no say
            text = json.dumps(asdict(outcome)) + "\n"
            with os.fdopen(answer, "w", encoding="utf-8") as pipe:
                pipe.write(text)
    except BaseException as error:  # whatever a block did to this process, the supervisor hears
        if os.getpid() == own:
            outcome = Outcome(FAILED, f"the process broke: {type(error).__name__}: {error}")
            with contextlib.suppress(OSError):
                os.write(answer, (json.dumps(asdict(outcome)) + "\n").encode())
    finally:
        os._exit(0)


def _enter_folder(folder: Path) -> None:
    """Give the block an empty working directory and a temporary folder of its own."""
    for name in ("work", "tmp"):
        (folder / name).mkdir()
    os.chdir(folder / "work")
    os.environ["TMPDIR"] = str(folder / "tmp")
    tempfile.tempdir = None
    sys.path[:] = ["", *(path for path in sys.path if path)]


def _redirect(log: int) -> None:
    """Send what does not go through sys.stdout to the supervisor, and give no input."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)


def _limit(kind: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # not everywhere can it be set
        resource.setrlimit(kind, (value, value))


def _await_outcome(block: Block, limits: Limits, pid: int, answers: int, logs: int) -> Outcome:
    """The block's own word, or what its silence means."""
    seconds = float(block.options.get("timeout", limits.seconds))
    deadline = time.monotonic() + seconds
    heard = {answers: b"", logs: b""}
    with selectors.DefaultSelector() as selector:
        selector.register(answers, selectors.EVENT_READ)
        selector.register(logs, selectors.EVENT_READ)
        status = None
        while time.monotonic() < deadline:
            for key, _ in selector.select(min(POLL, max(0.0, deadline - time.monotonic()))):
                data = os.read(key.fd, 65_536)
                if not data:
                    selector.unregister(key.fd)
                keep = OUTCOME_LIMIT if key.fd == answers else LOG_TAIL
                heard[key.fd] = (heard[key.fd] + data)[-keep:]
            if heard[answers].endswith(b"\n"):
                return Outcome(**json.loads(heard[answers]))
            if status is not None:
                return _describe_end(status, heard[logs])
            ended, code = os.waitpid(pid, os.WNOHANG)
            status = code if ended else None  # then one more look at what it left in the pipes
    reason = f"found no end after {seconds:g} s, expected one; make it shorter, or set :timeout:"
    return Outcome(FAILED, reason, _decode(heard[logs]))


def _describe_end(status: int, log: bytes) -> Outcome:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        end = f"killed by {signal.Signals(number).name}"
    else:
        end = f"ended by itself with exit status {os.WEXITSTATUS(status)}"
    return Outcome(FAILED, f"found a process {end}, expected it to reach the block's end", _decode(log))


def _decode(log: bytes) -> str:
    return log.decode("utf-8", "replace").strip()


def _become_reaper() -> None:
    """Die with the runner; adopt what the block's processes leave behind, so that it can be killed."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _kill_all(pid: int) -> None:
    """Kill the block's process group and every descendant that this supervisor has adopted."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    while True:
        for child in _find_children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _find_children() -> list[int]:
    """This process's children, where the system tells (Linux); else none."""
    tasks = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        return [int(pid) for pid in tasks.read_text().split()]
    except OSError:
        return []
