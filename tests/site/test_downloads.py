"""The scripts and notebooks of the real site: all compile and are valid, and what is run, runs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tokenize
from pathlib import Path
from tempfile import TemporaryDirectory

import jupytext
import nbformat
import pytest
from blockrun.environment import clean_environment
from pycode.comments import seal_comments

# Of every kind: values and programs, errors, files, conditions, processes.
SAMPLE = ("tensors/creation", "training/saving-and-loading", "tensors/gpu-usage", "imports/general")


@pytest.fixture(scope="module")
def notebooks(site: Path) -> list[Path]:
    return sorted(site.rglob("*.ipynb"))


def run(paths: list[Path], limit: int) -> subprocess.CompletedProcess:
    """On two threads, where `make doctest` uses one: no output may hang on their number."""
    command = [sys.executable, str(Path(__file__).with_name("run_notebook.py")), *map(str, paths)]
    with TemporaryDirectory() as home:
        environment = clean_environment(os.environ, home) | {"OMP_NUM_THREADS": "2"}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=limit
        )


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


def read_tokens(code: bytes) -> list[tuple[int, str]]:
    """What Python makes of a file, by the encoding that it finds in it, without comments."""
    found = tokenize.tokenize(io.BytesIO(code).readline)
    return [(t.type, t.string) for t in found if t.type not in (tokenize.COMMENT, tokenize.NL)]


def read_notebook(path: Path) -> list[tuple[str, object]]:
    """The kinds of the cells, and the tokens of those with code."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    return [(kind, read_tokens(text.encode()) if kind == "code" else None) for kind, text in texts]


def test_code_is_the_same_in_every_language(site, languages) -> None:
    """Taken from the files as they are downloaded, notes and titles apart."""
    for path in sorted((site / "en").rglob("*.py")):
        name = path.relative_to(site / "en")
        texts = [(site / language / name).read_bytes() for language in languages]
        source = read_tokens(texts[0])
        assert source[0] == (tokenize.ENCODING, "utf-8")
        assert all(read_tokens(text) == source for text in texts[1:]), name
        assert {text.split(b"\n", 1)[0] for text in texts} == {b"# -*- coding: utf-8 -*-"}, name


def test_cells_are_the_same_in_every_language(site, languages) -> None:
    for path in sorted((site / "en").rglob("*.ipynb")):
        name = path.relative_to(site / "en")
        source, *others = [read_notebook(site / language / name) for language in languages]
        assert all(other == source for other in others), name


def test_jupytext_makes_the_same_cells_in_every_language(site, languages, entries) -> None:
    """Of the pages' scripts: no comment becomes a cell, a text or a command."""
    for page in sorted({entry["page"] for entry in entries["en"]}):
        made = []
        for language in languages:
            text = (site / language / f"{page}.py").read_text(encoding="utf-8")
            cells = jupytext.reads(text, fmt="py").cells
            assert "".join(cell.source for cell in cells).count("#:") == text.count("#:"), page
            made.append([(cell.cell_type, read_tokens(cell.source.encode())) for cell in cells])
            assert len(cells) == text.count("\n# %%\n") + 1, page
        assert all(cells == made[0] for cells in made), page


def test_every_line_of_every_entry_is_in_its_pages_script(site, entries) -> None:
    for language, found in entries.items():
        scripts: dict[str, set[str]] = {}
        for entry in found:
            name = f"{entry['page']}.py"
            if name not in scripts:
                text = (site / language / name).read_text(encoding="utf-8")
                scripts[name] = {line.strip() for line in text.split("\n")}
            lines = seal_comments(entry["code"]).split("\n")
            missing = {line.strip() for line in lines} - scripts[name]
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
