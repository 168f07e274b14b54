"""Catalogs are read whole or refused with a place, and written so that a diff shows words alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from gettext_lint.catalogs import (
    find_catalogs,
    find_syntax,
    read_catalog,
    shorten_code,
    write_catalog,
)
from gettext_lint.merge import refresh_catalogs
from gettext_lint.parser import SIZE_LIMIT, CatalogError, find_problems
from hostile import EVERY, name_cases
from polib import POEntry

HEADER = """\
msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
GOOD = HEADER + 'msgid "one"\nmsgstr "하나"\n'

# what the file holds, then (msgid, msgstr, line) of each message
READ = [
    pytest.param(HEADER.rstrip("\n") + "\n", [], id="only-header"),
    pytest.param(GOOD, [("one", "하나", 9)], id="korean"),
    pytest.param(HEADER + 'msgid "one"\nmsgstr ""\n', [("one", "", 9)], id="untranslated"),
    pytest.param(
        HEADER + 'msgid ""\n"o"\n"ne"\nmsgstr ""\n"하"\n"나"\n', [("one", "하나", 11)], id="wrapped"
    ),
    pytest.param(GOOD + '\n#~ msgid "two"\n#~ msgstr "둘"\n', [("one", "하나", 9)], id="obsolete"),
    pytest.param(GOOD.replace("하나", '\\"\\\\\\n'), [("one", '"\\\n', 9)], id="escapes"),
    pytest.param(GOOD + "\n\n", [("one", "하나", 9)], id="blank-lines-at-the-end"),
    pytest.param("# A note\n\n" + GOOD, [("one", "하나", 11)], id="comment-first"),
]

# what the file holds, line and part of the error
REFUSED = [
    pytest.param(b"", 1, "found an empty file", id="empty"),
    pytest.param(b"\n\n", 1, "found an empty file", id="blank"),
    pytest.param(GOOD.encode("cp949"), 9, "expected UTF-8", id="not-utf-8"),
    pytest.param(GOOD.encode("utf-16"), 1, "expected UTF-8", id="utf-16"),
    pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), 1, "found a byte order mark", id="bom"),
    pytest.param(GOOD.replace("\n", "\r\n").encode(), 1, "found a CR line end", id="crlf"),
    pytest.param(GOOD.replace("one", "one\r").encode(), 8, "found a CR line end", id="one-cr"),
    pytest.param(
        (GOOD + '\n<<<<<<< HEAD\nmsgid "two"\nmsgstr ""\n').encode(),
        11,
        "conflict marker",
        id="conflict",
    ),
    pytest.param((GOOD + "=======\n").encode(), 10, "conflict marker", id="conflict-middle"),
    pytest.param((GOOD + ">>>>>>> 0a1b2c3\n").encode(), 10, "conflict marker", id="conflict-end"),
    pytest.param(GOOD.rstrip("\n").encode(), 9, "found no newline at the end", id="cut-at-the-end"),
    pytest.param(GOOD[: GOOD.index("하나")].encode(), 9, "found 'msgstr \"'", id="cut-in-a-string"),
    pytest.param(
        (HEADER + 'msgid "one"\n').encode(), 9, "found the end after msgid", id="cut-before-msgstr"
    ),
    pytest.param(
        GOOD.replace("하나", '하"나').encode(), 9, "expected a keyword and a string", id="bare-quote"
    ),
    pytest.param(
        GOOD.replace('하나"', "하나").encode(), 9, "expected a keyword and a string", id="no-last-quote"
    ),
    pytest.param(
        GOOD.replace("하나", "하\\나").encode(), 9, "expected a keyword and a string", id="bad-escape"
    ),
    pytest.param(GOOD.replace("하나", "하나\\").encode(), 9, "expected a keyword", id="escaped-quote"),
    pytest.param(
        GOOD.replace("msgstr", "msgtsr", 2).encode(), 2, "expected a keyword", id="unknown-keyword"
    ),
    pytest.param((HEADER + 'msgstr "하나"\nmsgid "one"\n').encode(), 8, "msgstr", id="msgstr-first"),
    pytest.param(
        (HEADER + 'msgid "one"\nmsgid "two"\nmsgstr ""\n').encode(),
        9,
        "found msgid after msgid",
        id="two-ids",
    ),
    pytest.param((GOOD + 'msgstr "둘"\n').encode(), 10, "", id="two-translations"),
    pytest.param(b'"a"\n' + GOOD.encode(), 1, "expected msgid", id="string-first"),
    pytest.param(b"<html>\n", 1, "expected a keyword", id="another-format"),
    pytest.param(
        GOOD.replace(": ko", ": en").encode(),
        3,
        "found language 'en', expected 'ko'",
        id="other-language",
    ),
    pytest.param(
        GOOD.replace("Language: ko", "X-Language: x").encode(), 1, "found language ''", id="no-language"
    ),
    pytest.param(b'msgid "one"\nmsgstr ""\n', 1, "found language ''", id="no-header"),
    pytest.param((GOOD + '\nmsgid "one"\nmsgstr ""\n').encode(), 11, "first on line 8", id="duplicate"),
    pytest.param(
        (GOOD + '\nmsgid ""\n"o"\n"ne"\nmsgstr ""\n').encode(),
        11,
        "first on line 8",
        id="wrapped-duplicate",
    ),
    pytest.param(
        (GOOD + "\n" + HEADER).rstrip("\n").encode() + b"\n", 11, "first on line 1", id="two-headers"
    ),
    pytest.param(b"#" * SIZE_LIMIT + b"\n", 1, "found 5,000,001 bytes", id="too-big"),
    pytest.param(b"\0" * 50_000_000, 1, "found 50,000,000 bytes", id="fifty-megabytes"),
    pytest.param((GOOD + "||||||| 0a1b2c3\n").encode(), 10, "conflict marker", id="conflict-base"),
    pytest.param(GOOD.replace("하나", "하\0나").encode(), 9, "U+0000", id="control-character"),
    pytest.param(
        GOOD.replace("UTF-8", "EUC-KR").encode(), 5, "found charset 'EUC-KR'", id="other-charset"
    ),
    pytest.param(
        GOOD.replace('"MIME', '"Plural-Forms: nplurals=x; plural=f();\\n"\n"MIME').encode(),
        1,
        "cannot be read",
        id="plural-forms",
    ),
    pytest.param(
        GOOD.replace('"MIME', '"PO-Revision-Date: yesterday\\n"\n"MIME').encode(),
        1,
        "cannot be read",
        id="date",
    ),
    pytest.param(
        GOOD.replace('"\nmsgstr "하', '"\n# \nmsgstr "하').encode(), 9, "move it", id="comment"
    ),
    pytest.param(
        GOOD.replace('"\nmsgstr "하', '"\n\nmsgstr "하').encode(), 9, "move it", id="blank-line"
    ),
    pytest.param((GOOD + '# \n"둘"\n').encode(), 11, "join them", id="string-behind-a-comment"),
    pytest.param((GOOD + '#~ msgid "two"\n').encode(), 10, "blank line", id="obsolete-glued"),
    pytest.param(
        (GOOD + '\n#~ msgid "two"\nmsgid "two"\nmsgstr ""\n').encode(), 12, "blank", id="glued-to-it"
    ),
]


def write_pot(path: Path, messages: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"\n{POEntry(msgid=message).__unicode__()}" for message in messages)
    header = '#, fuzzy\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_text(header + body, encoding="utf-8")


@pytest.fixture
def refresh(tmp_path):
    """Refresh Korean from templates (page to messages) and the code of notes (page to note to code)."""

    def run(pages: dict[str, list[str]], notes: dict | None = None) -> dict[str, list[str]]:
        templates = tmp_path / f"gettext-{len(list(tmp_path.iterdir()))}"
        for page, messages in pages.items():
            write_pot(templates / f"{page}.pot", messages)
        (templates / "notes.json").write_text(json.dumps(notes or {}), encoding="utf-8")
        changes = refresh_catalogs(templates, tmp_path / "locale", "ko")
        root = tmp_path / "locale" / "ko" / "LC_MESSAGES"
        return {verb: [path.relative_to(root).as_posix() for path in p] for verb, p in changes.items()}

    return run


@pytest.fixture
def locale(tmp_path) -> Path:
    return tmp_path / "locale" / "ko" / "LC_MESSAGES"


def translate(path: Path, messages: dict[str, str]) -> None:
    """Do what a translator does: write translations into a catalog."""
    text = path.read_text(encoding="utf-8")
    for message, translation in messages.items():
        assert f'msgid "{message}"\nmsgstr ""' in text
        text = text.replace(
            f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translation}"'
        )
    path.write_text(text, encoding="utf-8")


def read_or_refuse(path: Path) -> str | list[tuple[str, str]]:
    """What a catalog says, or why it can't be read."""
    try:
        return [(entry.msgid, entry.msgstr) for entry in read_catalog(path, "ko")]
    except CatalogError as error:
        return str(error)


def read_tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("text", "expected"), READ)
def test_catalog_is_read(text, expected, tmp_path):
    path = tmp_path / "a.po"
    path.write_text(text, encoding="utf-8")
    found = read_catalog(path, "ko")
    assert [(entry.msgid, entry.msgstr, entry.linenum) for entry in found if entry.msgid] == expected


@pytest.mark.parametrize(("data", "line", "part"), REFUSED)
def test_unsound_catalog_is_refused_at_its_line(data, line, part, tmp_path):
    path = tmp_path / "a.po"
    path.write_bytes(data)
    with pytest.raises(CatalogError) as error:
        read_catalog(path, "ko")
    message = str(error.value)
    assert message.startswith(f"{path}:{line}: ")
    assert part in message
    assert "\n" not in message


def test_every_refusal_says_what_to_do(tmp_path):
    for case in REFUSED:
        (tmp_path / "a.po").write_bytes(case.values[0])
        with pytest.raises(CatalogError) as error:
            read_catalog(tmp_path / "a.po", "ko")
        assert re.search(r": found .*, expected .*; \w", str(error.value)), case.id


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(CatalogError, match=r":1: found Is a directory, expected a file"):
        read_catalog(tmp_path, "ko")


def test_link_is_refused(tmp_path):
    (tmp_path / "secret").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.po").symlink_to("secret")
    with pytest.raises(CatalogError, match=r":1: found a link, expected a file"):
        read_catalog(tmp_path / "a.po", "ko")


def test_large_catalog_is_read_as_fast_as_small_ones(tmp_path):
    """A message costs the same wherever it stands: else 4 MB would take minutes."""
    text = HEADER + "\n".join(f'msgid "{number}"\nmsgstr "{number}"\n' for number in range(100_000))
    assert not list(find_problems(text, "ko"))


@pytest.mark.parametrize(("code", "said"), [("pt_BR", "pt_BR"), ("pt_BR", "pt-BR")])
def test_language_is_told_with_hyphen_or_underscore(code, said, tmp_path):
    path = tmp_path / "a.po"
    path.write_text(GOOD.replace("Language: ko", f"Language: {said}"), encoding="utf-8")
    assert read_catalog(path, code)


@pytest.mark.parametrize("text", name_cases(EVERY))
def test_written_catalog_reads_back_or_is_refused(text, tmp_path):
    path = tmp_path / "a.po"
    entries = [POEntry(msgid="words", msgstr=text), POEntry(msgid="낱말 " * 40, msgstr=text * 2)]
    write_catalog(path, entries, "ko")
    found = read_or_refuse(path)
    if isinstance(found, str):
        assert re.match(rf"{path}:\d+: found", found)
    else:
        assert found == [(entry.msgid, entry.msgstr) for entry in entries]


def test_catalogs_of_a_language_are_found_sorted(tmp_path):
    names = ["b.po", "a/c.po", "a.po", "a/b.pot", "a/b.mo"]
    for folder in ("ko/LC_MESSAGES", "en/LC_MESSAGES"):
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    found = [path.relative_to(tmp_path / "ko/LC_MESSAGES") for path in find_catalogs(tmp_path, "ko")]
    assert found == [Path("a/c.po"), Path("a.po"), Path("b.po")]
    assert list(find_catalogs(tmp_path, "fr")) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], [], id="empty"),
        pytest.param(["a", "", "  ", "b"], ["a", "b"], id="blank-lines"),
        pytest.param(list("abcde"), list("abcde"), id="five"),
        pytest.param(list("abcdef"), ["a", "b", "c", "d", "..."], id="six"),
    ],
)
def test_long_code_is_shortened(lines, expected):
    assert shorten_code(lines) == expected


def test_refreshed_catalog_holds_words_and_code_alone(refresh, locale):
    notes = {"a/page": {"zeros": ["x = f(", "    2,  # 둘", ")"], "words": [""]}}
    changes = refresh({"a/page": ["Page", "zeros", "words", 'say "x"\\']}, notes)
    assert changes == {"written": ["a/page.po"], "removed": []}
    assert (locale / "a/page.po").read_text(encoding="utf-8") == HEADER + (
        'msgid "Page"\nmsgstr ""\n\n'
        '#. note on the code:\n#. x = f(\n#.     2,  # 둘\n#. )\nmsgid "zeros"\nmsgstr ""\n\n'
        '#. note on the code:\nmsgid "words"\nmsgstr ""\n\n'
        'msgid "say \\"x\\"\\\\"\nmsgstr ""\n'
    )


def test_refreshing_twice_changes_no_byte(refresh, locale):
    pages = {"index": ["Page", "zeros", "a long sentence " * 20], "a": ["zeros"], "empty": []}
    notes = {"index": {"zeros": ["f(" + "1, " * 60 + ")", "    g()"]}}
    refresh(pages, notes)
    translate(locale / "index.po", {"Page": "쪽", "zeros": "0으로"})
    pages["index"] = ["Pages", "zeros", "a long sentence " * 21]
    assert refresh(pages, notes)["written"] == ["index.po"]
    before = read_tree(locale)
    assert b"fuzzy" in before["index.po"]
    assert refresh(pages, notes) == {"written": [], "removed": []}
    assert read_tree(locale) == before
    assert set(before) == {"index.po", "a.po", "empty.po"}


def test_unchanged_catalog_is_not_touched(refresh, locale):
    refresh({"index": ["Page"]})
    (locale / "index.po").chmod(0o444)
    stamp = (locale / "index.po").stat().st_mtime_ns
    refresh({"index": ["Page"]})
    assert (locale / "index.po").stat().st_mtime_ns == stamp


def test_changed_message_keeps_its_translation_as_fuzzy(refresh, locale):
    refresh({"index": ["fill with zeros"]})
    translate(locale / "index.po", {"fill with zeros": "0으로 채움"})
    refresh({"index": ["fill with all zeros"]})
    assert (locale / "index.po").read_text(encoding="utf-8") == HEADER + (
        '#, fuzzy\n#| msgid "fill with zeros"\nmsgid "fill with all zeros"\nmsgstr "0으로 채움"\n'
    )


def test_mended_translation_forgets_what_it_was_made_for(refresh, locale):
    refresh({"index": ["fill with zeros"]})
    translate(locale / "index.po", {"fill with zeros": "0으로 채움"})
    refresh({"index": ["fill with all zeros"]})
    path = locale / "index.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    refresh({"index": ["fill with all zeros"]})
    assert (
        path.read_text(encoding="utf-8") == HEADER + 'msgid "fill with all zeros"\nmsgstr "0으로 채움"\n'
    )


def test_new_message_takes_that_of_its_like_as_fuzzy_as_sphinx_intl_does(refresh, locale):
    refresh({"index": ["fill with zeros"]})
    translate(locale / "index.po", {"fill with zeros": "0으로 채움"})
    refresh({"index": ["fill with zeros", "fill with all zeros"]})
    assert (locale / "index.po").read_text(encoding="utf-8") == HEADER + (
        'msgid "fill with zeros"\nmsgstr "0으로 채움"\n\n'
        '#, fuzzy\n#| msgid "fill with zeros"\nmsgid "fill with all zeros"\nmsgstr "0으로 채움"\n'
    )


def test_replaced_message_keeps_the_translation_of_its_place(refresh, locale):
    refresh({"index": ["first", "zeros", "last"]})
    translate(locale / "index.po", {"zeros": "0으로"})
    refresh({"index": ["first", "every element is nought", "last"]})
    found = read_catalog(locale / "index.po", "ko")[1]
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == ("0으로", True, "zeros")


def test_added_message_takes_the_translation_of_no_place(refresh, locale):
    refresh({"index": ["first", "zeros"]})
    translate(locale / "index.po", {"zeros": "0으로"})
    refresh({"index": ["first", "every element is nought", "and one more"]})
    assert [entry.msgstr for entry in read_catalog(locale / "index.po", "ko")] == ["", "", ""]


def test_reworded_message_keeps_its_translation_though_others_came(refresh, locale):
    old = "Floats are the default; ask for another dtype by its name."
    new = "Ask for a dtype by its name where the default, which are floats, is not wanted."
    refresh({"index": ["first", old, "last"]})
    translate(locale / "index.po", {old: "기본은 실수입니다."})
    refresh({"index": ["first", "Something else entirely.", new, "last"]})
    found = {entry.msgid: entry.msgstr for entry in read_catalog(locale / "index.po", "ko")}
    assert found[new] == "기본은 실수입니다."


def test_message_changed_twice_keeps_what_it_was_translated_from(refresh, locale):
    refresh({"index": ["fill with zeros"]})
    translate(locale / "index.po", {"fill with zeros": "0으로 채움"})
    refresh({"index": ["fill with all zeros"]})
    refresh({"index": ["fill it with all zeros"]})
    (found,) = read_catalog(locale / "index.po", "ko")
    assert (found.msgstr, found.previous_msgid) == ("0으로 채움", "fill with zeros")


def test_message_that_is_back_is_no_longer_fuzzy(refresh, locale):
    refresh({"index": ["fill with zeros"]})
    translate(locale / "index.po", {"fill with zeros": "0으로 채움"})
    before = read_tree(locale)
    refresh({"index": ["fill with all zeros"]})
    refresh({"index": ["fill with zeros"]})
    assert read_tree(locale) == before


@pytest.mark.parametrize("left", [["other"], None], ids=["page-stays", "page-is-gone"])
def test_message_that_moves_to_another_page_keeps_its_translation(left, refresh, locale):
    refresh({"a": ["zeros", "other"], "b": ["ones"]})
    translate(locale / "a.po", {"zeros": "0으로"})
    refresh({**({"a": left} if left else {}), "b": ["ones", "zeros"]})
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in read_catalog(locale / "b.po", "ko")] == [
        ("ones", "", False),
        ("zeros", "0으로", False),
    ]


def test_fuzzy_message_that_moves_to_another_page_is_not_sure_there(refresh, locale):
    refresh({"a": ["fill with zeros", "other"], "b": ["ones"]})
    translate(locale / "a.po", {"fill with zeros": "0으로 채움"})
    refresh({"a": ["fill with all zeros", "other"], "b": ["ones"]})
    refresh({"a": ["other"], "b": ["ones", "fill with all zeros"]})
    assert not [e for e in read_catalog(locale / "b.po", "ko") if e.msgstr and not e.fuzzy]


@pytest.mark.parametrize(
    ("name", "expected"), [("sphinx", "plain"), ("a/guide", "md"), ("a/page", "rst"), ("none", "rst")]
)
def test_syntax_is_that_of_the_page(name, expected, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "guide.md").touch()
    (tmp_path / "a" / "page.rst").touch()
    assert find_syntax(tmp_path, name) == expected


def test_obsolete_message_keeps_its_translation_until_it_is_back(refresh, locale):
    refresh({"index": ["one", "another thing"]})
    translate(locale / "index.po", {"another thing": "다른 것"})
    before = read_tree(locale)
    refresh({"index": ["one"]})
    assert (locale / "index.po").read_text(encoding="utf-8") == HEADER + (
        'msgid "one"\nmsgstr ""\n\n#~ msgid "another thing"\n#~ msgstr "다른 것"\n'
    )
    assert refresh({"index": ["one"]})["written"] == []
    refresh({"index": ["one", "another thing"]})
    assert read_tree(locale) == before


def test_messages_follow_the_page(refresh, locale):
    refresh({"index": ["b", "a", "c"]})
    translate(locale / "index.po", {"a": "가"})
    refresh({"index": ["c", "a", "b"]})
    assert [entry.msgid for entry in read_catalog(locale / "index.po", "ko")] == ["c", "a", "b"]


def test_remark_of_a_translator_stays(refresh, locale):
    refresh({"index": ["one"]})
    path = locale / "index.po"
    text = path.read_text(encoding="utf-8").replace('msgid "one"', '# 확인할 것\nmsgid "one"')
    path.write_text(text, encoding="utf-8")
    assert refresh({"index": ["one"]})["written"] == []
    assert "# 확인할 것\n" in path.read_text(encoding="utf-8")


def test_catalog_of_a_removed_page_is_removed(refresh, locale):
    refresh({"index": ["one"], "a/old": ["two"]})
    assert refresh({"index": ["one"]}) == {"written": [], "removed": ["a/old.po"]}
    assert set(read_tree(locale)) == {"index.po"}


@pytest.mark.parametrize("bad", ["a.po", "z.po"])
def test_bad_catalog_stops_all_before_anything_is_written(bad, refresh, locale):
    pages = {"a": ["one"], "m": ["one"], "old": ["one"], "z": ["one"]}
    refresh(pages)
    (locale / bad).write_text(GOOD.replace('하나"', "하나"), encoding="utf-8")
    before = read_tree(locale)
    del pages["old"]
    with pytest.raises(CatalogError, match=rf"{bad}:9: "):
        refresh({page: ["two"] for page in pages})
    assert read_tree(locale) == before


def test_catalogs_of_a_project_go_round(make_project):
    page = "Index\n=====\n\n.. doctest::\n\n   >>> # zeros\n   >>> f(\n   ...     2,\n   ... )\n"
    project = make_project({"index": page})
    templates, locale = project.build("gettext").outdir, project.root / "locale"
    refresh_catalogs(templates, locale, "ko")
    path = locale / "ko" / "LC_MESSAGES" / "index.po"
    assert '#. note on the code:\n#. f(\n#.     2,\n#. )\nmsgid "zeros"\n' in path.read_text(
        encoding="utf-8"
    )
    translate(path, {"zeros": "0들"})
    built = project.build("text", "ko")
    assert built.warnings == ""
    assert ">>> # 0들\n" in built.read("index.txt")
    again = project.build("gettext").outdir
    assert refresh_catalogs(again, locale, "ko") == {"written": [], "removed": []}
