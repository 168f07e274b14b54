"""What a run finds out about imports, so that the next one in the same environment knows it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Learned:
    """`refused` are modules that cannot be imported unnoticed; `imported` is by a block's id.

    A block may import more than its code says: what it uses imports in its turn, when it is used.
    """

    refused: set[str] = field(default_factory=set)
    imported: dict[str, list[str]] = field(default_factory=dict)

    def add(self, block: str, modules: Iterable[str]) -> None:
        if found := {*modules, *self.imported.get(block, [])}:
            self.imported[block] = sorted(found)


def read_learned(path: Path) -> Learned:
    """What `write_learned` wrote; nothing if that is not there, or not whole."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Learned(set(values["refused"]), dict(values["imported"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Learned()


def write_learned(path: Path, learned: Learned) -> None:
    values = {"refused": sorted(learned.refused), "imported": dict(sorted(learned.imported.items()))}
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
