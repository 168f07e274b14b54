"""What a run has done so far, so that one that was killed can be finished and not begun again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from blockrun.block import Block
from blockrun.record import FAILED, Record, read_records


class Journal:
    """Records in the order in which they ended, after a line that says where they were made.

    The file is there only while a run is unfinished.
    """

    def __init__(self, path: Path, environment: dict) -> None:
        self.path = path
        head = json.dumps(environment, sort_keys=True)
        self.earlier: dict[tuple[str, str, int], Record] = {}
        if path.exists() and path.open(encoding="utf-8").readline().rstrip("\n") == head:
            records = read_records(path, skip=1)
            self.earlier = {(r.block, r.page, r.line): r for r in records if r.status != FAILED}
        self._file = path.open("w", encoding="utf-8")
        self._write(head)
        for record in self.earlier.values():
            self.add(record)

    def take(self, blocks: Iterable[Block]) -> list[Record]:
        """The records that an unfinished run in the same environment left of these blocks."""
        keys = [(block.id, block.page, block.line) for block in blocks]
        return [self.earlier[key] for key in keys if key in self.earlier]

    def add(self, record: Record) -> None:
        self._write(record.to_json())

    def finish(self) -> None:
        self._file.close()
        self.path.unlink()

    def _write(self, line: str) -> None:
        self._file.write(line + "\n")
        self._file.flush()
