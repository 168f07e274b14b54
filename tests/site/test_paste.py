"""What a reader copies from the rows does what the page says, in a fresh interpreter.

Other than `make doctest`, this runs the entries as rows show them, without what the runner imports
beforehand, and on two threads where the runner uses one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from blockrun.environment import clean_environment
from blockrun.model.block import Block
from blockrun.model.record import PASSED, read_records
from built_site import ROOT
from cheatsheet.core.entries import parse_entries

pytestmark = [pytest.mark.torch, pytest.mark.slow]

QUICK = 2  # seconds, of what stands on a page of slow blocks


def describe(block: Block) -> str:
    session = block.kind == "doctest"
    entries = parse_entries(block.code, session, "" if session else block.expected)
    cells = [[entry.code, entry.output] for entry in entries]
    return json.dumps({"place": f"{block.path}:{block.line}", "kind": block.kind, "entries": cells})


def paste(blocks: list[Block], home: str) -> subprocess.Popen:
    environment = {"OMP_NUM_THREADS": "2", "PYTHONPATH": str(ROOT / "extensions")}
    command = [sys.executable, str(Path(__file__).with_name("paste.py"))]
    process = subprocess.Popen(
        [*command, str(ROOT / "source" / "doctest_setup.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=clean_environment(os.environ, home) | environment,
    )
    process.stdin.write("".join(describe(block) + "\n" for block in blocks))
    process.stdin.close()
    return process


def test_every_entry_can_be_pasted(blocks, tmp_path: Path) -> None:
    records = read_records(ROOT / "build" / "doctest" / "records.jsonl")
    passed = {record.block: record.seconds for record in records if record.status == PASSED}
    # Compiling takes minutes without a cache; such blocks say that they are slow, and were.
    chosen = [b for b in blocks["en"] if b.id in passed]
    chosen = [b for b in chosen if "timeout" not in b.options or passed[b.id] < QUICK]
    assert len(chosen) > 100
    halves = [paste(chosen[part::2], str(tmp_path)) for part in (0, 1)]
    reports = [process.stdout.read() for process in halves]
    assert [process.wait() for process in halves] == [0, 0], "\n".join(reports)
