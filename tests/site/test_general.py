"""The packages make a sheet of another library, with a few lines of settings and nothing copied."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blockrun.model.record import read_records
from bs4 import BeautifulSoup
from built_site import ROOT
from cheatsheet.core.runs import make_run, write_run

SHEET = ROOT / "tests" / "fixtures" / "numpy_sheet"
LANGUAGES = ("en", "ko")


def run(*words: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=Path(sys.prefix), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheet with its blocks run on NumPy and their records kept, then built in each language."""
    root = tmp_path_factory.mktemp("numpy") / "sheet"
    shutil.copytree(SHEET, root)
    blocks = root / "build" / "doctest"
    run("sphinx", "-q", "-n", "-W", "-b", "blocks", root, blocks)
    run("blockrun", blocks)
    summary = json.loads((blocks / "summary.json").read_text(encoding="utf-8"))
    records = read_records(blocks / "records.jsonl")
    assert {record.status for record in records} == {"passed"}
    assert [bool(record.entry) for record in records].count(False) == 3  # the others are programs
    write_run(root / "records", make_run(records, summary, "2026-01-02"))
    for language in LANGUAGES:
        options = ("-q", "-n", "-W", "--keep-going", "-b", "html", "-D", f"language={language}")
        run("sphinx", *options, root, root / "build" / "html" / language)
    return root / "build" / "html"


def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_settings_are_few_and_nothing_is_copied():
    assert len((SHEET / "conf.py").read_text(encoding="utf-8").splitlines()) <= 25
    copied = ("_templates", "sphinx.po", "interface.html")
    assert [path for path in SHEET.rglob("*") if path.name in copied] == []


def test_rows_have_notes_outputs_and_what_each_run_made_of_them(sheet):
    row = read(sheet / "ko" / "arrays" / "creation.html").select_one("#np-linspace")
    assert row.select_one(".entry-note").get_text() == "간격이 같은 수"
    assert "array([0. , 0.5, 1. ])" in row.get_text()
    stamp = row.find_parent("section").select_one(".entries-run")
    assert "numpy" in stamp["title"]
    assert "2026-01-02" in stamp["title"]
    page = read(sheet / "ko" / "runs.html")
    assert page.select_one(f"[id='{stamp['href'].partition('#')[2]}']")


def test_interface_is_korean(sheet):
    page = read(sheet / "ko" / "arrays" / "creation.html")
    assert page.select_one(".skip").get_text() == "본문으로 건너뛰기"
    assert page.select_one(".search-open").get_text(strip=True).startswith("검색")
    script = (sheet / "ko" / "_static" / "page.js").read_text(encoding="utf-8")
    assert "이 절을 노트북으로 받기" in script
    assert "이 항목의 링크" in script


def test_search_knows_the_entries(sheet):
    for language, note in zip(LANGUAGES, ("evenly spaced numbers", "간격이 같은 수"), strict=True):
        entries = json.loads((sheet / language / "entries.json").read_text(encoding="utf-8"))
        assert len(entries) == 6
        assert note in {entry["note"] for entry in entries}
        assert "linspace" in (sheet / language / "_static" / "search-data.js").read_text("utf-8")
        assert read(sheet / language / "search.html").select_one("main input, main a")


def test_exports_run(sheet):
    for language in LANGUAGES:
        path = sheet / language / "arrays" / "creation.py"
        done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
        assert "[1 2 3]" in done.stdout
        notebook = json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))
        assert notebook["nbformat"] == 4
