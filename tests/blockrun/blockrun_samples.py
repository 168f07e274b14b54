"""Blocks to run in tests, and two ways to run them: from here, and by the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent
from typing import Any

from blockrun.block import Block, write_blocks
from blockrun.pool import run_blocks
from blockrun.record import Record
from blockrun.setup import Setup
from blockrun.verdict import Limits

EXTENSIONS = Path(__file__).parents[2] / "extensions"
PAGE = "source/page.rst"
LINE = 10  # where the code of a sample starts


def sample(code: str, expected: str = "", **values: Any) -> Block:
    """A block: a session if it begins with a prompt, else a program; `options` by name."""
    code = dedent(code).strip("\n")
    kind = "doctest" if code.startswith(">>>") else "testcode"
    page = values.pop("page", "page")
    fields = {name: values.pop(name) for name in ("line", "path", "requires", "kind") if name in values}
    defaults = {"line": LINE, "path": f"source/{page}.rst", "kind": kind}
    return Block(
        page=page, code=code, expected=dedent(expected), options=values, **{**defaults, **fields}
    )


def run_samples(
    blocks: Iterable[Block], setup: str = "", seconds: float = 20, memory: int = 2**32, jobs: int = 2
) -> list[Record]:
    """The records of blocks, in their order."""
    blocks = list(blocks)
    found = run_blocks(blocks, Setup(setup), Limits(seconds, memory), jobs)
    records = {(record.block, record.page): record for record in found}
    return [records[block.id, block.page] for block in blocks]


def run_sample(code: str, expected: str = "", setup: str = "", **values: Any) -> Record:
    """The record of one block."""
    return run_samples([sample(code, expected, **values)], setup)[0]


def fill(folder: Path, blocks: Iterable[Block], setup: str = "") -> Path:
    """A folder as the collector leaves it."""
    folder.mkdir(exist_ok=True)
    write_blocks(folder / "blocks.jsonl", blocks)
    (folder / "setup.py").write_text(setup, encoding="utf-8")
    return folder


def start_command(folder: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    """Start ``python -m blockrun`` with nothing but PYTHONPATH, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "blockrun", str(folder), *options],
        env={**os.environ, "PYTHONPATH": str(EXTENSIONS), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_heed_signals,
    )


def _heed_signals() -> None:
    """A shell's background job ignores SIGINT, nohup's SIGHUP, and so do all that they start."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def run_command(folder: Path, *options: str, **environment: str) -> tuple[int, str, str]:
    """Run it to its end, with something typed: exit status, output, errors."""
    with start_command(folder, *options, **environment) as process:
        output, errors = process.communicate("typed\n", timeout=300)
    return process.returncode, output, errors
