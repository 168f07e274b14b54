"""The real site and its blocks, for the tests of what the repository holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from blockrun.block import Block, read_blocks
from browsing import address, browser, open_page
from built_site import ROOT, entries, languages, site
from page_blocks import collect_blocks

__all__ = ["address", "browser", "entries", "languages", "open_page", "site"]


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Block]]:
    """The blocks of the pages as they are now, by language, collected afresh."""
    found = {}
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES")):
        language = path.parent.name
        folder = collect_blocks(language, tmp_path_factory.mktemp(f"blocks-{language}"))
        found[language] = read_blocks(folder / "blocks.jsonl")
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository, with three pages only, to be broken."""
    import shutil

    for name in ("extensions", "scripts", "conf.py", "locale", "source", "pyproject.toml", "README.md"):
        origin = ROOT / name
        ignore = shutil.ignore_patterns("*.mo", "__pycache__")
        if origin.is_dir():
            shutil.copytree(origin, tmp_path / name, ignore=ignore)
        else:
            shutil.copy(origin, tmp_path / name)
    return tmp_path
