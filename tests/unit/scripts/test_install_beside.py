"""What is installed beside another torch: what imports with it, and a line about each that does not."""

from __future__ import annotations

from pathlib import Path

import install_beside
import pytest

# Knows a torch; has no release of "absent", and one of "broken" that can't be imported.
PYTHON = """\
#!/bin/sh
echo "$@" >> {folder}/log
case "$*" in
  *"print(torch"*) echo 9.0.0+cpu ;;
  *install*absent) echo "ERROR: No matching distribution found for absent" >&2; exit 1 ;;
  *--constraint*) grep -qx "torch==9.0.0+cpu" "$8" || exit 2 ;;
  *"import torch, broken"*) echo "OSError: undefined symbol" >&2; exit 1 ;;
esac
"""


@pytest.fixture
def python(tmp_path: Path) -> Path:
    path = tmp_path / "python"
    path.write_text(PYTHON.format(folder=tmp_path), encoding="utf-8")
    path.chmod(0o755)
    return path


def test_packages_are_those_of_the_blocks():
    names = install_beside.list_packages()
    assert {"torchvision", "onnx", "safetensors", "torchao"} <= set(names)
    assert "torch" not in names


def test_what_is_not_to_be_had_is_said(python):
    said = list(install_beside.install_all(python, ["good", "absent", "broken"]))
    assert said == [
        "absent: no release for torch 9.0.0+cpu: ERROR: No matching distribution found for absent",
        "broken: left out beside torch 9.0.0+cpu: OSError: undefined symbol",
    ]
    log = (python.parent / "log").read_text(encoding="utf-8")
    assert "uninstall --quiet --yes broken" in log
    assert "uninstall --quiet --yes good" not in log
