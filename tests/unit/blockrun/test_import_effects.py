"""Whatever a module changes when it is imported, somebody sees: each thing that is looked at, alone."""

from __future__ import annotations

import gc
import locale
import logging
import os
import random
import signal
import sys
import threading
import time
from contextlib import suppress

import pytest
from blockrun.imports.import_effects import look_around


def start_process() -> None:
    if os.fork() == 0:
        time.sleep(1000)


CHANGES = {
    "environment": lambda: os.environ.update(LOOKED="1"),
    "folder": lambda: os.chdir("/"),
    "path": lambda: sys.path.append("/nowhere"),
    "stdin": lambda: setattr(sys, "stdin", None),
    "stdout": lambda: setattr(sys, "stdout", sys.stderr),
    "stderr": lambda: setattr(sys, "stderr", None),
    "excepthook": lambda: setattr(sys, "excepthook", print),
    "displayhook": lambda: setattr(sys, "displayhook", print),
    "recursion": lambda: sys.setrecursionlimit(sys.getrecursionlimit() + 1),
    "collector": gc.disable,
    "thresholds": lambda: gc.set_threshold(7),
    "signal": lambda: signal.signal(signal.SIGUSR2, lambda *_: None),
    "level": lambda: logging.root.setLevel(1),
    "disabled": lambda: logging.disable(7),
    "handlers": lambda: logging.root.addHandler(logging.NullHandler()),
    "chance": random.random,
    "locale": lambda: locale.setlocale(locale.LC_ALL, "C.UTF-8"),
    "thread": lambda: threading.Thread(target=threading.Event().wait, daemon=True).start(),
    "process": start_process,
    "file": lambda: os.open(os.devnull, os.O_RDONLY),
}


def is_seen(change) -> bool:
    """Whether what is around looks different after a change, made in a process of its own."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setpgid(0, 0)
            locale.setlocale(locale.LC_ALL, "C")
            before = look_around()
            same = look_around() == before
            change()
            os._exit(0 if same and look_around() != before else 1)
        finally:
            os._exit(2)
    _, status = os.waitpid(pid, 0)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    return status == 0


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_is_seen(change):
    assert is_seen(change)


def test_nothing_is_seen_where_nothing_changes():
    assert not is_seen(lambda: None)
