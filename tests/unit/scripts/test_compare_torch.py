"""What a new torch brings, takes and deprecates."""

from __future__ import annotations

import sys
from pathlib import Path

import compare_torch
import pytest

CASES = [
    pytest.param({"a": False}, {"a": False}, [], id="the-same"),
    pytest.param({}, {"a": False}, ["new: a"], id="new"),
    pytest.param({"a": True}, {}, ["gone: a"], id="gone"),
    pytest.param({"a": False}, {"a": True}, ["deprecated: a"], id="deprecated"),
    pytest.param({"a": True}, {"a": False}, ["no longer deprecated: a"], id="back"),
    pytest.param({"b": True}, {"a": False, "b": True}, ["new: a"], id="always-deprecated"),
]

TORCH = {
    "__init__.py": """\
__all__ = ["add", "_hidden"]
def add():
    "Deprecated: use plus."
class Tensor:
    def dim(self): ...
""",
    "noisy.py": "print('hello')\n__all__ = ['loud']\nloud = 1\n",
    "broken.py": "raise SystemExit(3)\n",
    "_private.py": "__all__ = ['secret']\nsecret = 1\n",
}


@pytest.mark.parametrize(("old", "new", "lines"), CASES)
def test_differences(old, new, lines):
    assert list(compare_torch.compare(old, new)) == lines


def test_public_names_are_listed(tmp_path: Path, monkeypatch):
    for name, text in TORCH.items():
        path = tmp_path / "torch" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    names = compare_torch.list_names(Path(sys.executable))
    assert names == {"torch.Tensor.dim": False, "torch.add": True, "torch.noisy.loud": False}
