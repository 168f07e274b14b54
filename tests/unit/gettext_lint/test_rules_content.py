"""The rules for words: numbers, placeholders, names, terms, links, HTML, and English left."""

from __future__ import annotations

import pytest
from gettext_lint.checks import RULES
from gettext_lint.language import Language, Term
from gettext_lint.message import Message

TERMS = (
    Term("tensor", "텐서", ("텐써", "다차원 배열"), ("텐써",)),
    Term("gradient", "변화도", ("그래디언트", "경사"), ("그래디언트",)),
    Term("gradient descent", "경사 하강법", ("경사하강법",)),
    Term("concatenate", "이어 붙이기", ("연결",), (), "choice", ("이어 붙이",)),
    Term("mask", "마스크", ("마스킹",), (), "usage", ("마스킹",)),
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
    pytest.param("numbers", "2 rows", "행 3개", "found 3, expected 2 as", id="changed"),
    pytest.param("numbers", "2 rows", "행들", "found no 2", id="lost"),
    pytest.param("numbers", "2 and 2", "2와 3", "found 3, expected 2 as", id="one-of-two"),
    pytest.param("numbers", "two rows", "행 2개", "", id="word"),
    pytest.param("numbers", "two rows", "두 행", "", id="word-as-word"),
    pytest.param("numbers", "two rows", "행 4개", "found 4", id="word-changed"),
    pytest.param("numbers", "filled with zeros", "0으로 채움", "", id="zeros"),
    pytest.param("numbers", "filled with ones", "1로 채움", "", id="ones"),
    pytest.param("numbers", "filled with words", "7로 채움", "found 7", id="made-up"),
    pytest.param("numbers", "filled with zeros", "1로 채움", "found 1, expected", id="zeros-changed"),
    pytest.param("numbers", "flat", "1차원", "", id="one-by-itself"),
    pytest.param("numbers", "two of a kind", "같은 것 2개, 1종", "", id="article"),
    pytest.param("numbers", "half of it", "절반인 0.5", "", id="half"),
    pytest.param("numbers", "1,000 rows", "행 1,000개", "", id="thousand"),
    pytest.param("numbers", "1,000 rows", "행 1000개", "found 1000, expected 1,000", id="comma-lost"),
    pytest.param("numbers", "0.5 s", "0.5초", "", id="point"),
    pytest.param("numbers", "float32", "float32", "", id="in-a-name"),
    pytest.param("numbers", "``x[3]`` and 2", "2와 ``x[3]``", "", id="in-a-literal"),
    pytest.param("placeholders", "on %s", "%s에서", "", id="kept"),
    pytest.param("placeholders", "on %s", "에서", "found placeholders [], expected ['%s']", id="lost"),
    pytest.param("placeholders", "%(a)s %s", "%s %(a)s", "", id="order"),
    pytest.param("placeholders", "%(a)s", "%(b)s", "found placeholders ['%(b)s']", id="changed"),
    pytest.param("placeholders", "{name}", "{이름}", "found placeholders ['{이름}']", id="translated"),
    pytest.param("placeholders", "%s of %d", "%d의 %s", "found placeholders ['%d',", id="exchanged"),
    pytest.param("placeholders", "%s of it", "%s 100% 값", "['%s', '% ']", id="stray-percent"),
    pytest.param("placeholders", "%s of it", "%s 100%% 값", "", id="percent-twice"),
    pytest.param("placeholders", "{a} of it", "{a} {", "found placeholders", id="brace"),
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
    *(
        pytest.param("html", "words", f"글{text}", "found HTML", id=text)
        for text in (
            '<meta/http-equiv=refresh content="0">',
            "<tag/attr>",
            "<!doctype x>",
            "<?x y>",
            "<script",
            '" autofocus onfocus="x"',
            "' onfocus='x'",
            "<!-- x",
            "&lt;",
            "&lt b",
            "&#60 b",
            "&#x3c",
            "a&ltb",
            "&copy2",
        )
    ),
    pytest.param("html", "R & D", "R&D, Q&A, A & B", "", id="and"),
    pytest.param("html", "&#169; x", "&#169; 글", "", id="of-the-message"),
    pytest.param("html", "``<b>``", "``<b>``", "", id="in-a-literal"),
    pytest.param("html", ":doc:`a`", ":doc:`글 <a>`", "", id="target"),
    pytest.param("links", "`x <https://a.org>`__", "`글 <https://a.org>`__", "", id="https"),
    pytest.param("links", "see https://a.org.", "https://a.org를 봅니다.", "", id="https-and-particle"),
    pytest.param("links", "a.org", "a.org에서", "", id="host-of-the-message"),
    pytest.param("links", "torch.nn of 2.14", "2.14의 torch.nn", "", id="dotted-name"),
    pytest.param("links", "a/b or not", "가/나, a/b", "", id="slash"),
    *(
        pytest.param("links", "x", f"글 {address} 글", f"found the address {address!r}", id=address)
        for address in (
            "https://evil.example/x",
            "//evil.example",
            "www.evil.example",
            "evil.example/a",
            "evil.example:80",
            "EVIL.Example",
            "10.0.0.1/a",
            "evil.xn--p1ai",
            "예시.한국",
            "예시.com",
            "example.рф/a",
            "www.예시.한국:80",
            "나@예시.한국",
            "//예시",
        )
    ),
    pytest.param("links", "x", "글은 evil.example.", "found the address 'evil.example'", id="end"),
    pytest.param("links", "x", "글은 a.evil.example...", "'a.evil.example'", id="ellipsis"),
    pytest.param("links", "x", "글은 evil.example./a", "'evil.example'", id="root"),
    pytest.param("links", "x", r"글은 evil\.example 글", "'evil.example'", id="escaped"),
    pytest.param("links", "*x*", r"글은 evil\ *.example*", "'evil.example'", id="in-parts"),
    pytest.param("links", "Use Node.js.", "Node.js.", "", id="end-of-the-message"),
    pytest.param("links", "use torch.nn", "torch.nn에서 씀. 다음", "", id="particle"),
    pytest.param("links", "x", "가...나무, 2.14에서, 10 // 3, 가/나. 다음", "", id="dots"),
    pytest.param("links", "x", "a-" * 50_000, "", id="long-word"),
    pytest.param("links", "x", "끝.다음 글", "set a blank behind its dot", id="no-blank"),
    pytest.param("links", "예시.한국", "예시.한국", "", id="other-letters-of-the-message"),
    pytest.param("links", r"a\.org", "a.org 글", "", id="escaped-in-the-message"),
    pytest.param("links", "so, e.g. x", "x, e.g. 글", "", id="short"),
    pytest.param("links", "x", "`글 <http://a.org>`__", "found the scheme 'http'", id="http"),
    pytest.param("links", "x", "`글 <javascript:a>`__", "'javascript'", id="script"),
    pytest.param("links", "x", "`글 <data:text/html,a>`__", "'data'", id="data"),
    pytest.param("links", "x", "글 javascript:가", "'javascript'", id="script-in-other-letters"),
    pytest.param("links", "x", "글 ftp://a.org", "'ftp'", id="bare"),
    pytest.param("links", "x", "글 <mailto:a@b.c>", "'mailto'", id="mail"),
    pytest.param("links", "x", "글 me@evil.example 글", "'mailto'", id="mail-alone"),
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
    message = Message(1, "x", "글 evil&period;example 글", syntax="md")
    assert "'evil.example'" in "".join(RULES["links"](message, KOREAN))
    message = Message(1, "x", "[글](http://a.org)", syntax="md")
    assert "'http'" in "".join(RULES["links"](message, KOREAN))


@pytest.mark.parametrize("code", ["ja", "fr", "xx"])
def test_other_languages_have_numbers_and_names_too(code):
    message = Message(1, "2 GPUs", "3 X", syntax="rst")
    found = [name for name, rule in RULES.items() if list(rule(message, Language(code)))]
    assert [name for name in found if name != "english"] == ["numbers", "names"]
