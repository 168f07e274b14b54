"""Run many blocks, several at a time, each by a supervisor forked from this process."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from blockrun.block import Block
from blockrun.record import FAILED, Record
from blockrun.setup import Setup, SetupError
from blockrun.supervise import Supervisor
from blockrun.verdict import Limits, run_block
from blockrun.versions import run_checked


@dataclass(frozen=True)
class _Lane:
    """A supervisor's process and the connection to it: it ends when the connection does."""

    pid: int
    connection: Connection

    def send(self, task: Any) -> None:
        with suppress(OSError):  # a dead one is noticed when its answer is read
            self.connection.send(task)

    def close(self) -> int:
        """End it, and what it runs; give its exit status, negative for a signal."""
        self.connection.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def run_blocks(blocks: Iterable[Block], setup: Setup, limits: Limits, jobs: int) -> Iterator[Record]:
    """Yield the record of each block as it ends, at most `jobs` running at a time."""
    waiting = iter(blocks)
    idle: list[_Lane] = []
    busy: dict[Connection, tuple[_Lane, Block]] = {}

    def work(block: Block, supervisor: Supervisor) -> Record:
        return run_checked(block, lambda block: run_block(block, setup, limits, supervisor))

    try:
        while True:
            while len(busy) < jobs and (block := next(waiting, None)):
                lane = idle.pop() if idle else _open_lane(work, list(busy))
                busy[lane.connection] = (lane, block)
                lane.send(block)
            if not busy:
                return
            for connection in wait(list(busy)):
                lane, block = busy.pop(connection)
                try:
                    record = connection.recv()
                    idle.append(lane)
                except (EOFError, OSError):
                    reason = f"found its supervisor dead (exit status {lane.close()}), expected a record"
                    record = Record(block.id, block.page, block.line, FAILED, reason)
                yield record
    finally:
        for lane in (*idle, *(lane for lane, _ in busy.values())):
            lane.close()


def describe_environment(setup: Setup, seconds: float) -> dict:
    """The setup's description of where it runs, asked in a fork, which may touch a device.

    Raises SetupError if it gives none.
    """

    def work(_: None, supervisor: Supervisor) -> tuple[Any, str]:
        end = supervisor.call(setup.describe_environment, seconds)
        silence = f"no answer after {seconds:g} s" if end.late else f"exit status {end.status}"
        return end.answer, end.error or silence

    lane = _open_lane(work, [])
    try:
        lane.send(None)
        found, error = lane.connection.recv()
    except (EOFError, OSError):
        found, error = None, "its supervisor dead"
    finally:
        lane.close()
    if not isinstance(found, dict):
        raise SetupError(f"found {error} from _describe_environment, expected a dict for JSON")
    return found


def _open_lane(work: Callable[[Any, Supervisor], Any], others: list[Connection]) -> _Lane:
    """Fork a process that does `work` with whatever is sent to it, and sends back what that gives.

    `others` are this process's ends of other lanes: were they held open, those would not notice
    that this process is gone.
    """
    ours, theirs = Pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            for connection in (ours, *others):
                connection.close()
            _serve(work, theirs)
        finally:
            os._exit(1)
    theirs.close()
    return _Lane(pid, ours)


def _serve(work: Callable[[Any, Supervisor], Any], runner: Connection) -> None:
    """Do what the runner sends until it is gone."""
    gc.freeze()  # a collection would write to, and so copy, all that was imported: 100 ms for torch
    supervisor = Supervisor(runner)
    try:
        while True:
            runner.send(work(runner.recv(), supervisor))
    except (EOFError, OSError, SystemExit):
        os._exit(0)
    except BaseException:
        traceback.print_exc()
