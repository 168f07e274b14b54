"""The blocks of the real pages, collected as they are now, and what they use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from blockrun.block import Block
from built_site import ROOT
from cheatsheet.names import find_apis, find_imports
from cheatsheet.source import find_sources


def find_block_apis(block: Block) -> list[str]:
    """The full names of what a block uses of the standard imports and of its own."""
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    sources = find_sources(block.code, session=block.kind == "doctest")
    code = "\n".join(line for source in sources for line in source.lines)
    return find_apis(code, {**find_imports(setup), **find_imports(code)})


def collect_blocks(language: str, folder: Path) -> Path:
    """Collect the blocks of the pages as they are now, and their setup, into a folder."""
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-b", "blocks", "-D", f"language={language}"]
    command = [sys.executable, "-m", "sphinx", *options, "-c", ".", "source", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder
