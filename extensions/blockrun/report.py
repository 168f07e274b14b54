"""What records say, for people and for a CI."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from blockrun.block import Block
from blockrun.record import FAILED, PASSED, SKIPPED, Record

# What XML 1.0 can't hold, not even escaped: "\x00", "\x1b" and "\ufffe", but not "\n" or "가".
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What a summary says of the records and of the run's cost; the rest says where it ran.
COUNTED = ("blocks", PASSED, FAILED, SKIPPED, "reasons")
TIMED = ("seconds", "import_seconds", "jobs")


def summarize(records: Sequence[Record], run: dict) -> dict:
    """Counts by status and by reason of skipping, beside what `run` says of the run itself."""
    statuses = Counter(record.status for record in records)
    reasons = Counter(record.reason for record in records if record.status == SKIPPED)
    return {
        "blocks": len(records),
        **{status: statuses[status] for status in (PASSED, FAILED, SKIPPED)},
        "reasons": dict(sorted(reasons.items())),
        **run,
    }


def format_report(records: Iterable[Record], blocks: Iterable[Block], summary: dict) -> str:
    """Every failure with its detail, then the counts."""
    failed = [record for record in records if record.status == FAILED]
    keys = {(record.block, record.page) for record in failed}
    paths = {(b.id, b.page): b.path for b in blocks if (b.id, b.page) in keys}
    parts = []
    for record in failed:
        path = paths.get((record.block, record.page), record.page)
        parts.append(f"{path}:{record.line}: {record.reason}")
        parts += [f"    {line}" for line in record.detail.splitlines()]
    counts = ", ".join(f"{summary[status]} {status}" for status in (PASSED, FAILED, SKIPPED))
    reasons = "; ".join(f"{count} {reason}" for reason, count in summary["reasons"].items())
    parts.append(f"{summary['blocks']} blocks: {counts}" + (f" ({reasons})" if reasons else ""))
    return "\n".join(parts)


def write_summary(path: Path, summary: dict) -> None:
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_junit(path: Path, records: Iterable[Record], summary: dict) -> None:
    """The records as a JUnit test suite: a page is a class, a block's line a case."""
    counts = {"tests": "blocks", "failures": FAILED, "skipped": SKIPPED}
    suite = ET.Element("testsuite", name="blocks", errors="0")
    suite.attrib |= {name: str(summary[key]) for name, key in counts.items()}
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
