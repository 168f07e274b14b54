"""A process that has imported what blocks will import, and from which lanes for these are forked.

It is not the runner, so that whatever importing does is done to it alone. A module that ends it, or that
a block could notice without importing it, is left out of the next one: for the blocks to import.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

from blockrun.execution.process import PR_SET_PDEATHSIG, set_process_control
from blockrun.execution.worker import Lane, fork_lane, wait_for
from blockrun.imports.import_effects import hear_output, import_unnoticed
from blockrun.imports.import_stats import Learned
from blockrun.imports.needs import Needs, find_prefixes
from blockrun.model.block import Block

PATIENCE = 60.0  # seconds that the import of a module may take


@dataclass(frozen=True)
class Plan:
    """What to import, for which blocks; `enter` is called before, `look` tells what must not change.

    `watched` are modules of which it is good to know who imports them; `learned` is what is known.
    """

    modules: frozenset[str] = frozenset()
    needs: Mapping[tuple[str, int, str], Needs] = field(default_factory=dict)
    watched: frozenset[str] = frozenset()
    learned: Learned = field(default_factory=Learned)
    enter: Callable[[], None] = lambda: None
    look: Callable[[], Any] = lambda: None


class ForkServer:
    """The fork server of a plan: starting, ready, or gone; `learned` is what is known after it.

    It is gone when nothing is left to import, and when it was killed: its blocks import for themselves.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.learned = plan.learned
        self._serve: Callable[[Connection], None] = lambda _connection: None
        self._lane: Lane | None = None
        # The modules that it has and the runner has not, each by the one whose import brought it.
        self._there: dict[str, str] | None = None
        self._trying = ""
        self._deadline = 0.0  # of what it tries, by time.monotonic
        self.import_seconds = 0.0

    @property
    def is_starting(self) -> bool:
        return self._lane is not None and self._there is None

    @property
    def connections(self) -> list[Connection]:
        """Where it is heard from, if it is."""
        return [self._lane.connection] if self._lane else []

    @property
    def patience(self) -> float | None:
        """Seconds that it is waited for, None where it is not."""
        return max(0.0, self._deadline - time.monotonic()) if self.is_starting else None

    def awaits(self, block: Block) -> bool:
        """Whether a block may suit it once it is ready, and it is not."""
        return self.is_starting and bool(self._needs(block).imported & self._find_modules())

    def suits(self, block: Block) -> bool:
        """Whether a block imports what is there, and takes nothing for granted that is.

        What its own imports bring is not taken for granted.
        """
        there = self._there if self._lane and self._there else {}
        needs = self._needs(block)
        looks = "sys.modules" in needs.borrowed | needs.named  # then it sees what it has not imported
        own = find_prefixes(needs.named)
        granted = any(there[module] not in own for module in there.keys() & needs.borrowed)
        return bool(there.keys() & (needs.imported | needs.named)) and not granted and not looks

    def start(self, serve: Callable[[Connection], None], others: Iterable[Connection] = ()) -> None:
        """Fork it, if there is something to import. `serve` is what its lanes do; see `fork_lane`."""
        self._serve = serve
        self._trying = ""
        self._deadline = time.monotonic() + PATIENCE
        if self._find_modules():
            self._lane = fork_lane(self._live, others)

    @property
    def _connection(self) -> Connection:
        """To it. Raises EOFError when it is gone."""
        if self._lane is None:
            raise EOFError
        return self._lane.connection

    def hear(self, others: Iterable[Connection]) -> None:
        """Take its next word: what it imports now, or all that is there; without one, begin again."""
        try:
            if not self._connection.poll(self.patience):
                raise EOFError
            word = self._connection.recv()
        except (EOFError, OSError):
            self.close()
            self.learned.refuse({self._trying} if self._trying else self._find_modules())
            self.start(self._serve, others)
        else:
            self._take(word)

    def _take(self, word: str | tuple[dict[str, str], float]) -> None:
        if isinstance(word, str):
            self._trying = word
            self._deadline = time.monotonic() + PATIENCE
        else:
            self._there, self.import_seconds = word

    def fork(self) -> Lane | None:
        """A lane of its own, None if it is gone."""
        try:
            self._connection.send(0)
            pid = self._connection.recv()
            return Lane(pid, Connection(recv_handle(self._connection)), self._wait_for)
        except (EOFError, OSError):
            self.close()
            return None

    def _wait_for(self, pid: int) -> int | None:
        """The exit status of one of its lanes, None if it is gone and nobody knows."""
        with suppress(EOFError, OSError):
            self._connection.send(pid)
            status: int | None = self._connection.recv()
            return status
        return None

    def close(self) -> None:
        """End it; its lanes live on."""
        if self._lane:
            for kill in (os.kill, os.killpg) if self.is_starting else (os.kill,):
                with suppress(ProcessLookupError, PermissionError):
                    kill(self._lane.pid, signal.SIGKILL)
            self._lane.close()
        self._lane = None

    def _needs(self, block: Block) -> Needs:
        return self.plan.needs.get(block.key, Needs())

    def _find_modules(self) -> set[str]:
        return set(self.plan.modules) - self.learned.refused.keys()

    def _live(self, connection: Connection) -> None:
        """What it does: import, and say so; then fork what it is asked for."""
        set_process_control(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        with suppress(EOFError, OSError):
            if self._import_all(connection):
                self._fork_lanes(connection)

    def _import_all(self, connection: Connection) -> bool:
        """Import every module, as long as none of it can be noticed; tell whether none was."""
        began = time.monotonic()
        before = set(sys.modules)
        self.plan.enter()
        there = dict.fromkeys(sys.modules.keys() - before, "")
        with hear_output() as count:
            for name in sorted(self._find_modules()):
                connection.send(name)
                if not import_unnoticed(name, lambda: (count(), self.plan.look())):
                    return False
                there |= dict.fromkeys(sys.modules.keys() - before - there.keys(), name)
        connection.send((there, time.monotonic() - began))
        return True

    def _fork_lanes(self, connection: Connection) -> None:
        while True:
            pid = connection.recv()
            if pid:
                connection.send(wait_for(pid))
                continue
            lane = fork_lane(self._serve, [connection])
            connection.send(lane.pid)
            send_handle(connection, lane.connection.fileno(), None)
            lane.connection.close()
