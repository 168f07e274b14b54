"""The law of outputs on the site: a language whose every message is hostile changes no structure.

No check of catalogs runs; the language is made on the spot, of two pages and all that lists them.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import polib
import pytest
from cheatsheet.core.entries import clean_note
from dangerous import list_dangerous
from fewer_pages import keep_pages
from projects import write_messages
from source_copy import copy_sources
from structure import compare, find_brought, outline_site

LANGUAGE = "tr"
PAGES = ("tensors/creation", "guides/write-a-page")
# Markup that a message has to keep, in reST and Markdown: a role, a literal, a link.
KEPT = re.compile(r":[\w:]+:`[^`]+`|``.+?``|`[^`]+`_{0,2}|\[[^\]]*\]\([^)]*\)", re.DOTALL)
PLACE = re.compile(r"%s|%\(\w+\)s")
MARKUP = re.compile(r"([^\w\s]|_)")
LINE_ENDS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
NUMBERS = count()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    copy_sources(folder)
    keep_pages(folder, PAGES)
    shutil.copytree(folder / "locale" / "ko", folder / "locale" / LANGUAGE)
    return folder


def run_sphinx(root: Path, builder: str) -> Path:
    """A build without strictness: translations that lack markup are warned of."""
    folder = root / "out" / f"{builder}-{next(NUMBERS)}"
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder, "-c", ".", "-d", f"{folder}.d"]
    language = LANGUAGE if builder == "html" else "en"
    done = subprocess.run(
        [*command, "-D", f"language={language}", "source", folder],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def messages(root: Path) -> dict[str, list[str]]:
    """Every message of the pages and of the interface, by catalog, and those that are notes."""
    built = run_sphinx(root, "gettext")
    found = {}
    for path in sorted(built.rglob("*.pot")):
        name = path.relative_to(built).with_suffix("").as_posix()
        found[name] = [entry.msgid for entry in polib.pofile(str(path))]
    words = [
        *root.glob("locale/ko/LC_MESSAGES/sphinx.po"),
        *root.glob("extensions/*/locales/ko/**/*.po"),
    ]
    found["sphinx"] = sorted({entry.msgid for path in words for entry in polib.pofile(str(path))})
    notes = json.loads((built / "notes.json").read_text(encoding="utf-8"))
    return found | {"notes": [note for page in notes.values() for note in page]}


def build(root: Path, messages, choose) -> dict:
    """The structure of the site with what `choose` makes of each message and its number."""
    catalogs = root / "locale" / LANGUAGE / "LC_MESSAGES"
    shutil.rmtree(catalogs)
    for name in messages.keys() - {"notes"}:
        words = {text: choose(name, text, number) for number, text in enumerate(messages[name])}
        write_messages(catalogs / f"{name}.po", LANGUAGE, words)
    built = run_sphinx(root, "html")
    found = outline_site(built)
    shutil.rmtree(built)
    return found


@pytest.fixture(scope="module")
def plain(root, messages) -> dict:
    return build(
        root, messages, lambda name, text, number: " ".join([f"söz {number}", *keep(name, text)])
    )


def keep(name: str, text: str) -> list[str]:
    return (PLACE if name == "sphinx" else KEPT).findall(text)


def make_chooser(messages, *, escape: bool):
    """One text a message, so that each page has all of them; the interface has them all at once."""
    texts = list_dangerous()
    notes = [text for text in texts if clean_note(text)]

    def choose(name, message, number):
        if message in messages["notes"]:
            return notes[number % len(notes)]
        if name == "sphinx":
            places = keep(name, message)
            words = " ".join(texts[number % 5 :: 5])
            return " ".join([words.replace("%", ""), *places]) if places else words
        words = texts[number % len(texts)]
        words = MARKUP.sub(r"\\\1", LINE_ENDS.sub(" ", words)) if escape else words
        return " ".join([f"söz {words}", *keep(name, message)])

    return choose


@pytest.mark.slow
def test_words_change_no_structure(root, messages, plain) -> None:
    assert compare(plain, build(root, messages, make_chooser(messages, escape=True))) == []


@pytest.mark.slow
def test_markup_brings_no_html_and_no_address(root, messages, plain) -> None:
    assert find_brought(plain, build(root, messages, make_chooser(messages, escape=False))) == []
