"""What a run finds out about imports, so that the next one in the same environment knows it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

REFUSED_FOR = 24 * 60 * 60.0  # seconds, then it is tried again: the machine may have been the cause


@dataclass
class Learned:
    """What is known of modules; `imported` is by a block's id.

    `refused` are those that cannot be imported unnoticed, each with when that was found, by time.time.
    A block may import more than its code says: what it uses imports in its turn, when it is used.
    """

    refused: dict[str, float] = field(default_factory=dict)
    imported: dict[str, list[str]] = field(default_factory=dict)

    def add(self, block: str, modules: Iterable[str]) -> None:
        if found := {*modules, *self.imported.get(block, [])}:
            self.imported[block] = sorted(found)

    def refuse(self, modules: Iterable[str]) -> None:
        self.refused |= dict.fromkeys(modules, time.time())


def read_learned(path: Path) -> Learned:
    """What `write_learned` wrote, but for what was refused long ago; nothing if that is not whole."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        oldest = time.time() - REFUSED_FOR
        refused = {module: found for module, found in values["refused"].items() if found > oldest}
        return Learned(refused, dict(values["imported"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Learned()


def write_learned(path: Path, learned: Learned) -> None:
    values = {
        "refused": dict(sorted(learned.refused.items())),
        "imported": dict(sorted(learned.imported.items())),
    }
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
