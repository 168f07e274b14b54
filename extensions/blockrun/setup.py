"""What every block may take for granted: the standard imports, and the names of conditions."""

from __future__ import annotations

import ast
import time
from pathlib import Path


class SetupError(ValueError):
    """A condition that cannot be evaluated."""


class Setup:
    """A loaded ``setup.py``: its imports are what blocks get, its other names are conditions.

    A condition is, or returns, the reason why a block can't run here, or "" where it can. A name
    with a leading underscore is the setup's own business.
    """

    def __init__(self, source: str, path: str = "setup.py") -> None:
        tree = ast.parse(source, path)
        started = time.monotonic()
        self._all: dict = {"__name__": "setup"}
        exec(compile(tree, path, "exec"), self._all)
        self.import_seconds = round(time.monotonic() - started, 3)
        self._imported = sorted(_find_imported(tree))

    @classmethod
    def load(cls, path: Path) -> Setup:
        return cls(path.read_text(encoding="utf-8"), str(path))

    @property
    def conditions(self) -> list[str]:
        hidden = {*self._imported, "__builtins__", "__name__"}
        return sorted(n for n in self._all if n not in hidden and not n.startswith("_"))

    def names(self) -> dict:
        """The globals of a block: the standard imports alone."""
        return {name: self._all[name] for name in self._imported}

    def evaluate(self, requires: str) -> str:
        """Why a block with this condition is skipped here, "" if it runs. Raises SetupError."""
        if not requires:
            return ""
        known = ", ".join(self.conditions)
        try:
            reason = eval(requires, {name: self._all[name] for name in self.conditions})
        except NameError as error:
            raise SetupError(
                f"found condition {requires!r} with the unknown name {error.name!r}, "
                f"expected one of {known}"
            ) from None
        except Exception as error:
            raise SetupError(f"found condition {requires!r}: {error}, expected a reason") from None
        if not isinstance(reason, str):
            raise SetupError(
                f"found condition {requires!r} that is {reason!r}, expected a reason; use {known}"
            )
        return reason

    def describe_environment(self) -> dict:
        """What the setup says of where it runs, by its ``_describe_environment``; {} if nothing."""
        describe = self._all.get("_describe_environment")
        return describe() if describe else {}


def _find_imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    return {name for name in names if not name.startswith("_")}
