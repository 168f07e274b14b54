"""Install beside a torch what the blocks import, the newest of each that imports with it.

``install_beside.py PYTHON``, where the interpreter is of an environment that has a torch, which stays as
it is; part of ``make doctest TORCH=``. What can't be had is said, and blocks that need it are skipped.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
TORCH = "torch"
# The name of a requirement: matches "onnx" in "onnx==1.23.2"; not "# What", "-c constraints.txt".
NAME = re.compile(r"^[A-Za-z][\w.-]*", re.MULTILINE)


def list_packages() -> list[str]:
    """What the blocks import, torch left out."""
    names = NAME.findall((ROOT / "requirements" / "torch.txt").read_text(encoding="utf-8"))
    return [name for name in names if name != TORCH]


def run(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, "-u", *words], capture_output=True, text=True, check=False)


def read_last(text: str) -> str:
    """The last line of what a command said."""
    return "".join([line.strip() for line in text.splitlines() if line.strip()][-1:])


def install_all(python: Path, names: list[str]) -> Iterator[str]:
    """Install each, and say which can't be had beside the torch that is there, and why."""
    found = run(python, "-c", f"import {TORCH}; print({TORCH}.__version__)")
    version = read_last(found.stdout)
    pip = ("-m", "pip", "--disable-pip-version-check")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept.txt"
        kept.write_text(f"{TORCH}=={version}\n", encoding="utf-8")
        for name in names:
            print(f"installing {name}", flush=True)
            done = run(python, *pip, "install", "--quiet", "--constraint", str(kept), name)
            if done.returncode:
                yield f"{name}: no release for torch {version}: {read_last(done.stderr)}"
                continue
            done = run(python, "-c", f"import {TORCH}, {name}")
            if done.returncode:
                run(python, *pip, "uninstall", "--quiet", "--yes", name)
                yield f"{name}: left out beside torch {version}: {read_last(done.stderr)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", type=Path, help="of the environment to install in")
    for line in install_all(parser.parse_args().python, list_packages()):
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
