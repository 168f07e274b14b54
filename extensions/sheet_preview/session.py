"""Keep a served site up to its files: what was saved at once, the rest as soon as it is quiet."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sheet_preview.changes import Changes, Layout, sort_changes
from sheet_preview.forks import Builder
from sheet_preview.pages import Build

if TYPE_CHECKING:
    from sheet_preview.listeners import Listeners

QUIET = 2.0  # seconds without a change before all of a language is built
# Tells of a catalog, by language and name, what is wrong, and whether a page may be built with it.
Check = Callable[[str, str], tuple[list[str], bool]]


@dataclass(frozen=True)
class Folders:
    """Where a language is built: `site` is served, `whole` is built as a whole, `trees` for a page."""

    root: Path
    language: str

    @property
    def site(self) -> Path:
        return self.root / "site" / self.language

    @property
    def whole(self) -> Path:
        return self.root / self.language / "html"

    @property
    def whole_trees(self) -> Path:
        return self.root / self.language / "doctrees"

    @property
    def trees(self) -> Path:
        return self.root / self.language / "doctrees-of-pages"


class Preview:
    """The state between two changes, which `listeners` show."""

    def __init__(self, root: Path, layout: Layout, check: Check, listeners: Listeners) -> None:
        self.root, self.layout, self.check, self.listeners = root, layout, check, listeners
        self.builder = Builder()
        self.folders = {code: Folders(root / "build" / "serve", code) for code in layout.languages}
        self.locks = {code: asyncio.Lock() for code in layout.languages}
        self.ready = {code: asyncio.Event() for code in layout.languages}
        self.broken: set[tuple[str, str]] = set()
        self.stale = list(layout.languages)
        self.changed = asyncio.Event()
        self.last_change = 0.0

    async def note_changes(self, paths: Iterable[Path]) -> None:
        """Show the pages of changed files, and have their languages built."""
        changes = sort_changes(paths, self.layout)
        if not changes.languages:
            return
        self.last_change = time.monotonic()
        self.stale += [
            code for code in self.layout.languages if code in changes.languages - {*self.stale}
        ]
        for language, pages in self.find_pages(changes).items():
            await self.show_pages(language, sorted(pages))
        self.changed.set()

    def find_pages(self, changes: Changes) -> dict[str, set[str]]:
        """The pages that can be shown by themselves; tells what is wrong with their catalogs."""
        found = {code: set(changes.pages) for code in self.layout.languages if changes.pages}
        for language, names in changes.catalogs.items():
            sound = {name for name in sorted(names) if self.check_catalog(language, name)}
            found.setdefault(language, set()).update(sound - {self.layout.interface})
        return {language: pages for language, pages in found.items() if pages}

    def check_catalog(self, language: str, name: str) -> bool:
        findings, sound = self.check(language, name)
        stays = "" if sound else "; what was shown before stays"
        self.listeners.find(f"{language}/{name}", findings)
        if findings:
            print("\n".join(findings) + stays, flush=True)
        if sound:
            self.broken.discard((language, name))
        else:
            self.broken.add((language, name))
        return sound

    async def show_pages(self, language: str, pages: list[str]) -> None:
        folders, start = self.folders[language], time.monotonic()
        known = [page for page in pages if (folders.site / f"{page}.html").exists()]
        if not known or not self.ready[language].is_set():
            return  # it comes with the whole language
        async with self.locks[language]:
            done = await self.run(language, folders.trees, folders.site, tuple(known))
        if done:
            self.listeners.tell([f"{language}/{page}.html" for page in known])
            names = ", ".join(f"{language}/{page}" for page in known)
            print(f"{names}: shown after {time.monotonic() - start:.1f} s", flush=True)

    async def run(self, language: str, trees: Path, output: Path, pages: tuple[str, ...] = ()) -> bool:
        folders = (str(self.root), str(self.layout.source), str(trees), str(output))
        answer = await self.builder.run(
            Build(*folders, language, pages), lambda step: self.show_step(language, step)
        )
        self.listeners.find(language, answer.said.rstrip().splitlines())
        if answer.said:
            print(answer.said.rstrip(), flush=True)
        return answer.done

    def show_step(self, language: str, step: str) -> None:
        """Say how far a language is; on a terminal in one line, and only before it is first there."""
        self.listeners.show_step(f"{language}: {step}")
        if sys.stdout.isatty() and not self.ready[language].is_set():
            print(f"{language}: {step}", end="\r", flush=True)

    async def keep_whole(self) -> None:
        """Build languages that are out of date, one after the other, when nothing changes."""
        while True:
            while self.stale:
                wait = self.last_change + QUIET - time.monotonic()
                if wait > 0:
                    await asyncio.sleep(wait)
                    continue
                await self.build_whole(self.stale.pop(0))
            self.changed.clear()
            await self.changed.wait()

    async def build_whole(self, language: str) -> None:
        """Build a language apart, and publish it unless something has changed since."""
        if any(code == language for code, _ in self.broken):
            return  # who saved it was told; the next change of it brings the language back here
        folders, start = self.folders[language], time.monotonic()
        done = await self.run(language, folders.whole_trees, folders.whole)
        self.listeners.show_step("")
        if self.last_change > start:
            self.stale += [language] if language not in self.stale else []
        elif done:
            async with self.locks[language]:
                changed = await asyncio.to_thread(publish, folders)
            if not self.ready[language].is_set():
                print(f"{language}: all pages after {time.monotonic() - start:.1f} s", flush=True)
            self.ready[language].set()
            self.listeners.awaited.discard(language)
            self.listeners.tell([f"{language}/{name}" for name in changed])


def publish(folders: Folders) -> list[str]:
    """Bring what was built to where it is served, file by file; the files that have changed."""
    built = {path.relative_to(folders.whole) for path in folders.whole.rglob("*") if path.is_file()}
    changed = []
    for name in sorted(built):
        target, content = folders.site / name, (folders.whole / name).read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            part.write_bytes(content)
            part.replace(target)
            changed.append(name.as_posix())
    for path in [path for path in folders.site.rglob("*") if path.is_file()]:
        if path.relative_to(folders.site) not in built:
            path.unlink()
    shutil.rmtree(folders.trees, ignore_errors=True)
    shutil.copytree(folders.whole_trees, folders.trees)
    return changed
