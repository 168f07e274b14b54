"""The real site and its blocks, for the tests of what the repository holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from blockrun.lock import take_lock
from blockrun.model.block import Block, read_blocks
from built_site import ROOT, entries, languages, site
from fewer_pages import keep_few
from page_blocks import collect_blocks
from source_copy import copy_sources

__all__ = ["entries", "languages", "site"]


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Block]]:
    """The blocks of the pages as they are now, by language, collected afresh, once for all processes."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    found = {}
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES")):
        folder = shared / f"blocks-{path.parent.name}"
        with take_lock(shared / f"{folder.name}.lock"):
            if not folder.exists():
                collect_blocks(path.parent.name, folder)
        found[path.parent.name] = read_blocks(folder / "blocks.jsonl")
    return found


@pytest.fixture
def whole_copy(tmp_path: Path) -> Path:
    """A copy of the repository, to be broken."""
    copy_sources(tmp_path)
    return tmp_path


@pytest.fixture
def copy(whole_copy: Path) -> Path:
    """A copy of the repository, with few pages only, to be broken: those outside chapters, and these."""
    keep_few(whole_copy)
    return whole_copy
