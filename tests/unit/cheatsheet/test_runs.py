"""Committed records: written, merged, read; and what stamps make of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from blockrun.model.record import FAILED, PASSED, SKIPPED, Record
from cheatsheet.core.runs import Row, Run, RunError, make_run, merge_runs, read_run, read_runs, write_run
from cheatsheet.pages.run_badges import describe_versions, find_notice, make_common_stamp, make_stamp

SUMMARY = {"blocks": 2, "torch": "2.14.1", "device": "CPU", "python": "3.11.7", "seconds": 3.0}
RECORDS = [
    Record("b", "tensors/creation", 4, PASSED, seconds=0.1),
    Record("a", "tensors/creation", 9, SKIPPED, "needs CUDA", 0.2),
]
ROWS = {
    "a": Row("a", "tensors/creation", SKIPPED, "needs CUDA"),
    "b": Row("b", "tensors/creation", PASSED),
}
CPU = Run("torch 2.14.1", "CPU", "3.11.7", "2026-11-23", ROWS)
OLD = replace(CPU, software="torch 2.9.0", date="2026-01-02", rows={"b": Row("b", "p", PASSED)})
GPU = Run("torch 2.11.0", "H100", "3.12.1", "2026-10-01", {"a": Row("a", "p", PASSED)})


def test_run_is_made_of_what_the_runner_wrote() -> None:
    assert make_run(RECORDS, SUMMARY, "2026-11-23") == CPU
    assert CPU.file_name == "cpu-torch-2.14.1.jsonl"
    assert replace(CPU, device="NVIDIA H100 80GB HBM3").file_name == (
        "nvidia-h100-80gb-hbm3-torch-2.14.1.jsonl"
    )


def test_run_without_a_version_is_refused() -> None:
    with pytest.raises(RunError, match="found no version and device"):
        make_run(RECORDS, {"blocks": 2, "python": "3.11.7"}, "2026-11-23")


def test_written_run_is_read_again(tmp_path: Path) -> None:
    path = write_run(tmp_path / "records", CPU)
    assert read_run(path) == CPU
    lines = path.read_text().split("\n")
    assert sum("2026-11-23" in line for line in lines) == 1
    assert [name for name in ('"a"', '"b"') if name in lines[1] + lines[2]] == ['"a"', '"b"']
    assert "seconds" not in path.read_text()


def test_a_run_with_the_same_results_changes_nothing(tmp_path: Path) -> None:
    path = write_run(tmp_path, CPU)
    before = path.read_bytes()
    tomorrow = replace(CPU, date="2026-11-24", python="3.11.8")
    write_run(tmp_path, merge_runs(read_run(path), tomorrow, {"a", "b"}))
    assert path.read_bytes() == before


def test_a_part_changes_its_own_rows_alone() -> None:
    new = replace(CPU, date="2026-12-01", rows={"b": Row("b", "tensors/creation", FAILED, "x")})
    merged = merge_runs(CPU, new, {"a", "b"})
    assert merged.date == "2026-12-01"
    assert merged.rows["a"].status == SKIPPED
    assert merged.rows["b"].status == FAILED


def test_records_of_changed_blocks_are_dropped() -> None:
    assert set(merge_runs(CPU, replace(CPU, rows={}), {"a"}).rows) == {"a"}
    assert set(merge_runs(None, CPU, {"b"}).rows) == {"b"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("", 1, id="empty"),
        pytest.param("{}\n", 1, id="no-head"),
        pytest.param(
            '{"software": "a", "device": "b", "python": "c", "date": "2026-01-01"}\n{\n', 2, id="cut"
        ),
        pytest.param(
            '{"software": "a", "device": "b", "python": "c", "date": "2026-01-01"}\n'
            '{"block": "x", "page": "p", "status": "fine"}\n',
            2,
            id="status",
        ),
        pytest.param('{"software": 1, "device": [], "python": {}, "date": 5}\n', 1, id="no-texts"),
        pytest.param('{"software": "a", "device": "b", "python": "c", "date": "d"}\n', 1, id="no-date"),
        pytest.param(
            '{"software": "%s", "device": "", "python": "", "date": "2026-01-01"}' % ("9" * 5000),
            1,
            id="long",
        ),
        pytest.param("null\n", 1, id="null"),
    ],
)
def test_damaged_file_is_named(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "cpu.jsonl"
    path.write_text(text)
    with pytest.raises(RunError, match=f"cpu.jsonl:{line}: found .*; run make records"):
        read_run(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name, make in {"a.jsonl": Path.mkdir, "b.jsonl": lambda path: path.write_bytes(b"\xff")}.items():
        make(tmp_path / name)
        with pytest.raises(RunError, match=f"{name}:1: found"):
            read_run(tmp_path / name)


def test_newest_version_comes_first_and_cpu_before_devices(tmp_path: Path) -> None:
    for run in (OLD, GPU, CPU):
        write_run(tmp_path, run)
    assert read_runs(tmp_path) == [CPU, OLD, GPU]


@pytest.mark.parametrize(
    ("block", "runs", "passed", "notice"),
    [
        pytest.param("b", [CPU, OLD], True, "", id="passed"),
        pytest.param("a", [CPU], False, "needs CUDA: not yet run", id="never"),
        pytest.param(
            "a", [CPU, GPU], True, "needs CUDA: last run on torch 2.11.0, H100, 2026-10-01", id="gpu"
        ),
        pytest.param("c", [CPU], False, "not yet run", id="changed"),
        pytest.param(
            "b",
            [replace(CPU, rows={"b": Row("b", "p", FAILED, "x")}), OLD],
            False,
            "failed on torch 2.14.1, CPU, 2026-11-23",
            id="failed",
        ),
        pytest.param(
            "a", [replace(CPU, rows={"a": Row("a", "p", PASSED)}), replace(CPU, software="torch 2.9.0")],
            True, "needs CUDA", id="needs-something",
        ),
        pytest.param(
            "b",
            [replace(CPU, rows={"b": Row("b", "p", SKIPPED, "needs torch 2.14 or older")}), OLD],
            True, "", id="another-version",
        ),
    ],
)  # fmt: skip
def test_stamp(block: str, runs: list[Run], passed: bool, notice: str) -> None:
    stamp = make_stamp(block, runs)
    assert (stamp.passed, stamp.notice) == (passed, notice)


@pytest.mark.parametrize(
    ("requires", "words"),
    [
        pytest.param("", "", id="none"),
        pytest.param('no_cuda or old("3")', "since 3", id="since"),
        pytest.param('new("2.14")', "until 2.14", id="until"),
        pytest.param('new("2.14") or old("2.13")', "since 2.13, until 2.14", id="both"),
        pytest.param('cold("2.14")', "", id="other"),
    ],
)
def test_versions_of_a_block_are_told(requires: str, words: str) -> None:
    assert describe_versions(requires, 'old("{}")', 'new("{}")') == words
    assert describe_versions(requires, "", "") == ""


ODD = replace(CPU, rows={"b": Row("b", "p", PASSED), "d": Row("d", "p", FAILED, "x")})
BOTH = replace(CPU, software="torch 2.11.0", rows={n: Row(n, "p", PASSED) for n in ("b", "c")})
ONE, OTHER = (replace(CPU, rows={name: Row(name, "p", PASSED)}) for name in ("b", "c"))


@pytest.mark.parametrize(
    ("blocks", "runs", "label"),
    [
        pytest.param(["b"], [CPU], "Last run on torch 2.14.1, CPU, 2026-11-23", id="one"),
        pytest.param(["b", "d"], [ODD], "Last run on torch 2.14.1, CPU, 2026-11-23", id="one-is-odd"),
        pytest.param(["d"], [ODD], "", id="all-are-odd"),
        pytest.param(
            ["b", "c", "e"], [ONE, BOTH], "Last run on torch 2.11.0, CPU, 2026-11-23", id="of-most"
        ),
        pytest.param(["b", "c"], [ONE, OTHER], "Last run on torch 2.14.1, CPU, 2026-11-23", id="of-one"),
        pytest.param([], [CPU], "", id="none"),
    ],
)
def test_stamp_of_a_section_is_true_of_all_but_the_odd(blocks, runs, label) -> None:
    assert make_common_stamp(blocks, runs).label == label


def test_what_is_odd_is_said_at_the_block() -> None:
    common = make_common_stamp(["b", "d"], [ODD])
    assert find_notice("b", make_stamp("b", [ODD]), common) == ""
    assert find_notice("d", make_stamp("d", [ODD]), common) == "failed on torch 2.14.1, CPU, 2026-11-23"


def test_a_run_that_others_do_not_share_is_said_at_the_block() -> None:
    """One block until a version, two since the next: the two have the stamp, the one its own."""
    old = replace(OTHER, software="torch 2.10.0", rows={"e": Row("e", "p", PASSED)})
    runs = [BOTH, old]
    common = make_common_stamp(["e", "b", "c"], runs)
    found = {block: find_notice(block, make_stamp(block, runs), common) for block in ("e", "b", "c")}
    assert found == {"b": "", "c": "", "e": "Last run on torch 2.10.0, CPU, 2026-11-23"}


def test_stamp_names_versions_device_and_date() -> None:
    assert make_stamp("b", [CPU, OLD]).label == "Last run on torch 2.14.1, 2.9.0, CPU, 2026-11-23"
