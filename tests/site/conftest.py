"""The real site and its blocks, for the tests of what the repository holds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from blockrun.block import Block, read_blocks
from browsing import address, browser, open_page
from built_site import ROOT, entries, languages, site
from page_blocks import collect_blocks

__all__ = ["address", "browser", "entries", "languages", "open_page", "site"]

SUFFIXES = (".rst", ".md")  # of pages


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
def whole_copy(tmp_path: Path) -> Path:
    """A copy of the repository, to be broken."""
    for name in ("extensions", "scripts", "conf.py", "locale", "source", "pyproject.toml", "README.md"):
        origin = ROOT / name
        ignore = shutil.ignore_patterns("*.mo", "__pycache__")
        if origin.is_dir():
            shutil.copytree(origin, tmp_path / name, ignore=ignore)
        else:
            shutil.copy(origin, tmp_path / name)
    return tmp_path


@pytest.fixture
def copy(whole_copy: Path) -> Path:
    """A copy of the repository, with few pages only, to be broken: those outside chapters, and these."""
    keep_pages(whole_copy, ("tensors/creation", "guides"))
    return whole_copy


def keep_pages(root: Path, kept: tuple[str, ...]) -> None:
    """Remove all other pages of chapters, with their catalogs and their places in contents."""
    source = root / "source"
    for page in [path for path in source.glob("[a-z]*/**/*") if path.suffix in SUFFIXES]:
        name = page.relative_to(source).with_suffix("").as_posix()
        chapter = name.removesuffix("index") if page.stem == "index" else name
        if not any(place.startswith(chapter) or chapter.startswith(place) for place in kept):
            page.unlink()
            for catalog in root.glob(f"locale/*/LC_MESSAGES/{name}.po"):
                catalog.unlink()
    redirects = source / "redirects.tsv"  # without those that lead to a page that is gone
    redirects.write_text(
        redirects.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8"
    )
    for contents in source.rglob("index.rst"):
        lines = contents.read_text(encoding="utf-8").split("\n")
        there = [line for line in lines if not leads_nowhere(line, contents.parent)]
        contents.write_text("\n".join(there), encoding="utf-8")


def leads_nowhere(line: str, folder: Path) -> bool:
    """Whether a line of contents, ``   tensors/index``, names a page that is not there."""
    places = [folder / f"{line.strip()}{suffix}" for suffix in SUFFIXES]
    return bool(re.fullmatch(r"   [\w/-]+", line)) and not any(place.exists() for place in places)
