"""Folders in which blocks find again what they compiled when they last passed.

A block has a folder of its own, so that none can change another: compilers leave locks and half a file
behind when they are killed, and two blocks may build different things under one name. The programs of
its entries are the same code: they find there what it has compiled, and run when it does not. What a
block that did not pass has left there is removed: it is to fail again in the next run, and not to pass
because this one has done half of its work.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from blockrun.lock import take_lock
from blockrun.model.block import Block

WHOLE = "whole"  # a file that is in a folder while nobody uses it, and its block has passed


class Caches:
    """The folders of blocks, by their hash, below `root`; without a root no block has one."""

    def __init__(self, root: Path | None, blocks: Iterable[Block] = ()) -> None:
        self.root = root
        counts: Counter[str] = Counter()
        owners: dict[tuple[str, int], Path] = {}
        self._folders: dict[tuple[str, int, str], Path] = {}
        if root is None:
            return
        for block in sorted(blocks, key=lambda block: bool(block.entry)):
            counts[block.id] += 1  # the same block may stand twice, and run at the same time
            own = root / f"{block.id}-{counts[block.id]}"
            owner = owners.setdefault((block.page, block.line), own)
            self._folders[block.key] = owner if block.entry else own

    def find(self, block: Block) -> Path | None:
        """The folder of a block, which one block alone may use at a time, or none."""
        return self._folders.get(block.key)

    def open(self, block: Block) -> Path | None:
        """Give a block its folder, which is there if what it holds can be trusted, or none."""
        folder = self.find(block)
        if folder and not folder.is_symlink() and (folder / WHOLE).exists():
            (folder / WHOLE).unlink()
        elif folder:  # there is none, or what used it was killed
            _remove(folder)
        return folder

    def close(self, folder: Path | None, keep: bool) -> None:
        """Take a folder back, if the block has made it."""
        if folder and keep and folder.is_dir() and not folder.is_symlink():
            (folder / WHOLE).touch()
        elif folder:
            _remove(folder)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let no other run use the same root; remove the folders of blocks that are no more."""
        if not self.root:
            yield
            return
        self.root.mkdir(parents=True, exist_ok=True)
        with take_lock(self.root / "run.lock"):
            known = {folder.name for folder in self._folders.values()}
            for folder in self.root.iterdir():
                if folder.is_dir() and folder.name not in known:
                    _remove(folder)
            yield


def _remove(path: Path) -> None:
    """Remove a folder, or what a block has put in its place."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
