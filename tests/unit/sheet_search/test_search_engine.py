"""The engine over a small sheet: what is found, what comes first, and what is never answered."""

from __future__ import annotations

import unicodedata

import pytest
from engine import Engine, open_pages
from sheet import make_page
from sheet_search.collect import Page
from typing_korean import list_states

KOREAN = [
    make_page(
        "tensors/creation",
        "텐서 생성",
        {
            "모양으로 만들기": [
                ("0으로 채움", "lib.zeros(2)", "tensor([0., 0.])"),
                ("1로 채움", "lib.ones(2)", "tensor([1., 1.])"),
            ],
            "난수": [("시드를 고정함", "lib.manual_seed(0)", "")],
        },
        chapter="텐서",
        prose="텐서는 숫자를 담습니다.",
    ),
    make_page(
        "learning/loss-functions",
        "손실 함수",
        {
            "분류": [
                ("클래스 인덱스로 준 정답", "nn.CrossEntropyLoss()(x, y)", "tensor(0.3)"),
                ("요소마다 손실 하나", "nn.CrossEntropyLoss(reduction='none')(x, y)", "tensor([0.3])"),
            ],
            "회귀": [("제곱 오차의 평균", "nn.MSELoss()(x, y)", "tensor(0.1)")],
        },
        chapter="학습",
    ),
    make_page(
        "learning/saving",
        "저장과 불러오기",
        {
            "모델": [
                ("매개변수를 파일에 저장함", "lib.save(net.state_dict(), path)", ""),
                ("변화도를 구하지 않음", "with lib.no_grad():\n    net(x)", ""),
            ],
            "최적화": [("한 단계 갱신함", "opt.step()", ""), ("그래프를 나눔", "x.chunk(2)", "2")],
        },
        chapter="학습",
    ),
    make_page(
        "trouble/errors",
        "자주 발생하는 오류",
        {
            "모양": [
                (
                    "안쪽 크기가 맞지 않음",
                    "a @ b",
                    "Traceback (most recent call last):\n    ...\n"
                    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
                ),
                ("행을 쌓음", "lib.stack([a, lib.zeros(3)])", "tensor([1.])"),
            ]
        },
        chapter="문제 해결",
    ),
]
GLOSSARY = [
    ["loss", "손실", "로스"],
    ["loss function", "손실 함수", "비용 함수"],
    ["gradient", "변화도", "그래디언트", "기울기"],
    ["regression", "회귀"],
    ["optimizer", "최적화", "옵티마이저"],
    ["deployment", "배포"],
]

ZEROS = "tensors/creation#lib-zeros"
LOSSES = "learning/loss-functions#top"
ENTROPY = "learning/loss-functions#nn-crossentropyloss"
SAVE = "learning/saving#lib-save"
NO_GRAD = "learning/saving#lib-no-grad"
ERROR = "trouble/errors#entry"

ERROR_OUTPUT = "Traceback (most recent call last):\n    ...\nValueError: no"

# Pages, a query and what must be the first result, for a rule each.
RANKS = [
    pytest.param(
        [
            make_page("a", "가나다", {"라": [("저장", "f(x)", "")]}),
            make_page("b", "불러오기와 저장, 복사와 이동", {}),
        ],
        "저장",
        "b#top",
        id="part of a title before a note",
    ),
    pytest.param(
        [make_page("a", "가", {"나": [("크기 모양 차이", "f(x)", ""), ("모양 크기 차이", "g(x)", "")]})],
        "모양 크기",
        "a#entry-2",
        id="words beside each other before words apart",
    ),
    pytest.param(
        [make_page("a", "가", {"나": [("장치를 고르는 법", "f(x)", "")], "좋은 장치 고르기": []})],
        "고르는 장치",
        "a#s2",
        id="words of a title in other forms before a note",
    ),
    pytest.param(
        [make_page("a", "가", {"셈": [("곱셈을 함", "f(x)", ""), ("나눗셈을 함", "g(x)", "")]})],
        "곱셈 나눗셈",
        "a#s1",
        id="section of two entries before each of them",
    ),
    pytest.param(
        [make_page("a", "가", {"나": [("둘", "lib.f(2)", ERROR_OUTPUT), ("하나", "lib.f(1)", "1")]})],
        "lib.f",
        "a#lib-f-2",
        id="what works before what fails",
    ),
    pytest.param(
        [
            make_page(
                "a", "가", {"나": [("둘", "lib.g(lib.f(2), lib.h(1))", "1"), ("하나", "lib.f(1)", "1")]}
            )
        ],
        "lib.f",
        "a#lib-f",
        id="what is about a name before what uses it too",
    ),
    pytest.param(
        [make_page("a", "가", {"나": [("수", "lib.a.f(2)", "1")], "다": [("수", "lib.b.f(1)", "1")]})],
        "lib.b.f",
        "a#lib-b-f",
        id="whole name before one that ends alike",
    ),
    pytest.param(
        [make_page("a", "가", {"나": [("수", "lib.f(2)", "1")]}), make_page("b", "다", {"f": []})],
        "lib.f",
        "a#lib-f",
        id="entry before a section of that name",
    ),
]

# What must be the first result.
FIRST = [
    pytest.param("lib.zeros", ZEROS, id="whole name"),
    pytest.param("zeros", ZEROS, id="last part"),
    pytest.param("lib.zeros(2, 3)", ZEROS, id="call"),
    pytest.param("ZEROS", ZEROS, id="capitals"),
    pytest.param("ｚｅｒｏｓ", ZEROS, id="full width"),
    pytest.param("crossentropyloss", ENTROPY, id="lower case"),
    pytest.param("crossentropy", ENTROPY, id="beginning"),
    pytest.param("entropy", ENTROPY, id="part"),
    pytest.param("cross entropy loss", ENTROPY, id="name as words"),
    pytest.param("nn.CrossEntropyLoss", ENTROPY, id="short for a module"),
    pytest.param("lib.nn.CrossEntropyLoss", ENTROPY, id="full name"),
    pytest.param("no_grad", NO_GRAD, id="underscore"),
    pytest.param("nograd", NO_GRAD, id="without underscore"),
    pytest.param("손실 함수", LOSSES, id="title"),
    pytest.param("손실함수", LOSSES, id="glued"),
    pytest.param("손실함수를", LOSSES, id="particle"),
    pytest.param("손실 함수에서는", LOSSES, id="two particles"),
    pytest.param(unicodedata.normalize("NFD", "손실 함수"), LOSSES, id="decomposed"),
    pytest.param("loss function", LOSSES, id="other language"),
    pytest.param("비용 함수", LOSSES, id="synonym of two words"),
    pytest.param("비용함수가", LOSSES, id="synonym glued, with a particle"),
    pytest.param("thstlf gkatn", LOSSES, id="other layout"),
    pytest.param("ㅅㅅㅎㅅ", LOSSES, id="initials"),
    pytest.param("손싷함수", LOSSES, id="typo in Korean"),
    pytest.param("zreos", ZEROS, id="typo in a name"),
    pytest.param("crosentropyloss", ENTROPY, id="typo in a long name"),
    pytest.param("그래디언트", NO_GRAD, id="synonym in a note"),
    pytest.param("gradient", NO_GRAD, id="English for a Korean note"),
    pytest.param("저장하려면", SAVE.replace("lib-save", "top"), id="verb for a title"),
    pytest.param("나누기", "learning/saving#x-chunk", id="verb in another form"),
    pytest.param("매개변수저장하려면파일에", SAVE, id="sentence without blanks"),
    pytest.param("변화도구하지않는방법", NO_GRAD, id="sentence without blanks and its filler"),
    pytest.param("강아지매개변수를파일에저장", SAVE, id="sentence without blanks, a part of it unknown"),
    pytest.param("GPU로 저장", SAVE.replace("lib-save", "top"), id="one word of two is known"),
    pytest.param("mat1 and mat2 shapes cannot be multiplied (32x10 and 20x5)", ERROR, id="message"),
    pytest.param(
        'Traceback (most recent call last):\n  File "a.py", line 3\n    a @ b\n'
        "RuntimeError: mat1 and mat2 shapes cannot be multiplied (8x10 and 20x5)",
        ERROR,
        id="traceback",
    ),
]

# Pieces of a message, each with what is left out or put in.
PIECES = [
    "shapes cannot be multiplied",
    "mat1 and mat2 shapes",
    "net shapes cannot be multiplied 오류",
    "net.mat1 and head.mat2 shapes",
    "ValueError in shapes cannot be multiplied",
]

ABSENT = [
    "zreos stakc",
    "쿠버네티스",
    "강아지",
    "엑셀매크로",
    "강아지고양이파일사진모음집",
    "kubernetes",
    "javascript",
    "shopping cart",
    "뷁쉛",
    "zzzz",
]
HOSTILE = [
    "",
    " ",
    "\n\t",
    "ㅎ",
    "ㅏ",
    "텐",
    "😀",
    "손실😀함수",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "'; drop table",
    "(((",
    "[a-z]+",
    "\\",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__.polluted",
    "a" * 1000,
    "손실" * 500,
    "손실 " * 300,
    "ㅅ" * 1000,
    "\ud83d",
    "\u0000",
    "가\u0301\u0301\u0301",
    "١٢٣",
    "日本語",
    "ﷺ",
]


@pytest.fixture(scope="module")
def engine():
    with open_pages(KOREAN, GLOSSARY) as found:
        yield found


@pytest.fixture(scope="module")
def early():
    with open_pages(KOREAN, GLOSSARY, whole=False) as found:
        yield found


@pytest.mark.parametrize(("query", "expected"), FIRST)
def test_first_result(engine: Engine, query: str, expected: str) -> None:
    assert engine.find(query)[:1] == [expected]


@pytest.mark.parametrize("query", PIECES)
def test_piece_of_a_message_finds_the_whole(engine: Engine, query: str) -> None:
    assert engine.find(query)[:1] == [ERROR]


def test_a_question_of_many_words_is_no_message(engine: Engine) -> None:
    query = "how can zeros and mat2 be multiplied by mat1 shapes"
    assert engine.find(query)[:1] != [ERROR]
    assert len(engine.find(query)) > 1


def test_after_a_message_that_names_no_error_comes_what_else_is_found(engine: Engine) -> None:
    message = "mat1 and mat2 shapes cannot be multiplied"
    assert engine.find(f"{message} zeros")[:1] == [ERROR]
    assert ZEROS in engine.find(f"{message} zeros")
    assert engine.find(f"RuntimeError: {message} zeros") == [ERROR]


@pytest.mark.parametrize("query", ["zeros", "lib.zeros", "ZEROS"])
def test_own_entry_then_its_section_then_mentions(engine: Engine, query: str) -> None:
    found = engine.find(query)
    assert found[:2] == [ZEROS, "tensors/creation#s1"]
    assert "trouble/errors#lib-stack" in found[2:]


def test_every_word_counts(engine: Engine) -> None:
    """What has both words comes before what has one, however well."""
    assert engine.find("파일 저장")[:1] == [SAVE]
    assert engine.find("요소 손실")[:1] == ["learning/loss-functions#nn-crossentropyloss-2"]


@pytest.mark.parametrize(("pages", "query", "expected"), RANKS)
def test_rank(pages: list[Page], query: str, expected: str) -> None:
    with open_pages(pages) as engine:
        assert engine.find(query)[:1] == [expected]


def test_words_that_never_meet_are_no_compound() -> None:
    pages = [make_page("a", "블록", {}), make_page("b", "체인", {})]
    with open_pages(pages) as engine:
        assert engine.find("블록체인") == []
        assert engine.find("체인") == ["b#top"]


@pytest.mark.parametrize("query", ABSENT)
def test_absent_words_find_nothing(engine: Engine, query: str) -> None:
    assert engine.find(query) == []


@pytest.mark.parametrize(("query", "term"), [("손실힘솔", "손실 함수"), ("텐솔플로", "텐서 생성")])
def test_nearest_terms_are_offered(engine: Engine, query: str, term: str) -> None:
    said = engine.ask(query)
    assert said["found"] == []
    assert term in said["nearest"]


@pytest.mark.parametrize("word", ["손실 함수", "불러오기", "매개변수", "오류", "변화도", "나눔"])
def test_no_letter_of_a_word_empties_the_list(engine: Engine, word: str) -> None:
    """What a Korean keyboard has put into the box after each of its keys."""
    for typed in list_states(engine, word):
        answer = engine.ask(typed)
        assert answer["found"], typed
        assert not answer["guesses"], typed


def test_guessed_words_are_said(engine: Engine) -> None:
    assert engine.ask("zreos")["guesses"] == ["zeros"]
    assert engine.ask("zeros")["guesses"] == []


@pytest.mark.parametrize("query", HOSTILE)
def test_bad_input_is_no_error(engine: Engine, early: Engine, query: str) -> None:
    for one in (engine, early):
        said = one.ask(query)
        assert isinstance(said["found"], list)
        assert len(said["nearest"]) <= 3
    assert engine.call("() => typeof ({}).polluted") == "undefined"


def test_results_before_all_texts_are_those_after(engine: Engine, early: Engine) -> None:
    for query in ("손실 함수", "비용함수", "gradient", "텐서", "저장", "회귀"):
        assert early.find(query)[:1] == engine.find(query)[:1]
        assert not early.ask(query)["isEarly"]


def test_names_and_messages_wait_for_all_texts(early: Engine) -> None:
    for query in ("lib.zeros", "no_grad", "CrossEntropyLoss", FIRST[-1].values[0], "쿠버네티스"):
        assert early.ask(query)["isEarly"]


def test_the_same_query_gives_the_same_results(engine: Engine) -> None:
    for query in ("손실", "zreos", "나누기"):
        assert engine.ask(query) == engine.ask(query)


def test_an_empty_sheet_answers_nothing() -> None:
    with open_pages([], []) as engine:
        assert engine.find("손실") == []
        assert engine.ask("손실")["nearest"] == []


def find_first(pages: list[Page], query: str) -> str:
    """With enough pages after these that their own order says little."""
    others = [make_page(f"other-{n}", f"Other {n}", {}) for n in range(20)]
    with open_pages([*pages, *others]) as engine:
        return engine.find(query)[0]


def test_page_that_shows_in_passing_comes_after_the_one_that_is_about_it() -> None:
    rows = {"Use": [("a use", "lib.relu(x)", "1")]}
    for aside, first in ((True, "second#lib-relu"), (False, "first#lib-relu")):
        pages = [make_page("first", "First", rows, aside=aside), make_page("second", "Second", rows)]
        assert find_first(pages, "relu") == first


def test_what_matches_a_tenth_as_well_as_the_best_is_left_out() -> None:
    title, prose = make_page("first", "Tens", {}), make_page("second", "Second", {}, prose="tensor")
    for pages, found in (([prose], ["second#second"]), ([title, prose], ["first#tens"])):
        with open_pages(pages) as engine:
            assert engine.find("tens") == found


def test_initials_of_a_title_outweigh_those_of_notes() -> None:
    notes = [(f"{word} {n}", "lib.relu(x)", "1") for word in ("순서", "수식", "상수") for n in (1, 2)]
    pages = [make_page("first", "First", {"Use": notes}), make_page("second", "손실", {})]
    with open_pages(pages) as engine:
        assert "second#top" in engine.find("ㅅㅅ")


def test_page_with_most_uses_of_a_name_is_its_home() -> None:
    use = ("a use", "lib.relu(x)", "1")
    some = make_page("first", "First", {"Use": [use]})
    most = make_page("second", "Second", {"Use": [use, ("in place", "lib.relu(x, True)", "1")]})
    assert find_first([some, most], "relu") == "second#lib-relu"


@pytest.mark.parametrize(
    ("query", "first"), [("fill", "lib-fill"), ("fill_", "x-fill"), ("Fill_", "x-fill")]
)
def test_name_with_a_last_bar_is_another_one(query: str, first: str) -> None:
    rows = [("in place", "x.fill_(1)", "1"), ("a new one", "lib.fill(1)", "1")]
    assert find_first([make_page("page", "Page", {"Use": rows})], query) == f"page#{first}"


def test_name_in_a_deeper_module_comes_after_the_short_one() -> None:
    rows = [("a program", "lib.export.load(1)", "1"), ("a file", "lib.load(1)", "1")]
    assert find_first([make_page("page", "Page", {"Use": rows})], "load") == "page#lib-load"


def test_note_that_begins_with_the_word_is_about_it() -> None:
    rows = [
        ("react when accuracy stalls", "x.f_one(1)", "1"),
        ("accuracy of the highest scores of all", "x.g_one(1)", "1"),
    ]
    assert find_first([make_page("page", "Page", {"Use": rows})], "accuracy") == "page#x-g-one"


def test_entry_about_a_name_alone_comes_first() -> None:
    rows = [("by hand", "(score.relu(1) @ v.mT).flatten()", "1"), ("as a layer", "nn.ReLU()(x)", "1")]
    assert find_first([make_page("page", "Page", {"Use": rows})], "relu") == "page#nn-relu"


USES = {
    "argmax": ["index of the maximum", "가장 큰 값의 위치"],
    "load": ["read a file"],
    "special.load": ["open a program"],
    "lib.jit": ["tf.function"],
}


def find_with_uses(rows: list[tuple[str, str, str]], query: str) -> list[str]:
    with open_pages([make_page("page", "Page", {"Use": rows})], (), USES) as engine:
        return engine.find(query)


@pytest.mark.parametrize("query", ["index of maximum", "maximum index", "값의 위치"])
def test_name_is_found_by_what_it_is_used_for(query: str) -> None:
    rows = [("of two tensors", "lib.maximum(x, y)", "1"), ("along a row", "x.argmax(1)", "1")]
    assert find_with_uses(rows, query)[0] == "page#x-argmax"


def test_entry_known_by_a_name_comes_before_one_that_uses_it() -> None:
    rows = [("right answers", "lib.mean(x.argmax(1) == y)", "1"), ("along a row", "x.argmax(1)", "1")]
    assert find_with_uses(rows, "index of the maximum")[0] == "page#x-argmax"


def test_longest_end_of_a_name_has_its_words() -> None:
    rows = [("one", "lib.load(1)", "1"), ("two", "lib.special.load(1)", "1")]
    assert find_with_uses(rows, "read file") == ["page#lib-load", "page#use"]
    assert find_with_uses(rows, "open program") == ["page#lib-special-load", "page#use"]


@pytest.mark.parametrize("query", ["드롭라스트", "드롭 라스트", "드롭 라스트를 쓰는 법"])
def test_name_in_korean_letters_may_be_of_two_words(query: str) -> None:
    rows = [
        ("one", "x.drop(1)", "1"),
        ("two", "x.last(1)", "1"),
        ("even", "Loader(x, drop_last=True)", "1"),
    ]
    assert find_with_uses(rows, query)[0] == "page#entry"


def test_whole_name_of_another_library_is_what_a_name_is_used_for() -> None:
    rows = {"A function": [("cube", "lib.cube(1)", "1")], "Use": [("in graphs", "lib.jit(f)", "1")]}
    with open_pages([make_page("page", "Page", rows)], (), USES) as engine:
        assert engine.find("tf.function")[0] == "page#lib-jit"


def test_note_says_more_than_what_a_name_is_used_for() -> None:
    rows = [("along a row", "x.argmax(1)", "1"), ("maximum of all", "x.amax()", "1")]
    assert find_with_uses(rows, "maximum")[0] == "page#x-amax"


def test_place_is_found_by_what_is_asked_for_there() -> None:
    rows = [("above", "lib.f(x)", "1"), ("below", "lib.g(x)", "1")]
    pages = [make_page("page", "Page", {"Use": rows})]
    uses = {"page#lib-g": ["area under the curve"], "page#use": ["scores of a model"]}
    with open_pages(pages, (), uses) as engine:
        assert engine.find("area under curve")[0] == "page#lib-g"
        assert engine.find("model scores")[0] == "page#use"


def test_what_one_phrase_says_comes_before_what_two_say() -> None:
    rows = [("apart", "lib.f(x)", "1"), ("together", "lib.g(x)", "1")]
    uses = {"page#lib-f": ["a weight", "the loss"], "page#lib-g": ["loss and its weight"]}
    with open_pages([make_page("page", "Page", {"Use": rows})], (), uses) as engine:
        assert engine.find("weight of loss")[0] == "page#lib-g"


ROWS = [
    ("learning/loss-functions", "분류", ["nn.CrossEntropyLoss()(x, y)", "reduction"]),
    ("learning/saving", "저장과 불러오기", ["lib.save", "lib.no_grad", "opt.step"]),
    ("tensors/creation", "lib.ones(2)", ["lib.ones(2)"]),
]


@pytest.mark.parametrize(("page", "name", "codes"), ROWS)
def test_heading_has_the_code_of_its_first_rows(page: str, name: str, codes: list[str]) -> None:
    script = """(uri, name) => {
      const { documents } = engine.index;
      const isAsked = ({ page, title, code }) => page.uri === uri && [title, code].includes(name);
      return listRows(documents, documents.findIndex(isAsked)).map(({ code }) => code);
    }"""
    with open_pages(KOREAN) as engine:
        found = engine.call(script, f"{page}.html", name)
    assert len(found) == len(codes)
    assert all(part in code for part, code in zip(codes, found, strict=True))
