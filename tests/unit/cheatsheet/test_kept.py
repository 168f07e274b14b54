"""What a slow function gave is asked for once, in this build and the next; never of other sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from cheatsheet.core import kept


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What a kept function was asked, as if there were no other."""
    monkeypatch.setattr(kept, "KEPT", {})
    return []


def make_double(asked: list[int]) -> kept.Kept:
    def double(number: int) -> int:
        asked.append(number)
        if number < 0:
            raise ValueError
        return 2 * number

    return kept.Kept(double)


def test_the_next_build_knows_what_this_one_asked_for(tmp_path: Path, asked: list[int]) -> None:
    double = make_double(asked)
    assert [double(1), double(1), double(2)] == [2, 2, 4]
    kept.save_kept(tmp_path / "k")
    double = make_double(asked)
    kept.load_kept(tmp_path / "k")
    assert [double(1), double(3)] == [2, 6]
    kept.save_kept(tmp_path / "k")
    double = make_double(asked)
    kept.load_kept(tmp_path / "k")
    double(2)  # the build before had not asked for it
    assert asked == [1, 2, 3, 2]


@pytest.mark.parametrize("spoil", ["version", "bytes", "absence"])
def test_nothing_is_known_of_other_sources(tmp_path: Path, asked, monkeypatch, spoil: str) -> None:
    make_double(asked)(1)
    kept.save_kept(tmp_path / "k")
    double = make_double(asked)
    if spoil == "version":
        monkeypatch.setattr(kept, "make_version", lambda: "other")
    elif spoil == "bytes":
        (tmp_path / "k").write_bytes(b"no pickle")
    else:
        (tmp_path / "k").unlink()
    kept.load_kept(tmp_path / "k")
    assert double(1) == 2
    assert asked == [1, 1]


def test_what_raises_is_not_kept(tmp_path: Path, asked: list[int]) -> None:
    double = make_double(asked)
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            double(-1)
    kept.save_kept(tmp_path / "k")
    assert asked == [-1, -1]
