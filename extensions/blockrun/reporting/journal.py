"""What a run has done so far, so that one that was killed can be finished and not begun again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blockrun.model.block import Block
from blockrun.model.record import FAILED, Record, read_records, write_records


class Journal:
    """Records in the order in which they ended, after a line that says what was run, and where.

    The file is there only while a run is unfinished. What failed is not taken from it: that may have
    failed because the run was killed.
    """

    def __init__(self, path: Path, run: dict[str, Any]) -> None:
        self.path = path
        head = json.dumps(run, sort_keys=True)
        self.earlier: dict[tuple[str, int, str], Record] = {}
        if path.exists() and _read_head(path) == head:
            records = read_records(path, skip=1)
            self.earlier = {r.key: r for r in records if r.status != FAILED}
        part = path.with_suffix(".part")  # a kill here must not lose what was run earlier
        self._file = part.open("w", encoding="utf-8")
        self._write(head)
        for record in self.earlier.values():
            self.add(record)
        part.replace(path)

    def take(self, blocks: Iterable[Block]) -> list[Record]:
        """The records that an unfinished run of the same blocks left of these."""
        keys = dict.fromkeys(block.key for block in blocks) if self.earlier else {}
        return [self.earlier[key] for key in keys if key in self.earlier]

    def add(self, record: Record) -> None:
        self._write(record.to_json())

    def finish(self, path: Path, records: Iterable[Record]) -> None:
        """Write the records of the whole run; only then is the journal not needed any more."""
        write_records(path, records)
        self._file.close()
        self.path.unlink()

    def _write(self, line: str) -> None:
        self._file.write(line + "\n")
        self._file.flush()


def _read_head(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().rstrip("\n")
