"""A block: what is run, what it is expected to print, and where it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Block:
    """A block as the collector found it.

    `kind` is "doctest" (`code` is a session with its output) or "testcode" (`code` is a program,
    `expected` its output); `line` is the 1-based line of `path` where the code starts; `requires` is
    a Python expression over the names of the setup, whose value is why the block is skipped here, or
    empty; `options` holds "flags" (doctest option flags, name to bool), "timeout" (seconds) and
    "deprecated" (APIs that the page declares deprecated), each only where set.
    """

    page: str
    path: str
    line: int
    kind: str
    code: str
    expected: str
    requires: str = ""
    options: dict = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A hash of what is run and expected: 16 hexadecimal digits."""
        run = [self.kind, self.code, self.expected, self.options]
        text = json.dumps(run, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_blocks(path: Path, blocks: Iterable[Block]) -> None:
    """Write one block a line, as JSON."""
    lines = [json.dumps({"id": b.id, **asdict(b)}, ensure_ascii=False) + "\n" for b in blocks]
    path.write_text("".join(lines), encoding="utf-8")


def read_blocks(path: Path) -> list[Block]:
    """Read what `write_blocks` wrote. Raises ValueError with ``path:line`` at the first bad line."""
    blocks = []
    for number, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"), 1):
        try:
            values = json.loads(line)
            found = values.pop("id")
            block = Block(**values)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(
                f"{path}:{number}: found {error}, expected a block; collect again"
            ) from None
        if block.id != found:
            raise ValueError(
                f"{path}:{number}: the block does not match its id, found {found}, "
                f"expected {block.id}; collect again"
            )
        blocks.append(block)
    return blocks
