"""The rules for characters find what is hidden or only looks like another, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from gettext_lint.checks import RULES
from gettext_lint.language import Language
from gettext_lint.message import Message

SOUND = [
    pytest.param("ko", "Words.", "한글 and words.", id="korean"),
    pytest.param("ko", "x", "2 × 3, 0.2~0.6초, ±3, 가·나, 1–2, −1", id="symbols"),
    pytest.param("ko", 'say "x"', '"x"라고 합니다', id="quotes"),
    pytest.param("ko", "it's", "it's", id="apostrophe"),
    pytest.param("ko", "notes end in -ㅁ", "노트는 -ㅁ으로 끝납니다", id="jamo-of-the-message"),
    pytest.param("ko", "µ and é", "é와 µ", id="letters-of-the-message"),
    pytest.param("ko", "a\nb", "가\n나", id="newline-of-the-message"),
    pytest.param("ko", "Made with ", "제작: ", id="blank-of-the-message"),
    pytest.param("ja", "Words.", "「テンソル」は、配列です。", id="japanese"),
    pytest.param("zh_CN", "Words.", "张量，是“数组”。", id="chinese"),
    pytest.param("fr", "Words.", "« été » : ça, l’œuvre", id="french"),
    pytest.param("ru", "Words.", "тензор", id="russian"),
    pytest.param("el", "Words.", "τανυστής", id="greek"),
]
# language, translation of "Words.", the rule, part of the finding
FOUND = [
    pytest.param("ko", unicodedata.normalize("NFD", "한글"), "hangul", "decomposed", id="nfd"),
    pytest.param("fr", "e\u0301", "hangul", "decomposed", id="combining"),
    pytest.param("ko", "텐ㅅ서", "hangul", "U+3145 HANGUL LETTER SIOS", id="jamo"),
    pytest.param("ko", "텐\u1109서", "hangul", "U+1109", id="conjoining"),
    pytest.param("ko", "가ㆍ나", "hangul", "U+318D", id="araea"),
    pytest.param("ko", "텐ﾡ", "hangul", "U+FFA1", id="half-width"),
    pytest.param("ko", "a\u200bb", "hidden", "U+200B", id="zero-width"),
    pytest.param("ko", "a\u202eb\u2066", "hidden", "U+202E RIGHT-TO-LEFT OVERRIDE, U+2066", id="bidi"),
    pytest.param("ko", "a\u00adb", "hidden", "U+00AD", id="soft-hyphen"),
    pytest.param("ko", "a\ufeffb", "hidden", "U+FEFF", id="bom"),
    pytest.param("ko", "a\x00b", "hidden", "U+0000", id="nul"),
    pytest.param("ko", "a\x1b[1m", "hidden", "U+001B", id="escape"),
    pytest.param("ko", "가\u3164나", "hidden", "U+3164 HANGUL FILLER", id="filler"),
    pytest.param("ko", "가\u2800나", "hidden", "U+2800", id="braille"),
    pytest.param("ko", "가\ufe0f", "hidden", "U+FE0F", id="variation"),
    pytest.param("ko", "가\ue000", "hidden", "U+E000", id="private"),
    pytest.param("ja", "a\u202eb", "hidden", "U+202E", id="bidi-japanese"),
    pytest.param("ko", "두  칸", "blanks", "two blanks", id="two"),
    pytest.param("ko", "두\u00a0칸", "blanks", "U+00A0 NO-BREAK SPACE", id="no-break"),
    pytest.param("ko", "두\u3000칸", "blanks", "U+3000", id="ideographic"),
    pytest.param("ko", "두\t칸", "blanks", "U+0009", id="tab"),
    pytest.param("ko", "두\n줄", "blanks", "U+000A", id="newline"),
    pytest.param("ko", "낱말 ", "blanks", "found a blank at the end", id="end"),
    pytest.param("ko", " 낱말", "blanks", "found a blank at the start", id="start"),
    pytest.param("ko", "“낱말”", "quotes", "U+201C LEFT DOUBLE QUOTATION MARK", id="curly"),
    pytest.param("ko", "‘낱말’", "quotes", "U+2018", id="curly-single"),
    pytest.param("ko", "「낱말」", "quotes", "U+300C", id="corner"),
    pytest.param("ko", "«낱말»", "quotes", "U+00AB", id="angle"),
    pytest.param("ko", "＂낱말＂", "quotes", "U+FF02", id="full-width"),
    pytest.param("ko", '"낱말', "quotes", "without its pair", id="alone"),
    pytest.param("en", "“words”", "quotes", "U+201C", id="english"),
    pytest.param("ko", "하나，둘", "width", "such as ','", id="comma"),
    pytest.param("ko", "낱말。", "width", "U+3002", id="ideographic-stop"),
    pytest.param("ko", "（낱말）", "width", "such as '()'", id="brackets"),
    pytest.param("ko", "0～1", "width", "such as '~'", id="tilde"),
    pytest.param("ko", "ＧＰＵ", "width", "such as 'GPU'", id="letters"),
    pytest.param("ko", "하나…", "width", "such as '...'", id="dots"),
    pytest.param("ko", "Ⅳ", "width", "such as 'IV'", id="roman"),
    pytest.param("ko", "㎏", "width", "such as 'kg'", id="unit"),
    pytest.param("ja", "ﬁn", "width", "such as 'fi'", id="ligature-japanese"),
    pytest.param("ko", "tоrch", "lookalikes", "U+043E CYRILLIC SMALL LETTER O", id="cyrillic"),
    pytest.param("ko", "tοrch", "lookalikes", "U+03BF GREEK SMALL LETTER OMICRON", id="greek"),
    pytest.param("ko", "ɑ", "lookalikes", "U+0251", id="alpha"),
    pytest.param("ko", "ı", "lookalikes", "U+0131", id="dotless"),
    pytest.param("ko", "中", "lookalikes", "U+4E2D", id="hanja"),
    pytest.param("ko", "ア", "lookalikes", "U+30A2", id="kana"),
    pytest.param("ko", "a‐b", "lookalikes", "U+2010 HYPHEN", id="hyphen"),
    pytest.param("ko", "a∶b", "lookalikes", "U+2236 RATIO", id="ratio"),
    pytest.param("en", "wоrds", "lookalikes", "U+043E", id="english"),
    pytest.param("fr", "tensеur", "lookalikes", "U+0435", id="french"),
    pytest.param("ru", "тензoр", "lookalikes", "two scripts in 'тензoр'", id="russian"),
    pytest.param("ja", "tоrch", "lookalikes", "U+043E", id="japanese"),
]
NAMES = ("hangul", "hidden", "blanks", "quotes", "width", "lookalikes")


def find_all(code: str, message: str, text: str) -> dict[str, list[str]]:
    language = Language(code, plain_punctuation=code in ("en", "ko"))
    found = {name: list(RULES[name](Message(1, message, text), language)) for name in NAMES}
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize(("code", "message", "text"), SOUND)
def test_sound_text_passes(code, message, text):
    assert find_all(code, message, text) == {}


@pytest.mark.parametrize(("code", "text", "rule", "part"), FOUND)
def test_odd_character_is_found(code, text, rule, part):
    found = find_all(code, "Words.", text)
    assert list(found) == [rule]
    assert part in found[rule][0]


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\u3164", "\u00a0", "“", "，", "…", "о", "‐", "ㅁ"],
    ids=lambda text: f"{ord(text):X}",
)
def test_character_of_the_message_is_no_mistake(text):
    found = find_all("ko", f"a{text}b", f"가{text}나")
    assert not found or list(found) == ["hidden"]
