"""The frame of a page speaks the language of the page, down to what only screen readers say."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sphinx
from bs4 import BeautifulSoup
from built_site import LANGUAGES, ROOT
from gettext_lint.catalogs import find_catalogs, read_catalog
from gettext_lint.locales import SOURCE

PAGES = [
    "index.html",
    "tensors/creation.html",
    "tensors/index.html",
    "all.html",
    "what-has-been-run.html",
]
FRAME = "header, footer, nav, .bar, .neighbours, summary, .entry-notice"
SPOKEN = ("aria-label", "title", "placeholder", "alt")
# A word, in letters that an English reader would read: "Copy", not "py".
WORD = re.compile(r"[A-Za-z]{3,}")
# What is the same in every language: names of languages, keys and files.
NAMES = {"English", "Ctrl K", ".ipynb", "Colab", "PDF"}


def list_strings(page: Path) -> Iterator[str]:
    """What the frame of a page says and what its elements are called."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for part in soup.select(FRAME):
        yield from part.stripped_strings
    for tag in soup.find_all(True):
        yield from (tag[name] for name in SPOKEN if tag.get(name))


def list_untranslatable(language: str) -> set[str]:
    """Messages that a translator decided to leave as they are, such as `torch.compile`."""
    catalogs = (read_catalog(path, language) for path in find_catalogs(ROOT / "locale", language))
    return {entry.msgid for catalog in catalogs for entry in catalog if entry.msgid == entry.msgstr}


@pytest.fixture(scope="module")
def translations(languages) -> list[str]:
    return [language for language in languages if language != SOURCE]


@pytest.mark.parametrize("page", PAGES)
def test_frame_is_translated(site, translations, page) -> None:
    for language in translations:
        english = set(list_strings(site / SOURCE / page))
        allowed = NAMES | list_untranslatable(language)
        same = english & set(list_strings(site / language / page))
        assert sorted(text for text in same - allowed if WORD.search(text)) == [], language


# Where Sphinx has the words that a page of ours can show, whatever constructs it uses.
SPHINX = (
    "writers/html5.py",
    "domains/changeset.py",
    "domains/std/__init__.py",
    "ext/mathjax.py",
    "locale/__init__.py",
)
# Of an index, which no page here has.
INDEXED = ("%s; configuration value", "environment variable; %s")


def list_sphinx_messages() -> Iterator[str]:
    for name in SPHINX:
        tree = ast.parse((Path(sphinx.__file__).parent / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                yield from (word.value for word in node.args if isinstance(word, ast.Constant))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != SOURCE])
def test_whatever_sphinx_says_is_translated(language) -> None:
    """Its own catalogs lack much that only some constructs use."""
    folder = Path(sphinx.__file__).parent / "locale"
    known = gettext.translation("sphinx", folder, [language], fallback=True)
    paths = [*find_catalogs(ROOT / "locale", language)]
    paths += [path for own in ROOT.glob("extensions/*/locales") for path in find_catalogs(own, language)]
    ours = {e.msgid for path in paths for e in read_catalog(path, language) if e.translated()}
    said = {*list_sphinx_messages()} - {*INDEXED}
    assert len(said) > 30
    assert sorted(text for text in said - ours if known.gettext(text) == text) == []


# A condition of the setup, or one that is asked with a value, and its reason. Matches 'no_mps = "" if x
# else "needs MPS"' in one line.
CONDITION = re.compile(r'^(no_\w+) = .*"(.+)"$', re.MULTILINE)
ASKED = re.compile(r'^def (\w+)\(\w+\):\n    return "" if .* else f"(.+)"$', re.MULTILINE)


def test_every_reason_why_a_block_is_skipped_is_a_message() -> None:
    setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
    named = (ROOT / "source" / "_templates" / "interface.html").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "source").rglob("*.rst")]
    used = "\n".join(re.findall(r":skipif: (.+)", "\n".join(texts)))
    reasons = {reason for name, reason in CONDITION.findall(setup) if name in used}
    for name, reason in ASKED.findall(setup):
        values = re.findall(rf'{name}\("?([\w.]+)"?\)', used)
        reasons |= {re.sub(r"\{\w+\}", value, reason) for value in values}
    assert len(reasons) > 20
    assert sorted(reason for reason in reasons if f'_("{reason}")' not in named) == []


# Words stand in a bundle as an object of texts; matches 'e={close:"Close",copy:"Copy code"}'.
BUNDLED = re.compile(r'\b\w+=\{((?:"?[\w.]+"?:"(?:[^"\\]|\\.)*",?)+)\}')
# Each bundle of scripts with a word that it says.
SAYING = {
    "page.js": "copySection",
    "window.js": "codeAlone",
    "unknown_place.js": "unknownPlace",
    "singlepage.js": "loading",
}
PAIR = re.compile(r'(\w+):"((?:[^"\\]|\\.)*)"')


def read_words(site: Path, language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for name, word in SAYING.items():
        script = (site / language / "_static" / name).read_text(encoding="utf-8")
        (found,) = (text for text in BUNDLED.findall(script) if f"{word}:" in text)
        words |= dict(PAIR.findall(found))
    return words


def test_words_of_scripts_are_translated(site, translations) -> None:
    english = read_words(site, SOURCE)
    for language in translations:
        words = read_words(site, language)
        assert len(words) > 20
        assert words.keys() == english.keys()
        assert [name for name in words if words[name] == english[name]] == []


def test_places_in_scripts_are_kept(site, languages) -> None:
    """A translation holds as many `%s` as the English, for what the script fills in."""
    english = read_words(site, SOURCE)
    for language in languages:
        words = read_words(site, language)
        assert [n for n in words if words[n].count("%s") != english[n].count("%s")] == []
