"""Collect every block, run it on real torch, report: ``make doctest``.

`--pages` runs a part; `--python` runs them in another environment, whose records then go to a
folder of their own.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from blockrun.block import Block, read_blocks
from building import ROOT, hold_lock, run_sphinx
from cheatsheet.languages import SOURCE, find_languages

FOLDER = ROOT / "build" / "doctest"


def collect_all(folder: Path) -> bool:
    """Write the blocks of the pages as they are now; tell whether every language has the source's."""
    folders = {language: folder / language for language in find_languages(ROOT / "locale")}
    folders[SOURCE] = folder
    with ThreadPoolExecutor(2) as pool:
        if not all(pool.map(lambda item: run_sphinx("blocks", *item)[0], folders.items())):
            return False
    found = {language: read_blocks(path / "blocks.jsonl") for language, path in folders.items()}
    differences = [d for language in found for d in compare(found[SOURCE], found[language], language)]
    for difference in differences:
        print(difference, file=sys.stderr)
    return not differences


def compare(source: list[Block], blocks: list[Block], language: str) -> Iterator[str]:
    """Where a language's pages hold other code than the source's."""
    for ours, theirs in itertools.zip_longest(source, blocks):
        one = ours or theirs
        ids = [block.id if block else "no block" for block in (theirs, ours)]
        if ids[0] != ids[1]:
            place = f"{one.path}:{one.line}"
            yield f"{place}: found {ids[0]} in {language}, expected the source's block {ids[1]}"
            return


def run(folder: Path, python: str, pages: str) -> int:
    """Run the blocks, which needs nothing of this environment."""
    command = [python, "-m", "blockrun", str(folder), "--pages", pages]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "extensions")}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", default="", help="tensors, tensors/creation, ...")
    parser.add_argument("--python", default=sys.executable, help="of the environment to run in")
    parser.add_argument("--name", default="", help="the folder below build/doctest for its records")
    options = parser.parse_args(arguments)
    folder = FOLDER / options.name
    with hold_lock("doctest"):
        if not collect_all(folder):
            return 1
        return run(folder, options.python, options.pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
