"""Whatever a translation holds, the files that run are the same but for words in comments and text."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from dataclasses import replace

import jupytext
import pytest
from cheatsheet.core.entries import clean_note
from hostile import COMMANDS, EVERY, make_hostile
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pycode.comments import join_lines
from sheet_exports.formats.code_cells import Source
from sheet_exports.formats.markdown_text import escape_starts, escape_words
from sheet_exports.formats.notebook import write_notebook
from sheet_exports.formats.page_items import Code, Prose, Step, Title
from sheet_exports.formats.script import write_script

SOURCE = Source("https://example.org/ko/page.html", "import math\n# why\nlacks = ''\n")
TEXTS = [*COMMANDS, *EVERY.values(), *make_hostile(2, 300)]
ITEMS = [
    Title("Title", 1, "title"),
    Prose("Prose"),
    Title("Section", 2, "section"),
    Code((Step("a", ("note",), "x = 1"), Step("b", ("note", "note"), "x", "1", True)), True),
    Code((Step("c", (), "for i in range(2):\n    # note\n    print(f'{i}',  # note\n)"),), False),
    Code((Step("d", ("note",), 'open("a.txt")  # note'),), True, "lacks"),
    Title("Last", 2, "last"),
]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What notebooks read beside: formulas, in which links and HTML can stand.
FORMULAS = MarkdownIt("commonmark").use(dollarmath_plugin).use(amsmath_plugin)


def fill(text: str) -> list:
    """The page with the text in place of all its words, as a build passes it on."""
    words = join_lines(escape_words(text))
    prose = escape_starts(escape_words(text))
    note = clean_note(text) or "note"
    return [
        replace(item, text=words)
        if isinstance(item, Title)
        else replace(item, text=prose)
        if isinstance(item, Prose)
        else replace(item, steps=tuple(fill_step(step, note) for step in item.steps))
        for item in ITEMS
    ]


def fill_step(step: Step, note: str) -> Step:
    return replace(step, notes=(note,) * len(step.notes), code=step.code.replace("# note", f"# {note}"))


def read_tokens(code: str) -> list[str]:
    found = tokenize.tokenize(io.BytesIO(code.encode("utf-8", "strict")).readline)
    return [token.string for token in found if token.type not in (tokenize.COMMENT, tokenize.NL)]


def read_cells(script: str) -> list[tuple[str, str]]:
    """The cells that jupytext makes of a script, and what is code in them."""
    cells = jupytext.reads(script, fmt="py").cells
    return [(cell.cell_type, ast.dump(ast.parse(cell.source))) for cell in cells]


PLAIN = write_script(ITEMS, SOURCE)
PLAIN_CELLS = read_cells(PLAIN)


@pytest.mark.parametrize("texts", [TEXTS[i::8] for i in range(8)])
def test_script_is_the_same_code(texts):
    for text in texts:
        script = write_script(fill(text), SOURCE)
        compile(script.encode(), "script", "exec")
        assert read_tokens(script) == read_tokens(PLAIN), text
        assert script.splitlines()[:4] == PLAIN.splitlines()[:4]
        assert read_cells(script) == PLAIN_CELLS, text


def test_note_that_names_a_file_changes_no_code():
    """Where code names a file, it runs in a folder of its own."""
    for step in (Step("a", ("note",), "x = 1"), Step("a", (), "x = 1  # note")):
        items = [ITEMS[0], Code((step,), not step.notes)]
        named = [items[0], Code((fill_step(step, "\"a.txt\" and 'b.csv'"),), not step.notes)]
        assert read_tokens(write_script(named, SOURCE)) == read_tokens(write_script(items, SOURCE))


def test_line_that_starts_a_cell_says_nothing_else():
    """Editors and jupytext read what follows: a title, a type of cell, metadata."""
    for text in TEXTS:
        lines = write_script(fill(text), SOURCE).splitlines()
        assert {line for line in lines if line.lstrip().startswith("# %%")} == {"# %%"}, text


@pytest.mark.parametrize("words", ["words", "a \"'''", "a \"''''", "\"''' \"'''", 'a """" b'])
def test_quotes_in_a_comment_hide_no_cell(words):
    """jupytext takes the last quote for an escaped one, and the comment for a part of the text."""
    code = f'x = "\\\\"  # {words}'
    items = [ITEMS[0], Code((Step("a", (), code),), False), *ITEMS[2:]]
    assert len(read_cells(write_script(items, SOURCE))) == len(PLAIN_CELLS)


def test_no_formula_starts_in_words():
    for text in TEXTS:
        for words in (escape_starts(escape_words(text)), f"# {join_lines(escape_words(text))}"):
            tokens = FORMULAS.parse(words)
            kinds = {t.type for found in tokens for t in [found, *(found.children or [])]}
            assert not [kind for kind in kinds if "math" in kind], text


def test_cells_of_a_script_are_code_alone():
    assert {kind for kind, _ in PLAIN_CELLS} == {"code"}
    assert len(PLAIN_CELLS) == 4


def test_notebook_has_the_same_cells_and_code():
    plain = json.loads(write_notebook(ITEMS, SOURCE))
    for text in TEXTS:
        book = json.loads(write_notebook(fill(text), SOURCE))
        assert book["metadata"] == plain["metadata"]
        for cell, expected in zip(book["cells"], plain["cells"], strict=True):
            assert {**cell, "source": ""} == {**expected, "source": ""}
            if cell["cell_type"] == "code":
                assert read_tokens("".join(cell["source"])) == read_tokens("".join(expected["source"]))
                assert all(not line.startswith(("%", "!", "?")) for line in cell["source"])
                assert "\r" not in "".join(cell["source"])


def test_markdown_of_words_is_these_words():
    for text in TEXTS:
        words = join_lines(text)
        for block in (escape_starts(escape_words(words)), f"## {escape_words(words)}"):
            tokens = [t for found in MARKDOWN.parse(block) for t in found.children or []]
            assert {token.type for token in tokens} <= {"text"}, text
            shown = "".join(token.content for token in tokens)
            assert shown == words if not block.startswith("## ") else shown in words, text


def test_markdown_of_lines_is_one_paragraph():
    for text in TEXTS:
        tokens = MARKDOWN.parse(escape_starts(escape_words("x" + text)))
        inside = {token.type for found in tokens for token in found.children or []}
        assert inside <= {"text", "softbreak", "hardbreak"}, text
        assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}, text
