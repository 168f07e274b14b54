"""What is written and printed about records."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from blockrun.model.record import FAILED, PASSED, SKIPPED, Record, read_records, write_records
from blockrun.reporting.report import ACCEPT, format_report, summarize, write_junit
from blockrun_samples import sample

RECORDS = [
    Record("a", "creation", 3, PASSED, "", 0.5),
    Record("b", "creation", 9, SKIPPED, "needs CUDA", 0.1),
    Record(
        "c",
        "creation",
        12,
        FAILED,
        "found output '가', expected '나'",
        0.1,
        "Expected:\n    나\nGot:\n    가\n",
        found="가",
    ),
    Record("d", "indexing", 1, SKIPPED, "needs CUDA"),
    Record("e", "indexing", 5, SKIPPED, "needs 2 GPUs"),
]


def test_summary_counts_by_status_and_by_reason():
    summary = summarize(RECORDS, {"torch": "2.14.1", "seconds": 3})
    assert summary == {
        "blocks": 5,
        "passed": 1,
        "failed": 1,
        "skipped": 3,
        "reasons": {"needs 2 GPUs": 1, "needs CUDA": 2},
        "torch": "2.14.1",
        "seconds": 3,
    }
    assert list(summary["reasons"]) == ["needs 2 GPUs", "needs CUDA"]


def test_summary_of_nothing():
    assert summarize([], {}) == {"blocks": 0, "passed": 0, "failed": 0, "skipped": 0, "reasons": {}}


def test_report_shows_failures_with_their_path_and_the_counts():
    report = format_report(RECORDS, [], summarize(RECORDS, {}))
    assert report == (
        "creation:12: found output '가', expected '나'\n"
        "    Expected:\n        나\n    Got:\n        가\n"
        f"{ACCEPT}\n"
        "5 blocks: 1 passed, 1 failed, 3 skipped (1 needs 2 GPUs; 2 needs CUDA)"
    )


def test_report_tells_the_same_block_on_two_pages_apart():
    blocks = [sample("1 +", page=page) for page in ("one", "two")]
    records = [Record(block.id, block.page, 10, FAILED, "found x") for block in blocks]
    report = format_report(records, blocks, summarize(records, {}))
    assert report.splitlines()[:2] == ["source/one.rst:10: found x", "source/two.rst:10: found x"]
    assert ACCEPT not in report  # an error is nothing to accept


ODD = [
    "\x00",
    "\x1b[31m",
    "\x0b",
    "\ufffe",
    "\ud800",
    "<&>\"'",
    "]]>",
    "가 \u3000\xa0",
    "\u2028",
    "\U0001f600",
    "a\nb\tc",
]


@pytest.mark.parametrize("text", ODD, ids=ascii)
@pytest.mark.parametrize("status", [FAILED, SKIPPED])
def test_junit_is_xml_whatever_is_printed(tmp_path, text, status):
    records = [Record("a", "page", 3, status, f"found {text}", 0.25, f"got {text}")]
    write_junit(tmp_path / "junit.xml", records, summarize(records, {}))
    case = ET.parse(tmp_path / "junit.xml").getroot().find("testcase")
    told = case.find("failure" if status == FAILED else "skipped")
    assert told.get("message").startswith("found ")
    if text.isprintable() or text[0] in "가\u2028a":
        assert told.get("message") == f"found {text}"


def test_junit_counts(tmp_path):
    write_junit(tmp_path / "junit.xml", RECORDS, summarize(RECORDS, {}))
    suite = ET.parse(tmp_path / "junit.xml").getroot()
    assert {name: suite.get(name) for name in ("tests", "failures", "skipped", "errors")} == {
        "tests": "5",
        "failures": "1",
        "skipped": "3",
        "errors": "0",
    }
    cases = [(case.get("classname"), case.get("name"), case.get("time")) for case in suite]
    assert cases[:2] == [("creation", "line 3", "0.500"), ("creation", "line 9", "0.100")]


def test_junit_counts_programs_too(tmp_path):
    records = [*RECORDS, *(replace(record, entry=record.line) for record in RECORDS)]
    write_junit(tmp_path / "junit.xml", records, summarize(records, {}))
    suite = ET.parse(tmp_path / "junit.xml").getroot()
    assert [suite.get(name) for name in ("tests", "failures", "skipped")] == ["10", "2", "6"]


def test_records_are_written_sorted_and_read_again(tmp_path):
    path = tmp_path / "records.jsonl"
    write_records(path, reversed(RECORDS))
    assert read_records(path) == RECORDS
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert list(first) == ["block", "page", "line", "status", "reason", "seconds"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("cut", [1, 5, 40, 41, 42, 60])
def test_records_before_a_cut_are_read(tmp_path, cut):
    path = tmp_path / "records.jsonl"
    path.write_bytes("".join(f"{record.to_json()}\n" for record in RECORDS[:3]).encode()[:-cut])
    assert read_records(path) == (RECORDS[:3] if cut == 1 else RECORDS[:2])


def test_records_of_no_file(tmp_path):
    assert read_records(tmp_path / "records.jsonl") == []
