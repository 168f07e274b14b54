"""The rules for Korean: endings of notes and sentences, particles, spelling, length."""

from __future__ import annotations

import pytest
from gettext_lint.checks import RULES, check_message
from gettext_lint.language import Language
from gettext_lint.message import Message
from gettext_lint.rules import korean

# English note, Korean note, whether its ending is wrong
ENDING = [
    ("words", "0으로 채움", False),
    ("words", "만들었음", False),
    ("words", "추적하지 않음", False),
    ("words", "모양을 바꿈", False),
    ("words", "만듦", False),
    ("words", "텐서 크기", False),
    ("words", "난수 생성기", False),
    ("words", "학습률 주기", False),
    ("words", "필요", False),
    ("words", "CUDA 개요", False),
    ("words", "입력 처리기", False),
    ("words", "결과를 담을 메모리", False),
    ("words", "값이 같을 때", False),
    ("words", "합이 1인 행", False),
    ("words", "그래프 분해", False),
    ("words", "메모리 제한", False),
    ("words", "중앙값(초)", False),
    ("words", "words", False),
    ("set of names", "이름 집합", False),
    ("words", "만듭니다", True),
    ("words", "만든다", True),
    ("words", "만들어요", True),
    ("words", "만드세요", True),
    ("words", "만들어라", True),
    ("words", "만드는 것", True),
    ("words", "만들기", True),
    ("words", "더하기", True),
    ("words", "곱하기", True),
    ("words", "바꾸기", True),
    ("words", "메모리를 아끼기", True),
    ("words", "텐서를 만들고", True),
    ("words", "텐서를 만들며", True),
    ("words", "평균을 구해", True),
    ("words", "평균을 구한", True),
    ("words", "텐서를 반환", True),
    ("words", "값을 계산", True),
    ("words", "채움,", True),
    ("words", "채움?", True),
    ("make a tensor", "텐서 생성", True),
    ("new: return the shape", "이후: 모양 반환", True),
    ("returns the shape", "모양 반환", True),
    ("make a tensor", "텐서를 만듦", False),
]
# message, translation, part of the finding or ""
SENTENCES = [
    ("Make it.", "만듭니다.", ""),
    ("Make it. See.", "만듭니다. 봅니다.", ""),
    ("Make it:", "다음과 같이 합니다.", ""),
    ("Version 2.14.", "2.14 버전입니다.", ""),
    ("A title", "제목", ""),
    ("See ``x``.", "``x``\\ 를 봅니다.", ""),
    ("A class. See.", "클래스. 봅니다.", ""),
    ("A summary.", "CUDA 개요.", ""),
    ("Make it.", "만듦. 생성함.", "'생성함.'"),
    ("Make it.", "만드세요.", "'만드세요.'"),
    ("Make it.", "만들어요.", "'만들어요.'"),
    ("Make it.", "만든다.", "'만든다.'"),
    ("Make it. See.", "만든다. 봅니다.", "'만든다.'"),
]
PARTICLES = [
    ("x", "``x``\\ 를 봅니다.", ""),
    ("x", "``x`` 인자를 봅니다.", ""),
    ("x", "``x`` 의도를 봅니다.", ""),
    ("x", "``x`` 은닉 계층", ""),
    ("x", "``x`` 를 봅니다.", "before the particle '를'"),
    ("x", "``x`` 의 값", "'의'"),
    ("x", "**x** 는", "'는'"),
    ("x", "`x <https://a.org>`__ 에서", "'에서'"),
    ("x", "``x`` 입니다.", "'입니다'"),
    ("x", "텐서을(를) 봅니다.", "found '을(를)'"),
    ("x", "텐서은/는", "found '은/는'"),
    ("x", "모양(행, 열)", ""),
    ("x", "아이(이름)", ""),
    ("x", "*메뉴*를 봅니다.", ""),
    ("x", "*메뉴*을 봅니다.", "found '을' in '뉴*을', expected '를'"),
    ("x", "변화도(gradient)는", ""),
    ("x", "변화도(gradient)은", "expected '는'"),
    ("x", "**값**\\ 가 큽니다.", "expected '이'"),
    ("x", "`메일`_ 로 보냅니다.", "before the particle"),
    ("x", "*메일*로, *값*으로, *표*로", ""),
    ("x", "*메일*으로", "expected '로'"),
    ("x", "*값*로", "expected '으로'"),
    ("x", "*표*로부터 *값*이라는 *표*이며", ""),
]
KOREAN = Language("ko")


def find(rule: str, message: str, text: str, *, is_note: bool = False) -> str:
    return "\n".join(RULES[rule](Message(1, message, text, is_note), KOREAN))


@pytest.mark.parametrize(("message", "text", "wrong"), ENDING)
def test_note_ends_as_a_noun(message, text, wrong):
    assert bool(find("ending", message, text, is_note=True)) == wrong


def test_other_texts_end_as_they_like():
    assert find("ending", "words", "만듭니다") == ""


@pytest.mark.parametrize("code", ["ja", "fr", ""])
def test_rules_are_those_of_the_language(code):
    message = Message(1, "words", "만듭니다을(를)", is_note=True)
    found = {name for name, _ in check_message(message, KOREAN)}
    assert {"particles"} <= found & set(korean.RULES)
    assert not {name for name, _ in check_message(message, Language(code))} & set(korean.RULES)


@pytest.mark.parametrize(("message", "text", "part"), SENTENCES)
def test_sentence_ends_formally(message, text, part):
    found = find("sentences", message, text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("message", "text", "part"), PARTICLES)
def test_particle_is_one_and_stands_close(message, text, part):
    found = find("particles", message, text)
    assert part in found
    assert bool(found) == bool(part)


def test_particle_in_markdown_needs_no_escape():
    message = Message(1, "x", "`x` 를 봅니다.", syntax="md")
    assert "expected nothing" in "".join(RULES["particles"](message, KOREAN))


@pytest.mark.parametrize(
    ("text", "part"), [("만듬", "expected '만듦'"), ("최대값", "'최댓값'"), ("개수", ""), ("기본값", "")]
)
def test_spelling(text, part):
    found = find("spelling", "x", text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(
    ("message", "text", "part"),
    [
        ("x", "가" * 40, ""),
        ("x", "\u1100\u1161" * 40, ""),
        ("x", "가" * 41, "found a note of 41 characters, expected at most 40"),
        ("x", "변화도(gradient)", "expected Korean alone"),
        ("x", "모양(행, 열)", ""),
        ("mean (average)", "평균(average)", "expected Korean alone"),
        ("x(average)", "평균(average)", "expected Korean alone"),
    ],
)
def test_note_is_short(message, text, part):
    found = find("length", message, text, is_note=True)
    assert part in found
    assert bool(found) == bool(part)
    assert find("length", message, text) == ""
