"""Every block was run: the records of `make doctest`, and stock Sphinx on the same pages.

Stock but for MyST, which reads the guides; they hold no block.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from blockrun.block import read_blocks
from blockrun.execute import find_examples
from blockrun.record import read_records
from built_site import ROOT, run_script
from cheatsheet.names import find_imports

pytestmark = pytest.mark.torch

STOCK = """\
project = "stock"
language = "en"
extensions = ["sphinx.ext.doctest", "myst_parser"]
exclude_patterns = ["_*"]
doctest_test_doctest_blocks = ""
doctest_global_setup = {setup!r}
"""


@pytest.fixture(scope="module")
def summary() -> dict:
    path = ROOT / "build" / "doctest" / "summary.json"
    if not path.exists():
        done = run_script("run_blocks.py")
        assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_block_has_a_record(summary, blocks) -> None:
    folder = ROOT / "build" / "doctest"
    records = read_records(folder / "records.jsonl")
    marks = {mark.key for mark in read_blocks(folder / "marks.jsonl")}
    found = [(r.block, r.page, r.line) for r in records if r.key not in marks]
    assert found == sorted(
        ((b.id, b.page, b.line) for b in blocks["en"]), key=lambda key: (key[1], key[2], key[0])
    )
    assert len(found) >= 60
    assert summary["blocks"] == len(records) == len(found) + len(marks)


def test_no_block_failed_and_skips_have_reasons(summary) -> None:
    assert summary["failed"] == 0
    assert summary["passed"] + summary["skipped"] == summary["blocks"]
    assert sum(summary["reasons"].values()) == summary["skipped"]
    assert all(re.fullmatch(r"needs (CUDA|\d GPUs)", reason) for reason in summary["reasons"])


def test_standard_imports_are_those_that_the_page_shows(blocks) -> None:
    pages = ("imports/general", "imports/neural-network-api")
    shown: dict[str, str] = {}
    for block in blocks["en"]:
        if block.page in pages:
            shown |= find_imports("".join(example.source for example in find_examples(block)))
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    given = {name: api for name, api in find_imports(setup).items() if not name.startswith("_")}
    assert given.items() <= shown.items()


@pytest.mark.slow
def test_stock_sphinx_builds_and_runs_the_same_pages(tmp_path) -> None:
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    (tmp_path / "conf.py").write_text(STOCK.format(setup=setup), encoding="utf-8")
    for builder in ("html", "doctest"):
        folders = [str(ROOT / "source"), str(tmp_path / builder)]
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
        done = subprocess.run(
            [*command, "-c", str(tmp_path), *folders],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
