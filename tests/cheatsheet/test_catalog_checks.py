"""Each rule for translations finds what it is for, and nothing in a sound translation."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from cheatsheet.catalog_checks import (
    RULES,
    Language,
    Message,
    check_catalog,
    check_characters,
    check_glue,
    check_korean_ending,
    check_markup,
    check_note,
    check_terms,
)
from hostile import EDGE, EMPTY, INSTRUCTIONS, name_cases
from polib import POEntry

KOREAN = Language("ko", {"텐써": "텐서", "메쏘드": "메서드"})

# message, translation, part of the finding or ""
MARKUP = [
    pytest.param("Words.", "낱말.", "", id="none"),
    pytest.param("``a`` and ``b``", "``b`` 그리고 ``a``", "", id="any-order"),
    pytest.param("``a``", "a", "found literals [], expected ['a']", id="literal-lost"),
    pytest.param("``a``", "``b``", "found literals ['b'], expected ['a']", id="literal-changed"),
    pytest.param(
        "``a``", "``a`` ``a``", "found literals ['a', 'a'], expected ['a']", id="literal-twice"
    ),
    pytest.param("``a``", "``가``", "found literals ['가'], expected ['a']", id="literal-translated"),
    pytest.param("`x <https://a.org>`__", "`글 <https://a.org>`__", "", id="link"),
    pytest.param("`x <https://a.org>`__", "`글 <https://b.org>`__", "found links", id="link-changed"),
    pytest.param("`x <https://a.org>`__", "글", "found links []", id="link-lost"),
    pytest.param("See :doc:`a`.", ":doc:`a` 참고.", "", id="role"),
    pytest.param("See :doc:`a`.", ":doc:`b` 참고.", "found roles", id="role-changed"),
    pytest.param("See :doc:`a`.", ":ref:`a` 참고.", "found roles", id="other-role"),
]
GLUE = [
    pytest.param("낱말", "", id="none"),
    pytest.param("``a``", "", id="alone"),
    pytest.param("``a``\\ 를 씀", "", id="escaped-blank"),
    pytest.param("(``a``), ``b``.", "", id="punctuation"),
    pytest.param("``a``를", "found '``a``를'", id="behind"),
    pytest.param("값``a`` 씀", "found '값``a``", id="before"),
    pytest.param("x``a``", "found 'x``a``'", id="english"),
    pytest.param("``a`` 와 ``b``는", "``는'", id="second"),
]
# The same for notes: translation, part of the finding or ""
NOTE = [
    pytest.param("0으로 채움", "", id="korean"),
    pytest.param("2 × 3 (행, 열)", "", id="brackets"),
    pytest.param("크기 (2, 3)", "", id="numbers-in-brackets"),
    pytest.param("모양(행, 열)", "", id="glued-brackets"),
    pytest.param("첫째\n둘째", "expected one line", id="two-lines"),
    pytest.param(" 채움", "expected one line", id="blank-first"),
    pytest.param("채움 ", "expected one line", id="blank-last"),
    pytest.param("# 채움", "expected one line", id="hash"),
    pytest.param("doctest: +SKIP", "expected one line", id="doctest"),
    pytest.param("``x``\\ 를 채움", "found markup", id="literal"),
    pytest.param("**모두** 채움", "found markup", id="bold"),
    pytest.param(":doc:`x` 참고", "found markup", id="role"),
    pytest.param("채움.", "found a full stop", id="full-stop"),
    pytest.param("torch.zeros(2)", "found code", id="code"),
    pytest.param("값 = 2", "found code", id="korean-code"),
]
CHARACTERS = [
    pytest.param("한글 and words.", "", id="plain"),
    pytest.param("줄\n둘째", "", id="newline"),
    pytest.param(unicodedata.normalize("NFD", "한글"), "found decomposed", id="decomposed"),
    pytest.param("e\u0301", "found decomposed", id="combining"),
    pytest.param("두  칸", "found two blanks", id="two-blanks"),
    pytest.param("a\u200bb", "found hidden characters U+200B", id="zero-width"),
    pytest.param("a\u202eb\u2066", "found hidden characters U+202E, U+2066", id="bidi"),
    pytest.param("a\u00adb", "found hidden characters U+00AD", id="soft-hyphen"),
    pytest.param("a\ufeffb", "found hidden characters U+FEFF", id="bom"),
    pytest.param("a\x00b", "found hidden characters U+0000", id="nul"),
    pytest.param("a\x1b[1m", "found hidden characters U+001B", id="escape"),
]
TERMS = [
    pytest.param("텐서의 메서드", "", id="chosen"),
    pytest.param("텐써", "found '텐써', expected '텐서' (terms.tsv)", id="rejected"),
    pytest.param("그 메쏘드를", "found '메쏘드', expected '메서드'", id="with-a-particle"),
]
ENDING = [
    pytest.param("0으로 채움", "", id="noun-form"),
    pytest.param("만들었음", "", id="past"),
    pytest.param("텐서 크기", "", id="noun-in-gi"),
    pytest.param("난수 생성기", "", id="generator"),
    pytest.param("필요", "", id="noun-in-yo"),
    pytest.param("CUDA 개요", "", id="summary"),
    pytest.param("입력 처리기", "", id="processor"),
    pytest.param("words", "", id="english"),
    pytest.param("만듭니다", "found the ending", id="formal"),
    pytest.param("만든다", "found the ending", id="plain"),
    pytest.param("만들어요", "found the ending", id="polite"),
    pytest.param("만드는 것", "found the ending", id="thing"),
    pytest.param("만들기", "found the ending", id="making"),
    pytest.param("더하기", "found the ending", id="adding"),
    pytest.param("곱하기", "found the ending", id="multiplying"),
    pytest.param("바꾸기", "found the ending", id="changing"),
]


def find(rule, text: str, message: str = "Words.", is_note: bool = True) -> str:
    return "\n".join(rule(Message(1, message, text, is_note), KOREAN))


@pytest.mark.parametrize(("message", "text", "part"), MARKUP)
def test_markup_is_that_of_the_message(message, text, part):
    found = find(check_markup, text, message)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), GLUE)
def test_words_are_not_glued_to_literals(text, part):
    found = find(check_glue, text, is_note=False)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), NOTE)
def test_note_is_one_line_of_words(text, part):
    found = find(check_note, text)
    assert part in found
    assert bool(found) == bool(part)
    assert find(check_note, text, is_note=False) == ""


@pytest.mark.parametrize("text", name_cases({**INSTRUCTIONS, **EMPTY}))
def test_note_that_a_build_refuses_is_found(text):
    assert find(check_note, text)


@pytest.mark.parametrize(("text", "part"), CHARACTERS)
def test_characters_are_composed_and_seen(text, part):
    found = find(check_characters, text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), TERMS)
def test_terms_are_those_of_the_glossary(text, part):
    found = find(check_terms, text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), ENDING)
def test_korean_note_ends_as_a_noun(text, part):
    found = find(check_korean_ending, text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(
    ("is_note", "code"),
    [pytest.param(False, "ko", id="prose"), pytest.param(True, "ja", id="other-language")],
)
def test_other_texts_end_as_they_like(is_note, code):
    message = Message(1, "Words.", "만듭니다", is_note)
    assert list(check_korean_ending(message, Language(code))) == []


@pytest.mark.parametrize("text", name_cases({**INSTRUCTIONS, **EDGE, **EMPTY}))
def test_no_rule_stumbles_over_a_hostile_text(text):
    for rule in RULES:
        for is_note in (True, False):
            assert all(find(rule, text, text, is_note).split("\n")) or not find(
                rule, text, text, is_note
            )


def make_entry(line: int, text: str, *flags: str, comment: str = "") -> POEntry:
    return POEntry(msgid="Words", msgstr=text, linenum=line, flags=list(flags), comment=comment)


@pytest.mark.parametrize(
    ("entry", "language", "expected"),
    [
        pytest.param(make_entry(8, "낱말"), "ko", [], id="sound"),
        pytest.param(
            make_entry(8, ""),
            "ko",
            ["a.po:8: found no translation of 'Words'; write one"],
            id="untranslated",
        ),
        pytest.param(make_entry(8, ""), "en", [], id="untranslated-source"),
        pytest.param(
            make_entry(9, "낱말.", "fuzzy", comment="f()"),
            "ko",
            ["a.po:9: found a fuzzy translation of 'Words'; mend it, drop 'fuzzy'"],
            id="fuzzy-alone",
        ),
        pytest.param(
            make_entry(12, "텐써다.", comment="f()"),
            "ko",
            [
                "a.po:12: found a full stop at the end of the note '텐써다.', expected none",
                "a.po:12: found '텐써', expected '텐서' (terms.tsv)",
            ],
            id="two-findings",
        ),
        pytest.param(make_entry(8, "낱말."), "ko", [], id="prose-has-full-stops"),
    ],
)
def test_findings_have_a_place(entry, language, expected):
    known = Language(language, KOREAN.never)
    assert list(check_catalog(Path("a.po"), [entry], known, "en")) == expected


def test_terms_are_read_from_a_table(tmp_path):
    (tmp_path / "ko").mkdir()
    rows = [
        "english\tkorean\talso\tnever\tnote",
        "tensor\t텐서\t텐써\t텐써, 텐솔\tguide",
        "all\t모두\t\t\t",
        "",
    ]
    (tmp_path / "ko" / "terms.tsv").write_text("\n".join(rows), encoding="utf-8")
    assert Language.load(tmp_path, "ko") == Language("ko", {"텐써": "텐서", "텐솔": "텐서"})


def test_language_without_a_table_has_no_terms(tmp_path):
    assert Language.load(tmp_path, "ja") == Language("ja", {})
