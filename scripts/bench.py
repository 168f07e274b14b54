"""What running the blocks costs, beside stock Sphinx on the same pages, in one run: ``make bench``.

Prints seconds, and ratios with what they are to be; only the ratios mean something on another machine.
Everything is run once before it is measured, so that what is compiled lies ready for both.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from blockrun.environment import clean_environment
from blockrun.model.block import Block, write_blocks
from sphinx_runner import ROOT

ROUNDS = 2  # of each, in turns; the quickest counts, since others may use the machine, too
PAGE = "tensors/creation"
COUNTS = (300, 3_000, 30_000)
BLOCKS_PER_PAGE = 10  # about as many as the sheet's pages have
STOCK = """\
extensions = ["sphinx.ext.doctest"]
exclude_patterns = ["_*"]
doctest_test_doctest_blocks = ""
doctest_global_setup = open({setup!r}, encoding="utf-8").read()
"""
# Imports what every block has, then forks a hundred times; prints seconds of the one and of one fork.
FLOOR = """\
import os, time
from pathlib import Path
from blockrun.model.block_setup import Setup
imported = Setup.load(Path({setup!r})).import_seconds
started = time.perf_counter()
for _ in range(100):
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
print(imported, (time.perf_counter() - started) / 100)
"""
# Runs a folder of blocks; prints the peak memory of the parent, in MiB.
MEMORY = """\
import resource
from blockrun.__main__ import main
main([{folder!r}])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@dataclass(frozen=True, order=True)
class Cost:
    """Seconds of wall time and of processor time, and what was printed."""

    wall: float
    worked: float
    printed: str = ""


def measure(command: list[str], folder: Path = ROOT) -> Cost:
    """Run a command in a folder. Raises SystemExit if it fails."""
    with tempfile.TemporaryDirectory() as home:
        clean = clean_environment(os.environ, home)  # stock Sphinx runs blocks too
        environment = {**clean, "PYTHONPATH": str(ROOT / "extensions")}
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:6])} ...: exit {done.returncode}\n{done.stdout[-3000:]}")
    worked = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(wall, worked, done.stdout)


def run_python(code: str, **values: str) -> Cost:
    return measure([sys.executable, "-c", code.format(**values)])


def run_stock(folder: Path) -> Cost:
    """Stock Sphinx: one process, one namespace a page, nothing isolated; blocks write where it runs."""
    setup = str(ROOT / "source" / "doctest_setup.py")
    (folder / "conf.py").write_text(STOCK.format(setup=setup), encoding="utf-8")
    paths = ["-c", folder, ROOT / "source", folder / "out"]
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "doctest", *map(str, paths)]
    return measure(command, folder)


def run_ours(*options: str) -> Cost:
    """`make doctest`: collecting in every language and comparing them included."""
    return measure([sys.executable, str(ROOT / "scripts" / "run_blocks.py"), *options])


def read_run(folder: Path) -> tuple[dict, float]:
    """The summary of a run, and the seconds of its blocks, together."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    records = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return summary, sum(json.loads(line)["seconds"] for line in records)


def make_block(number: int) -> Block:
    """One block of many, different from every other."""
    page, place = divmod(number, BLOCKS_PER_PAGE)
    code = f">>> {number} + 1\n{number + 1}"
    return Block(f"page{page}", f"page{page}.rst", 10 * place + 1, "doctest", code, str(number + 1))


def grow(folder: Path, count: int) -> tuple[float, int]:
    """Seconds and the parent's MiB for `count` blocks that do next to nothing."""
    folder = folder / str(count)
    folder.mkdir()
    write_blocks(folder / "blocks.jsonl", map(make_block, range(count)))
    (folder / "setup.py").write_text("", encoding="utf-8")
    cost = run_python(MEMORY, folder=str(folder))
    return cost.wall, int(cost.printed.split()[-1])


def compare_whole(folder: Path) -> None:
    """The whole sheet: ours, stock Sphinx, and what no runner that isolates blocks can go below."""
    run_ours()
    run_stock(folder)
    rounds = [(run_ours(), run_stock(folder)) for _ in range(ROUNDS)]
    ours, stock = (min(costs) for costs in zip(*rounds, strict=True))
    summary, own = read_run(ROOT / "build" / "doctest")
    imported, fork = map(
        float, run_python(FLOOR, setup=str(ROOT / "source/doctest_setup.py")).printed.split()
    )
    blocks, jobs = summary["blocks"], summary["jobs"]
    floor = imported + (own + fork * blocks) / jobs
    alone = summary["seconds"] + imported
    print(
        f"{blocks} blocks, {jobs} at a time, {own:.1f} s of their own, a bare fork {fork * 1000:.1f} ms"
    )
    print(f"stock sphinx.ext.doctest  {stock.wall:7.1f} s  {stock.worked:7.1f} s of work")
    print(f"make doctest              {ours.wall:7.1f} s  {ours.worked:7.1f} s of work")
    print(f"  of stock                {ours.wall / stock.wall:9.2f}  (at most 1.00)")
    print(f"running alone             {alone:7.1f} s")
    print(
        f"the floor                 {floor:7.1f} s  importing torch once, blocks and forks on every core"
    )
    print(f"  of the floor            {alone / floor:9.2f}  (at most 1.15)", flush=True)


def compare_page() -> None:
    """One page: beside importing torch and its blocks' own seconds, collecting apart."""
    cost = run_ours("--pages", PAGE)
    summary, own = read_run(ROOT / "build" / "doctest" / "part")
    alone = summary["seconds"] + summary["import_seconds"]
    floor = summary["import_seconds"] + own
    print(f"{PAGE}, {summary['blocks']} blocks    {alone:7.1f} s, with collecting {cost.wall:.1f} s")
    print(f"  of importing and page   {alone / floor:9.2f}", flush=True)


def compare_growth(folder: Path) -> None:
    """Blocks made by a generator, ten times as many each time."""
    before = 0.0
    for count in COUNTS:
        seconds, memory = grow(folder, count)
        times = f"{seconds / before:9.2f} times (at most 11)" if before else ""
        print(f"{count:6,} blocks             {seconds:7.1f} s, parent {memory} MiB {times}", flush=True)
        before = seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare_whole(folder)
        compare_page()
        compare_growth(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
