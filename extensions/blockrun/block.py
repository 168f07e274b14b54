"""A block: what is run, what it is expected to print, and where it stands."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

KINDS = ("doctest", "testcode")


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the collector found it.

    `kind` is "doctest" (`code` is a session with its output) or "testcode" (`code` is a program,
    `expected` its output); `line` is the 1-based line of `path` where the code starts; `requires` is
    a Python expression over the names of the setup, whose value is why the block is skipped here, or
    empty; `options` holds "flags" (doctest option flags, name to bool), "timeout" (seconds),
    "deprecated" (APIs that the page declares deprecated) and "mark" (what the page says of a version,
    which the block checks), each only where set; `id` is a hash of what is run and expected, 16
    hexadecimal digits.
    """

    page: str
    path: str
    line: int
    kind: str
    code: str
    expected: str
    requires: str = ""
    options: dict = field(default_factory=dict)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        run = [self.kind, self.code, self.expected, self.options]
        text = json.dumps(run, ensure_ascii=False, sort_keys=True)
        object.__setattr__(self, "id", hashlib.sha256(text.encode()).hexdigest()[:16])

    @property
    def key(self) -> tuple[str, int, str]:
        """What its record is found by: the same block may stand twice."""
        return (self.page, self.line, self.id)


def write_blocks(path: Path, blocks: Iterable[Block]) -> None:
    """Write one block a line, as JSON."""
    lines = [json.dumps({"id": b.id, **asdict(b)}, ensure_ascii=False) + "\n" for b in blocks]
    path.write_text("".join(lines), encoding="utf-8")


def read_blocks(path: Path) -> list[Block]:
    """Read what `write_blocks` wrote. Raises ValueError with ``path:line`` at the first bad line."""
    blocks = []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                blocks.append(_parse_block(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                what = f"{type(error).__name__}: {error}"
                raise ValueError(
                    f"{path}:{number}: found {what}, expected a block; collect again"
                ) from None
    return blocks


def read_folder(folder: Path) -> list[Block]:
    """The blocks of a folder, and those that check what pages say of versions, if there are any."""
    marks = folder / "marks.jsonl"
    return read_blocks(folder / "blocks.jsonl") + (read_blocks(marks) if marks.exists() else [])


def _parse_block(line: bytes) -> Block:
    values = json.loads(line.decode("utf-8"))
    found = values.pop("id")
    for name, value in values.items():
        expected = {"line": int, "options": dict}.get(name, str)
        if not isinstance(value, expected):
            raise TypeError(f"{name} is {value!r}, not {expected.__name__}")
    for name in ("page", "path", "kind", "requires"):  # the same in many blocks: once in memory
        values[name] = sys.intern(values[name])
    block = Block(**values)
    if block.line < 1 or block.kind not in KINDS:
        raise ValueError(f"line {block.line}, kind {block.kind!r}")
    if block.id != found:
        raise ValueError(f"id {found} of a block that is {block.id}")
    return block
