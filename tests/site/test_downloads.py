"""The scripts and notebooks of the real site: all compile and are valid, and what is run, runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

# Of every kind: values and programs, errors, files, conditions, processes.
SAMPLE = ("tensors/creation", "training/saving-and-loading", "tensors/gpu-usage", "imports/general")


@pytest.fixture(scope="module")
def notebooks(site: Path) -> list[Path]:
    return sorted(site.rglob("*.ipynb"))


def run(paths: list[Path], limit: int) -> subprocess.CompletedProcess:
    command = [sys.executable, str(Path(__file__).with_name("run_notebook.py")), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)


def test_every_page_with_entries_has_its_files(site, entries) -> None:
    for language, found in entries.items():
        for page in {entry["page"] for entry in found}:
            for suffix in (".py", ".ipynb"):
                assert (site / language / f"{page}{suffix}").is_file(), (language, page, suffix)


def test_every_script_compiles(site) -> None:
    paths = [path for path in site.rglob("*.py") if "_static" not in path.parts]
    assert len(paths) > 400
    for path in paths:
        compile(path.read_text(encoding="utf-8"), str(path), "exec")


def test_every_notebook_is_valid(notebooks) -> None:
    assert len(notebooks) > 400
    for path in notebooks:
        book = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(book)
        ids = [cell["id"] for cell in book["cells"]]
        assert len(ids) == len(set(ids)), path


def test_code_is_the_same_in_every_language(site, languages) -> None:
    """Notes and titles apart: what is left of a script without its comments."""
    for path in sorted((site / "en").rglob("*.py")):
        name = path.relative_to(site / "en")
        texts = [(site / language / name).read_text(encoding="utf-8") for language in languages]
        bare = {"\n".join(ln.partition("#")[0].rstrip() for ln in text.split("\n")) for text in texts}
        assert len({"\n".join(filter(None, text.split("\n"))) for text in bare}) == 1, name


def test_every_line_of_every_entry_is_in_its_pages_script(site, entries) -> None:
    for language, found in entries.items():
        scripts: dict[str, set[str]] = {}
        for entry in found:
            name = f"{entry['page']}.py"
            if name not in scripts:
                text = (site / language / name).read_text(encoding="utf-8")
                scripts[name] = {line.strip() for line in text.split("\n")}
            missing = {line.strip() for line in entry["code"].split("\n")} - scripts[name]
            assert not missing, (language, entry["url"])


@pytest.mark.torch
def test_sample_of_notebooks_runs_and_prints_what_it_records(site) -> None:
    done = run([site / "ko" / f"{page}.ipynb" for page in SAMPLE], 300)
    assert done.returncode == 0, done.stdout


@pytest.mark.torch
@pytest.mark.slow
def test_every_notebook_runs_and_prints_what_it_records(site, entries) -> None:
    pages = sorted({entry["page"] for entry in entries["en"]})
    done = run([site / "en" / f"{page}.ipynb" for page in pages], 1500)
    assert done.returncode == 0, done.stdout
    assert f"{len(pages)} notebooks run, 0 differ" in done.stdout
