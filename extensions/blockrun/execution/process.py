"""The process of a block, from the inside: cut off from the runner, with a folder of its own."""

from __future__ import annotations

import ctypes
import faulthandler
import json
import mmap
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from blockrun.execution.folder import Folder

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
RESERVE = 2**20  # bytes; without any, the limit of a process that took all could not be lifted


def be_process(function: Callable[[], dict[str, Any]], folder: Folder, log: int) -> NoReturn:
    """Call the function in this process, which was forked for it, and leave its answer in `folder`.

    `log` is the descriptor for what is printed past sys.stdout.
    """
    own, status = os.getpid(), 1
    try:
        try:
            _cut_off(log)
            leave_runner_path()
            sys.path.insert(0, "")
            folder.enter()
            text = json.dumps({"answer": function()})
        except BaseException as error:  # noqa: BLE001  # whatever a block did to this process, the supervisor hears
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        if os.getpid() == own:  # a child that the block forked and let run on has no say
            folder.leave_answer(text)
        status = 0
    finally:
        os._exit(status)


@contextmanager
def limit_memory(size: int) -> Iterator[None]:
    """Let what runs inside have `size` bytes more than the process has already.

    What comes after it has room to say what happened.
    """
    before, _ = resource.getrlimit(resource.RLIMIT_DATA)
    reserve = mmap.mmap(-1, RESERVE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    _set_limit(resource.RLIMIT_DATA, _measure_data() + size)
    try:
        yield
    finally:
        reserve.close()
        _set_limit(resource.RLIMIT_DATA, before)


def _measure_data() -> int:
    """Bytes that this process has of what RLIMIT_DATA counts; 0 where only Linux could tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    return 0


def _set_limit(kind: int, value: int) -> None:
    with suppress(ValueError, OSError):  # not everywhere can it be set
        resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def set_process_control(option: int, value: int) -> None:
    """Call Linux's prctl; do nothing elsewhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _cut_off(log: int) -> None:
    """Leave the runner's session, signals and streams."""
    set_process_control(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(nothing)
    os.close(log)
    sys.stdin, sys.stdout, sys.stderr = (
        open(fd, mode, 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
        for fd, mode in enumerate("rww")
    )
    faulthandler.enable(all_threads=False)  # into sys.stderr: the line at which a block crashed
    _set_limit(resource.RLIMIT_CORE, 0)


def leave_runner_path() -> None:
    """Let imports find what they find without the runner: not its own, nor where it was started."""
    runner = {"", str(Path.cwd()), str(Path(__file__).parents[2])}
    sys.path[:] = [path for path in sys.path if path not in runner]
