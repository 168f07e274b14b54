"""What pages say of versions is true: on the torch that is installed, and on every other one here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from built_site import ROOT, run_script
from fewer_pages import keep_pages
from page_blocks import collect_blocks
from test_mutations import change

pytestmark = pytest.mark.torch

LOSSES = "source/deep-learning/loss-functions.rst"
GRADIENTS = "source/training/gradient-control.rst"
TENSORS = "source/troubleshooting/old-to-new-tensors.rst"
TRAINING = "source/troubleshooting/old-to-new-training.rst"
# name: page, what it says, what is wrong instead; each can be seen on any one torch
WRONG = {
    "added later": (LOSSES, "versionadded:: 2.13", "versionadded:: 2.99"),
    "no such name": (GRADIENTS, "   ``nn.utils.get_total_norm``", "   ``nn.utils.get_total_norms``"),
    "deprecated later": (TRAINING, "deprecated since 2.3", "deprecated since 2.99"),
    "removed later": (TENSORS, "removed in 2.13", "removed in 2.99"),
    "not removed": (TENSORS, "lu(A)`` | deprecated before 2.0", "lu(A)`` | removed in 2.9"),
    "condition": (TRAINING, 'older_than("2.14")', 'older_than("2.99")'),
}


def test_wrong_marks_are_told_where_they_stand(whole_copy: Path) -> None:
    pages = {page.removeprefix("source/").removesuffix(".rst") for page, _, _ in WRONG.values()}
    keep_pages(whole_copy, (*pages, "guides"))
    places = {
        name: (page, change(whole_copy / page, old, new)) for name, (page, old, new) in WRONG.items()
    }
    done = run_script("run_blocks.py", "--pages", ",".join(pages), root=whole_copy)
    assert done.returncode == 1, done.stderr
    lines = re.findall(r"^(source/\S+?):(\d+): found ", done.stdout, re.MULTILINE)
    found = {(path, int(line)) for path, line in lines}
    for name, (path, line) in places.items():
        # A directive is told by its own line, a block by the first line of its code.
        assert found & {(path, line + offset) for offset in (-2, 0, 2)}, (name, done.stdout)
    assert len(found) == len(WRONG), done.stdout


TORCHES = {path.parts[-3]: path for path in sorted((ROOT / ".venvs").glob("torch-*/bin/python"))}


@pytest.mark.slow
@pytest.mark.parametrize("python", TORCHES.values(), ids=TORCHES)
def test_marks_hold_on_every_other_torch_here(python: Path, tmp_path: Path) -> None:
    """The marks alone; `make doctest` runs them after the blocks."""
    collect_blocks("en", tmp_path)
    for name in ("blocks.jsonl", "programs.jsonl"):
        (tmp_path / name).write_text("", encoding="utf-8")
    done = subprocess.run(
        [python, "-m", "blockrun", tmp_path],
        env={"PYTHONPATH": str(ROOT / "extensions"), "PATH": "/usr/bin:/bin"},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert int(done.stdout.split("\n")[-2].split(" blocks")[0]) > 80
