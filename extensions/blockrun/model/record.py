"""A record: what happened when a block was run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

STATUSES = PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Record:
    """`block` is the block's id; `line` the 1-based line where its code starts, or where it failed.

    `reason` says in one line why it failed or was skipped, `detail` shows expected, got and
    traceback; `seconds` is its own wall time; `entry` is the block's own; `samples` are the outputs that
    may be others each time, in the block's order; `found` is the output of the example at `line` where
    the page shows another, None where that is no reason.
    """

    block: str
    page: str
    line: int
    status: str
    reason: str = ""
    seconds: float = 0.0
    detail: str = ""
    entry: int = 0
    samples: list[str] = field(default_factory=list)
    found: str | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        return (self.page, self.line, self.block)

    def to_json(self) -> str:
        optional = {"detail": "", "entry": 0, "samples": [], "found": None}
        values = {
            k: value for k, value in asdict(self).items() if k not in optional or value != optional[k]
        }
        return json.dumps(values, ensure_ascii=False)


def read_records(path: Path, skip: int = 0) -> list[Record]:
    """The records of a file after `skip` lines; a last line that a kill cut short is left out."""
    if not path.exists():
        return []
    records = []
    # A kill may cut a line anywhere, also inside a letter.
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n")[skip:]:
        try:
            records.append(Record(**json.loads(line)))
        except (ValueError, TypeError):
            break  # the end of the file, or a line cut short
    return records


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write records sorted by page and line, whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(record.to_json() + "\n" for record in sorted(records, key=lambda r: r.key))
    part.replace(path)
