"""Take a page at its word on versions: what needs another one must fail here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from blockrun.model.block import Block
from blockrun.model.record import FAILED, PASSED, SKIPPED, Record

# Why a block is skipped on a version that is too old, or too new. Matches "needs torch 2.14" and
# "needs torch 2.14 or older"; not "needs 2 GPUs".
NEED = re.compile(r"needs \w+ \d+(\.\d+)*( or older)?")


def run_checked(block: Block, run: Callable[[Block], Record]) -> Record:
    """The record of a block. What needs another version is run all the same, and has to fail.

    What is wrong with a check of a mark is told where the mark stands.
    """
    record = run(block)
    needs_version = record.status == SKIPPED and NEED.fullmatch(record.reason) and not block.entry
    if needs_version and run(replace(block, requires="")).status == PASSED:
        reason = f"found that it runs, expected it to fail, for it {record.reason}; mend that"
        record = replace(record, status=FAILED, reason=reason)
    if record.status == FAILED and block.entry:
        reason = f"found that the row of line {block.entry} does not run alone: {record.reason}"
        record = replace(record, reason=reason)
    if record.status == FAILED and "mark" in block.options:
        reason = f"found {block.options['mark']!r}, which is not so here: {record.reason}"
        record = replace(record, reason=reason, line=block.line)
    return record
