"""A saved catalog is on its page at once, the rest of the language later; a broken one changes none."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from loops import run_apart
from projects import write_project
from sheet_preview import session
from sheet_preview.changes import Layout
from sheet_preview.listeners import Listeners
from sheet_preview.session import Folders, Preview, publish

INDEX = "Index\n=====\n\n.. toctree::\n\n   page\n   other\n"
PAGE = "Page\n====\n\nWords.\n"
OTHER = "Other\n=====\n"
KO = {"page": {"Page": "쪽", "Words.": "낱말."}, "other": {"Other": "다른 쪽"}}


def check(language: str, name: str) -> tuple[list[str], bool]:
    """A catalog that holds this word is broken."""
    text = (check.locale / language / "LC_MESSAGES" / f"{name}.po").read_text(encoding="utf-8")
    broken = "BROKEN" in text
    return [f"{name}.po:1: found BROKEN"] if broken else [], not broken


class Told(Listeners):
    """Keeps what open pages would be told."""

    def __init__(self) -> None:
        super().__init__(("ko", "en"))
        self.pages: list[list[str]] = []
        self.steps: list[str] = []

    def tell(self, pages: list[str]) -> None:
        self.pages.append(pages)

    def show_step(self, step: str) -> None:
        self.steps.append(step)


class Site:
    """A preview of a small project, and what it has told."""

    def __init__(self, root: Path) -> None:
        pages = {"source/index": INDEX, "source/page": PAGE, "source/other": OTHER}
        conf = f"locale_dirs = [{str(root / 'locale')!r}]\n"
        write_project(root, pages, {"ko": KO}, conf)
        (root / "index.rst").unlink()
        self.root, self.listeners = root, Told()
        self.told = self.listeners.pages
        check.locale = root / "locale"
        layout = Layout(root / "source", root / "locale", ("ko", "en"))
        self.preview = Preview(root, layout, check, self.listeners)

    def read(self, name: str, language: str = "ko") -> str:
        path = self.root / "build" / "serve" / "site" / language / name
        return path.read_text(encoding="utf-8")

    async def save(self, name: str, old: str, new: str) -> None:
        """Save a file as an editor does, and have the preview know of it."""
        path = self.root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        await self.preview.note_changes([path])

    async def wait(self, done: Callable[[], bool]) -> None:
        while not done():
            await asyncio.sleep(0.05)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a scene with a preview whose languages are built."""
    monkeypatch.setattr(session, "QUIET", 0.2)
    site = Site(tmp_path / "project")

    async def play(scene: Callable[[Site], Awaitable[None]]) -> None:
        preview = site.preview
        await preview.builder.start(site.root)
        whole = asyncio.create_task(preview.keep_whole())
        try:
            for language in ("ko", "en"):
                await asyncio.wait_for(preview.ready[language].wait(), 600)
            await asyncio.wait_for(scene(site), 600)
        finally:
            whole.cancel()
            await preview.builder.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await whole

    def start(scene: Callable[[Site], Awaitable[None]]) -> None:
        run_apart(play(scene))

    return start


CATALOG = "locale/ko/LC_MESSAGES/page.po"


def test_saved_catalog_is_shown_at_once_and_everywhere_later(run, capsys):
    async def scene(site: Site) -> None:
        assert "낱말." in site.read("page.html")
        site.told.clear()
        await site.save(CATALOG, "쪽", "새 쪽")
        assert "<h1>새 쪽" in site.read("page.html")
        assert site.told == [["ko/page.html"]]
        assert "새 쪽" not in site.read("index.html")
        await site.wait(lambda: "새 쪽" in site.read("index.html"))
        assert "<h1>Page" in site.read("page.html", "en")

    run(scene)
    assert "ko/page: shown after " in capsys.readouterr().out


def test_saved_page_is_shown_in_every_language(run):
    async def scene(site: Site) -> None:
        await site.save("source/page.rst", "Words.", "Other words.")
        for language in ("ko", "en"):
            assert "Other words." in site.read("page.html", language)

    run(scene)


def test_new_page_comes_with_the_language(run):
    async def scene(site: Site) -> None:
        (site.root / "source" / "new.rst").write_text(":orphan:\n\nNew\n===\n", encoding="utf-8")
        await site.save("source/index.rst", "   other", "   other\n   new")
        await site.wait(lambda: (site.root / "build/serve/site/ko/new.html").exists())

    run(scene)


def test_broken_catalog_changes_nothing(run, capsys):
    async def scene(site: Site) -> None:
        before = site.read("page.html")
        site.told.clear()
        await site.save(CATALOG, "낱말.", "BROKEN")
        assert site.read("page.html") == before
        assert site.told == []
        assert site.listeners.findings["ko/page"] == ["page.po:1: found BROKEN"]
        # Another page goes on, and so does this one as soon as it is mended.
        await site.save("locale/ko/LC_MESSAGES/other.po", "다른 쪽", "또 다른 쪽")
        assert "또 다른 쪽" in site.read("other.html")
        await site.save(CATALOG, "BROKEN", "새 낱말.")
        assert "새 낱말." in site.read("page.html")
        assert site.listeners.findings["ko/page"] == []

    run(scene)
    lines = [line for line in capsys.readouterr().out.split("\n") if "BROKEN" in line]
    assert lines == ["page.po:1: found BROKEN; what was shown before stays"]


def test_language_with_a_broken_catalog_is_not_built(run):
    async def scene(site: Site) -> None:
        site.preview.broken.add(("ko", "page"))
        site.listeners.steps.clear()
        await site.preview.build_whole("ko")
        assert site.listeners.steps == []

    run(scene)


def test_building_a_language_is_told_step_by_step(run):
    async def scene(site: Site) -> None:
        assert {"ko: reading 100 %", "ko: writing 100 %", "en: writing 100 %"} < set(
            site.listeners.steps
        )
        assert site.listeners.steps[-1] == ""
        assert site.listeners.awaited == set()

    run(scene)


def test_warning_of_a_build_is_told(run, capsys):
    async def scene(site: Site) -> None:
        await site.save("source/page.rst", "Words.", "Words of :doc:`none`.")

    run(scene)
    assert "source/page.rst:4: WARNING: unknown document: 'none'" in capsys.readouterr().out


def test_a_page_that_ends_sphinx_is_told(run, capsys):
    async def scene(site: Site) -> None:
        await site.save("source/page.rst", "Words.", ".. hlist::\n   :columns: 0\n\n   * x")
        assert "Words." in site.read("page.html", "en")

    run(scene)
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_only_what_differs_is_published(tmp_path: Path):
    folders = Folders(tmp_path, "ko")
    for folder, files in (
        (folders.whole, {"a.html": "a", "b/c.html": "new", "d.html": "d"}),
        (folders.site, {"a.html": "a", "b/c.html": "old", "gone.html": "x"}),
        (folders.whole_trees, {"environment.pickle": "e"}),
        (folders.trees, {"stale": "s"}),
    ):
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    stamp = (folders.site / "a.html").stat().st_mtime_ns
    assert publish(folders) == ["b/c.html", "d.html"]
    found = {p.relative_to(folders.site).as_posix() for p in folders.site.rglob("*") if p.is_file()}
    assert found == {"a.html", "b/c.html", "d.html"}
    assert (folders.site / "a.html").stat().st_mtime_ns == stamp
    assert [path.name for path in folders.trees.iterdir()] == ["environment.pickle"]
