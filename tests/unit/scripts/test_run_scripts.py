"""The commands about runs: languages are compared, records are kept and merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import run_blocks
import save_records
from blockrun.model.block import Block, write_blocks
from blockrun.model.record import FAILED, PASSED, Record, write_records
from cheatsheet.core.runs import read_run


def make(code: str, page: str = "a", line: int = 1) -> Block:
    return Block(page, f"source/{page}.rst", line, "testcode", code, "")


ONE, TWO, OTHER = make("1"), make("2", line=9), make("3", line=9)
LANGUAGES = {
    "the same": ([ONE, TWO], [ONE, TWO], []),
    "nothing": ([], [], []),
    "on another line": ([ONE, TWO], [ONE, make("2", line=10)], []),
    "another block": (
        [ONE, TWO],
        [ONE, OTHER],
        [f"source/a.rst:9: found {OTHER.id} in ko, expected the source's block {TWO.id}"],
    ),
    "one too few": (
        [ONE, TWO],
        [ONE],
        [f"source/a.rst:9: found no block in ko, expected the source's block {TWO.id}"],
    ),
    "one too many": (
        [ONE],
        [ONE, TWO],
        [f"source/a.rst:9: found {TWO.id} in ko, expected the source's block no block"],
    ),
    "another order": (
        [ONE, TWO],
        [TWO, ONE],
        [f"source/a.rst:1: found {TWO.id} in ko, expected the source's block {ONE.id}"],
    ),
}


@pytest.mark.parametrize(("source", "blocks", "said"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages_must_hold_the_same_blocks(source, blocks, said):
    assert list(run_blocks.compare(source, blocks, "ko")) == said


# name: what collecting gives by language, how the run exits, what the command then does
STATUSES = {
    "fine": ({"en": [ONE], "ko": [ONE]}, 0, 0),
    "a block failed": ({"en": [ONE], "ko": [ONE]}, 1, 1),
    "wrong use": ({"en": [ONE], "ko": [ONE]}, 2, 2),
    "other code": ({"en": [ONE], "ko": [TWO]}, 0, 1),
    "a language that does not build": ({"en": [ONE], "ko": None}, 0, 1),
    "a source that does not build": ({"en": None, "ko": [ONE]}, None, 1),
}


@pytest.mark.parametrize(("collected", "ran", "status"), STATUSES.values(), ids=STATUSES)
def test_exit_status(monkeypatch, collected, ran, status):
    runs = []
    monkeypatch.setattr(run_blocks, "find_languages", lambda folder: sorted(collected))
    monkeypatch.setattr(run_blocks, "collect", collected.get)
    monkeypatch.setattr(run_blocks, "run", lambda *arguments: runs.append(arguments) or ran)
    assert run_blocks.collect_and_run("", "python", "") == status
    assert len(runs) == (collected["en"] is not None)


def test_part_collects_the_source_alone(monkeypatch):
    collected = []
    monkeypatch.setattr(run_blocks, "find_languages", lambda folder: ["en", "ko"])
    monkeypatch.setattr(run_blocks, "collect", lambda code, sources: collected.append(code) or [ONE])
    monkeypatch.setattr(run_blocks, "run", lambda *arguments: 0)
    assert run_blocks.collect_and_run("", "python", "tensors") == 0
    assert collected == ["en"]


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A repository in which two blocks were collected."""
    monkeypatch.setattr(save_records, "ROOT", tmp_path)
    monkeypatch.setattr(save_records, "RECORDS", tmp_path / "records")
    (tmp_path / "build" / "doctest").mkdir(parents=True)
    write_blocks(tmp_path / "build" / "doctest" / "blocks.jsonl", [ONE, TWO])
    return tmp_path


def leave_run(folder: Path, statuses: list[tuple[Block, str]], torch: str = "2.14.1") -> Path:
    """A folder as a run leaves it, on this or another machine."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [Record(b.id, b.page, b.line, status, "", 0.1) for b, status in statuses]
    write_records(folder / "records.jsonl", records)
    summary = {"blocks": len(records), "torch": torch, "device": "CPU", "python": "3.11.7", "seconds": 1}
    (folder / "summary.json").write_text(json.dumps(summary))
    return folder


def read_statuses(path: Path) -> dict[str, str]:
    return {key: row.status for key, row in read_run(path).rows.items()}


def test_records_of_runs_are_kept_a_file_each(root):
    one = save_records.save(leave_run(root / "one", [(ONE, PASSED), (TWO, PASSED)]), "2026-11-23")
    two = save_records.save(leave_run(root / "two", [(ONE, FAILED)], torch="2.13.0"), "2026-11-24")
    assert [one.name, two.name] == ["cpu-torch-2.14.1.jsonl", "cpu-torch-2.13.0.jsonl"]
    assert read_statuses(one) == {ONE.id: PASSED, TWO.id: PASSED}
    assert read_statuses(two) == {ONE.id: FAILED}


def test_part_is_merged_by_hash(root):
    save_records.save(leave_run(root / "whole", [(ONE, PASSED), (TWO, PASSED)]), "2026-11-23")
    path = save_records.save(leave_run(root / "part", [(TWO, FAILED), (OTHER, PASSED)]), "2026-11-24")
    assert read_statuses(path) == {ONE.id: PASSED, TWO.id: FAILED}  # and none of what is no more


def test_same_results_change_nothing(root):
    path = save_records.save(leave_run(root / "run", [(ONE, PASSED)]), "2026-11-23")
    before = path.read_bytes()
    assert save_records.save(root / "run", "2026-12-24") == path
    assert path.read_bytes() == before


def test_folder_without_a_run_is_told(root, capsys):
    assert save_records.main([str(root / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert not (root / "records").exists()


def test_unknown_page_is_told_before_anything_is_collected(capsys) -> None:
    assert run_blocks.main(["--pages", "tensors/index1ng"]) == 2
    assert capsys.readouterr().err.startswith(
        "PAGES: found 'tensors/index1ng', expected a page or a folder of some; nearest: tensors/index"
    )
