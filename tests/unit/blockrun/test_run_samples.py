"""What an output was where a block allows others: kept in the record, in the block's order."""

from __future__ import annotations

import doctest
import json

import pytest
from blockrun.execution.execute import DETAIL_LIMIT, OUTPUT_LIMIT
from blockrun.model.record import PASSED, Record, read_records, write_records
from blockrun_samples import run_sample

ALLOW = "  # doctest: +ELLIPSIS"

# code, expected, options, samples
CASES = {
    "exact": (">>> 12\n12", "", {}, []),
    "dots that are meant": (">>> print('1...')\n1...", "", {}, []),
    "part": (f">>> 12{ALLOW}\n1...", "", {}, ["12"]),
    "allowed and exact": (f">>> 12{ALLOW}\n12", "", {}, []),
    "two": (f">>> 12{ALLOW}\n1...\n>>> 3\n3\n>>> '가나'{ALLOW}\n'가...'", "", {}, ["12", "'가나'"]),
    "lines": (f">>> print('a', 1, 2, sep='\\n'){ALLOW}\na\n...\n2", "", {}, ["a\n1\n2"]),
    "a blank line": (f">>> print('a\\n\\nb'){ALLOW}\na\n<BLANKLINE>\n...", "", {}, ["a\n\nb"]),
    "error": (
        f">>> {{}}['a']{ALLOW}\nTraceback (most recent call last):\n    ...\nKeyError: ...",
        "",
        {},
        ["Traceback (most recent call last):\n    ...\nKeyError: 'a'"],
    ),
    "program": ("print(1, 2)", "1 ...", {"flags": {"ELLIPSIS": True}}, ["1 2"]),
}


@pytest.mark.parametrize(("code", "expected", "options", "samples"), CASES.values(), ids=CASES)
def test_outputs_that_may_be_others_are_kept(code, expected, options, samples):
    record = run_sample(code, expected, **options)
    assert (record.status, record.samples) == (PASSED, samples)


def test_setup_may_choose_what_stands_for_anything(monkeypatch):
    monkeypatch.setattr(doctest, "ELLIPSIS_MARKER", "\\u2026")  # doctest compares in ASCII
    code = f">>> 12{ALLOW}\n…\n>>> [1, 2]{ALLOW}\n[…, 2]"
    assert run_sample(code).samples == ["12", "[1, 2]"]
    assert run_sample(f">>> [1, 2]{ALLOW}\n[..., 2]").status != PASSED


def test_one_marker_needs_no_setup():
    assert run_sample(f">>> 12{ALLOW}\n…\n>>> [1, 2]{ALLOW}\n[…, 2]").samples == ["12", "[1, 2]"]
    assert run_sample(">>> print('…')\n…").samples == []
    assert "expected '3…'" in run_sample(f">>> print('1\\n2'){ALLOW}\n1…\n3…").reason


def test_block_that_fails_keeps_none():
    record = run_sample(f">>> 12{ALLOW}\n1...\n>>> 3\n4")
    assert (record.status, record.samples) == ("failed", [])


def test_long_output_is_cut_and_half_a_letter_written():
    allowed = {"flags": {"ELLIPSIS": True}}
    long = run_sample(f">>> 'x' * {2 * DETAIL_LIMIT}{ALLOW}\n'x...")
    half = run_sample("print('a\\ud83d')", "a...", **allowed)
    assert len(long.samples[0]) == DETAIL_LIMIT + 3
    assert half.samples == ["a\\ud83d"]


def test_output_may_fill_its_limit():
    assert run_sample(f">>> print('x' * {OUTPUT_LIMIT - 1}){ALLOW}\nx...").status == PASSED


def test_samples_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "records.jsonl"
    records = [Record("a", "p", 1, PASSED, samples=["1\n2", "가"]), Record("b", "p", 2, PASSED)]
    write_records(path, records)
    assert read_records(path) == records
    assert ["samples" in json.loads(line) for line in path.read_text().splitlines()] == [True, False]
