"""Unit tests can be trusted: none is green for what an old build left."""

from __future__ import annotations

import os
import shutil
import sys
import threading

import pytest
from built_site import ROOT
from guard import Guard, OutOfBoundsError

SITE = ROOT / "build" / "html"
READS = {
    "open": lambda: (SITE / "index.html").read_text(),
    "relative": lambda: open(os.path.relpath(SITE / "index.html")).close(),  # noqa: PTH123
    "listdir": lambda: os.listdir(SITE),  # noqa: PTH208
    "glob": lambda: list(SITE.glob("*")),
    "copytree": lambda: shutil.copytree(SITE, "nowhere"),
    "torch": lambda: __import__("torch"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_nothing_built_is_read(read):
    with pytest.raises(OutOfBoundsError):
        read()


def test_torch_that_is_there_already_is_refused_too(tmp_path, monkeypatch):
    """As after a test of another folder, in the same process; it finds torch again."""
    monkeypatch.setitem(sys.modules, "torch", sys)
    with Guard(tmp_path).on(), pytest.raises(OutOfBoundsError):
        __import__("torch")
    assert sys.modules["torch"] is sys


def test_no_thread_dies_of_being_traced(tmp_path):
    """Under coverage, before Python 3.12, a hook and a thread that starts may meet."""
    threading.settrace(lambda *_: None)
    Guard(tmp_path)
    assert threading.gettrace() is None


def test_files_beside_are_read():
    assert (ROOT / "pyproject.toml").read_text()
    assert (ROOT / "README.md").exists()
