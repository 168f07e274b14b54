"""Run collected blocks and write their records: ``python -m blockrun build/doctest``.

The folder holds ``blocks.jsonl`` and ``setup.py``, perhaps ``marks.jsonl``, whose blocks are run too;
``records.jsonl``, ``summary.json`` and ``junit.xml`` are written beside them, those of a part into a
folder below. Exits 0 if no block failed, 1 if one did, 2 for wrong use, 130 if it was interrupted: run
again, and it does the rest. Blocks see of the caller's variables what `environment` names.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from contextlib import ExitStack
from pathlib import Path

from blockrun.environment import restart
from blockrun.execution.verdict import Limits
from blockrun.lock import take_lock
from blockrun.work import Options, read_work, run_work

MIB = 2**20  # bytes


def parse_arguments(arguments: list[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="blockrun", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="holds blocks.jsonl and setup.py")
    parser.add_argument("--pages", default="", help="run these alone: tensors, tensors/creation,...")
    parser.add_argument("--shard", default="1/1", help="run one part of several: 2/3")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="blocks at a time")
    parser.add_argument("--seconds", type=float, default=Limits.seconds, help="time limit of a block")
    memory = Limits.memory // MIB
    parser.add_argument("--memory", type=int, default=memory, help="memory limit of a block, in MiB")
    parser.add_argument("--slow", type=float, default=Limits.slow, help="seconds of work to be declared")
    parser.add_argument("--cache", type=Path, help="for what blocks compile; else in the folder")
    parser.add_argument("--alone", action="store_true", help="import nothing for several blocks at once")
    parser.add_argument("--progress", action="store_true", help="say every few seconds how far it is")
    options = parser.parse_args(arguments)
    for name in ("jobs", "seconds", "memory", "slow"):
        if not 0 < getattr(options, name) <= 2**31:  # nor NaN
            parser.error(f"--{name}: found {getattr(options, name)}, expected more than 0")
    limits = Limits(options.seconds, options.memory * MIB, options.slow)
    cache = options.cache and options.cache.resolve()  # blocks run in folders of their own
    folder = (options.folder, cache, options.pages, options.shard)
    return Options(*folder, options.jobs, limits, not options.alone, options.progress)


def main(arguments: list[str] | None = None) -> int:
    options = parse_arguments(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a page may print what a terminal can't show
        sys.stdout.reconfigure(errors="backslashreplace")
    gc.disable()  # to import torch makes a million objects, all to stay: a fifth of its time
    try:
        with ExitStack() as locks:
            try:
                locks.enter_context(take_lock(options.folder / "run.lock"))
                work = read_work(options)
                locks.enter_context(work.caches.hold())
            except (OSError, ValueError) as error:
                print(f"blockrun: {error}", file=sys.stderr)
                return 2
            return run_work(work, options)
    except KeyboardInterrupt:
        print("blockrun: interrupted; run it again for the rest", file=sys.stderr)
        return 130
    finally:
        gc.enable()


if __name__ == "__main__":
    restart("blockrun.__main__", sys.argv[1:], [str(Path(__file__).absolute().parents[1])])
