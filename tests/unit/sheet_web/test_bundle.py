"""Modules bundled into one script, as the site's pages load them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from py_mini_racer import JSEvalException, MiniRacer
from sheet_web.bundle import bundle_scripts, join_modules
from sphinx.errors import ExtensionError


@pytest.fixture
def write(tmp_path: Path):
    """Write modules by name; the path of the first."""

    def write_all(**texts: str) -> Path:
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return tmp_path / f"{next(iter(texts))}.js"

    return write_all


@pytest.fixture
def run_bundle(write):
    """Bundle modules given as text, the entry first, and run them; what they leave as `seen`."""
    context = MiniRacer()

    def run(*, values: dict | None = None, **texts: str) -> object:
        entry = write(**texts)
        given = {entry.with_name(f"{name}.js"): value for name, value in (values or {}).items()}
        context.eval(bundle_scripts([entry], given))
        return json.loads(context.eval("JSON.stringify(globalThis.seen ?? null)"))

    yield run
    context.close()


def test_a_module_runs_after_what_it_imports(run_bundle) -> None:
    seen = run_bundle(
        a='import { two } from "./b.js";\nimport "./c.js";\nglobalThis.seen.push("a", two);\n',
        b='import "./c.js";\nexport const two = 2;\nglobalThis.seen.push("b");\n',
        c='globalThis.seen = ["c"];\n',
    )
    assert seen == ["c", "b", "a", 2]


def test_an_import_may_have_several_lines(run_bundle) -> None:
    seen = run_bundle(
        a='import {\n  one,\n  two,\n} from "./b.js";\nglobalThis.seen = one() + two;\n',
        b="export function one() {\n  return 1;\n}\nexport let two = 2;\n",
    )
    assert seen == 3


def test_what_a_module_exports_changes_for_all(run_bundle) -> None:
    seen = run_bundle(
        a='import { add, count } from "./b.js";\nadd();\nglobalThis.seen = count;\n',
        b="export let count = 0;\nexport function add() {\n  count += 1;\n}\n",
    )
    assert seen == 1


def test_nothing_is_left_in_the_scope_of_the_page(run_bundle) -> None:
    run_bundle(a="const inside = 1;\nfunction hide() {}\nglobalThis.seen = inside + hide.length;\n")
    assert run_bundle(a="globalThis.seen = [typeof inside, typeof hide];") == ["undefined"] * 2


def test_every_script_is_strict(run_bundle) -> None:
    with pytest.raises(JSEvalException, match="undeclared"):
        run_bundle(a="undeclared = 1;")


WORDS = ["찾은 것 없음", 'a "quoted" word', "</script>", "a\nb", "\u2028", "${x} `y`"]


@pytest.mark.parametrize("word", WORDS)
def test_values_stand_in_the_place_of_a_module(run_bundle, word: str) -> None:
    entry = 'import { words } from "./words.js";\nglobalThis.seen = words.none;\n'
    values = {"words": {"words": {"none": word}}}
    assert run_bundle(a=entry, words="export const words = {};\n", values=values) == word


def test_strings_and_patterns_outlive_the_comments(run_bundle) -> None:
    text = "// gone\nglobalThis.seen = [`a  // ${1}`, '/* b */', /[/]\\/\\/ /.test('/// ')]; // gone"
    assert run_bundle(a=text) == ["a  // 1", "/* b */", True]


def test_comments_are_gone(write) -> None:
    script = bundle_scripts([write(a="// why\nlet a = 1; /* what */\n")])
    assert "why" not in script
    assert "what" not in script


REFUSED = [
    ({"a": 'import { b } from "./b.js";\n', "b": "const b = 1;\n"}, "a.js:1: found b, which b.js"),
    (
        {"a": 'import { b as c } from "./b.js";\n', "b": "export const b = 1;\n"},
        "found 'b as c'",
    ),
    ({"a": '\nimport "./b.js";\n'}, "a.js:2: found no module"),
    ({"a": 'import "../sheet_search/js/b.js";\n'}, "a.js:1: found an import of '../sheet_search"),
    ({"a": 'import "#sheet_theme/rows.js";\n'}, "a.js:1: found an import of '#sheet_theme"),
    ({"a": 'import "./b.js";\n', "b": 'import "./a.js";\n'}, "b.js:1: found a circle"),
    ({"a": 'import "./b.js";\nlet c;\n', "b": "\nfunction c() {}\n"}, "a.js:2: found a second 'c'"),
    ({"a": "export default 1;\n"}, "a.js: found 'export default 1;'"),
    ({"a": 'import * as b from "./b.js";\n', "b": ""}, "a.js: found 'import * as b"),
    ({"a": "const { b } = globalThis;\n"}, "a.js: found 'const { b }"),
]


@pytest.mark.parametrize(("texts", "said"), REFUSED)
def test_what_one_scope_cannot_hold_is_refused(write, texts: dict[str, str], said: str) -> None:
    with pytest.raises(ExtensionError, match=re.escape(said)):
        join_modules([write(**texts)])
