"""The engine of the search, run as it is by V8, without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sheetsearch
from py_mini_racer import MiniRacer

SCRIPTS = Path(sheetsearch.__file__).parent / "scripts"


class Engine:
    """Functions of the scripts, called with values that JSON knows."""

    def __init__(self, context: MiniRacer) -> None:
        self.context = context

    def call(self, name: str, *arguments: Any) -> Any:
        values = ", ".join(json.dumps(argument) for argument in arguments)
        found = self.context.eval(f"JSON.stringify({name}({values}))")
        return json.loads(found) if isinstance(found, str) else None


@contextmanager
def open_engine(*names: str) -> Iterator[Engine]:
    """The scripts of these names, in this order."""
    context = MiniRacer()
    try:
        context.eval("\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names))
        yield Engine(context)
    finally:
        context.close()  # else the interpreter never ends
