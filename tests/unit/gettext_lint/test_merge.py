"""A translator may use plain sphinx-intl, gettext or Poedit; refreshing loses nothing of theirs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gettext_lint.catalogs import KINDS, read_catalog
from gettext_lint.merge import refresh_all
from polib import POEntry

HEADER = """\
msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
TEMPLATE = (
    '#, fuzzy\nmsgid ""\nmsgstr ""\n"POT-Creation-Date: 2026-11-28 22:37+0000\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)


class Site:
    """Templates and catalogs of a small site in two languages."""

    def __init__(self, root: Path) -> None:
        self.templates, self.locale = root / "gettext", root / "locale"
        for language in ("en", "ko"):
            (self.locale / language / "LC_MESSAGES").mkdir(parents=True)

    def write(self, messages: list[str], kinds: dict | None = None, notes: dict | None = None) -> None:
        self.templates.mkdir(exist_ok=True)
        body = "".join(f"\n{POEntry(msgid=message).__unicode__()}" for message in messages)
        (self.templates / "a.pot").write_text(TEMPLATE + body, encoding="utf-8")
        (self.templates / "notes.json").write_text(json.dumps({"a": notes or {}}), encoding="utf-8")
        (self.templates / KINDS).write_text(json.dumps({"a": kinds or {}}), encoding="utf-8")

    def refresh(self) -> None:
        refresh_all(self.templates, self.locale, ["en", "ko"])

    def start(self, translations: dict[str, str]) -> None:
        self.write(list(translations))
        self.refresh()
        text = self.text
        for message, translation in translations.items():
            entry = f'msgid "{message}"\nmsgstr '
            text = text.replace(f'{entry}""', f'{entry}"{translation}"')
        self.path.write_text(text, encoding="utf-8")

    @property
    def path(self) -> Path:
        return self.locale / "ko" / "LC_MESSAGES" / "a.po"

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("sphinx-intl")), *words]
        return subprocess.run(
            command, cwd=self.locale.parent, capture_output=True, text=True, check=False
        )

    def update(self, *languages: str) -> None:
        chosen = [word for language in languages for word in ("-l", language)]
        done = self.run("update", "-p", "gettext", "-d", "locale", "-j", "1", *chosen)
        assert done.returncode == 0, done.stderr

    def read(self) -> list[tuple[str, str, bool, str | None]]:
        entries = read_catalog(self.path, "ko")
        return [(e.msgid, e.msgstr, e.fuzzy, e.previous_msgid) for e in entries if e.msgid]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


PAGE = {"Title": "제목", "fill with zeros": "0으로 채움", "the last": "마지막"}


def test_sphinx_intl_changes_nothing_where_no_message_changed(site):
    site.start(PAGE)
    before = site.text
    site.update("en", "ko")
    site.refresh()
    assert site.text == before
    done = site.run("stat", "-d", "locale", "-l", "ko")
    assert "3 translated, 0 fuzzy, 0 untranslated" in done.stdout
    assert site.run("build", "-d", "locale").returncode == 0
    assert site.path.with_suffix(".mo").exists()
    assert site.text == before


@pytest.mark.parametrize("languages", [["ko"], ["en", "ko"], []], ids=["ko", "both", "not-run"])
@pytest.mark.parametrize("new", ["fill with all zeros", "every element is nought"], ids=["close", "far"])
def test_reworded_message_is_fuzzy_with_the_previous_one(site, languages, new):
    site.start(PAGE)
    site.write(["Title", new, "the last"])
    if languages:
        site.update(*languages)
    site.refresh()
    if new == "every element is nought" and languages == ["en", "ko"]:  # nothing tells that any more
        assert site.read()[1] == (new, "", False, None)
        assert '\n#~ msgid "fill with zeros"\n#~ msgstr "0으로 채움"\n' in site.text
    else:
        assert site.read()[1] == (new, "0으로 채움", True, "fill with zeros")
        assert "#~" not in site.text
    before = site.text
    site.refresh()
    assert site.text == before


def test_obsolete_message_that_far_resembles_a_new_one_is_fuzzy(site):
    site.start(PAGE)
    site.write(["Title", "replace all the values with zeros", "the last"])
    site.update("en", "ko")
    site.refresh()
    assert site.read()[1][1:] == ("0으로 채움", True, "fill with zeros")


LEFT = HEADER + '\n#~ msgid "fill with zeros"\n#~ msgstr "0으로 채움"\n'
BACK = {
    "obsolete-alone": LEFT,
    "empty-and-obsolete": LEFT.replace("\n#~", '\nmsgid "fill with zeros"\nmsgstr ""\n\n#~', 1),
    "obsolete-twice": LEFT + '\n#~ msgid "fill with zeros"\n#~ msgstr ""\n',
    "with-a-remark": LEFT.replace("\n#~", "\n# kept\n#~", 1),
    "fuzzy-from-it": HEADER + '\n#, fuzzy\n#| msgid "fill with zeros"\nmsgid "x"\nmsgstr "0으로 채움"\n',
    "obsolete-fuzzy-from-it": HEADER
    + '\n#, fuzzy\n#~| msgid "fill with zeros"\n#~ msgid "x"\n#~ msgstr "0으로 채움"\n',
    "remark-of-babel": HEADER
    + '\n# | msgid "fill with "\n# | "zeros"\n#, fuzzy\nmsgid "x"\nmsgstr "0으로 채움"\n',
}


@pytest.mark.parametrize("text", BACK.values(), ids=BACK)
def test_translation_of_a_message_that_is_back_is_used_again(site, text):
    site.write(["Title", "fill with zeros"])
    site.path.write_text(text, encoding="utf-8")
    site.refresh()
    assert site.read() == [("Title", "", False, None), ("fill with zeros", "0으로 채움", False, None)]
    assert "#~" not in site.text


def test_message_before_an_obsolete_previous_one_is_kept(site):
    """Babel takes it for obsolete."""
    site.write(["Title"])
    old = '\nmsgid "Title"\nmsgstr "제목"\n\n#~| msgid "x"\n#~ msgid "y"\n#~ msgstr "와이"\n'
    site.path.write_text(HEADER + old, encoding="utf-8")
    site.refresh()
    assert site.text == HEADER + old.replace('#~| msgid "x"\n', "")


TOOLS = {
    "poedit": '"X-Generator: Poedit 3.4.2\\n"\n"X-Poedit-Bookmarks: 1,2\\n"\n',
    "crowdin": '"X-Crowdin-Project: sheet\\n"\n"X-Crowdin-File-ID: 7\\n"\n',
    "weblate": '"X-Generator: Weblate 5.9\\n"\n"Last-Translator: 김 <a@b.c>\\n"\n',
    "dates": '"PO-Revision-Date: 2026-11-28 22:37+0000\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n',
    "sphinx-intl": '"Project-Id-Version: PROJECT VERSION\\n"\n"Generated-By: Babel 2.18.0\\n"\n',
}
KEPT = {"poedit": "X-Poedit-Bookmarks: 1,2", "crowdin": "X-Crowdin-Project: sheet"}


@pytest.mark.parametrize("tool", TOOLS)
def test_header_keeps_what_a_tool_set_for_itself(site, tool):
    site.start(PAGE)
    before = site.text
    mended = before.replace('"Language: ko', TOOLS[tool] + '"Language: ko_KR')
    site.path.write_text(f"# Korean translations.\n#, fuzzy\n{mended}", encoding="utf-8")
    site.refresh()
    own = [line for line in site.text.split("\n") if line.startswith('"X-')]
    assert "".join(line + "\n" for line in site.text.split("\n")[:-1] if line not in own) == before
    assert [KEPT.get(tool, "") in line for line in own[:1]] == [True] * (tool in KEPT)
    assert not any("Generator" in line for line in own)
    kept = site.text
    site.refresh()
    assert site.text == kept


def test_flags_locations_and_order_are_those_of_the_page(site):
    site.start(PAGE)
    before = site.text
    parts = before.rstrip("\n").split("\n\n")
    odd = "\n\n".join([parts[0], *reversed(parts[1:])]).replace(
        'msgid "Title"', '#: a.rst:1\n#, python-format\nmsgid "Title"'
    )
    site.path.write_text(odd + "\n", encoding="utf-8")
    site.refresh()
    assert site.text == before


def test_formula_is_copied_and_said_to_stay(site):
    site.write(["Title", "a + b"], {"a + b": ["literal"], "Title": ["title"]})
    site.refresh()
    assert site.text == HEADER + (
        '\nmsgid "Title"\nmsgstr ""\n\n#. no words: it stays as it is\nmsgid "a + b"\nmsgstr "a + b"\n'
    )
    assert 'msgid "a + b"\nmsgstr ""' in (site.locale / "en/LC_MESSAGES/a.po").read_text(
        encoding="utf-8"
    )


def mix(site: Site) -> Iterator[list[str]]:
    """Pages as they change, one after the other."""
    yield from (
        ["Title", "fill with zeros", "the last"],
        ["Title", "fill with all zeros", "new here", "the last"],
        ["Other title", "the last", "fill with all zeros"],
        ["Title", "fill with zeros", "the last"],
    )


def test_no_translation_is_lost_over_many_changes(site):
    site.start(PAGE)
    before = site.text
    for messages in mix(site):
        site.write(messages)
        site.update("ko")
        site.refresh()
        assert all(translation in site.text for translation in PAGE.values())
    assert [entry[:3] for entry in site.read()] == [(*pair, False) for pair in PAGE.items()]
    assert site.text == before
