"""Run many blocks, several at a time, in lanes forked from the runner and from its fork server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import inf
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from blockrun.execution.cache import Caches
from blockrun.execution.verdict import Limits, Terms, run_block
from blockrun.execution.version_marks import run_checked
from blockrun.execution.worker import Lane, fork_lane, serve_tasks
from blockrun.imports.forkserver import ForkServer, Plan
from blockrun.model.block import Block
from blockrun.model.block_setup import Setup, SetupError
from blockrun.model.record import FAILED, Record

if TYPE_CHECKING:
    from blockrun.execution.supervise import Supervisor


def run_blocks(
    blocks: Iterable[Block],
    setup: Setup,
    limits: Limits,
    jobs: int,
    caches: Caches | None = None,
    server: ForkServer | None = None,
) -> Iterator[Record]:
    """Yield the record of each block as it ends, at most `jobs` running at a time."""

    server = server or ForkServer(Plan())
    terms = Terms(setup, limits, caches or Caches(None), server.plan.watched)

    def work(block: Block, supervisor: Supervisor) -> tuple[Record, list[str]]:
        imported: list[str] = []

        def run(block: Block) -> Record:
            record, found = run_block(block, terms, supervisor)
            imported.extend(found)
            return record

        return run_checked(block, run), imported

    pool = _Pool(blocks, partial(serve_tasks, work), server, terms.caches)
    try:
        while pool.fill(jobs):
            for connection in pool.wait():
                yield pool.finish(connection)
    finally:
        pool.close()


RESUME = 5.0  # seconds after which those are let go on that say nothing


class _Pool:
    """Lanes, those of the runner and those of the server, and which block each is busy with."""

    def __init__(
        self,
        blocks: Iterable[Block],
        serve: Callable[[Connection], None],
        server: ForkServer,
        caches: Caches,
    ) -> None:
        self._waiting = iter(blocks)
        self._held: list[Block] = []  # until the server is ready, or the block's folder is free
        self._serve = serve
        self._caches = caches
        self._server = server
        self._idle: dict[bool, list[Lane]] = {False: [], True: []}  # by whether it is the server's
        self._busy: dict[Connection, tuple[Lane, bool, Block]] = {}
        server.start(serve)

    def fill(self, jobs: int) -> bool:
        """Keep `jobs` lanes busy while there are blocks; tell whether something is still to come."""
        while len(self._busy) < jobs and (block := self._take()):
            lane, served = self._find_lane(block)
            self._busy[lane.connection] = (lane, served, block)
            lane.send(block)
        return bool(self._busy or self._held)

    def wait(self) -> list[Connection]:
        """The lanes that have an answer; empty if it was the server that had something to say."""
        news = self._server.connections if self._server.is_starting else []
        ready = self._listen([*self._busy, *news], self._server.patience)
        if news and (news[0] in ready or not ready):
            self._server.hear(self._find_connections())
        return [connection for connection in ready if connection in self._busy]

    def _listen(self, connections: list[Connection], patience: float | None) -> list[Any]:
        """Those that have something to say, after `patience` seconds none.

        A lane that a block has stopped (SIGSTOP) is let go on: it would never tell of the block.
        """
        end = time.monotonic() + (inf if patience is None else patience)
        while not (ready := wait(connections, max(0.0, min(RESUME, end - time.monotonic())))):
            for lane, *_ in self._busy.values():
                lane.resume()
            if time.monotonic() >= end:
                break
        return ready

    def finish(self, connection: Connection) -> Record:
        """The record of the block that a lane was busy with."""
        lane, served, block = self._busy.pop(connection)
        record: Record
        try:
            record, imported = connection.recv()
        except (EOFError, OSError):
            reason = f"found its supervisor dead (exit status {lane.close()}), expected a record"
            return Record(block.id, block.page, block.line, FAILED, reason, entry=block.entry)
        self._idle[served].append(lane)
        self._server.learned.add(block.id, imported)
        return record

    def close(self) -> None:
        for lane in (*self._idle[False], *self._idle[True], *(lane for lane, *_ in self._busy.values())):
            lane.close()
        self._server.close()

    def _take(self) -> Block | None:
        """The next block that can be run now."""
        used = {self._caches.find(block) for _, _, block in self._busy.values()} - {None}

        def is_free(block: Block) -> bool:
            return self._caches.find(block) not in used and not self._server.awaits(block)

        if (held := next(filter(is_free, self._held), None)) is not None:
            self._held.remove(held)
            return held
        for block in self._waiting:
            if is_free(block):
                return block
            self._held.append(block)
        return None

    def _find_lane(self, block: Block) -> tuple[Lane, bool]:
        served = self._server.suits(block)
        if self._idle[served]:
            return self._idle[served].pop(), served
        if served and (lane := self._server.fork()):
            return lane, True
        return fork_lane(self._serve, self._find_connections()), False

    def _find_connections(self) -> list[Connection]:
        idle = (lane.connection for lanes in self._idle.values() for lane in lanes)
        return [*idle, *self._busy, *self._server.connections]


def describe_environment(setup: Setup, seconds: float) -> dict[str, Any]:
    """The setup's description of where it runs, asked in a fork, which may touch a device.

    Raises SetupError if it gives none.
    """

    def work(_: None, supervisor: Supervisor) -> tuple[Any, str]:
        end = supervisor.call(setup.describe_environment, seconds)
        silence = f"no answer after {seconds:g} s" if end.late else f"exit status {end.status}"
        return end.answer, end.error or silence

    lane = fork_lane(partial(serve_tasks, work))
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
