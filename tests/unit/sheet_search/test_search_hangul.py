"""Hangul and its letters, in the engine's own JavaScript."""

from __future__ import annotations

import unicodedata

import pytest
from engine import open_scripts


@pytest.fixture(scope="module")
def engine():
    with open_scripts("korean") as found:
        yield found


CASES = [
    ("normalize", "Conv2D", "conv2d"),
    ("normalize", "ＣＮＮ　１", "cnn 1"),
    ("normalize", unicodedata.normalize("NFD", "손실 함수"), "손실 함수"),
    ("normalize", "ㅅㅗㄴㅅㅣㄹ", "ㅅㅗㄴㅅㅣㄹ"),
    ("normalize", "ㅅㅅ", "ㅅㅅ"),
    ("normalize", "\u1109\u1109", "ㅅㅅ"),
    ("normalize", "ﬁt", "fit"),
    ("normalize", "", ""),
    ("initials", "손실 함수", "ㅅㅅ ㅎㅅ"),
    ("initials", "GPU로", "GPUㄹ"),
    ("initials", "꽃힣가", "ㄲㅎㄱ"),
    ("initials", "", ""),
    ("isInitials", "ㅅㅅㅎㅅ", True),
    ("isInitials", "ㅅㅅ ㅎㅅ", True),
    ("isInitials", "ㅅ", True),
    ("isInitials", "ㅏ", False),
    ("isInitials", "손ㅅ", False),
    ("isInitials", " ", False),
    ("isInitials", "", False),
    ("splitJamo", "값을", "ㄱㅏㅂㅅㅇㅡㄹ"),
    ("splitJamo", "의 view", "ㅇㅢ view"),
    ("splitJamo", "만듦", "ㅁㅏㄴㄷㅡㄹㅁ"),
    ("spell", "값을 봐, ㅄ", "ㄱㅏㅂㅅㅇㅡㄹ ㅂㅗㅏ, ㅂㅅ"),
    ("spell", "꽃의 view", "ㄲㅗㅊㅇㅡㅣ view"),
    ("spell", "", ""),
    ("splitPairs", "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", "ㄱㅅㄴㅈㄴㅎㄹㄱㄹㅁㄹㅂㄹㅅㄹㅌㄹㅍㄹㅎㅂㅅ"),
    ("splitPairs", "ㄱㄲㅆㅏ값a", "ㄱㄲㅆㅏ값a"),
    ("joinJamo", "ㅅㅗㄴㅅㅣㄹ", "손실"),
    ("joinJamo", "ㄱㅏㅂㅅㅇㅡㄹ", "값을"),
    ("joinJamo", "ㄱㅏㅂㅅㅣ", "갑시"),
    ("joinJamo", "ㅇㅗㅏㅇ", "왕"),
    ("joinJamo", "ㅅㅅ", "ㅅㅅ"),
    ("joinJamo", "ㅏㄱ", "ㅏㄱ"),
    ("joinJamo", "", ""),
    ("readKeys", "thstlf", "손실"),
    ("readKeys", "gkrtmqfbf", "학습률"),
    ("readKeys", "THSTLF", "쏜씰"),
    ("readKeys", "rkqt", "값"),
    ("readKeys", "12", "12"),
    ("writeKeys", "ㅐㅔ샤ㅡㅑㅋㄷㄱ", "optimizer"),
    ("writeKeys", "손실", "thstlf"),
    ("writeKeys", "값", "rkqt"),
    ("writeKeys", "왕 a", "dhkd a"),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_cases(engine, name: str, text: str, expected: object) -> None:
    assert engine.call(name, text) == expected


def test_every_syllable_is_its_letters(engine) -> None:
    every = " ".join(map(chr, range(0xAC00, 0xD7A4)))
    assert engine.call("joinJamo", engine.call("splitJamo", every)) == every


def test_every_syllable_without_shift_is_its_keys(engine) -> None:
    shifted = set("\u1101\u1104\u1108\u110a\u110d\u1164\u1168\u11a9\u11bb")
    syllables = map(chr, range(0xAC00, 0xD7A4))
    plain = " ".join(s for s in syllables if not shifted & set(unicodedata.normalize("NFD", s)))
    assert engine.call("readKeys", engine.call("writeKeys", plain)) == plain
