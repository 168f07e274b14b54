"""Scripts joined into one, as the site's pages load them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from py_mini_racer import JSEvalException, MiniRacer
from sheetsearch.bundle import join_scripts


@pytest.fixture
def run_bundle(tmp_path: Path):
    """Join scripts given as text and run them; `seen` is what they leave in the page's scope."""
    context = MiniRacer()

    def run(*texts: str, words: dict[str, str] | None = None) -> object:
        paths = [tmp_path / f"{number}.js" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        context.eval(join_scripts(paths, words or {}))
        return json.loads(context.eval("JSON.stringify(globalThis.seen ?? null)"))

    yield run
    context.close()


def test_scripts_see_each_other(run_bundle) -> None:
    assert run_bundle("globalThis.seen = add(1);", "function add(n) { return n + 1; }") == 2


def test_nothing_is_left_in_the_scope_of_the_page(run_bundle) -> None:
    run_bundle("const inside = 1;\nfunction hide() {}")
    assert run_bundle("globalThis.seen = [typeof inside, typeof hide];") == ["undefined"] * 2


def test_every_script_is_strict(run_bundle) -> None:
    with pytest.raises(JSEvalException, match="undeclared"):
        run_bundle("undeclared = 1;")


WORDS = ["찾은 것 없음", 'a "quoted" word', "</script>", "a\nb", "\u2028", "${x} `y`"]


@pytest.mark.parametrize("word", WORDS)
def test_words_arrive_as_they_are(run_bundle, word: str) -> None:
    assert run_bundle("globalThis.seen = words.none;", words={"none": word}) == word


def test_strings_and_patterns_outlive_the_comments(run_bundle) -> None:
    text = "// gone\nglobalThis.seen = [`a  // ${1}`, '/* b */', /[/]\\/\\/ /.test('/// ')]; // gone"
    assert run_bundle(text) == ["a  // 1", "/* b */", True]


def test_comments_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("// why\nlet a = 1; /* what */\n", encoding="utf-8")
    assert "why" not in join_scripts([path], {})
    assert "what" not in join_scripts([path], {})
