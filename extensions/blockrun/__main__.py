"""Run collected blocks and write their records: ``python -m blockrun build/doctest``.

The folder holds ``blocks.jsonl``, ``setup.py`` and perhaps ``marks.jsonl``; ``records.jsonl``,
``summary.json`` and ``junit.xml`` are written beside them. Exits 0 if no block failed, 1 if one did,
2 for wrong use, 130 if it was interrupted: run again, and it does the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from blockrun.block import Block, read_folder
from blockrun.journal import Journal
from blockrun.lock import take_lock
from blockrun.plan import find_modules, order_blocks, select_pages, select_shard
from blockrun.pool import describe_environment, run_blocks
from blockrun.record import FAILED, Record, read_records
from blockrun.report import format_report, summarize, write_junit, write_summary
from blockrun.setup import Setup
from blockrun.verdict import Limits


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="blockrun", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="holds blocks.jsonl and setup.py")
    parser.add_argument("--pages", default="", help="run these alone: tensors, tensors/creation,...")
    parser.add_argument("--shard", default="1/1", help="run one part of several: 2/3")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="blocks at a time")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of a block")
    parser.add_argument("--memory", type=int, default=8192, help="memory limit of a block, in MiB")
    parser.add_argument("--slow", type=float, default=5, help="processor seconds to be declared")
    options = parser.parse_args(arguments)
    for name in ("jobs", "seconds", "memory", "slow"):
        if not 0 < getattr(options, name) <= 2**31:  # nor NaN
            parser.error(f"--{name}: found {getattr(options, name)}, expected more than 0")
    return options


@dataclass(frozen=True)
class Work:
    """What is to be run; `content` is a hash of all that the folder holds to be run.

    `seconds` is what blocks took in the run before, by id.
    """

    blocks: list[Block]
    setup: Setup
    limits: Limits
    environment: dict
    content: str
    seconds: dict[str, float]


def read_work(folder: Path, options: argparse.Namespace) -> Work:
    """Read a folder, ask its setup where it runs. Raises OSError or ValueError for a wrong use."""
    files = [folder / "blocks.jsonl", folder / "setup.py"]
    blocks = select_shard(select_pages(read_folder(folder), options.pages), options.shard)
    # Else every block starts as many threads as there are cores, and jobs slow each other down.
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // options.jobs)))
    setup = Setup.load(files[1])
    limits = Limits(options.seconds, options.memory * 2**20, options.slow)
    environment = {"python": platform.python_version(), **describe_environment(setup, limits.seconds)}
    content = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    seconds = {record.block: record.seconds for record in read_records(folder / "records.jsonl")}
    return Work(blocks, setup, limits, environment, content, seconds)


def run_work(work: Work, jobs: int, journal: Journal) -> list[Record]:
    """Run the blocks that an unfinished run has not run yet; give the records of all, sorted."""
    records = journal.take(work.blocks)
    done = {record.key for record in records}
    rest = [block for block in work.blocks if block.key not in done]
    if records:
        print(f"{len(records)} of {len(work.blocks)} blocks were run before an interruption", flush=True)
    work.setup.preload(find_modules(rest, work.setup.hints))
    planned = order_blocks(rest, work.seconds, work.setup.hints)
    for record in run_blocks(planned, work.setup, work.limits, jobs):
        journal.add(record)
        records.append(record)
    return sorted(records, key=lambda record: record.key)


def run_folder(folder: Path, work: Work, jobs: int) -> int:
    """Run, write and print; give the exit status."""
    started = time.monotonic()
    journal = Journal(folder / "records.journal", {**work.environment, "content": work.content})
    records = run_work(work, jobs, journal)
    seconds = round(time.monotonic() - started, 3)
    facts = {"seconds": seconds, "import_seconds": work.setup.import_seconds, "jobs": jobs}
    summary = summarize(records, {**work.environment, **facts})
    write_summary(folder / "summary.json", summary)
    write_junit(folder / "junit.xml", records, summary)
    journal.finish(folder / "records.jsonl", records)
    print(format_report(records, work.blocks, summary))
    return 1 if summary[FAILED] else 0


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # a page may print what a terminal can't show
    try:
        try:
            lock = take_lock(options.folder / "run.lock")
            work = read_work(options.folder, options)
        except (OSError, ValueError) as error:
            print(f"blockrun: {error}", file=sys.stderr)
            return 2
        with lock:
            return run_folder(options.folder, work, options.jobs)
    except KeyboardInterrupt:
        print("blockrun: interrupted; run it again for the rest", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
