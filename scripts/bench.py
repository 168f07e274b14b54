"""What running the blocks costs, beside stock Sphinx on the same pages, in one run: ``make bench``.

Prints seconds and ratios; only the ratios mean something on another machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from blockrun.block import Block, write_blocks
from building import ROOT

STOCK = """\
extensions = ["sphinx.ext.doctest"]
exclude_patterns = ["_*"]
doctest_test_doctest_blocks = ""
doctest_global_setup = open({setup!r}, encoding="utf-8").read()
"""
PAGE = "tensors/creation"
# Forks a process that has imported torch and waits for it, 100 times; prints seconds of one.
FORK = """\
import os, sys, time
sys.path.insert(0, {extensions!r})
from pathlib import Path
from blockrun.setup import Setup
setup = Setup.load(Path({setup!r}))
started = time.perf_counter()
for _ in range(100):
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
print((time.perf_counter() - started) / 100)
"""
# Runs a folder of blocks and prints the peak memory of the parent, in MiB.
MEMORY = """\
import resource, sys
sys.path.insert(0, {extensions!r})
from blockrun.__main__ import main
main([{folder!r}])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def measure(command: list[str], folder: Path = ROOT) -> tuple[float, str]:
    """Wall seconds of a command in a folder, and what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "extensions")}
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:6])} ...: exit {done.returncode}\n{done.stdout[-3000:]}")
    return seconds, done.stdout


def run_python(code: str, **values: str) -> str:
    values = {"extensions": str(ROOT / "extensions"), **values}
    return measure([sys.executable, "-c", code.format(**values)])[1]


def run_stock(folder: Path) -> float:
    """Stock Sphinx: one process, one namespace a page, nothing isolated."""
    setup = str(ROOT / "source" / "doctest_setup.py")
    (folder / "conf.py").write_text(STOCK.format(setup=setup), encoding="utf-8")
    paths = ["-c", folder, ROOT / "source", folder / "out"]
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "doctest", *map(str, paths)]
    return measure(command, folder)[0]  # blocks leave their files where they run


def run_ours(*options: str) -> tuple[float, dict]:
    """`make doctest`: collecting in every language and comparing them included."""
    seconds, _ = measure([sys.executable, str(ROOT / "scripts" / "run_blocks.py"), *options])
    return seconds, json.loads((ROOT / "build/doctest/summary.json").read_text(encoding="utf-8"))


def find_floor(summary: dict, fork: float) -> float:
    """Importing once, then the blocks' own seconds and a bare fork each, on every core."""
    records = (ROOT / "build/doctest/records.jsonl").read_text(encoding="utf-8").splitlines()
    own = sum(json.loads(line)["seconds"] + fork for line in records)
    return summary["import_seconds"] + own / summary["jobs"]


def grow(folder: Path, count: int) -> tuple[float, int]:
    """Seconds and the parent's MiB for `count` blocks that do next to nothing."""
    folder = folder / str(count)
    folder.mkdir()
    code = ">>> {0} + 1\n{1}"
    blocks = (
        Block("page", "page.rst", n + 1, "doctest", code.format(n, n + 1), str(n + 1))
        for n in range(count)
    )
    write_blocks(folder / "blocks.jsonl", blocks)
    (folder / "setup.py").write_text("", encoding="utf-8")
    started = time.monotonic()
    printed = run_python(MEMORY, folder=str(folder))
    return time.monotonic() - started, int(printed.split()[-1])


def main() -> int:
    setup = str(ROOT / "source" / "doctest_setup.py")
    run_ours()  # warms the compile caches for both
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = run_stock(folder)
        ours, summary = run_ours()
        fork = float(run_python(FORK, setup=setup))
        floor = find_floor(summary, fork)
        print(f"{summary['blocks']} blocks, {summary['jobs']} jobs, a bare fork {fork * 1000:.1f} ms")
        print(f"stock sphinx.ext.doctest   {stock:7.1f} s")
        print(f"make doctest               {ours:7.1f} s   {ours / stock:.2f} of stock")
        run = summary["seconds"] + summary["import_seconds"]
        print(f"  running alone            {run:7.1f} s   {run / stock:.2f} of stock")
        print(f"  the floor                {floor:7.1f} s   {run / floor:.2f} of the floor")
        page, one = run_ours("--pages", PAGE)
        torch, run = one["import_seconds"], one["seconds"]
        print(f"one page, {PAGE}, {one['blocks']} blocks: {page:.1f} s, of which")
        print(f"  torch {torch:.1f} s, running {run:.1f} s, other {page - torch - run:.1f} s")
        before = 0.0
        for count in (300, 3_000, 30_000):
            seconds, memory = grow(folder, count)
            times = f"{seconds / before:5.1f} times" if before else ""
            print(f"{count:6,} blocks {seconds:7.1f} s  parent {memory} MiB  {times}", flush=True)
            before = seconds
    return 0


if __name__ == "__main__":
    sys.exit(main())
