"""Entries as data for programs, and the code beside each note for translators."""

from __future__ import annotations

import json
import re

import pytest

PAGES = {
    "index": """\
Index
=====

.. doctest::
   :skipif: no_gpu

   >>> # a floor
   >>> floor(1.5)
   1
   >>> # 파이
   >>> x = [  # inside
   ...     math.pi,  # deeper
   ... ]

.. toctree::

   part/second
""",
    "part/second": """\
Second ``page``
===============

Words.

Below *it*
----------

.. testcode::

   # a floor
   print(math.floor(2))

.. testoutput::

   2
""",
}
KOREAN = {"index": {"a floor": "내림", "inside": "안"}, "part/second": {"Below *it*": "*그* 아래"}}

ENTRIES = [
    {
        "id": "floor",
        "url": "index.html#floor",
        "page": "index",
        "section": "Index",
        "code": "floor(1.5)",
        "program": "from math import floor\nfloor(1.5)",
        "note": "a floor",
        "output": "1",
        "sample": "",
        "requires": "no_gpu",
        "apis": ["math.floor"],
    },
    {
        "id": "math-pi",
        "url": "index.html#math-pi",
        "page": "index",
        "section": "Index",
        "code": "x = [\n    math.pi,  # deeper\n]",
        "program": "import math\nx = [\n    math.pi,\n]",
        "note": "파이 inside",
        "output": "",
        "sample": "",
        "requires": "no_gpu",
        "apis": ["math.pi"],
    },
    {
        "id": "math-floor",
        "url": "part/second.html#math-floor",
        "page": "part/second",
        "section": "Below it",
        "code": "print(math.floor(2))",
        "program": "import math\nprint(math.floor(2))",
        "note": "a floor",
        "output": "2",
        "sample": "",
        "requires": "",
        "apis": ["math.floor"],
    },
]
# What a translation may change; all else is the same in every language.
WORDS = {"note", "sample", "section"}


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN})


def read_entries(built) -> list[dict]:
    assert built.warnings == ""
    return json.loads(built.read("entries.json"))


def test_every_entry_is_exported(project):
    assert read_entries(project.build("html")) == ENTRIES


def test_entries_of_a_translation_differ_in_words_alone(project):
    found = read_entries(project.build("html", "ko"))
    assert [entry["note"] for entry in found] == ["내림", "파이 안", "a floor"]
    assert found[2]["section"] == "그 아래"
    for entry, english in zip(found, ENTRIES, strict=True):
        assert [entry[key] for key in entry if key not in WORDS] == [
            english[key] for key in english if key not in WORDS
        ]


def test_korean_is_written_as_it_is_read(project):
    assert "파이" in project.build("html").read("entries.json")


def test_ids_are_those_of_the_page(project):
    built = project.build("html")
    for entry in read_entries(built):
        name, _, anchor = entry["url"].partition("#")
        assert f'id="{anchor}"' in built.read(name)


def test_parallel_build_exports_the_same(make_project):
    text = PAGES["part/second"]
    project = make_project({f"page-{number:02}": f":orphan:\n\n{text}" for number in range(8)})
    serial, parallel = project.build("html"), project.build("html", parallel=2)
    names = ["entries.json", "page-00.html", "page-07.html"]
    assert [serial.read(name) for name in names] == [parallel.read(name) for name in names]
    assert len(read_entries(parallel)) == 8


def test_every_note_is_exported_with_its_code(project):
    built = project.build("gettext")
    assert built.warnings == ""
    listing = ["x = [", "    math.pi,  # deeper", "]"]
    found = json.loads(built.read("notes.json"))
    assert set(found) == {"index", "part/second"}
    assert found["index"]["a floor"] == ["floor(1.5)"]
    assert found["index"]["파이"] == found["index"]["inside"] == listing
    assert found["part/second"]["a floor"] == ["print(math.floor(2))"]


def test_note_inside_code_is_exported_too(project):
    found = json.loads(project.build("gettext").read("notes.json"))
    assert found["index"]["deeper"] == ["x = [", "    math.pi,  # deeper", "]"]


def test_mended_english_changes_no_message(make_project):
    page = "Index\n=====\n\nWords.\n\n.. doctest::\n\n   >>> # note\n   >>> f(1)\n"
    project = make_project(
        {"index": page}, {"en": {"index": {"Words.": "Better words.", "note": "better"}}}
    )
    assert "Better words." in project.build("text").read("index.txt")  # which compiles the catalog
    built = project.build("gettext")
    messages = re.findall('^msgid "(.+)"$', built.read("index.pot"), re.MULTILINE)
    assert messages == ["Index", "Words.", "note"]
    assert json.loads(built.read("notes.json")) == {"index": {"note": ["f(1)"]}}


@pytest.mark.parametrize("builder", ["text", "blocks", "dummy"])
def test_other_builders_export_nothing(builder, project):
    built = project.build(builder)
    assert not list(built.outdir.rglob("entries.json"))
    assert not list(built.outdir.rglob("notes.json"))


def test_project_without_blocks_exports_empty_lists(make_project):
    project = make_project({})
    assert json.loads(project.build("html").read("entries.json")) == []
    assert json.loads(project.build("gettext").read("notes.json")) == {"index": {}}
