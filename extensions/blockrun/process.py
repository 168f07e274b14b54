"""The process of a block, from the inside: cut off from the runner, with a folder of its own.

Its answer is a file in that folder and not a pipe, so that neither what a block prints nor the
descriptors that it closes can be mistaken for an answer.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import mmap
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
RESERVE = 2**20  # bytes; without any, the limit of a process that took all could not be lifted


def be_process(function: Callable[[], dict], folder: Path, log: int) -> NoReturn:
    """Call the function in this process, which was forked for it, and leave its answer in `folder`.

    `log` is the descriptor for what is printed past sys.stdout.
    """
    own, status = os.getpid(), 1
    try:
        try:
            _cut_off(log)
            _enter_folder(folder)
            text = json.dumps({"answer": function()})
        except BaseException as error:  # whatever a block did to this process, the supervisor hears
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        if os.getpid() == own:  # a child that the block forked and let run on has no say
            _leave_answer(folder / "answer.json", text)
        status = 0
    finally:
        os._exit(status)


def _leave_answer(path: Path, text: str) -> None:
    """Write the answer; make room first where a block has opened as many files as it could.

    Only then: a library's thread that still uses a descriptor would abort the process.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        os.closerange(3, 64)
        path.write_text(text, encoding="utf-8")


def read_answer(folder: Path) -> dict:
    """What a process left: its "answer", or the "error" that kept it from one; {} if nothing."""
    try:
        return json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


@contextmanager
def limit_memory(size: int) -> Iterator[None]:
    """Let what runs inside have `size` bytes; what comes after it has room to say what happened."""
    before, _ = resource.getrlimit(resource.RLIMIT_DATA)
    reserve = mmap.mmap(-1, RESERVE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    _set_limit(resource.RLIMIT_DATA, size)
    try:
        yield
    finally:
        reserve.close()
        _set_limit(resource.RLIMIT_DATA, before)


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


def _enter_folder(folder: Path) -> None:
    """Take an empty working directory, a temporary folder, and a path without the runner's own."""
    runner = {"", str(Path.cwd()), str(Path(__file__).parents[1])}
    sys.path[:] = ["", *(path for path in sys.path if path not in runner)]
    for name in ("work", "tmp"):
        (folder / name).mkdir()
    os.chdir(folder / "work")
    os.environ["TMPDIR"] = str(folder / "tmp")
    tempfile.tempdir = None
