"""Run collected blocks and write their records: ``python -m blockrun build/doctest``.

The folder holds ``blocks.jsonl`` and ``setup.py``; ``records.jsonl``, ``summary.json`` and
``junit.xml`` are written beside them. Exits 0 if no block failed, 1 if one did, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from pathlib import Path

from blockrun.block import Block, read_blocks
from blockrun.journal import Journal
from blockrun.pool import call_forked, run_blocks
from blockrun.record import FAILED, Record, write_records
from blockrun.report import format_report, summarize, write_junit, write_summary
from blockrun.setup import Setup
from blockrun.supervise import Limits


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="blockrun", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="holds blocks.jsonl and setup.py")
    parser.add_argument("--pages", default="", help="run these alone: tensors, tensors/creation,...")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="blocks at a time")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of a block")
    parser.add_argument("--memory", type=int, default=8192, help="memory limit of a block, in MiB")
    return parser.parse_args(arguments)


def select_blocks(blocks: list[Block], pages: str) -> list[Block]:
    """The blocks of the pages, or folders of pages, named with commas between them.

    Raises ValueError for a name that matches no page.
    """
    names = [name.strip().removesuffix(".rst").strip("/") for name in pages.split(",")]
    names = [name for name in names if name]
    for name in names:
        if not any(_lies_in(block.page, name) for block in blocks):
            known = ", ".join(sorted({block.page for block in blocks}))
            raise ValueError(f"--pages: found {name!r}, expected one of {known}")
    return [b for b in blocks if not names or any(_lies_in(b.page, name) for name in names)]


def _lies_in(page: str, name: str) -> bool:
    return page == name or page.startswith(f"{name}/")


def run_all(
    blocks: list[Block], setup: Setup, limits: Limits, jobs: int, folder: Path
) -> tuple[list[Record], dict]:
    """Run the blocks that an unfinished run has not run yet; give all records and facts of the run."""
    environment = {"python": platform.python_version(), **call_forked(setup)}
    started = time.monotonic()
    journal = Journal(folder / "records.journal", environment)
    records = journal.take(blocks)
    done = {(record.block, record.page, record.line) for record in records}
    rest = [b for b in blocks if (b.id, b.page, b.line) not in done]
    if records:
        print(f"{len(records)} of {len(blocks)} blocks were run before an interruption", flush=True)
    for record in run_blocks(rest, setup, limits, max(1, jobs)):
        journal.add(record)
        records.append(record)
    journal.finish()
    seconds = round(time.monotonic() - started, 3)
    facts = {"seconds": seconds, "import_seconds": setup.import_seconds, "jobs": jobs}
    return sorted(records, key=lambda record: record.key), {**environment, **facts}


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    folder: Path = options.folder
    try:
        blocks = select_blocks(read_blocks(folder / "blocks.jsonl"), options.pages)
        setup = Setup.load(folder / "setup.py")
    except (OSError, ValueError, ImportError, SyntaxError) as error:
        print(f"blockrun: {error}", file=sys.stderr)
        return 2
    limits = Limits(options.seconds, options.memory * 2**20)
    records, facts = run_all(blocks, setup, limits, options.jobs, folder)
    summary = summarize(records, facts)
    write_records(folder / "records.jsonl", records)
    write_summary(folder / "summary.json", summary)
    write_junit(folder / "junit.xml", records, summary)
    print(format_report(records, blocks, summary))
    return 1 if summary[FAILED] else 0


if __name__ == "__main__":
    sys.exit(main())
