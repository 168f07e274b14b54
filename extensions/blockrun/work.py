"""A run of a folder of blocks: what is to be done, doing what is left of it, writing what came of it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blockrun.execution.cache import Caches
from blockrun.execution.process import leave_runner_path
from blockrun.imports.forkserver import ForkServer, Plan
from blockrun.imports.import_stats import Learned, read_learned, write_learned
from blockrun.imports.needs import find_modules, find_needs
from blockrun.model.block import FILES, Block, read_folder
from blockrun.model.block_setup import Setup
from blockrun.model.plan import order_blocks, select_pages, select_shard
from blockrun.model.record import Record, read_records
from blockrun.pool import describe_environment, run_blocks
from blockrun.reporting.journal import Journal
from blockrun.reporting.report import count_failed, format_report, summarize, write_junit, write_summary

if TYPE_CHECKING:
    from blockrun.execution.verdict import Limits

PACE = 5.0  # seconds between two lines that say how far a run is
LEARNED = "learned.json"  # in the folder for what is compiled


@dataclass(frozen=True)
class Options:
    """What to run: `pages` and `shard` select; `ahead` is whether modules are imported beforehand.

    `progress` is whether to say meanwhile how many blocks are done.
    """

    folder: Path
    cache: Path | None
    pages: str
    shard: str
    jobs: int
    limits: Limits
    ahead: bool
    progress: bool = False

    @property
    def output(self) -> Path:
        """Where the records go. A part has a place of its own: the whole run's are more than that."""
        number, _, count = self.shard.partition("/")
        parts = ["part"] if self.pages.strip(" ,") else []
        return self.folder.joinpath(*parts, *([] if count == "1" else [f"shard-{number}-of-{count}"]))


@dataclass(frozen=True)
class Work:
    """What is to be run; `content` is a hash of all that the folder holds to be run.

    `seconds` is what blocks took in the run before, by id.
    """

    blocks: list[Block]
    setup: Setup
    environment: dict[str, Any]
    content: str
    seconds: Mapping[str, float]
    caches: Caches


def read_work(options: Options) -> Work:
    """Read a folder, ask its setup where it runs. Raises OSError or ValueError for a wrong use."""
    files = [options.folder / name for name in ("setup.py", *FILES)]
    known = read_folder(options.folder)
    blocks = select_shard(select_pages(known, options.pages), options.shard)
    # Else every block starts as many threads as there are cores, and jobs slow each other down.
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // options.jobs)))
    setup = Setup.load(files[0])
    found = describe_environment(setup, options.limits.seconds)
    environment = {"python": platform.python_version(), **found}
    content = hashlib.sha256(
        b"\0".join(path.read_bytes() for path in files if path.exists())
    ).hexdigest()
    earlier = (read_records(folder / "records.jsonl") for folder in (options.folder, options.output))
    seconds = {record.block: record.seconds for records in earlier for record in records}
    root = find_cache(options, environment) if setup.keeps_compiled else None
    return Work(blocks, setup, environment, content, seconds, Caches(root, known))


def find_cache(options: Options, environment: dict[str, Any]) -> Path:
    """The folder for what is compiled by one setup, in one environment."""
    what = [environment, sys.prefix, (options.folder / "setup.py").read_text(encoding="utf-8")]
    digest = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]
    return (options.cache or options.folder / "cache") / digest


def plan_imports(work: Work, blocks: Iterable[Block]) -> Plan:
    """What to import for these blocks beforehand; a run before may have learned more than they say."""
    setup, root = work.setup, work.caches.root
    learned = read_learned(root / LEARNED) if root else Learned()
    needs = {}
    for block in blocks:
        found = find_needs(block, setup.hints, setup.modules)
        if imported := found.imported.union(learned.imported.get(block.id, ())):
            needs[block.key] = replace(found, imported=imported)
    modules = find_modules(needs.values(), setup.hints)
    watched = modules.union(*setup.hints.values())

    def enter() -> None:
        leave_runner_path()
        if root:
            setup.keep_compiled(root / "ahead")  # what importing sets once is then already set

    there = sys.modules.keys()
    return Plan(modules - there, needs, watched - there, learned, enter, setup.look)


def run_rest(work: Work, options: Options, journal: Journal) -> tuple[list[Record], float]:
    """Run the blocks that an unfinished run has not run yet.

    Gives the records of all, sorted, and the seconds of importing what they share.
    """
    records = journal.take(work.blocks)
    done = {record.key for record in records}
    rest = [block for block in work.blocks if block.key not in done]
    if records:
        print(f"{len(records)} of {len(work.blocks)} blocks were run before an interruption", flush=True)
    server = ForkServer(plan_imports(work, rest) if options.ahead else Plan())
    planned = order_blocks(rest, work.seconds, work.setup.hints)
    told = time.monotonic()
    for record in run_blocks(planned, work.setup, options.limits, options.jobs, work.caches, server):
        journal.add(record)
        records.append(record)
        if options.progress and time.monotonic() - told > PACE:
            told = time.monotonic()
            print(f"{len(records)} of {len(work.blocks)} blocks run", flush=True)
    if work.caches.root:
        write_learned(work.caches.root / LEARNED, server.learned)
    return sorted(records, key=lambda record: record.key), server.import_seconds


def run_work(work: Work, options: Options) -> int:
    """Run, write and print; give the exit status."""
    started = time.monotonic()
    folder = options.output
    folder.mkdir(parents=True, exist_ok=True)
    journal = Journal(folder / "records.journal", {**work.environment, "content": work.content})
    records, seconds = run_rest(work, options, journal)
    facts = {
        "seconds": round(time.monotonic() - started, 3),
        "import_seconds": round(work.setup.import_seconds + seconds, 3),
        "jobs": options.jobs,
    }
    summary = summarize(records, {**work.environment, **facts})
    write_summary(folder / "summary.json", summary)
    write_junit(folder / "junit.xml", records, summary)
    journal.finish(folder / "records.jsonl", records)
    print(format_report(records, work.blocks, summary))
    return 1 if count_failed(summary) else 0
