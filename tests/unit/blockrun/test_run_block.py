"""The file of blocks: what is written is read again, and damage is told."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from blockrun.model.block import Block, read_blocks, write_blocks
from blockrun_samples import run_samples, sample

BLOCKS = [
    sample(">>> 1\n1"),
    sample("print(1)", "1", requires="no_cuda", timeout=3.5, flags={"ELLIPSIS": True}),
    sample(
        "print('가\u2028나\u2029다\x85\x0c\r\n라')",
        "가\u2028나",
        page="폴더/쪽",
        deprecated=["torch.qr"],
    ),
    sample("", ""),
    sample('print("\\\\ud83d \U0001f600 \x00 \\"")', "{}\n", path="other.rst"),
]


@pytest.mark.parametrize("blocks", [[], BLOCKS[:1], BLOCKS])
def test_blocks_are_read_as_they_were_written(tmp_path, blocks):
    path = tmp_path / "blocks.jsonl"
    write_blocks(path, blocks)
    assert read_blocks(path) == blocks
    assert len(path.read_bytes().split(b"\n")) == len(blocks) + 1


def test_korean_can_be_read_in_the_file(tmp_path):
    write_blocks(tmp_path / "blocks.jsonl", BLOCKS)
    assert "폴더/쪽" in (tmp_path / "blocks.jsonl").read_text(encoding="utf-8")


SAME = sample("print(1)", "1")
# name: another block, whether its id is the same
IDS = {
    "line": (sample("print(1)", "1", line=99), True),
    "page": (sample("print(1)", "1", page="other"), True),
    "condition": (sample("print(1)", "1", requires="x"), True),
    "code": (sample("print(2)", "1"), False),
    "expected": (sample("print(1)", "2"), False),
    "kind": (sample("print(1)", "1", kind="doctest"), False),
    "options": (sample("print(1)", "1", timeout=3), False),
}


@pytest.mark.parametrize(("other", "same"), IDS.values(), ids=IDS)
def test_id_is_of_what_is_run_and_expected(other, same):
    assert (other.id == SAME.id) == same


def test_id_is_the_same_in_every_process():
    assert SAME.id == "ed7eeddedd928dc5"
    assert sample("1", flags={"A": True, "B": False}).id == sample("1", flags={"B": False, "A": True}).id


def _line(**changes):
    values = {**asdict(SAME), **changes}
    return json.dumps({name: value for name, value in values.items() if value is not ...}).encode()


DAMAGE = {
    "no JSON": b"{",
    "no object": b"[1]",
    "a number": b"1",
    "empty": b"",
    "cut": _line()[:-20],
    "no UTF-8": b"\xff\xfe",
    "half a letter": '{"id": "가'.encode()[:-1],
    "no id": _line(id=...),
    "another id": _line(id="0" * 16),
    "no code": _line(code=...),
    "a field too many": _line(more=1),
    "a line that is text": _line(line="1"),
    "a line that is zero": _line(line=0),
    "another kind": _line(kind="testsetup"),
    "code that is a number": _line(code=1),
    "a page that is a number": _line(page=3),
    "a condition that is missing": _line(requires=None),
    "options that are a list": _line(options=[]),
    "changed by hand": _line(code="print(2)"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_file_is_told_with_its_line(tmp_path, damage):
    path = tmp_path / "blocks.jsonl"
    path.write_bytes(_line() + b"\n" + damage + b"\n" + _line() + b"\n")
    with pytest.raises(ValueError, match="expected a block; collect again") as caught:
        read_blocks(path)
    assert str(caught.value).startswith(f"{path}:2: found ")
    assert "\n" not in str(caught.value)


def test_last_line_without_an_end_counts(tmp_path):
    path = tmp_path / "blocks.jsonl"
    path.write_bytes(_line() + b"\n" + _line())
    assert read_blocks(path) == [SAME, SAME]


def test_blocks_are_values():
    assert Block("p", "p.rst", 1, "doctest", "", "") == Block("p", "p.rst", 1, "doctest", "", "")


def test_what_a_thread_of_the_block_still_uses_stays_open():
    """gloo's threads abort the process when their descriptors are closed under them."""
    code = """
        import os, threading
        read, write = os.pipe()
        def look():
            while True:
                try:
                    os.fstat(read)
                except OSError:
                    os.abort()
        threading.Thread(target=look, daemon=True).start()
        {n}
    """
    records = run_samples([sample(code.format(n=n)) for n in range(20)])
    assert {record.status for record in records} == {"passed"}
