"""The blocks builder: what a runner is given, the same in every language and every build."""

from __future__ import annotations

import json
import re

import pytest
from blockrun.model.block import read_blocks
from cheatsheet.builders.blocks import read_timeout
from sphinx.errors import ConfigError

# The comments are the lines where blocks' code starts.
PAGE = """\
Index
=====

.. doctest::

   >>> # note
   >>> 1 + 1  # behind
   2

.. doctest::
   :skipif: never or fewer_gpus_than(2)
   :options: +ELLIPSIS, -NORMALIZE_WHITESPACE


   >>> list(range(9))  # doctest: +ELLIPSIS
   [0, ...]

   >>> print("a\\n\\nb")
   a
   <BLANKLINE>
   b

Words.

- a list

  .. testcode::

     # 설명
     값 = '# 글'

     print(값)

  .. testoutput::
     :options: +NORMALIZE_WHITESPACE

     # 글

.. testcode::

   x = 1
"""

KOREAN = {"note": "노트\nimport os", "behind": "뒤\x00", "설명": "NOQA", "Words.": "낱말."}

NO_CHECK = {"check": "", "check_line": 0}

CHECKED = """\
Index
=====

.. doctest::

   >>> # 설명
   >>> x = 1

.. testcode::
   :hide:

   # why
   assert x == 1, "hidden"
"""

# page without a title, line of the first block's code
LINES = [
    pytest.param(".. doctest::\n\n   >>> 1\n   1\n", 6, id="plain"),
    pytest.param(".. doctest::\n   :skipif: never\n\n   >>> 1\n   1\n", 7, id="option"),
    pytest.param(
        ".. doctest::\n   :skipif: never\n   :options: +ELLIPSIS\n\n\n\n   >>> 1\n   1\n", 10, id="all"
    ),
    pytest.param(".. testcode::\n\n\n   # 설명\n   x = 1\n", 7, id="korean"),
    pytest.param("Words.\n\n.. note::\n\n   .. testcode::\n\n      x = 1\n", 10, id="nested"),
    pytest.param("* item\n\n  .. testcode::\n\n     x = 1\n", 8, id="in-a-list"),
    pytest.param(
        "====  ====\na     b\n====  ====\n1     2\n====  ====\n\n.. testcode::\n\n   x = 1\n",
        12,
        id="table",
    ),
    pytest.param(".. |s| replace:: text\n.. _t:\n\n.. testcode::\n\n   x = 1\n", 9, id="after-a-target"),
]

# What Sphinx says of a chunk of pages; matches "sources... [ 50%] a .. d", not "[ 50%] a".
READ_IN_PARALLEL = re.compile(r"sources\.\.\. \[.*\] \S+ \.\. \S+")

# metadata, seconds
TIMEOUTS = [
    pytest.param("1", 1.0, id="least"),
    pytest.param("120", 120.0, id="plain"),
    pytest.param("0.5", 0.5, id="fraction"),
    pytest.param("600", 600.0, id="most"),
]
BAD_TIMEOUTS = ["0", "-1", "601", "", "ten", "1 2", "nan", "inf", "열"]


def collect(built) -> list[dict]:
    return [json.loads(line) for line in built.read("blocks.jsonl").splitlines()]


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project({"index": PAGE}, {"ko": {"index": KOREAN}})


@pytest.fixture(scope="module")
def blocks(project):
    built = project.build("blocks")
    assert built.warnings == ""
    return collect(built)


def test_fields_of_blocks(blocks):
    flags = {"NORMALIZE_WHITESPACE": False, "ELLIPSIS": True}
    fields = [{name: value for name, value in block.items() if name != "id"} for block in blocks]
    assert fields == [
        {
            "page": "index",
            "path": "index.rst",
            "line": 6,
            "kind": "doctest",
            "code": ">>>\n>>> 1 + 1\n2",
            "expected": "2",
            "requires": "",
            "options": {},
            **NO_CHECK,
            "imports": [],
            "entry": 0,
        },
        {
            "page": "index",
            "path": "index.rst",
            "line": 15,
            "kind": "doctest",
            "code": ">>> list(range(9))  # doctest: +ELLIPSIS\n[0, ...]\n\n"
            '>>> print("a\\n\\nb")\na\n<BLANKLINE>\nb',
            "expected": "[0, ...]\na\n\nb",
            "requires": "never or fewer_gpus_than(2)",
            "options": {"flags": flags},
            **NO_CHECK,
            "imports": [],
            "entry": 0,
        },
        {
            "page": "index",
            "path": "index.rst",
            "line": 29,
            "kind": "testcode",
            "code": "\n값 = '# 글'\n\nprint(값)",
            "expected": "# 글",
            "requires": "",
            "options": {"flags": {"NORMALIZE_WHITESPACE": True}},
            **NO_CHECK,
            "imports": [],
            "entry": 0,
        },
        {
            "page": "index",
            "path": "index.rst",
            "line": 41,
            "kind": "testcode",
            "code": "x = 1",
            "expected": "",
            "requires": "",
            "options": {},
            **NO_CHECK,
            "imports": [],
            "entry": 0,
        },
    ]


MATH, FLOOR = "import math", "from math import floor"
PROGRAMS = """\
.. doctest::

   >>> # a list
   >>> found = [math.pi]
   >>> # another, and what is in it
   >>> other = [floor(1.5)]
   >>> other
   [1]
   >>> # one more
   >>> other.append(2)
   >>> # all of it
   >>> other
   [1, 2]
   >>> # how many
   >>> len(found)
   1

.. testcode::

   # a
   print(1)
   # b
   a = 2
   # c
   b = floor(a)
   # d
   print(2)

.. testoutput::

   1
   2
"""


def test_a_program_that_is_no_beginning_is_run_alone(make_project):
    built = make_project({"index": f"Index\n=====\n\n{PROGRAMS}"}).build("blocks")
    assert built.warnings == ""
    found = [json.loads(line) for line in built.read("programs.jsonl").splitlines()]
    names = ("entry", "imports", "code", "expected", "options")
    told = [tuple(program[name] for name in names) for program in found]
    anything = {"flags": {"ELLIPSIS": True, "NORMALIZE_WHITESPACE": True}}
    other, empty = "\n\n\n>>> other = [floor(1.5)]\n", "\n" * 8
    assert told == [
        (15, [FLOOR], f"{other}\n\n\n>>> other.append(2)\n\n>>> other\n[1, 2]\n\n\n", "", {}),
        (9, [FLOOR], f"{other}>>> other\n[1]{empty}", "", {}),
        (18, [MATH], f"\n>>> found = [math.pi]\n\n\n{empty}>>> len(found)\n1", "", {}),
        (28, [FLOOR], "\n\n\na = 2\n\nb = floor(a)\n\n", "…", anything),
        (30, [], "\nprint(1)\n\n\n\n\n\nprint(2)", "1\n2", {}),
    ]
    whole = [json.loads(line)["imports"] for line in built.read("blocks.jsonl").splitlines()]
    assert whole == [[MATH, FLOOR], [FLOOR]]


def test_file_is_read_by_the_runner(project, blocks):
    found = read_blocks(project.build("blocks").outdir / "blocks.jsonl")
    assert [block.id for block in found] == [block["id"] for block in blocks]
    assert len({block.id for block in found}) == 4
    assert all(len(block.id) == 16 for block in found)


def test_setup_is_written_as_it_stands_in_the_settings(project):
    built = project.build("blocks")
    assert built.read("setup.py") == built.app.config.doctest_global_setup


def test_blocks_are_the_same_in_every_language(project, blocks):
    korean = project.build("blocks", "ko")
    assert collect(korean) == blocks
    assert korean.warnings.count("[cheatsheet.note]") == korean.warnings.count("\n") == 1


def test_two_builds_give_the_same_bytes(project):
    first = project.build("blocks").read("blocks.jsonl")
    assert project.build("blocks").read("blocks.jsonl") == first
    assert project.build("blocks", fresh=False).read("blocks.jsonl") == first


def test_parallel_build_equals_a_serial_one(make_project):
    pages = {f"page-{number:02}": f":orphan:\n\n{PAGE}" for number in range(12)}
    project = make_project(pages)
    serial, parallel = project.build("blocks"), project.build("blocks", parallel=2)
    assert READ_IN_PARALLEL.search(parallel.status)
    assert not READ_IN_PARALLEL.search(serial.status)
    assert serial.warnings == parallel.warnings == ""
    found = [block["page"] for block in collect(serial)]
    assert len(found) == 48
    assert found == sorted(found)
    assert parallel.read("blocks.jsonl") == serial.read("blocks.jsonl")


@pytest.mark.parametrize(("text", "line"), LINES)
def test_line_is_where_the_code_starts(text, line, make_project):
    page = f"Index\n=====\n\n{text}"
    (block,) = collect(make_project({"index": page}).build("blocks"))
    assert block["line"] == line
    assert page.split("\n")[line - 1].strip() in (">>> 1", "# 설명", "x = 1")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("1 + 1", "1 + 2", False, id="code"),
        pytest.param("   2\n", "   3\n", False, id="expected"),
        pytest.param("값 = '# 글'", "값 = '# 말'", False, id="korean-code"),
        pytest.param("     # 글\n", "     # 말\n", False, id="output-of-a-program"),
        pytest.param("+NORMALIZE_WHITESPACE", "-NORMALIZE_WHITESPACE", False, id="flag"),
        pytest.param("[0, ...]", "[0, ... ]", False, id="blank-in-expected"),
        pytest.param("# note", "# another note", True, id="note"),
        pytest.param("# behind", "# 뒤에", True, id="note-behind"),
        pytest.param("# 설명", "#  설명 더", True, id="korean-note"),
        pytest.param("Words.", "More words.\n\nAnd more.", True, id="line"),
        pytest.param("never or ", "no_gpu or ", True, id="condition"),
    ],
)
def test_id_says_what_is_run_and_expected(old, new, same, blocks, make_project):
    assert old in PAGE
    changed = collect(make_project({"index": PAGE.replace(old, new, 1)}).build("blocks"))
    pairs = zip([b["id"] for b in blocks], [b["id"] for b in changed], strict=True)
    assert sum(before != after for before, after in pairs) == (0 if same else 1)


def test_deprecated_apis_of_a_page_are_told(make_project):
    page = """\
Index
=====

.. deprecated:: 2.9
   ``torch.jit.script()`` and ``torch.한글``.

.. versionchanged:: 2.8
   ``torch.ones``.

.. testcode::

   x = 1
"""
    (block,) = collect(make_project({"index": page}).build("blocks"))
    assert block["options"] == {"deprecated": ["torch.jit.script", "torch.한글"]}


def test_deprecated_apis_are_the_same_in_a_translation(make_project):
    page = "Index\n=====\n\n.. deprecated:: 2.9\n   Use ``b``, not ``a``.\n\n.. testcode::\n\n   x = 1\n"
    catalogs = {"ko": {"index": {"Use ``b``, not ``a``.": "낡은 것."}}}
    project = make_project({"index": page}, catalogs)
    assert collect(project.build("blocks", "ko")) == collect(project.build("blocks"))


def test_check_belongs_to_its_block_and_is_shown_nowhere(make_project):
    project = make_project({"index": CHECKED}, {"ko": {"index": {"설명": "노트"}}})
    for language in ("en", "ko"):
        built = project.build("blocks", language)
        assert built.warnings == ""
        (block,) = collect(built)
        assert block["code"] == ">>>\n>>> x = 1"
        assert (block["check"], block["check_line"]) == ('# why\nassert x == 1, "hidden"', 12)
    for builder in ("html", "gettext", "text"):
        built = project.build(builder)
        texts = [
            p.read_bytes() for p in built.outdir.rglob("*") if ".doctrees" not in p.parts and p.is_file()
        ]
        assert texts
        assert not any(b"hidden" in text and b"assert x" in text for text in texts)


@pytest.mark.parametrize(("value", "seconds"), TIMEOUTS)
def test_timeout_is_read(value, seconds):
    assert read_timeout("index", value) == seconds


@pytest.mark.parametrize("value", BAD_TIMEOUTS)
def test_bad_timeout_is_refused(value):
    with pytest.raises(ConfigError, match=f"^index: found :timeout: {value}, expected seconds"):
        read_timeout("index", value)


def test_timeout_field_goes_to_every_block_of_its_page(make_project):
    page = "Index\n=====\n\n.. testcode::\n\n   x = 1\n\n.. testcode::\n\n   y = 1\n"
    project = make_project({"index": f":timeout: 120\n\n{page}", "other": f":orphan:\n\n{page}"})
    found = [(block["page"], block["options"]) for block in collect(project.build("blocks"))]
    assert found == [("index", {"timeout": 120.0})] * 2 + [("other", {})] * 2


def test_bad_timeout_field_stops_the_build(make_project):
    project = make_project({"index": ":timeout: soon\n\nIndex\n=====\n\n.. testcode::\n\n   x = 1\n"})
    with pytest.raises(ConfigError, match="index: found :timeout: soon"):
        project.build("blocks")


def test_project_without_blocks_gives_an_empty_file(make_project):
    assert make_project({}).build("blocks").read("blocks.jsonl") == ""
