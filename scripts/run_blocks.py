"""Collect every block, run it on real torch, report: ``make doctest``.

`--pages` runs a part; `--python` runs them in another environment, whose records then go to a
folder of their own. The source's blocks are run while those of the other languages are collected, which
must be the same; for a part they are not collected.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from accepted_outputs import accept_outputs
from blockrun.model.block import FILES, Block, read_blocks
from blockrun.model.plan import find_unknown
from blockrun.model.record import read_records
from build_state import Sources, read_sources, run_again
from gettext_lint.locales import SOURCE, find_languages
from sphinx_runner import ROOT, hold_lock

FOLDER = ROOT / "build" / "doctest"
CACHE = ROOT / "build" / "cache"
PART = "part"  # the folder of the records of some pages


def collect(language: str, sources: Sources) -> list[Block] | None:
    """The blocks of the pages as they are now, in a language; None if its build found something."""
    folder = FOLDER if language == SOURCE else FOLDER / language
    fine, _ = run_again("blocks", language, folder, sources)
    return read_blocks(folder / "blocks.jsonl") if fine else None


def list_pages() -> set[str]:
    source = ROOT / "source"
    files = (path.relative_to(source) for path in source.rglob("*") if path.suffix in {".rst", ".md"})
    return {path.with_suffix("").as_posix() for path in files}


def compare(source: list[Block], blocks: list[Block], language: str) -> Iterator[str]:
    """Where a language's pages hold other code than the source's."""
    for ours, theirs in itertools.zip_longest(source, blocks):
        one = ours or theirs
        ids = [block.id if block else "no block" for block in (theirs, ours)]
        if ids[0] != ids[1]:
            place = f"{one.path}:{one.line}"
            yield f"{place}: found {ids[0]} in {language}, expected the source's block {ids[1]}"
            return


def run(name: str, python: str, pages: str) -> int:
    """Run the source's blocks, which needs nothing of this environment; give the exit status."""
    folder = FOLDER / name
    if name:
        folder.mkdir(exist_ok=True)
        for file in ("setup.py", *FILES):
            shutil.copy(FOLDER / file, folder)
    command = [python, "-m", "blockrun", str(folder), "--cache", str(CACHE), "--pages", pages]
    command += [] if pages else ["--progress"]  # a part is a matter of seconds
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "extensions")}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def collect_and_run(name: str, python: str, pages: str) -> int:
    """Run the blocks; give the exit status, 1 also if the languages do not agree."""
    languages = [] if pages else find_languages(ROOT / "locale")
    others = [language for language in languages if language != SOURCE]
    sources = read_sources()
    with ThreadPoolExecutor(1) as pool:
        collected = {language: pool.submit(collect, language, sources) for language in others}
        source = collect(SOURCE, sources)
        if source is None:
            return 1
        status = run(name, python, pages)
        found = {language: future.result() for language, future in collected.items()}
    pairs = [(language, blocks) for language, blocks in found.items() if blocks is not None]
    differences = [text for language, blocks in pairs for text in compare(source, blocks, language)]
    for text in differences:
        print(text, file=sys.stderr)
    return status or int(bool(differences) or None in found.values())


def accept(name: str, pages: str) -> int:
    """Write what was found into the pages, and have it looked at: what is right a person says."""
    folder = FOLDER / name
    records = read_records((folder / PART if pages else folder) / "records.jsonl")
    for text in accept_outputs(ROOT, read_blocks(folder / "blocks.jsonl"), records):
        print(text)
    print("look at the difference, then run this again; git restore puts a page back")
    return 1


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", default="", help="tensors, tensors/creation, ...")
    parser.add_argument("--python", default=sys.executable, help="of the environment to run in")
    parser.add_argument("--accept", action="store_true", help="write changed outputs into the pages")
    parser.add_argument("--name", default="", help="the folder below build/doctest for its records")
    options = parser.parse_args(arguments)
    if unknown := find_unknown(options.pages, list_pages()):  # before the minutes of collecting
        print(f"PAGES: {unknown}", file=sys.stderr)
        return 2
    with hold_lock("doctest"):
        status = collect_and_run(options.name, options.python, options.pages)
        return accept(options.name, options.pages) if options.accept and status == 1 else status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
