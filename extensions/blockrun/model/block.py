"""A block: what is run, what it is expected to print, and where it stands."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

KINDS = ("doctest", "testcode")
# Fields that are no text.
TYPES = {"line": int, "check_line": int, "options": dict, "imports": list | None, "entry": int}
# Where a folder has its blocks, the programs of their entries, the checks of what pages say of versions.
FILES = ("blocks.jsonl", "programs.jsonl", "marks.jsonl")


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the collector found it.

    `kind` is "doctest" (`code` is a session with its output) or "testcode" (`code` is a program,
    `expected` its output); `line` is the 1-based line of `path` where the code starts; `requires` is
    a Python expression over the names of the setup, whose value is why the block is skipped here, or
    empty; `options` holds "flags" (doctest option flags, name to bool), "timeout" (seconds),
    "deprecated" (APIs that the page declares deprecated) and "mark" (what the page says of a version,
    which the block checks), each only where set; `check` is code that asserts what the block leaves
    open, run after it with its names, and `check_line` the line where that starts, 0 without one.
    `imports` are the lines that it is run with, None for all imports of the setup. `entry` is the line
    of the entry whose program this is, the statements of a block that the entry needs, and 0 for a
    block. `id` is a hash of what is run and expected, 16 hexadecimal digits.
    """

    page: str
    path: str
    line: int
    kind: str
    code: str
    expected: str
    requires: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    check: str = ""
    check_line: int = 0
    imports: Sequence[str] | None = field(default=None, compare=False)
    entry: int = 0
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        run = [self.kind, self.code, self.expected, self.options]
        run += [self.check] if self.check else []
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
    """All that a folder holds to be run: its blocks, and what else there is of `FILES`."""
    first, *others = (folder / name for name in FILES)
    paths = [first, *(path for path in others if path.exists())]
    return [block for path in paths for block in read_blocks(path)]


def _parse_block(line: bytes) -> Block:
    values = json.loads(line.decode("utf-8"))
    found = values.pop("id")
    for name, value in values.items():
        expected = TYPES.get(name, str)
        if not isinstance(value, expected):
            raise TypeError(f"{name} is {value!r}, not {expected}")
    for name in ("page", "path", "kind", "requires"):  # the same in many blocks: once in memory
        values[name] = sys.intern(values[name])
    block = Block(**values)
    if block.line < 1 or block.kind not in KINDS:
        raise ValueError(f"line {block.line}, kind {block.kind!r}")
    if block.id != found:
        raise ValueError(f"id {found} of a block that is {block.id}")
    return block
