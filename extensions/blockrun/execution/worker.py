"""A lane: a process that does one task after another, and ends when what holds its other end does."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any

from blockrun.execution.supervise import Supervisor


def wait_for(pid: int) -> int:
    """The exit status of a child that is ending, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@dataclass(frozen=True)
class Lane:
    """A process and the connection to it; `wait` gives its exit status, asked where it was forked."""

    pid: int
    connection: Connection
    wait: Callable[[int], int | None] = wait_for

    def send(self, task: Any) -> None:
        with suppress(OSError):  # a dead one is noticed when its answer is read
            self.connection.send(task)

    def resume(self) -> None:
        """Let it go on, if something has stopped it."""
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, signal.SIGCONT)

    def close(self) -> int | None:
        """End it, and what it runs; give its exit status, None if nobody knows."""
        self.connection.close()
        self.resume()
        return self.wait(self.pid)


def fork_lane(serve: Callable[[Connection], None], others: Iterable[Connection] = ()) -> Lane:
    """Fork a process that serves its end of a connection.

    `others` are this process's ends of other lanes: were they held open, those would not notice
    that this process is gone.
    """
    ours, theirs = Pipe()
    sys.stdout.flush()  # else the fork may print it once more
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            for connection in (ours, *others):
                connection.close()
            serve(theirs)
            status = 0
        except BaseException:  # noqa: BLE001  # the runner hears of it
            traceback.print_exc()
        finally:
            os._exit(status)
    theirs.close()
    return Lane(pid, ours)


def serve_tasks(work: Callable[[Any, Supervisor], Any], connection: Connection) -> None:
    """Do `work` with whatever is sent, and send back what that gives, until the other end is gone."""
    gc.freeze()  # a collection would write to, and so copy, all that was imported: 100 ms for torch
    gc.enable()
    with Supervisor(connection) as supervisor, suppress(EOFError, OSError, SystemExit):
        while True:
            connection.send(work(connection.recv(), supervisor))
