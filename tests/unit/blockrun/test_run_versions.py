"""What needs another version is run all the same: it has to fail, or the page is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from blockrun.execution.version_marks import NEED
from blockrun_samples import LINE, fill, run_command, run_sample, run_samples, sample

SETUP = """
def old(version): return f"needs torch {version}"
def few(count): return f"needs {count} GPUs"
never = "needs CUDA"
now = ""
"""
DIES = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
# name: code, condition, status, and a part of the reason
CASES = {
    "fails as it says": ("1 / 0", 'old("2.14")', "skipped", "needs torch 2.14"),
    "dies": (DIES, 'old("2.14")', "skipped", "needs torch 2.14"),
    "is no Python": ("1 +", 'old("2.14")', "skipped", "needs torch 2.14"),
    "prints something else": ("print(1)", 'old("2.14")', "skipped", "needs torch 2.14"),
    "runs": ("1 + 1", 'old("2.14")', "failed", "for it needs torch 2.14"),
    "device": ("1 + 1", "never", "skipped", "needs CUDA"),
    "count": ("1 + 1", "few(2)", "skipped", "needs 2 GPUs"),
    "device before version": ("1 + 1", 'never or old("2.14")', "skipped", "needs CUDA"),
    "version before device": ("1 / 0", 'old("2.14") or never', "skipped", "needs torch 2.14"),
    "new enough": ("1 + 1", "now", "passed", ""),
    "holds no more": ("1 / 0", 'old("2.14 or older")', "skipped", "needs torch 2.14 or older"),
    "holds still": ("1 + 1", 'old("2.14 or older")', "failed", "for it needs torch 2.14 or older"),
}


@pytest.mark.parametrize(("code", "requires", "status", "reason"), CASES.values(), ids=CASES)
def test_condition_on_a_version_is_tried(code, requires, status, reason):
    record = run_sample(code, requires=requires, setup=SETUP)
    assert record.status == status
    assert reason in record.reason
    assert record.line == LINE


def test_program_of_a_row_is_not_tried_on_another_version():
    """Its block is."""
    program = replace(sample("1 + 1", requires='old("2.14")'), entry=LINE)
    assert run_samples([program], SETUP)[0].status == "skipped"


# name: code, condition, status, and the reason's start
MARKS = {
    "holds": ("1 + 1", "now", "passed", ""),
    "does not hold": ("1 / 0", "now", "failed", "found 'x since 2.14', which is not so here: found Z"),
    "not yet": ("1 / 0", 'old("2.14")', "skipped", "needs torch 2.14"),
    "already": ("1 + 1", 'old("2.14")', "failed", "found 'x since 2.14', which is not so here: found "),
}


@pytest.mark.parametrize(("code", "requires", "status", "reason"), MARKS.values(), ids=MARKS)
def test_mark_is_told_where_it_stands(code, requires, status, reason):
    record = run_sample("\n" + code, requires=requires, setup=SETUP, mark="x since 2.14")
    assert (record.status, record.line) == (status, LINE)
    assert record.reason.startswith(reason)


def test_marks_are_run_with_the_blocks(tmp_path):
    good, bad = sample("1 + 1"), sample("1 / 0", path="source/b.rst", line=4, mark="x since 2.14")
    (fill(tmp_path, [bad]) / "blocks.jsonl").rename(tmp_path / "marks.jsonl")
    fill(tmp_path, [good])
    status, output, errors = run_command(tmp_path)
    assert (status, errors) == (1, "")
    assert output.startswith("source/b.rst:4: found 'x since 2.14', which is not so here: ")
    assert output.splitlines()[-1] == "2 blocks: 1 passed, 1 failed, 0 skipped"


def test_damaged_marks_are_a_wrong_use(tmp_path):
    fill(tmp_path, [])
    (tmp_path / "marks.jsonl").write_text("{\n")
    status, _, errors = run_command(tmp_path)
    assert status == 2
    assert "marks.jsonl:1: found " in errors


@pytest.mark.parametrize("text", ["needs torch 2.14", "needs numpy 3", "needs torch 2.14 or older"])
def test_reason_is_of_a_version(text):
    assert NEED.fullmatch(text)


@pytest.mark.parametrize("text", ["needs CUDA", "needs 2 GPUs", "needs torchvision", "needs a torch 2"])
def test_reason_is_not_of_a_version(text):
    assert not NEED.fullmatch(text)
