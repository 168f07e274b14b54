"""Make one folder of records of several: ``python -m blockrun.merge build/doctest SHARD...``.

Each shard's folder holds ``records.jsonl`` and ``summary.json``; the first folder has the blocks.
Exits 0 if every block has a record and none failed, 1 if not, 2 for wrong use.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from blockrun.model.block import read_folder
from blockrun.model.record import Record, read_records, write_records
from blockrun.reporting.report import (
    COUNTED,
    TIMED,
    count_failed,
    format_report,
    summarize,
    write_junit,
    write_summary,
)


def merge_shards(folders: list[Path]) -> tuple[list[Record], dict[str, Any]]:
    """All records, sorted, and facts of the run: where it ran, and the longest shard's seconds.

    Raises ValueError where shards ran on different things.
    """
    facts = [json.loads((folder / "summary.json").read_text(encoding="utf-8")) for folder in folders]
    places = [{k: v for k, v in fact.items() if k not in (*COUNTED, *TIMED)} for fact in facts]
    for folder, place in zip(folders, places, strict=True):
        if place != places[0]:
            raise ValueError(f"{folder}: found a run on {place}, expected {places[0]}")
    found = (record for folder in folders for record in read_records(folder / "records.jsonl"))
    records = {record.key: record for record in found}
    times = {key: max(fact[key] for fact in facts) for key in TIMED}
    return sorted(records.values(), key=lambda record: record.key), {**places[0], **times}


def main(arguments: list[str] | None = None) -> int:
    paths = [Path(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    if len(paths) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, *shards = paths
    try:
        blocks = read_folder(folder)
        records, facts = merge_shards(shards)
    except (OSError, ValueError, KeyError) as error:
        print(f"merge: {error}", file=sys.stderr)
        return 2
    summary = summarize(records, facts)
    write_records(folder / "records.jsonl", records)
    write_summary(folder / "summary.json", summary)
    write_junit(folder / "junit.xml", records, summary)
    print(format_report(records, blocks, summary))
    ran = {record.block for record in records}
    missing = [block for block in blocks if block.id not in ran]
    for block in missing:
        print(f"{block.path}:{block.line}: found no record, expected one; run its shard")
    return 1 if missing or count_failed(summary) else 0


if __name__ == "__main__":
    sys.exit(main())
