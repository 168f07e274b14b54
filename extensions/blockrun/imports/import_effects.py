"""Import a module, and tell whether anything else in the process could notice."""

from __future__ import annotations

import gc
import importlib
import locale
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from blockrun.execution.supervise import find_children

# Filters that still let a warning be seen once, so that the first deprecation of a block stays one.
SHOWING = ("default", "always", "module", "once")


@contextmanager
def hear_output() -> Iterator[Callable[[], int]]:
    """Take what is printed meanwhile, in whatever way; give what counts its bytes."""
    kept = [os.dup(fd) for fd in (1, 2)]
    with tempfile.TemporaryFile() as heard:
        for fd in (1, 2):
            os.dup2(heard.fileno(), fd)

        def count() -> int:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            return os.fstat(heard.fileno()).st_size

        try:
            yield count
        finally:
            for copy, fd in zip(kept, (1, 2), strict=True):
                os.dup2(copy, fd)
                os.close(copy)


def import_unnoticed(name: str, look: Callable[[], Any]) -> bool:
    """Import a module, if it can be; tell whether it left everything but modules as it was.

    Warnings count as noticed, and so does a filter that hides some; `look` gives what else is compared
    before and after.
    """
    before = (look_around(), look())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        filters = list(warnings.filters)
        with suppress(BaseException):  # what cannot be imported is for its block to say
            importlib.import_module(name)
        added = len(warnings.filters) - len(filters)
        kept = warnings.filters[max(added, 0) :] == filters
        shows = all(action in SHOWING for action, *_ in warnings.filters[: max(added, 0)])
    return not caught and kept and shows and (look_around(), look()) == before


def look_around() -> list[Any]:
    """What a module may change when it is imported, and another part of the process notice."""
    return [
        dict(os.environ),
        Path.cwd(),
        list(sys.path),
        (sys.stdin, sys.stdout, sys.stderr, sys.excepthook, sys.displayhook),
        (sys.getrecursionlimit(), gc.isenabled(), gc.get_threshold()),
        [signal.getsignal(number) for number in signal.valid_signals()],
        (logging.root.level, logging.root.manager.disable, list(logging.root.handlers)),
        random.getstate(),
        locale.setlocale(locale.LC_ALL),
        count_threads(),
        find_children(),
        sorted(Path("/dev/fd").iterdir()),
    ]


def count_threads() -> int:
    """The threads of this process; also those that are not Python's, where the system tells (Linux)."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()
