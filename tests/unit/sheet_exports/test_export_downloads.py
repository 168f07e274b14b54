"""Every page with code lies beside itself as a script and as a notebook."""

from __future__ import annotations

import contextlib
import io
import json

import nbformat
import pytest
from sheet_exports.formats.code_cells import Source, write_setup
from sheet_exports.formats.notebook import write_notebook
from sheet_exports.formats.page_items import Code, Step
from sheet_exports.formats.script import ENCODING
from sphinx.errors import ConfigError

EXPORTS = 'extensions += ["sheet_exports"]\n'
CONF = (
    EXPORTS
    + """
doctest_global_setup = '''
import math
from math import floor
import os as _os
_LIMIT = 2

no_gpu = "needs a GPU"
never = ""
def fewer_than(count):
    return "" if count < _read() else f"needs {count} of {_LIMIT} in {_os.sep}"
def _read():
    return _LIMIT
'''
"""
)
PAGES = {
    "index": "Index\n=====\n\n.. toctree::\n\n   part/page\n",
    "part/page": """\
A *page*
========

Words with ``code``.

Sessions
--------

.. doctest::

   >>> # a floor
   >>> floor(1.5)
   1
   >>> # fails
   >>> x = 0
   >>> 1 / x
   Traceback (most recent call last):
       ...
   ZeroDivisionError: division by zero
   >>> # written
   >>> with open("a.txt", "w") as file:
   ...     n = file.write("글")

Guarded
-------

.. doctest::
   :skipif: no_gpu or fewer_than(2)

   >>> # a ceiling
   >>> math.ceil(1.5), 2
   (2, 2)
   >>> print("글")
   글

Nothing to run
--------------

.. _place:

Programs
--------

.. testcode::

   # twice
   for i in range(2):
       # inside
       print(i)

.. testoutput::

   0
   1
""",
}
KOREAN = {
    "part/page": {
        "A *page*": "*한* 페이지",
        "Words with ``code``.": "``code`` 이야기.",
        "a floor": "내림",
        "Guarded": "조건",
        "twice": "두 번",
    }
}

SCRIPT = """\
# -*- coding: utf-8 -*-
# https://example.org/ko/part/page.html

# %%
#: *한* 페이지

import math
from math import floor

import os as _os

_LIMIT = 2

no_gpu = "needs a GPU"

def fewer_than(count):
    return "" if count < _read() else f"needs {count} of {_LIMIT} in {_os.sep}"

def _read():
    return _LIMIT

#: 코드가 쓰는 파일은 별도 폴더에 저장함
import os
import tempfile

os.chdir(tempfile.mkdtemp())

#: `code` 이야기.

# %%
#: Sessions

#: 내림
floor(1.5)
#> 1

#: fails
x = 0
try:
    1 / x
except Exception as error:
    print(f"{type(error).__name__}: {error}")
#> ZeroDivisionError: division by zero

#: written
with open("a.txt", "w") as file:
    n = file.write("글")

# %%
#: 조건

if no_gpu or fewer_than(2):
    print(no_gpu or fewer_than(2))
else:
    #: a ceiling
    math.ceil(1.5), 2
    #> (2, 2)

    print("글")
    #> 글

# %%
#: Nothing to run

# %%
#: Programs

#: 두 번
for i in range(2):
    #: inside
    print(i)
#> 0
#> 1
"""


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN}, CONF)


def read_cells(built, name: str) -> dict[str, dict]:
    return {cell["id"]: cell for cell in json.loads(built.read(name))["cells"]}


def read_source(cell: dict) -> str:
    return "".join(cell["source"])


def test_script_is_the_page(korean):
    assert korean.warnings == ""
    assert korean.read("part/page.py") == SCRIPT


def test_script_runs_to_its_end(korean, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(korean.read("part/page.py"), {})
    assert output.getvalue() == "ZeroDivisionError: division by zero\nneeds a GPU\n0\n1\n"
    assert not list(tmp_path.iterdir())


def test_every_section_with_code_has_files(english):
    names = sorted(path.name for path in english.outdir.rglob("*.py"))
    assert names == ["page.guarded.py", "page.programs.py", "page.py", "page.sessions.py"]
    assert len(list(english.outdir.rglob("*.ipynb"))) == len(names)


def test_section_takes_what_it_needs_alone(korean):
    head, title, code = korean.read("part/page.programs.py").split("\n\n", 2)
    assert head == f"{ENCODING}\n# https://example.org/ko/part/page.html#programs"
    assert title == "# %%\n#: Programs"
    assert code.startswith("#: 두 번\n")  # no import that it does not use
    assert "from math import floor" in korean.read("part/page.sessions.py")
    assert "fewer_than" in korean.read("part/page.guarded.py")


def test_names_are_the_same_in_every_language(english, korean):
    def find(built):
        return sorted(path.relative_to(built.outdir) for path in built.outdir.rglob("page.*"))

    assert find(english) == find(korean)


def test_notebooks_are_valid_and_as_nbformat_writes_them(english, korean):
    for built in (english, korean):
        paths = list(built.outdir.rglob("*.ipynb"))
        assert len(paths) == 4
        for path in paths:
            text = path.read_text(encoding="utf-8")
            book = nbformat.reads(text, as_version=4)
            nbformat.validate(book)
            assert nbformat.writes(book, version=nbformat.NO_CONVERT) == text.removesuffix("\n")


def test_notebook_has_text_setup_and_a_cell_an_entry(korean):
    cells = read_cells(korean, "part/page.ipynb")
    texts = ["_text-0", "_text-1", "_text-2", "_setup"]
    assert list(cells)[:5] == [*texts, "floor"]
    assert list(cells)[-3:] == ["_text-6", "_text-7", "for-i-in-range-2"]
    assert read_source(cells["_text-0"]) == "# *한* 페이지\n\n<https://example.org/ko/part/page.html>"
    assert read_source(cells["_text-2"]) == "## Sessions"
    assert read_source(cells["floor"]) == "#: 내림\nfloor(1.5)"


@pytest.mark.parametrize(("length", "stays"), [(64, True), (65, False)])
def test_id_of_a_cell_is_no_longer_than_nbformat_allows(length, stays):
    block = Code((Step("a" * length, (), "1"),), session=True)
    book = nbformat.reads(write_notebook([block], Source("https://a.org", "")), as_version=4)
    nbformat.validate(book)
    assert (book.cells[-1].id == "a" * length) == stays


def test_words_of_a_comment_make_no_folder_for_files():
    """They are others in each language."""
    codes = ('x = 1  # as "a.txt"', 'x = open("a.txt")')
    blocks = [Code((Step("x", (), code),), session=True) for code in codes]
    assert ["tempfile" in write_setup([block], "") for block in blocks] == [False, True]


def test_outputs_are_recorded(english):
    cells = read_cells(english, "part/page.ipynb")
    floor, guarded = cells["floor"]["outputs"], cells["math-ceil"]["outputs"]
    assert [out["output_type"] for out in floor + guarded] == [
        "execute_result",
        "display_data",
        "stream",
    ]
    assert floor[0]["data"] == {"text/plain": ["1"]}
    assert guarded[0]["data"] == {"text/plain": ["(2, 2)"]}
    assert guarded[1]["text"] == ["글\n"]


def test_guarded_value_is_displayed(english):
    code = read_source(read_cells(english, "part/page.ipynb")["math-ceil"])
    assert "    display((math.ceil(1.5), 2))" in code


def test_page_without_code_has_no_files(english):
    assert not list(english.outdir.glob("index.py")) + list(english.outdir.glob("index.ipynb"))


def test_second_build_gives_the_same_bytes(project, english):
    name = "part/page.ipynb"
    first = english.read(name)
    assert project.build("html", parallel=2).read(name) == first


TEMPLATE = """\
{%- if downloads -%}
{% for file in downloads.files %}{{ file.href }} {% endfor -%}
{%- for host in downloads.hosts %}{{ host.name }} {{ host.href }} {% endfor -%}
{{ downloads.sections }}
{%- endif -%}
"""


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        pytest.param("", "page.py page.ipynb ['sessions', 'guarded', 'programs']", id="no-host"),
        pytest.param(
            'notebooks_repository = "a/b.c/blob/gh-pages"',
            "page.py page.ipynb Colab https://colab.research.google.com/github/a/b.c/blob/gh-pages/ko/part/page"
            ".ipynb ['sessions', 'guarded', 'programs']",
            id="host",
        ),
    ],
)
def test_theme_is_told_of_the_files(make_project, conf, expected):
    pages = {**PAGES, "templates/page.html": TEMPLATE}
    project = make_project(pages, conf=f"{CONF}templates_path = ['templates']\n{conf}\n")
    built = project.build("html", "ko")
    assert built.read("part/page.html") == expected
    assert built.read("index.html").strip() == ""


@pytest.mark.parametrize("found", ["a/b", "https://a.org/b/blob/main", "a/b/blob/", "a/b/blob/c d"])
def test_unusable_repository_stops_the_build(make_project, found):
    message = rf"notebooks_repository: found '{found}', expected 'owner/name/blob/branch'"
    with pytest.raises(ConfigError, match=message):
        make_project({}, conf=f"{EXPORTS}notebooks_repository = {found!r}").build("html")


@pytest.mark.parametrize("builder", ["text", "gettext", "blocks"])
def test_other_builders_write_no_files(project, builder):
    built = project.build(builder)
    assert not list(built.outdir.rglob("*.py*nb")) + list(built.outdir.rglob("page.py"))
