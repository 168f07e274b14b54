"""What Python encodes the engine decodes: pages, ids and names, whatever they say."""

from __future__ import annotations

import json

import pytest
from engine import open_pages, open_scripts
from sheet import make_page
from sheet_search.collect import Page
from sheet_search.data import encode_first, encode_id, encode_rest, list_entries, list_sections
from sheet_search.keyboard_codec import is_korean, type_text

TEXTS = [
    "손실 함수를 고름",
    "값이 없음, 읽기",
    "GPU로 옮김",
    "`code`와 ``둘``",
    "ㄱㄴ ㅏ와 ㄳ",
    "Adam과 AdamW 2개",
    "꽃힣뷁각시갑시값",
    "plain English",
    "",
    "`",
    "日本語 é 😀 …",
    "a\u00a0b",
]

PAGES = [
    make_page(
        "one",
        "하나와 둘",
        {
            "만들기": [
                ("첫째", "lib.zeros(2)", "1"),
                ("둘째", "lib.zeros(3)", ""),
                ("셋째", "x.view(2)", "Traceback (most recent call last):\nValueError: no"),
                ("넷째\n줄", "net = nn.Linear(2, 3, bias=False)\nnet.weight", "2"),
                ("", "print(x)", "3"),
                ("`역따옴표`", "from lib.func import vmap\nvmap(f)(x)", "4"),
            ],
            "빈 절": [],
        },
        chapter="장",
        prose="설명 `x`",
    ),
    make_page("empty", "빈 쪽", {}),
    make_page("two", "Two", {"Section": [("note", "a.b.c()", ""), ("note", "a.b.c()", "")]}),
]


@pytest.fixture(scope="module")
def keyboard():
    with open_scripts("index") as found:
        yield found


@pytest.mark.parametrize("text", TEXTS)
def test_typed_text_is_read_again(keyboard, text: str) -> None:
    assert keyboard.call("makeTypedReader()", type_text(text)) == text


def test_every_syllable_is_read_again(keyboard) -> None:
    every = "".join(map(chr, range(0xAC00, 0xD7A4)))
    for text in (every, " ".join(every)):
        assert keyboard.call("makeTypedReader()", type_text(text)) == text


@pytest.mark.parametrize(("text", "korean"), [("손실 함수 a", True), ("a b 손", False), ("", False)])
def test_korean_is_told_from_english(text: str, korean: bool) -> None:
    assert is_korean(text) == korean


def test_documents_are_those_of_the_pages() -> None:
    expected = [
        (page.uri, name, text)
        for page in PAGES
        for section in page.sections
        for name, text in [(section.anchor, section.title), *((e.id, e.note) for e in section.entries)]
    ]
    script = (
        "() => engine.index.documents.map(({ page, id, title, note }) => [page.uri, id, title ?? note])"
    )
    with open_pages(PAGES) as engine:
        assert [(uri, name, text.replace("\n", " ")) for uri, name, text in expected] == [
            tuple(row) for row in engine.call(script)
        ]


def test_the_rest_reaches_its_documents() -> None:
    script = """() => engine.index.documents.map(({ prose, names, asides, code, output }) =>
      prose ?? [names, asides, code, output])"""
    with open_pages(PAGES) as engine:
        found = engine.call(script)
    assert [text for text in found if isinstance(text, str)] == [
        section.prose for section in list_sections(PAGES)
    ]
    assert [row for row in found if isinstance(row, list)] == [
        [list(e.names.main), list(e.names.asides), e.code, e.output] for e in list_entries(PAGES)
    ]


def test_ids_that_no_name_gives_are_written_out() -> None:
    entry = PAGES[0].sections[1].entries[0]
    assert encode_id(entry, set()) == "lib.zeros"
    assert encode_id(entry, {"lib-zeros"}) == "=lib-zeros"


def test_other_languages_are_left_as_they_are() -> None:
    english = make_page("p", "Title", {"Part": [("fill with zeros", "lib.zeros(2)", "")]})
    data = encode_first([english], {})
    assert not data["typed"]
    assert data["notes"] == "fill with zeros"
    assert encode_first(PAGES, {})["typed"]


def test_nothing_is_encoded_of_nothing() -> None:
    pages: list[Page] = []
    assert encode_first(pages, {})["notes"] == ""


def test_places_are_told_by_their_number() -> None:
    uses = {"one#lib-zeros": ["zeros"], "two#section": ["a section"], "zeros": ["zeros"]}
    assert encode_rest(PAGES, uses)["uses"] == "2\tzeros\n11\ta section\nzeros\tzeros"


def test_a_place_is_told_by_a_piece_of_its_code() -> None:
    uses = {"one#lib-zeros~(3)": ["three zeros"], "two#a-b-c~a.b": ["either"]}
    assert encode_rest(PAGES, uses)["uses"] == "3\tthree zeros\ntwo#a-b-c~a.b\teither"


def test_entries_of_late_pages_come_with_the_rest(monkeypatch) -> None:
    aside = make_page("aside", "Aside", {"Use": [("passing", "lib.zeros(2)", "0")]}, aside=True)
    first = make_page("first", "First", {"Use": [("one", "lib.ones(2)", "1")]})
    last = make_page("last", "Last", {"Use": [("two", "lib.full(2)", "2")]})
    monkeypatch.setattr("sheet_search.data.FIRST", 1)
    pages = [aside, first, last]
    assert encode_first(pages, {})["notes"] == "one"
    assert encode_rest(pages, {})["late"]["notes"] == "passing\ntwo"
    with open_pages(pages, whole=False) as early, open_pages(pages) as whole:
        assert early.find("one")[0] == "first#lib-ones"
        assert early.find("two") == []
        assert whole.find("two")[0] == "last#lib-full"
        assert whole.find("passing")[0] == "aside#lib-zeros"


def test_rest_comes_in_steps_and_counts_from_the_last_one_on() -> None:
    page = make_page("page", "Page", {"Use": [("one", "lib.ones(2)", "an output")]})
    with open_pages([page], whole=False) as engine:
        engine.run(f"const steps = engine.addRestInSteps({json.dumps(encode_rest([page], {}))});")
        before = []
        while not engine.call("() => steps.next().done"):
            before.append(engine.find("output"))
        after = engine.find("output")
    assert len(before) > 5
    assert not any(before)
    assert after == ["page#lib-ones"]


def test_uses_are_lines_of_names_and_phrases() -> None:
    assert (
        encode_rest([], {"a.b": ["one", "둘 셋"], "c": ["four"]})["uses"] == "a.b\tone, 둘 셋\nc\tfour"
    )
