"""Keep what slow functions gave: for all who ask in a build and, in a file, for the next one.

A function is pure, of arguments and with results that can be pickled. Other sources, another Python or
another Pygments forget all: a result is never that of other code.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Hashable
from functools import update_wrapper
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

import pycode

P = ParamSpec("P")
R = TypeVar("R")
SOURCES = (Path(__file__).parents[1], Path(pycode.__file__).parent)


class Kept(Generic[P, R]):
    """A function that is asked once for the same arguments."""

    def __init__(self, function: Callable[P, R]) -> None:
        self.function = function
        self.known: dict[Hashable, R] = {}
        self.used: set[Hashable] = set()
        update_wrapper(self, function)
        KEPT[f"{function.__module__}.{function.__qualname__}"] = self

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (*args, *sorted(kwargs.items()))
        if key not in self.known:
            self.known[key] = self.function(*args, **kwargs)
        self.used.add(key)  # what raises is not kept
        return self.known[key]


KEPT: dict[str, Kept[Any, Any]] = {}


def make_version() -> str:
    """A hash of all that a result depends on beside arguments."""
    digest = sha256(f"{sys.version} {version('pygments')}".encode())
    for path in sorted(path for folder in SOURCES for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load_kept(path: Path) -> None:
    """Know what an earlier build knew, if it was one of the same sources."""
    try:
        found = pickle.loads(path.read_bytes())
    except (OSError, EOFError, pickle.PickleError):
        return
    if found.pop("", "") == make_version():
        for name, known in found.items():
            KEPT[name].known |= known
            KEPT[name].used.clear()


def save_kept(path: Path) -> None:
    """Write what this build has asked for, whole or not at all."""
    found: dict[str, Any] = {"": make_version()}
    for name, kept in KEPT.items():
        found[name] = {key: kept.known[key] for key in kept.used}
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(found))
    part.replace(path)
