"""A lock on a file, so that two runs don't write into one place at the same time."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path
from typing import IO


def take_lock(path: Path) -> IO[str]:
    """Wait until no other run holds the file; give what holds it until it is closed.

    The lock is `lockf`'s: the system frees it when its process dies, and a fork does not inherit it,
    so that no block can hold it beyond the run.
    """
    file = path.open("w")
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # by either the system may say that it is held
        print(f"{path}: waiting for another run to end", file=sys.stderr, flush=True)
        fcntl.lockf(file, fcntl.LOCK_EX)
    return file
