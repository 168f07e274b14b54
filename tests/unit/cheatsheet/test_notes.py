"""Notes are messages of their own, and no catalog changes what runs."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from cheatsheet.core.entries import strip_notes
from cheatsheet.transforms.notes import block_note, find_blocks, noted_block
from docutils import nodes
from hostile import EDGE, EMPTY, HOSTILE, INSTRUCTIONS, name_cases

PAGE = """\
Index
=====

Words before.

.. doctest::

   >>> # above
   >>> x = [  # inside
   ...     1,  # deeper
   ... ]  # behind
   >>> x  # doctest: +ELLIPSIS
   [...]

.. testcode::

   # above
   def f():
       # above
       return 1  # noqa

   print(f())  # type: ignore

.. testoutput::

   1

Words ``after``.
"""
NOTES = ["above", "inside", "deeper", "behind"]

KOREAN = {
    "Index": "차례",
    "Words before.": "앞의 낱말.",
    "above": "위",
    "inside": "안",
    "deeper": "더 안",
    "behind": "뒤",
    "Words ``after``.": "``after`` 뒤.",
}


def list_messages(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [message.id for message in read_po(file) if message.id]


def list_blocks(built, page: str = "index") -> list[noted_block]:
    return list(find_blocks(built.app.env.get_doctree(page)))


def list_notes(built, page: str = "index") -> list[str]:
    doctree = built.app.env.get_doctree(page)
    return [note.astext() for note in doctree.findall(block_note)]


def list_tokens(block: noted_block) -> list[tuple[int, str]]:
    """Types and strings of all tokens but comments; a session's prompts and output count too."""
    text = block.astext()
    if block.session:
        text = re.sub("^(>>>|[.]{3})( |$)", r"'\1'; ", text, flags=re.MULTILINE)
    tokens = tokenize.generate_tokens(io.StringIO(text + "\n", newline="\n").readline)
    return [(token.type, token.string) for token in tokens if token.type != tokenize.COMMENT]


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project({"index": PAGE}, {"ko": {"index": KOREAN}})


@pytest.fixture(scope="module")
def english(project):
    return project.build("text")


@pytest.fixture(scope="module")
def korean(project):
    return project.build("text", "ko")


def test_every_note_is_one_message_of_its_own(project):
    built = project.build("gettext")
    assert built.warnings == ""
    messages = list_messages(built.outdir / "index.pot")
    assert messages == ["Index", "Words before.", *NOTES, "Words ``after``."]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(">>> # note\n>>> x", ["note"], id="above"),
        pytest.param(">>> x  #note", ["note"], id="behind-without-blank"),
        pytest.param(">>> if x:\n...         ##   note\n...     y", ["note"], id="deep-with-two-hashes"),
        pytest.param(">>> # a\n>>> if x:\n...     # a\n...     y  # a", ["a"], id="three-depths"),
        pytest.param(">>> x  # note  # doctest: +ELLIPSIS", ["note"], id="note-before-flag"),
        pytest.param(">>> x  # doctest: +ELLIPSIS", [], id="flag"),
        pytest.param(">>> x  # noqa: E501", [], id="noqa"),
        pytest.param(">>> x  # type: ignore", [], id="type"),
        pytest.param(">>> x\n# output", [], id="output"),
        pytest.param(">>> '# text'", [], id="string"),
        pytest.param('>>> # 설명 \\ "글"\n>>> x', ['설명 \\ "글"'], id="korean-and-quotes"),
        pytest.param(">>> # note\n>>> print()\n<BLANKLINE>", ["note"], id="blank-output-line"),
    ],
)
def test_message_is_the_note_alone(block, expected, make_project):
    page = ".. doctest::\n\n" + "".join(f"   {line}\n" for line in block.split("\n"))
    built = make_project({"index": f"Index\n=====\n\n{page}"}).build("gettext")
    assert built.warnings == ""
    assert list_messages(built.outdir / "index.pot") == ["Index", *expected]


def test_translated_page_has_the_translated_notes(korean):
    assert korean.warnings == ""
    text = korean.read("index.txt")
    assert ">>> # 위\n" in text
    assert ">>> x = [  # 안\n" in text
    assert "...     1,  # 더 안\n" in text
    assert "... ]  # 뒤\n" in text
    assert "       # 위\n       return 1" in text
    assert "앞의 낱말." in text


def test_translated_notes_count_as_translated(english, korean):
    progress = [
        built.app.env.get_doctree("index")["translation_progress"] for built in (english, korean)
    ]
    assert progress[0]["translated"] == 0
    assert progress[1]["translated"] == progress[1]["total"] == len(list_notes(korean)) + 3


def test_source_language_has_the_notes_of_the_page(english):
    assert english.warnings == ""
    assert list_notes(english) == ["above", "inside", "deeper", "behind", "above", "above"]


def test_translation_changes_no_token(english, korean):
    for before, after in zip(list_blocks(english), list_blocks(korean), strict=True):
        assert before.astext() != after.astext()
        assert "test" not in after  # what sphinx.ext.doctest would run instead
        assert list_tokens(before) == list_tokens(after)


def test_ids_are_those_of_the_source(english, korean):
    before, after = ([block["entry_ids"] for block in list_blocks(built)] for built in (english, korean))
    assert before == after
    assert [len(ids) for ids in before] == [1, 1]
    ids = [
        [section["ids"] for section in built.app.env.get_doctree("index").findall(nodes.section)]
        for built in (english, korean)
    ]
    assert ids[0] == ids[1] == [["index"]]


def test_entry_ids_keep_clear_of_sections_and_each_other(make_project):
    block = ".. doctest::\n\n   >>> f(1)\n   >>> # note\n   >>> f(2)\n\n"
    page = f"F\n=\n\n{block}F 2\n---\n\n{block}"
    built = make_project({"index": page}).build("dummy")
    assert built.warnings == ""
    assert [block["entry_ids"] for block in list_blocks(built)] == [["f-3", "f-4"], ["f-5", "f-6"]]


@pytest.mark.parametrize("order", [["above", "inside"], ["inside", "above"]])
def test_translation_equal_to_its_note_stops_no_neighbour(order, make_project):
    same, other = order
    catalog = {same: same, other: "번역", "Words before.": "Words before.", "deeper": "더"}
    built = make_project({"index": PAGE}, {"ko": {"index": catalog}}).build("text", "ko")
    assert built.warnings == ""
    expected = {"above": "above", "inside": "inside", "deeper": "더", "behind": "behind", other: "번역"}
    notes = ["above", "inside", "deeper", "behind", "above", "above"]
    assert list_notes(built) == [expected[note] for note in notes]


@pytest.mark.parametrize(
    "translation", [pytest.param("FUZZY:위", id="fuzzy"), pytest.param("", id="untranslated")]
)
def test_note_without_a_sure_translation_stays_english(translation, make_project):
    catalog = {"above": translation, "inside": "안"}
    built = make_project({"index": PAGE}, {"ko": {"index": catalog}}).build("text", "ko")
    assert built.warnings == ""
    assert list_notes(built) == ["above", "안", "deeper", "behind", "above", "above"]


HOSTILE_PAGE = """\
:orphan:

Page
====

.. doctest::

   >>> # note
   >>> f(1,  # note
   ...   2)  # note  # doctest: +ELLIPSIS
   '# note'
   <BLANKLINE>
   ...

.. testcode::

   # note
   x = '''
   # note
   '''  # note
"""


@pytest.fixture(scope="module")
def attacked(make_shared_project):
    """A page for each hostile string, which is the translation of its notes; in both languages."""
    strings = list({**HOSTILE, **EDGE, **INSTRUCTIONS, **EMPTY}.values())
    pages = {f"case-{number}": HOSTILE_PAGE for number in range(len(strings))}
    catalogs = {f"case-{number}": {"note": text} for number, text in enumerate(strings)}
    project = make_shared_project(pages, {"ko": catalogs})
    builds = {language: project.build("text", language) for language in ("en", "ko")}
    return {text: (f"case-{number}", builds) for number, text in enumerate(strings)}


def find_warnings(built, page: str) -> list[str]:
    lines = built.warnings.split("\n")
    return [line for line in lines if line.startswith(f"{page}.rst")]


@pytest.mark.parametrize("text", name_cases({**HOSTILE, **EDGE, **INSTRUCTIONS, **EMPTY}))
def test_hostile_catalog_changes_no_code(text, attacked):
    page, builds = attacked[text]
    before, after = (list_blocks(builds[language], page) for language in ("en", "ko"))
    assert len(before) == len(after) == 2
    for english, korean in zip(before, after, strict=True):
        assert list_tokens(korean) == list_tokens(english)
        stripped = [strip_notes(block.astext(), block.session) for block in (english, korean)]
        assert stripped[0] == stripped[1]
        assert korean["entry_ids"] == english["entry_ids"]
        assert [e.output for e in korean.entries] == [e.output for e in english.entries]


@pytest.mark.parametrize("text", name_cases(HOSTILE))
def test_hostile_words_become_a_note_without_a_warning(text, attacked):
    page, builds = attacked[text]
    assert find_warnings(builds["ko"], page) == []
    notes = list_notes(builds["ko"], page)
    assert len(notes) == 5
    assert len(set(notes)) == 1
    assert notes[0] != "note"


@pytest.mark.parametrize("text", name_cases(INSTRUCTIONS))
def test_instruction_to_a_tool_is_refused_with_a_warning(text, attacked):
    page, builds = attacked[text]
    assert list_notes(builds["ko"], page) == ["note"] * 5
    warnings = find_warnings(builds["ko"], page)
    assert [int(line.split(":")[1]) for line in warnings] == [8, 9, 10, 17, 20]
    for line in warnings:
        assert "WARNING: found the translation" in line
        assert "of the note 'note'" in line
        assert line.endswith("[cheatsheet.note]")


def test_hostile_catalogs_warn_of_notes_only(attacked):
    _, builds = next(iter(attacked.values()))
    assert builds["en"].warnings == ""
    lines = builds["ko"].warnings.splitlines()
    assert [line for line in lines if not line.endswith("[cheatsheet.note]")] == []


@pytest.mark.parametrize(
    "text", [pytest.param("long " * 4_000, id="words"), pytest.param("한" * 11_000, id="korean-word")]
)
def test_very_long_translation_of_prose_builds_too(text, make_project):
    built = make_project({"index": PAGE}, {"ko": {"index": {"Words before.": text}}}).build(
        "dummy", "ko"
    )
    assert built.warnings == ""
    assert text.strip() in built.app.env.get_doctree("index").astext()


RUN = """\
Index
=====

.. doctest::

   >>> # add
   >>> 1 + 1
   {two}

.. doctest::

   >>> # two blank lines
   >>> print('a\\n\\nb')  # words
   a
   <BLANKLINE>
   {b}

.. doctest::

   >>> # a long list
   >>> list(range(100))  # doctest: +ELLIPSIS
   [0, ..., {last}]

.. testcode::

   # show
   print(2)  # words

.. testoutput::

   {two}
"""
RIGHT = {"two": "2", "b": "b", "last": "99"}


@pytest.mark.parametrize(
    ("values", "failures"),
    [
        pytest.param(RIGHT, 0, id="right"),
        pytest.param({**RIGHT, "two": "3"}, 2, id="wrong-value"),
        pytest.param({**RIGHT, "b": "c"}, 1, id="wrong-beside-blank-line"),
        pytest.param({**RIGHT, "last": "98"}, 1, id="wrong-beside-flag"),
    ],
)
def test_stock_doctest_builder_runs_the_code_of_a_translated_page(values, failures, make_project):
    messages = ["add", "two blank lines", "words", "a long list", "show"]
    catalog = {message: f"번역 {message}\nraise SystemExit" for message in messages}
    built = make_project({"index": RUN.format(**values)}, {"ko": {"index": catalog}}).build(
        "doctest", "ko"
    )
    assert built.warnings == ""
    output = built.read("output.txt")
    assert "4 tests\n" in output
    assert re.search(rf"^ +{failures} failures? in tests$", output, re.MULTILINE)
    assert built.app.statuscode == (1 if failures else 0)
    assert all(note.startswith("번역 ") for note in list_notes(built))


def test_hostile_translation_does_not_switch_a_doctest_off(make_project):
    page = RUN.format(**{**RIGHT, "two": "3", "last": "98"})
    catalog = {"add": "# doctest: +SKIP", "a long list": "doctest: +SKIP", "show": "x # doctest: +SKIP"}
    built = make_project({"index": page}, {"ko": {"index": catalog}}).build("doctest", "ko")
    assert re.search("^ +3 failures in tests$", built.read("output.txt"), re.MULTILINE)
