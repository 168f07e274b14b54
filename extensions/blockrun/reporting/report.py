"""What records say, for people and for a CI."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from blockrun.model.block import Block
from blockrun.model.record import FAILED, PASSED, SKIPPED, Record

# What XML 1.0 can't hold, not even escaped: "\x00", "\x1b" and "\ufffe", but not "\n" or "가".
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ACCEPT = (
    "Where what was found is right: make doctest ACCEPT=1, with the same PAGES, writes it into the pages"
    " and shows the difference."
)

# What a summary says of the records and of the run's cost; the rest says where it ran.
COUNTED = ("blocks", PASSED, FAILED, SKIPPED, "reasons", "programs")
TIMED = ("seconds", "import_seconds", "jobs")


def summarize(records: Sequence[Record], run: dict[str, Any]) -> dict[str, Any]:
    """Counts by status and by reason of skipping, beside what `run` says of the run itself.

    The programs of entries, where there are some, are counted apart.
    """
    blocks = [record for record in records if not record.entry]
    programs = [record for record in records if record.entry]
    reasons = Counter(record.reason for record in blocks if record.status == SKIPPED)
    return {
        "blocks": len(blocks),
        **count_statuses(blocks),
        "reasons": dict(sorted(reasons.items())),
        **({"programs": count_statuses(programs)} if programs else {}),
        **run,
    }


def format_report(records: Sequence[Record], blocks: Iterable[Block], summary: dict[str, Any]) -> str:
    """Every failure with its detail, how to accept an output that has changed, then the counts."""
    changed = any(record.found is not None for record in records)
    return "\n".join(
        [*format_failures(records, blocks), *([ACCEPT] if changed else []), format_counts(summary)]
    )


def count_failed(summary: Mapping[str, Any]) -> int:
    """The blocks and programs that failed."""
    return int(summary[FAILED]) + int(get_programs(summary)[FAILED])


def get_programs(summary: Mapping[str, Any]) -> Mapping[str, int]:
    return summary.get("programs") or count_statuses([])


def count_statuses(records: Iterable[Record]) -> dict[str, int]:
    counts = Counter(record.status for record in records)
    return {status: counts[status] for status in (PASSED, FAILED, SKIPPED)}


def format_failures(records: Iterable[Record], blocks: Iterable[Block]) -> list[str]:
    """Each failure: ``path:line: reason``, and its detail indented below.

    A program that fails where its block does is not told, too.
    """
    failed = [record for record in records if record.status == FAILED]
    places = {(record.page, record.line) for record in failed if not record.entry}
    failed = [r for r in failed if not r.entry or (r.page, r.line) not in places]
    keys = {(record.block, record.page) for record in failed}
    paths = {(b.id, b.page): b.path for b in blocks if (b.id, b.page) in keys}
    parts = []
    for record in failed:
        path = paths.get((record.block, record.page), record.page)
        detail = [f"    {line}" for line in record.detail.splitlines()]
        parts.append("\n".join([f"{path}:{record.line}: {record.reason}", *detail]))
    return parts


def format_counts(summary: dict[str, Any]) -> str:
    """``3 blocks: 2 passed, 0 failed, 1 skipped (1 needs CUDA)``, and the same of programs if any."""
    counts = _format_statuses(summary)
    reasons = "; ".join(f"{count} {reason}" for reason, count in summary["reasons"].items())
    told = f"{summary['blocks']} blocks: {counts}" + (f" ({reasons})" if reasons else "")
    programs = get_programs(summary)
    count = sum(programs.values())
    return told + (f"\n{count} programs of rows: {_format_statuses(programs)}" if count else "")


def _format_statuses(counts: Mapping[str, Any]) -> str:
    return ", ".join(f"{counts[status]} {status}" for status in (PASSED, FAILED, SKIPPED))


def write_summary(path: Path, summary: dict[str, Any]) -> None:
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_junit(path: Path, records: Iterable[Record], summary: dict[str, Any]) -> None:
    """The records as a JUnit test suite: a page is a class, a block's line a case."""
    blocks, programs = summary, get_programs(summary)
    counts = {
        "tests": blocks["blocks"] + sum(programs.values()),
        "failures": count_failed(summary),
        "skipped": blocks[SKIPPED] + programs[SKIPPED],
    }
    suite = ET.Element("testsuite", name="blocks", errors="0")
    suite.attrib |= {name: str(count) for name, count in counts.items()}
    suite.text = "\n"
    head, _, tail = ET.tostring(suite, "unicode").rpartition("</")
    with path.open("w", encoding="utf-8") as file:  # case by case: a tree of them all would be large
        file.write(f'<?xml version="1.0" encoding="utf-8"?>\n{head}')
        file.writelines(ET.tostring(_make_case(record), "unicode") + "\n" for record in records)
        file.write(f"</{tail}\n")


def _make_case(record: Record) -> ET.Element:
    case = ET.Element("testcase", classname=record.page, name=f"line {record.line}")
    case.set("time", f"{record.seconds:.3f}")
    if record.status == FAILED:
        failure = ET.SubElement(case, "failure", message=_writable(record.reason))
        failure.text = _writable(record.detail)
    elif record.status == SKIPPED:
        ET.SubElement(case, "skipped", message=_writable(record.reason))
    return case


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
