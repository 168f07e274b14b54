"""Which blocks run where and when, and shards that become one again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from blockrun import merge
from blockrun.__main__ import main
from blockrun.model.block import Block, write_blocks
from blockrun.model.plan import find_unknown, order_blocks, select_pages, select_shard
from blockrun.model.record import read_records


def make(code: str, page: str = "a/b", line: int = 1, **options) -> Block:
    return Block(page, f"{page}.rst", line, "testcode", code, "", options=options)


BLOCKS = [make(f"x = {n}", line=n + 1) for n in range(60)]


def test_shards_are_all_blocks_each_once() -> None:
    shards = [select_shard(BLOCKS, f"{n}/3") for n in (1, 2, 3)]
    assert sorted(b.line for shard in shards for b in shard) == [b.line for b in BLOCKS]
    assert all(len(shard) > 5 for shard in shards)
    assert select_shard(BLOCKS, "1/1") == BLOCKS


@pytest.mark.parametrize("shard", ["", "1", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/0"])
def test_what_is_no_shard_is_refused(shard: str) -> None:
    with pytest.raises(ValueError, match=r"--shard: found .*, expected a number of a count"):
        select_shard(BLOCKS, shard)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        pytest.param("", ["a/b", "a/c", "ab"], id="all"),
        pytest.param("a", ["a/b", "a/c"], id="folder"),
        pytest.param("a/c.rst, ab", ["a/c", "ab"], id="several"),
        pytest.param("a/c ab", ["a/c", "ab"], id="with-blanks"),
    ],
)
def test_pages_are_selected(pages: str, found: list[str]) -> None:
    blocks = [make("x", page) for page in ("a/b", "a/c", "ab")]
    assert [block.page for block in select_pages(blocks, pages)] == found


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("", ""),
        ("a, ab", ""),
        ("tensors/indexing", ""),
        (
            "indexing",
            "found 'indexing', expected a page or a folder of some; nearest: tensors/indexing, ",
        ),
        ("a,tensor", "found 'tensor', expected a page or a folder of some; nearest: tensors, "),
        ("가", "found '가', expected "),
    ],
)
def test_unknown_name_is_told_with_those_that_come_nearest(pages: str, said: str) -> None:
    found = find_unknown(pages, {"a/b", "ab", "tensors/indexing", "tensors/creation"})
    assert found.startswith(said)
    assert bool(found) == bool(said)
    assert found.count(", ") <= 3


def test_the_longest_starts_first() -> None:
    quick, slow, hinted, unknown = (make(code) for code in ("1", "2", "export(3)", "4"))
    seconds = {quick.id: 0.01, slow.id: 9.0}
    order = order_blocks([quick, slow, hinted, unknown], seconds, {"export": []})
    assert order == [slow, hinted, unknown, quick]


def write(folder: Path, blocks: list[Block], setup: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    write_blocks(folder / "blocks.jsonl", blocks)
    (folder / "setup.py").write_text(setup)
    return folder


def test_shards_merge_into_one(tmp_path: Path, capsys) -> None:
    blocks = BLOCKS[:12]
    whole = write(tmp_path / "whole", blocks)
    shards = [whole / f"shard-{n}-of-2" for n in (1, 2)]
    for n in (1, 2):
        assert main([str(whole), "--shard", f"{n}/2"]) == 0
    assert not (whole / "records.jsonl").exists()
    assert merge.main([str(whole), *map(str, shards)]) == 0
    assert len(read_records(whole / "records.jsonl")) == 12
    assert json.loads((whole / "summary.json").read_text())["passed"] == 12
    capsys.readouterr()
    assert merge.main([str(whole), str(shards[0])]) == 1
    assert "found no record, expected one; run its shard" in capsys.readouterr().out
    assert merge.main([str(whole)]) == 2
    (shards[1] / "summary.json").write_text(
        '{"python": "2.7", "seconds": 1, "import_seconds": 1, "jobs": 1}'
    )
    assert merge.main([str(whole), *map(str, shards)]) == 2


def test_run_of_shards_took_as_long_as_the_longest(tmp_path: Path) -> None:
    """They ran at the same time, on machines of their own."""
    folders = [tmp_path / name for name in "ab"]
    times = [(1.5, 9.0), (7.5, 2.0)]
    for folder, (seconds, importing) in zip(folders, times, strict=True):
        folder.mkdir()
        (folder / "records.jsonl").touch()
        facts = {"python": "3.11", "device": "CPU", "seconds": seconds, "import_seconds": importing}
        (folder / "summary.json").write_text(json.dumps({**facts, "jobs": 2}))
    assert merge.merge_shards(folders)[1] == {
        "python": "3.11", "device": "CPU", "seconds": 7.5, "import_seconds": 9.0, "jobs": 2,
    }  # fmt: skip


def test_a_slow_block_must_be_declared(tmp_path: Path, capsys) -> None:
    busy = "import time\nwhile time.process_time() < 0.4:\n    pass"
    idle = "import time\ntime.sleep(0.4)"
    blocks = [make(busy, line=3), make("x = 1", line=9), make(busy, line=20, timeout=30)]
    folder = write(tmp_path, [*blocks, make(idle, line=30), make(idle, line=40, timeout=30)])
    assert main([str(folder), "--slow", "0.2"]) == 1
    printed = capsys.readouterr().out
    for line in (3, 30):
        assert re.search(rf"a/b.rst:{line}: found 0.\d s of work, expected at most 0.2;", printed)
    assert "5 blocks: 3 passed, 2 failed" in printed
