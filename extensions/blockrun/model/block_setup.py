"""What every block may take for granted: the standard imports, and the names of conditions."""

from __future__ import annotations

import ast
import time
import traceback
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pycode.tree import find_bound


class SetupError(ValueError):
    """A setup that can't be run, or a condition that can't be evaluated."""


class Setup:
    """A loaded ``setup.py``: its imports are what blocks get, its other names are conditions.

    An import counts where it stands at the top level. A condition is, or returns, the reason why a
    block can't run here, or "" where it can. A name with a leading underscore is the setup's own
    business. Raises SetupError with ``path:line`` where the setup can't be run.
    """

    def __init__(self, source: str, path: str = "setup.py") -> None:
        self._all: dict[str, Any] = {"__name__": "setup"}
        started = time.monotonic()
        try:
            tree = ast.parse(source, path)
            self._imported = sorted(_find_imported(tree, path))
            exec(compile(tree, path, "exec"), self._all)
        except SetupError:
            raise
        except (Exception, SystemExit) as error:
            raise SetupError(_describe_error(error, path)) from error
        self.import_seconds = round(time.monotonic() - started, 3)

    @classmethod
    def load(cls, path: Path) -> Setup:
        return cls(path.read_text(encoding="utf-8"), str(path))

    @property
    def conditions(self) -> list[str]:
        hidden = {*self._imported, "__builtins__", "__name__"}
        return sorted(n for n in self._all if n not in hidden and not n.startswith("_"))

    def names(self, imports: Iterable[str] | None = None) -> dict[str, Any]:
        """The globals of a block: what its own `imports` give, or the standard ones; nothing else."""
        if imports is None:
            return {name: self._all[name] for name in self._imported}
        names: dict[str, Any] = {}
        exec("\n".join(imports), names)
        return names

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
        except Exception as error:  # noqa: BLE001  # what a page wrote
            what = f"{type(error).__name__}: {error}"
            raise SetupError(f"found condition {requires!r}: {what}, expected a reason") from None
        if not isinstance(reason, str):
            raise SetupError(
                f"found condition {requires!r} that is {reason!r}, expected a reason; use {known}"
            )
        return reason.strip()

    @property
    def hints(self) -> dict[str, list[str]]:
        """By a word in a block's code, the modules that using what it names imports: ``_preload``."""
        preload: dict[str, list[str]] = self._all.get("_preload", {})
        return preload

    @property
    def modules(self) -> dict[str, str]:
        """The names of blocks that are modules, and the names of these."""
        names = self.names().items()
        return {name: value.__name__ for name, value in names if isinstance(value, types.ModuleType)}

    @property
    def keeps_compiled(self) -> bool:
        return "_keep_compiled" in self._all

    def keep_compiled(self, folder: Path) -> None:
        """Let what this process compiles lie in a folder, by the setup's ``_keep_compiled``."""
        if self.keeps_compiled:
            self._all["_keep_compiled"](str(folder))

    def look(self) -> object:
        """What no import may change, by the setup's ``_look``; None if it does not say."""
        look = self._all.get("_look")
        return look() if look else None

    def describe_environment(self) -> dict[str, Any]:
        """What the setup says of where it runs, by its ``_describe_environment``; {} if nothing."""
        describe = self._all.get("_describe_environment")
        return describe() if describe else {}


def _find_imported(tree: ast.Module, path: str) -> set[str]:
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= find_bound(node)
            if "*" in names:
                what = "found an import of *, expected names, which the Imports page can show"
                raise SetupError(f"{path}:{node.lineno}: {what}")
    return {name for name in names if not name.startswith("_")}


def _describe_error(error: BaseException, path: str) -> str:
    """``path:line: found ...``, the line being the setup's own that led to the error."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == path), 1)
    if isinstance(error, SyntaxError) and error.filename == path:
        line = error.lineno
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{path}:{line}: found {what}, expected a setup that can be run"
