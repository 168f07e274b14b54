"""The rules for words: numbers, placeholders, names, terms, links, HTML, and English left."""

from __future__ import annotations

import pytest
from cheatsheet.catalog_checks import RULES
from cheatsheet.catalog_language import Language, Term
from cheatsheet.catalog_message import Message

TERMS = (
    Term("tensor", "텐서", ("텐써", "다차원 배열"), ("텐써",)),
    Term("gradient", "변화도", ("그래디언트", "경사"), ("그래디언트",)),
    Term("gradient descent", "경사 하강법", ("경사하강법",)),
    Term("concatenate", "이어 붙이기", ("연결",), (), "choice; verb 이어 붙이다"),
    Term("mask", "마스크", ("마스킹",), (), "usage; the act is 마스킹"),
    Term(
        "parameter", "매개변수", ("파라미터",), (), "파라미터 is not listed, it is inside 하이퍼파라미터"
    ),
    Term("data loader", "데이터 로더", ("데이터로더",)),
    Term("autograd", "Autograd", ("오토그라드",), ("오토그라드",)),
)
KOREAN = Language("ko", TERMS, frozenset({"Python", "None"}))

# rule, message, translation, part of the finding or ""
CASES = [
    pytest.param("numbers", "2 rows", "행 2개", "", id="kept"),
    pytest.param("numbers", "2 rows", "행 3개", "found no 2", id="changed"),
    pytest.param("numbers", "2 rows", "행들", "found no 2", id="lost"),
    pytest.param("numbers", "2 and 2", "2와 3", "found no 2", id="one-of-two"),
    pytest.param("numbers", "two rows", "행 2개", "", id="word"),
    pytest.param("numbers", "two rows", "두 행", "", id="word-as-word"),
    pytest.param("numbers", "two rows", "행 4개", "found 4", id="word-changed"),
    pytest.param("numbers", "filled with zeros", "0으로 채움", "", id="zeros"),
    pytest.param("numbers", "filled with ones", "1로 채움", "", id="ones"),
    pytest.param("numbers", "filled with words", "7로 채움", "found 7", id="made-up"),
    pytest.param("numbers", "filled with zeros", "1로 채움", "found 1", id="zeros-changed"),
    pytest.param("numbers", "flat", "1차원", "", id="one-by-itself"),
    pytest.param("numbers", "two of a kind", "같은 것 2개, 1종", "", id="article"),
    pytest.param("numbers", "half of it", "절반인 0.5", "", id="half"),
    pytest.param("numbers", "1,000 rows", "행 1,000개", "", id="thousand"),
    pytest.param("numbers", "1,000 rows", "행 1000개", "found no 1,000", id="comma-lost"),
    pytest.param("numbers", "0.5 s", "0.5초", "", id="point"),
    pytest.param("numbers", "float32", "float32", "", id="in-a-name"),
    pytest.param("numbers", "``x[3]`` and 2", "2와 ``x[3]``", "", id="in-a-literal"),
    pytest.param("placeholders", "on %s", "%s에서", "", id="kept"),
    pytest.param("placeholders", "on %s", "에서", "found placeholders [], expected ['%s']", id="lost"),
    pytest.param("placeholders", "%(a)s %s", "%s %(a)s", "", id="order"),
    pytest.param("placeholders", "%(a)s", "%(b)s", "found placeholders ['%(b)s']", id="changed"),
    pytest.param("placeholders", "{name}", "{이름}", "found placeholders ['{이름}']", id="translated"),
    pytest.param("placeholders", "100% sure", "100% 확실", "", id="percent"),
    pytest.param("names", "with PyTorch", "PyTorch로", "", id="kept"),
    pytest.param("names", "with PyTorch", "파이토치로", "found no 'PyTorch'", id="translated"),
    pytest.param("names", "on GPUs", "GPU에서", "", id="plural"),
    pytest.param("names", "on GPUs", "지피유에서", "found no 'GPUs'", id="capitals"),
    pytest.param("names", "for float32", "float16용", "found no 'float32'", id="digits"),
    pytest.param("names", "state_dict of it", "그 state_dict", "", id="underscore"),
    pytest.param("names", "see torch.nn.", "torch.nn을 봅니다.", "", id="dotted"),
    pytest.param("names", "see torch.nn", "torch.optim을 봅니다", "found no 'torch.nn'", id="other"),
    pytest.param("names", "e.g. words, i.e. others", "예를 들어 낱말", "", id="abbreviation"),
    pytest.param("names", "in C++", "C++에서", "", id="plus"),
    pytest.param("names", "in Python", "파이썬에서", "found no 'Python'", id="listed"),
    pytest.param("names", "or None", "또는 없음", "found no 'None'", id="none"),
    pytest.param("names", "Words", "낱말", "", id="word-with-a-capital"),
    pytest.param("names", "DataLoaders", "데이터 로더", "", id="term-in-one-word"),
    pytest.param("names", "``GPU``", "``GPU``", "", id="in-a-literal"),
    pytest.param("terms", "a tensor", "텐서", "", id="chosen"),
    pytest.param("terms", "a tensor", "텐써", "found '텐써', expected '텐서' (terms.tsv)", id="never"),
    pytest.param("terms", "words", "그 텐써를", "found '텐써'", id="never-alone"),
    pytest.param(
        "terms",
        "a tensor",
        "다차원 배열",
        "found '다차원 배열' for 'tensor', expected '텐서'",
        id="rival",
    ),
    pytest.param("terms", "tensors", "tensor 여럿", "found 'tensor' for 'tensor'", id="english-left"),
    pytest.param("terms", "a gradient", "변화도(gradient)", "", id="explained"),
    pytest.param("terms", "gradient descent", "경사 하강법", "", id="longer-term"),
    pytest.param("terms", "gradient", "경사", "found '경사' for 'gradient'", id="shorter-term"),
    pytest.param("terms", "concatenate both", "둘을 이어 붙임", "", id="verb"),
    pytest.param("terms", "concatenate both", "둘을 연결함", "found '연결'", id="other-verb"),
    pytest.param("terms", "mask it", "마스킹함", "", id="the-note-says-so"),
    pytest.param("terms", "a parameter", "파라미터", "found '파라미터'", id="the-note-says-no-such"),
    pytest.param("terms", "torch.tensor", "torch.tensor", "", id="part-of-a-name"),
    pytest.param("terms", "the book Tensor", "책 Tensor", "", id="title"),
    pytest.param("terms", "words", "경사", "", id="rival-without-term"),
    pytest.param("terms", "by autograd", "Autograd로", "", id="english-chosen"),
    pytest.param("terms", "by autograd", "오토그라드로", "found '오토그라드'", id="english-rejected"),
    pytest.param("html", "a < b", "a < b", "", id="less-than"),
    pytest.param("html", "words", "<b>낱말</b>", "found HTML ['</b>', '<b>']", id="tag"),
    pytest.param("html", "words", "낱말&nbsp;", "found HTML ['&nbsp;']", id="entity"),
    pytest.param("html", "words", "<img src=x onerror=y>", "found HTML", id="attribute"),
    pytest.param("html", "&#169; x", "&#169; 글", "", id="of-the-message"),
    pytest.param("html", "``<b>``", "``<b>``", "", id="in-a-literal"),
    pytest.param("html", ":doc:`a`", ":doc:`글 <a>`", "", id="target"),
    pytest.param("links", "x", "`글 <https://a.org>`__", "", id="https"),
    pytest.param("links", "x", "`글 <http://a.org>`__", "found the scheme 'http'", id="http"),
    pytest.param("links", "x", "`글 <javascript:a>`__", "'javascript'", id="script"),
    pytest.param("links", "x", "`글 <data:text/html,a>`__", "'data'", id="data"),
    pytest.param("links", "x", "글 ftp://a.org", "'ftp'", id="bare"),
    pytest.param("links", "x", "글 <mailto:a@b.c>", "'mailto'", id="mail"),
    pytest.param("links", "x", "cpu:gloo, 3:1", "", id="colon"),
    pytest.param("english", "words", "낱말", "", id="korean"),
    pytest.param("english", "the words", "the words", "expected 'words' translated", id="copied"),
    pytest.param("english", "Words", "Words", "expected 'Words' translated", id="title"),
    pytest.param("english", "Words", ".", "expected 'Words' translated", id="nothing"),
    pytest.param("english", "PyTorch and NumPy", "PyTorch, NumPy", "", id="names"),
    pytest.param("english", "Autograd", "Autograd", "", id="english-term"),
    pytest.param("english", "Python", "Python", "", id="listed"),
    pytest.param("english", "``a``, 2", "``a``, 2", "", id="no-words"),
]


@pytest.mark.parametrize(("rule", "message", "text", "part"), CASES)
def test_rule(rule, message, text, part):
    found = "\n".join(RULES[rule](Message(1, message, text), KOREAN))
    assert part in found
    assert bool(found) == bool(part), found


def test_link_in_plain_text_and_markdown_is_found():
    for syntax in ("plain", "md"):
        message = Message(1, "x", "글 http://a.org", syntax=syntax)
        assert "'http'" in "".join(RULES["links"](message, KOREAN))
    message = Message(1, "x", "[글](http://a.org)", syntax="md")
    assert "'http'" in "".join(RULES["links"](message, KOREAN))


@pytest.mark.parametrize("code", ["ja", "fr", "xx"])
def test_other_languages_have_numbers_and_names_too(code):
    message = Message(1, "2 GPUs", "3 X", syntax="rst")
    found = [name for name, rule in RULES.items() if list(rule(message, Language(code)))]
    assert [name for name in found if name != "english"] == ["numbers", "names"]
