"""One command adds a language: the site is built with it, in English until somebody translates."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from built_site import ROOT, name_changes, run_script
from fewer_pages import keep_few
from gettext_lint.locales import find_languages

PAGE = "tensors/creation.html"
NEW = "ja"
CATALOG = f"locale/{NEW}/LC_MESSAGES/tensors/creation.po"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with one more language, built."""
    folder = tmp_path_factory.mktemp("grown")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    before = read_tree(folder)
    done = run_script("add_language.py", NEW, root=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{NEW}: 日本語, ")
    after = read_tree(folder)
    assert not set(name_changes(before, after)) & set(before), "another file was changed"
    keep_few(folder)  # the others differ in nothing that a language changes
    done = run_script("build_site.py", root=folder)
    assert done.returncode == 0, done.stderr
    return folder


def read_tree(folder: Path) -> dict[str, bytes]:
    """The files of a repository, without what commands make."""
    made = ("build", "__pycache__", ".ruff_cache")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".mo" and not set(path.parts) & set(made)
    }


def read_page(folder: Path, language: str, page: str = PAGE) -> BeautifulSoup:
    text = (folder / "build" / "html" / language / page).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


@pytest.mark.slow
def test_every_page_is_there_and_says_its_language(grown: Path) -> None:
    folder = grown / "build" / "html"
    pages = {
        language: {path.relative_to(folder / language) for path in (folder / language).rglob("*.html")}
        for language in find_languages(grown / "locale")
    }
    assert len(pages) == len(find_languages(ROOT / "locale")) + 1
    assert all(found == pages["en"] for found in pages.values())
    assert read_page(grown, NEW).html["lang"] == NEW


@pytest.mark.slow
def test_every_switch_has_the_language(grown: Path) -> None:
    for language in find_languages(grown / "locale"):
        switch = read_page(grown, language).select("nav.languages a")
        names = {a["hreflang"]: (a.get_text(), a["href"]) for a in switch}
        assert names[NEW] == ("日本語", f"../../{NEW}/{PAGE}")
        assert set(names) == set(find_languages(grown / "locale"))
    root = (grown / "build" / "html" / "index.html").read_text(encoding="utf-8")
    assert "日本語" in root


@pytest.mark.slow
def test_text_falls_back_to_english_and_says_so(grown: Path) -> None:
    page, english = read_page(grown, NEW), read_page(grown, "en")
    assert page.h1.get_text() == english.h1.get_text()
    assert (page.h1["class"], page.h1["lang"]) == (["untranslated"], "en")
    notes = page.select(".entry-note .untranslated[lang=en]")
    assert len(notes) == len(page.select(".entry-note")) > 50
    status = read_page(grown, NEW, "translation-status.html")
    bars = [bar["value"] for bar in status.select(f"#status-{NEW} progress")]
    assert len(bars) > 10
    assert set(bars) == {"0"}


@pytest.mark.slow
def test_checks_count_what_is_missing_and_find_nothing(grown: Path) -> None:
    done = run_script("check_catalogs.py", root=grown)
    assert done.returncode == 0, done.stdout[:2000]
    assert re.search(rf"^{NEW}: (\d+) of \1 messages to translate, 0 fuzzy", done.stdout, re.MULTILINE)
    assert "catalogs: 0 findings" in done.stdout


@pytest.mark.slow
def test_catalogs_are_whole_and_stay_so(grown: Path) -> None:
    before = read_tree(grown)
    done = run_script("refresh_catalogs.py", root=grown)
    assert done.returncode == 0, done.stderr
    assert not name_changes(before, read_tree(grown))


@pytest.mark.slow
def test_language_is_not_added_twice(grown: Path) -> None:
    done = run_script("add_language.py", NEW, root=grown)
    assert done.returncode == 2
    assert done.stderr == (
        f"LANGUAGE: found '{NEW}', expected one that locale/ does not have; run make catalogs\n"
    )
