"""Every block was run: the records of `make doctest`, and stock Sphinx on the same pages.

Stock but for MyST, which reads the guides; they hold no block.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from blockrun.execution.execute import find_examples
from blockrun.model.block import read_blocks
from blockrun.model.record import read_records
from built_site import ROOT, run_script
from pycode.names import find_imports

pytestmark = pytest.mark.torch

# Where a block leans on a process of its own, which stock Sphinx does not give it: to be mended.
NOT_IN_ONE_PROCESS = {
    "data-utilities/stateful-dataloader",
    "distributed/debugging",
    "performance/compile-in-practice",
}

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
    own = [record for record in records if not record.entry]
    found = [(r.block, r.page, r.line) for r in own if r.key not in marks]
    assert found == sorted(
        ((b.id, b.page, b.line) for b in blocks["en"]), key=lambda key: (key[1], key[2], key[0])
    )
    assert len(found) >= 60
    assert summary["blocks"] == len(own) == len(found) + len(marks)
    assert sum(summary["programs"].values()) == len(records) - len(own) > 1000


# Devices, another torch, and a package that brings Core ML and more, so that it is not among ours.
LACKING = r"CUDA|\d GPUs|MPS|XPU|an accelerator|torch \d\.\d+( or older)?|executorch"


def test_no_block_failed_and_skips_have_reasons(summary) -> None:
    assert summary["failed"] == summary["programs"]["failed"] == 0
    assert summary["passed"] + summary["skipped"] == summary["blocks"]
    assert sum(summary["reasons"].values()) == summary["skipped"]
    assert all(re.fullmatch(rf"needs ({LACKING})", reason) for reason in summary["reasons"])


def test_standard_imports_are_those_that_the_page_shows(blocks) -> None:
    pages = ("imports/general", "imports/neural-network-api")
    shown: dict[str, str] = {}
    for block in blocks["en"]:
        if block.page in pages:
            shown |= find_imports("".join(example.source for example in find_examples(block)))
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    given = {name: api for name, api in find_imports(setup).items() if not name.startswith("_")}
    assert given.items() <= shown.items()


def run_stock(folder: Path, builder: str, *pages: Path) -> None:
    """Run a builder of stock Sphinx on these pages, or on all; it goes well.

    As where there is no compiler: what needs one is skipped by its own condition, to save minutes.
    """
    places = [place for place in os.environ["PATH"].split(os.pathsep) if not Path(place, "g++").exists()]
    options = ["-q", "-W", "--keep-going", "-b", builder, "-c", folder, "-d", folder / "read"]
    words = [sys.executable, "-m", "sphinx", *options, ROOT / "source", folder / builder, *pages]
    done = subprocess.run(
        list(map(str, words)), cwd=folder, env={**os.environ, "PATH": os.pathsep.join(places)},
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.mark.slow
def test_stock_sphinx_builds_and_runs_the_same_pages(tmp_path) -> None:
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    (tmp_path / "conf.py").write_text(STOCK.format(setup=setup), encoding="utf-8")
    source = ROOT / "source"
    paths = [*source.glob("[a-z]*.rst"), *source.glob("[a-z]*/**/*.rst")]
    names = {path.relative_to(source).with_suffix("").as_posix() for path in paths}
    assert names > NOT_IN_ONE_PROCESS | {"install"}
    run_stock(tmp_path, "html")
    run_stock(tmp_path, "doctest", *(source / f"{name}.rst" for name in names - NOT_IN_ONE_PROCESS))
    output = (tmp_path / "doctest" / "output.txt").read_text(encoding="utf-8")
    tested = int(re.search(r"(\d+) tests\n", output)[1])
    assert tested > 1000, output[-2000:]
