"""What is worked out once in a build, for all who ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

P = ParamSpec("P")
R = TypeVar("R")


def once_a_build(function: Callable[Concatenate[Sphinx, P], R]) -> Callable[Concatenate[Sphinx, P], R]:
    """A function of the pages that were read, called once for the same arguments.

    Ask when all pages are read. All who ask get the same object, so nobody may change it.
    """
    known: WeakKeyDictionary[BuildEnvironment, dict[object, R]] = WeakKeyDictionary()

    @wraps(function)
    def ask(app: Sphinx, /, *args: P.args, **kwargs: P.kwargs) -> R:
        found = known.setdefault(app.env, {})
        key = (*args, *sorted(kwargs.items()))
        if key not in found:
            found[key] = function(app, *args, **kwargs)
        return found[key]

    return ask
