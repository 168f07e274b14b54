"""Collect every block, run it on real torch, report: ``make doctest``.

`--pages` runs a part; `--python` runs them in another environment, whose records then go to a
folder of their own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from building import ROOT, hold_lock, sphinx_command

FOLDER = ROOT / "build" / "doctest"


def collect(folder: Path) -> bool:
    """Write the blocks of the pages as they are now; tell whether the pages are sound."""
    command = sphinx_command("blocks", "en", folder, "blocks")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    sys.stderr.write(done.stderr.replace(f"{ROOT}/", ""))
    return done.returncode == 0


def run(folder: Path, python: str, pages: str) -> int:
    """Run the blocks, which needs nothing of this environment."""
    command = [python, "-m", "blockrun", str(folder), "--pages", pages]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "extensions")}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", default="", help="tensors, tensors/creation, ...")
    parser.add_argument("--python", default=sys.executable, help="of the environment to run in")
    parser.add_argument("--name", default="", help="the folder below build/doctest for its records")
    options = parser.parse_args(arguments)
    folder = FOLDER / options.name
    with hold_lock("doctest"):
        if not collect(folder):
            return 1
        return run(folder, options.python, options.pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
