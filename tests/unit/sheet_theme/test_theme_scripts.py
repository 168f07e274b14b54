"""The theme's scripts on built pages, in jsdom: a test of node's runner for each of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from built_site import ROOT

HERE = Path(__file__).parent
TESTS = sorted((HERE / "js").glob("*.test.js"))
CONF = """\
html_theme = "sheet"
html_use_index = False
extensions += ["sheet_theme", "sheet_search", "sheet_exports"]
copybutton_prompt_text = r"\\$ "
copybutton_prompt_is_regexp = True
redirects_file = __file__.replace("conf.py", "redirects.tsv")
search_glossaries = {"ko": [__file__.replace("conf.py", "terms.tsv")]}
"""
INDEX = """\
Sheet
=====

.. toctree::

   two
   one/index
   words
"""
CHAPTER = """\
One
===

.. toctree::

   deep
   other
"""
# Rows that a filter can tell from each other: by name, by note, by spaces and bars, by Hangul.
DEEP = """\
Deep
====

First part
----------

.. doctest::

   >>> # add two numbers
   >>> 1 + 1
   2

   >>> # 손실 함수
   >>> abs(-1)
   1

Second part
-----------

.. doctest::

   >>> # round down
   >>> math.floor(2.5)
   2, and more words than have room beside the code of a row

Words
-----

No entry here.

.. code-block:: console

   $ make html
   building the site
   $ make pdf
"""
PAGES = {
    "index": INDEX,
    "one/index": CHAPTER,
    "one/deep": DEEP,
    "one/other": DEEP.replace("Deep\n====", "Other\n====="),
    "two": "Two\n===\n\n.. doctest::\n\n   >>> # the largest\n   >>> max(1, 2)\n   2\n",
    "words": "Words\n=====\n\n.. code-block:: console\n\n   $ make html\n",
    "redirects.tsv": "one/deep#gone\ttwo\n",
    "terms.tsv": "English\tKorean\talso\nsum\tadd\tplus, 덧셈\n",
}


@pytest.fixture(scope="module")
def site(make_shared_project, tmp_path_factory) -> Path:
    """A site of two languages, whose page of all entries loads its chapters later."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cheatsheet.pages.singlepage.FIRST_LOAD", 500)
        project = make_shared_project(PAGES, conf=CONF)
        folder = tmp_path_factory.mktemp("site")
        for language in ("en", "ko"):
            built = project.build("html", language)
            assert built.warnings == ""
            shutil.copytree(built.outdir, folder / language)
    return folder


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name.split(".")[0])
def test_script(site: Path, path: Path) -> None:
    """Node's own report says which of its tests has failed."""
    node = shutil.which("node")
    assert node, "found no node, expected Node.js 18.20 or newer; see README.md"
    done = subprocess.run(
        [node, "--test", "--test-reporter=spec", path],
        cwd=ROOT,
        env={**os.environ, "SITE": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_script_has_tests() -> None:
    names = {path.name.split(".")[0] for path in TESTS}
    scripts = {path.stem for path in (ROOT / "extensions" / "sheet_theme" / "js").glob("*.js")}
    assert names == scripts - {"early", "page"}
