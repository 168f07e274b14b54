"""A build whose preview is gone ends without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from sheet_preview.pages import Build


def test_nobody_is_told_once_the_preview_was_killed(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('project = "a"\n', encoding="utf-8")
    (tmp_path / "index.rst").write_text("A\n=\n", encoding="utf-8")
    root, trees, out = map(str, (tmp_path, tmp_path / "trees", tmp_path / "out"))
    build = Build(root, root, trees, out, "en")
    process = subprocess.Popen(
        [sys.executable, "-m", "sheet_preview.forks", root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdout.close()
    process.stdin.write(json.dumps({"id": 1, "build": asdict(build)}) + "\n")
    process.stdin.close()
    assert process.stderr.read() == ""
    process.wait()
    assert (tmp_path / "trees").is_dir()  # it had begun
