"""Call a function in a process of its own, and let nothing of it remain.

A supervisor forks the process, waits for its end or the time limit, then kills what is left of it:
its process group, and on Linux every other descendant too.
"""

from __future__ import annotations

import os
import selectors
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

from blockrun.execution.folder import Folder
from blockrun.execution.process import be_process, set_process_control

PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
LOG_TAIL = 4_000  # bytes of a dead process's last words, which say why it died
GRACE = 0.5  # seconds that a process gets to say where it is when its time is over


@dataclass(frozen=True)
class End:
    """How a process ended: with an answer, with an error, without a word, or late (then killed).

    `status` is negative for a signal; `log` is the end of what was printed past sys.stdout.
    """

    answer: dict[str, Any] | None
    error: str
    status: int
    late: bool
    log: str


class Supervisor:
    """What makes a process able to run others: made once, in a process that does nothing else.

    It adopts what the others leave behind, so that it can be killed. It takes no signal, and ends
    when its connection to the runner does.
    """

    def __init__(self, runner: Connection) -> None:
        self._runner = runner
        self._folder: Folder | None = None
        set_process_control(PR_SET_CHILD_SUBREAPER, 1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # only a handled one wakes `_watch`
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        signal.set_wakeup_fd(self._wake)

    def call(self, function: Callable[[], dict[str, Any]], seconds: float) -> End:
        """Call a function in a process of its own. Raises SystemExit when the runner is gone."""
        self._folder = self._folder or Folder()
        try:
            return self._call_in(self._folder, function, seconds)
        finally:
            if not self._folder.is_untouched():
                self._remove_folder()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._remove_folder()

    def _remove_folder(self) -> None:
        if self._folder:
            self._folder.remove()
        self._folder = None

    def _call_in(self, folder: Folder, function: Callable[[], dict[str, Any]], seconds: float) -> End:
        logs, log = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._runner.close()
            for fd in (self._woken, self._wake, logs):
                os.close(fd)
            be_process(function, folder, log)
        os.close(log)
        process = _Process(pid)
        try:
            words = self._watch(process, logs, seconds)
            late = not process.has_ended()
            if late:
                process.send(signal.SIGABRT)  # faulthandler then says where it was
                words += self._watch(process, logs, GRACE)
        finally:
            process.kill()
        os.set_blocking(logs, False)
        with suppress(BlockingIOError):
            words += os.read(logs, 2**20)  # more than a pipe holds
        os.close(logs)
        said = {} if late else folder.take_answer()
        text = words[-LOG_TAIL:].decode("utf-8", "replace").strip()
        status = os.waitstatus_to_exitcode(process.status or 0)
        return End(said.get("answer"), said.get("error", ""), status, late, text)

    def _watch(self, process: _Process, logs: int, seconds: float) -> bytes:
        """Wait for the process to end, `seconds` at most; give the last bytes that it logged."""
        deadline = time.monotonic() + seconds
        words = b""
        with selectors.DefaultSelector() as selector:
            for source in (logs, self._woken, self._runner):
                selector.register(source, selectors.EVENT_READ)
            while not process.has_ended() and (left := deadline - time.monotonic()) > 0:
                for key, _ in selector.select(left):
                    if key.fileobj is self._runner:  # nothing is sent to it now but its end
                        raise SystemExit
                    data = os.read(key.fd, 65_536)
                    if not data:  # the process closed its descriptors
                        selector.unregister(key.fileobj)
                    if key.fd == logs:
                        words = (words + data)[-LOG_TAIL:]
        return words


class _Process:
    """A forked process and all that it starts."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.status: int | None = None  # as waitpid gives it, once it has ended

    def has_ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def send(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill its process group and every descendant that this process has adopted."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        if self.status is None:
            self.send(signal.SIGKILL)
            _, self.status = os.waitpid(self.pid, 0)
        while children := find_children():  # the children of one that dies become ours
            for child in children:
                os.kill(child, signal.SIGKILL)
            for child in children:
                os.waitpid(child, 0)


def find_children() -> list[int]:
    """This process's children, zombies among them, where the system tells (Linux); else none."""
    own = os.getpid()
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{own}/children").read_text().split()]
    except OSError:  # no Linux, or a kernel without CONFIG_PROC_CHILDREN
        return search_children(own, Path("/proc"))


def search_children(parent: int, proc: Path) -> list[int]:
    """The processes of which ``<id>/stat`` says ``<id> (a name) S <parent> ...``."""
    found = []
    for stat in proc.glob("[0-9]*/stat"):
        with suppress(OSError):  # it may have ended meanwhile
            if stat.read_text(errors="replace").rpartition(") ")[2].split()[1] == str(parent):
                found.append(int(stat.parent.name))
    return found
