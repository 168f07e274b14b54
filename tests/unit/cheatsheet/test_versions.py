"""What a page says of versions is found where it stands, in the words of the source."""

from __future__ import annotations

import pytest

HEAD = "Index\n=====\n\n"
TABLE = """\
.. csv-table::
   :delim: |
   :header: Name | What | Since
   :widths: auto

   ``m.a(x)``, ``m.b`` | one since 3.14 ago | {}
   ``m.c`` | two |
   plain | three | since 3.12
"""
# name: (reST, kind, version, literal and line of each mark)
PAGES = {
    "none": ("Words since 3.12 of ``math.e``.\n", []),
    "added": (".. versionadded:: 3.12\n\n   ``math.e``\n", [("added", "3.12", "math.e", 4)]),
    "inline": (".. versionadded:: 3.12 ``math.e``\n", [("added", "3.12", "math.e", 4)]),
    "deprecated": (".. deprecated:: 3.9\n\n   ``math.e``.\n", [("deprecated", "3.9", "math.e", 4)]),
    "removed": (".. versionremoved:: 3.9\n\n   ``math.e``\n", [("removed", "3.9", "math.e", 4)]),
    "changed": (".. versionchanged:: 3.9\n\n   ``math.e``\n", []),
    "first sentence": (
        ".. deprecated:: 3.9\n\n   ``m.a`` and ``m.b``.\n   Use ``m.c``.\n",
        [("deprecated", "3.9", "m.a", 4), ("deprecated", "3.9", "m.b", 4)],
    ),
    "point in a literal": (
        ".. versionadded:: 3.9\n\n   ``f(. )``, ``m.b``. ``m.c``\n",
        ["f(. )", "m.b"],
    ),
    "number": (".. versionadded:: 3.9\n\n   As of 2.5 ``m.a``\n", ["m.a"]),
    "cell": (
        TABLE.format("removed in 3.13"),
        [
            ("added", "3.14", "m.a(x)", 9),
            ("added", "3.14", "m.b", 9),
            ("removed", "3.13", "m.a(x)", 9),
            ("removed", "3.13", "m.b", 9),
        ],
    ),
    "two in a cell": (TABLE.format("since 3.1, deprecated since 3.2").replace("since 3.14", ""), None),
    "no version": (TABLE.format("deprecated").replace("since 3.14", ""), []),
    "newer": (TABLE.format("3.12 or newer, with 3.13").replace("since 3.14", ""), []),
    "warns": (
        TABLE.format("warns since 3.2").replace("since 3.14", ""),
        [("deprecated", "3.2", "m.a(x)", 9), ("deprecated", "3.2", "m.b", 9)],
    ),
    "until": (
        TABLE.format("deprecated since 3.2, until 3.4").replace("since 3.14", ""),
        [("deprecated", "3.2", "m.a(x)", 9, "3.4"), ("deprecated", "3.2", "m.b", 9, "3.4")],
    ),
    "until, in a directive": (
        ".. deprecated:: 3.9\n\n   ``m.a``, until 3.11.\n   Gone until 3.12.\n",
        [("deprecated", "3.9", "m.a", 4, "3.11")],
    ),
    "until, of something else": (
        ".. deprecated:: 3.9\n\n   ``m.a``.\n   Kept until 3.12.\n",
        [("deprecated", "3.9", "m.a", 4)],
    ),
    "fails": (
        TABLE.format("fails since 3.2").replace("since 3.14", ""),
        [("removed", "3.2", "m.a(x)", 9), ("removed", "3.2", "m.b", 9)],
    ),
}


def find(build) -> list:
    return build.app.env.get_doctree("index")["marks"]


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_marks_are_found(page, expected, make_project):
    build = make_project({"index": HEAD + page}).build("dummy")
    assert not build.warnings
    marks = find(build)
    ends = [(mark.until,) if mark.until else () for mark in marks]
    found = [(m.kind, m.version, m.literal, m.line, *e) for m, e in zip(marks, ends, strict=True)]
    if expected is None:
        assert [mark[:2] for mark in found] == [("added", "3.1")] * 2 + [("deprecated", "3.2")] * 2
    elif expected and isinstance(expected[0], str):
        assert [mark[2] for mark in found] == expected
    else:
        assert found == expected


def test_marks_are_the_same_in_a_translation(make_project):
    page = HEAD + ".. versionadded:: 3.12\n\n   Use ``math.e``.\n\n" + TABLE.format("removed in 3.13")
    catalogs = {"ko": {"index": {"Use ``math.e``.": "낡은 것.", "removed in 3.13": "없어짐"}}}
    project = make_project({"index": page}, catalogs)
    assert find(project.build("dummy", "ko")) == find(project.build("dummy"))


@pytest.mark.parametrize("builder", ["dummy", "html"])
def test_marks_do_not_stop_a_parallel_build(builder, make_project):
    pages = dict.fromkeys("abcdef", f":orphan:\n\n{HEAD}.. versionadded:: 3.12\n\n   ``math.e``\n")
    build = make_project(pages).build(builder, parallel=2)
    assert not build.warnings
    assert [len(build.app.env.get_doctree(name)["marks"]) for name in pages] == [1] * 6
