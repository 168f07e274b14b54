"""Keep the records of the last run in ``records/``: ``make records``.

Takes a folder with ``records.jsonl`` and ``summary.json``, brought back from another machine perhaps.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path

from blockrun.model.block import read_blocks
from blockrun.model.record import read_records
from cheatsheet.core.runs import RunError, make_run, merge_runs, read_run, write_run
from sphinx_runner import ROOT

RECORDS = ROOT / "records"
KEPT = ("blocks.jsonl", "programs.jsonl")


def save(folder: Path, today: str) -> Path:
    """Merge the folder's records into the file of their device and version. Raises RunError."""
    files = [path for name in KEPT if (path := ROOT / "build" / "doctest" / name).exists()]
    known = {block.id for path in files for block in read_blocks(path)}
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    new = make_run(read_records(folder / "records.jsonl"), summary, today)
    path = RECORDS / new.file_name
    old = read_run(path) if path.exists() else None
    return write_run(RECORDS, merge_runs(old, new, known))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "doctest")
    options = parser.parse_args(arguments)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        path = save(options.folder, today)
    except (OSError, ValueError, KeyError, RunError) as error:
        print(f"records: {error}", file=sys.stderr)
        return 1
    print(f"kept in {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
