"""The rules of matching, each with a table of its own, in the engine's own JavaScript."""

from __future__ import annotations

from random import Random

import pytest
from engine import open_scripts


@pytest.fixture(scope="module")
def engine():
    with open_scripts() as found:
        yield found


FOLDS = [
    ("손실 함수", "손실함수", "2020"),
    ("no_grad", "nograd", "201000"),
    ("x.add_(y)", "xadd_y", "220002"),
    ("add_를", "add_를", "20002"),
    ("__init__ _x", "initx", "20002"),
    ("_", "", ""),
    ("CrossEntropyLoss", "crossentropyloss", "2000010000001000"),
    ("MSELoss", "mseloss", "2001000"),
    ("GPU로", "gpu로", "2002"),
    ("conv2d", "conv2d", "200000"),
    ("lr_scheduler.StepLR", "lrschedulersteplr", "20100000000200010"),
    ("C++ 확장", "c++확장", "20020"),
    ("ＣＮＮ", "cnn", "200"),
    ("a😀b", "ab", "22"),
    ("", "", ""),
    (" .,()", "", ""),
]

# How well a needle matches a text, from 0 to 1.
HITS = [
    ("손실", "손실", 1),
    ("손실을", "손실", 0.98),
    ("손실함수", "손실", 0.7),
    ("손실함수", "실함", 0.15),
    ("연산 수", "산수", 0),
    ("텐서", "텐", 0),
    ("훅을 걺", "훅", 0.98),
    ("no_grad", "grad", 0.85),
    ("CrossEntropyLoss", "entropy", 0.7225),
    ("conv2d", "conv", 0.95),
    ("add_", "add", 0.95),
    ("saved", "sav", 0.95),
    ("tensor", "tens", 0.6),
    ("tensor", "ensor", 0.25),
    ("recover", "cov", 0),
    ("tensor", "t", 0),
    ("tensor", "텐서", 0),
]

TITLES = [
    ("손실 함수", ["손실 함수"]),
    ("저장과 불러오기", ["저장과 불러오기", "저장", "불러오기"]),
    ("Save, load and copy", ["Save, load and copy", "Save", "load", "copy"]),
    ("축소(reduction)", ["축소(reduction)", "축소", "reduction"]),
    ("Adam과 그 변형", ["Adam과 그 변형", "Adam", "그 변형"]),
    ("결과", ["결과"]),
    ("Order of elements", ["Order of elements"]),
]

ENDINGS = [
    ("랑", "텐서", True),
    ("이랑", "손실", True),
    ("랑", "손실", False),
    ("를", "텐서", True),
    ("를", "손실", False),
    ("을", "손실", True),
    ("로", "손실", True),
    ("으로", "텐서", False),
    ("하려면", "저장", True),
    ("한계", "변화", False),
    ("로", "gpu", True),
    ("에서는", "배치", True),
    ("하기", "저장", True),
    ("했습니다", "저장", True),
    ("는", "나누", True),
    ("함수", "손실", False),
    ("", "손실", False),
]

STEMS = [
    ("바뀌어요", "바뀌"),
    ("뽑아야", "뽑"),
    ("줄어들었는데", "줄어들"),
    ("텐서를", "텐서"),
    ("손실은", "손실"),
    ("배치마다", "배치"),
    ("에폭부터", "에폭"),
    ("텐서들에서", "텐서"),
    ("저장하기", "저장"),
    ("저장하려면", "저장"),
    ("동결된", "동결"),
    ("초기화시키는", "초기화"),
    ("나누기", "나누"),
    ("채우는", "채우"),
]

FORMS = [
    ("나누", "나눔"),
    ("채우", "채움"),
    ("만들", "만듦"),
    ("만드", "만들"),
    ("바꿔", "바꾸"),
    ("줄이", "줄여"),
    ("찾", "찾"),
]

ENGLISH = [
    ("saving", "save", True),
    ("saved", "saving", True),
    ("clipping", "clip", True),
    ("gradients", "gradient", True),
    ("losses", "loss", True),
    ("entries", "entry", True),
    ("freezing", "freeze", True),
    ("parallelism", "parallel", True),
    ("loss", "lossy", False),
    ("notion", "not", False),
    ("not", "notion", False),
]

# Words of a query and, after the bar, those that a result may lack.
WORDS = [
    ("모델 구조를 보고 싶어요", "모델 구조를 보고", "싶어요"),
    ("손실 함수", "손실 함수", ""),
    ("GPU로", "gpu", ""),
    ("autograd가", "autograd", ""),
    ("L1손실", "l1 손실", ""),
    ("torch.zeros(2, 3)", "zeros", "torch 2 3"),
    ("nn.Conv2d", "conv2d", "libnn"),
    ("lr_scheduler.StepLR", "steplr", "lrscheduler"),
    ("how to save a model", "save model", "how to a"),
    ("텐서를 만드는 법", "텐서를 만드는", "법"),
    ("CUDA가 있는지 확인", "cuda 확인", "있는지"),
    ("x", "x", ""),
    ("the", "the", ""),
    ("7", "7", ""),
    ("손실(loss)", "손실", "loss"),
    ("", "", ""),
    ("... ( )", "", ""),
    ("😀", "", ""),
    ("__proto__", "proto", ""),
    ("difference between cat and stack", "cat stack", "difference between and"),
    ("cat과 stack의 차이점", "cat stack", "차이점"),
    ("cat이랑 stack 다른점", "cat stack", "다른점"),
    ("cat이랑 stack 다른 점", "cat stack", "다른 점"),
    ("텐서를 다른 장치로", "텐서를 다른 장치로", ""),
    ("텐서플로 GradientTape 대신", "gradienttape", "텐서플로 대신"),
    ("손실 뭐 써야", "손실", "뭐 써야"),
    ("옵티마이저 뭘 써야 돼요", "옵티마이저", "뭘 써야 돼요"),
    ("모델 크기가 얼마나 되는지 알고 싶어요", "모델 크기가", "얼마나 되는지 알고 싶어요"),
    ("너무 느린 학습 막기", "느린 학습 막기", "너무"),
    ("difference of neighbours", "difference neighbours", "of"),
    ("이웃한 값의 차이", "이웃한 값의 차이", ""),
]

DISTANCES = [
    ("tensor", "tensor", 0),
    ("tesnor", "tensor", 1),
    ("tenor", "tensor", 1),
    ("tennsor", "tensor", 1),
    ("tenspr", "tensor", 1),
    ("swift", "shift", 1.6),
    ("tens", "tensor", 0.3),
    ("옵티마이져", "옵티마이저", 1),
    ("텐써", "텐서", 1),
    ("강아지", "텐서", 3),
]

# letters, whether they are Hangul, how many of them may be wrong
ALLOWED = [
    ("abc", False, 0),
    ("abcd", False, 1),
    ("abcdefg", False, 1),
    ("abcdefgh", False, 2),
    ("ㅌㅔㄴㅅㅓㄴ", True, 1),
    ("ㅅㅗㄴㅅㅣㄹㅇ", True, 2),
]
LAYOUTS = [
    ("thstlf", "손실"),
    ("ㅐㅔ샤ㅡㅑㅋㄷㄱ", "optimizer"),
    ("tensor", None),
    ("rk", None),
    ("손실", "thstlf"),
]

LOANS = [
    ("시그모이드", "sigmoid", True),
    ("맵", "map", True),
    ("꽉", "check", False),
    ("찬", "join", False),
    ("렐루", "relu", True),
    ("아담", "adam", True),
    ("소프트맥스", "softmax", True),
    ("언스퀴즈", "unsqueeze", True),
    ("익스포트", "export", True),
    ("개더", "gather", True),
    ("청크", "chunk", True),
    ("어레인지", "arange", True),
    ("매트멀", "matmul", True),
    ("아르그맥스", "argmax", True),
    ("콜레스키", "cholesky", True),
    ("엘에스티엠", "lstm", True),
    ("탑케이", "topk", True),
    ("컨브투디", "conv2d", True),
    ("엠에스이로스를", "mseloss", True),
    ("언스케일", "unscale_", True),
    ("쥐엘유", "glu", True),
    ("강아지", "sigmoid", False),
    ("아담", "metrics", False),
    ("텐서", "adam", False),
    ("데이터", "delta", False),
    ("손실", "silu", False),
    ("디코더", "cuda", False),
    ("유니크", "cpu", False),
    ("뷁쉛", "parse", False),
]

MARKS = [
    ("손실 함수를 고름", ["손실함수"], "[손실 함수]를 고름"),
    ("torch.no_grad()", ["nograd"], "torch.[no_grad]()"),
    ("CrossEntropyLoss", ["crossentropy"], "[CrossEntropy]Loss"),
    ("텐서의 합, 텐서", ["텐서"], "[텐서]의 합, [텐서]"),
    ("Ｃ NN을 씀", ["cnn"], "[Ｃ NN]을 씀"),
    ("a <b>c</b>", ["b", "c"], "a <[b]>[c]</[b]>"),
    ("nothing", ["텐서", ""], "nothing"),
    ("", ["a"], ""),
]

MESSAGES = [
    ("RuntimeError: bad\nmore", "RuntimeError: bad\nmore"),
    ('Traceback:\n  File "x"\nValueError: no', "ValueError: no"),
    ("first Error: a\nlib.OtherError: b", "lib.OtherError: b"),
    ("no error at all", "no error at all"),
]


@pytest.mark.parametrize(("text", "folded", "starts"), FOLDS)
def test_fold(engine, text: str, folded: str, starts: str) -> None:
    found = engine.call("fold", text)
    assert found["text"] == folded
    assert "".join(map(str, found["starts"])) == starts


def test_texts_are_folded_in_the_same_way_whatever_room_there_is(engine) -> None:
    """With room plain letters are taken in one go, without it one by one until there is some."""
    fold = """text => {
      const folded = makeFolded(0);
      foldText(folded, text);
      const { length, starts, places } = folded;
      const lists = [starts, places].map((list) => [...list.subarray(0, length)]);
      return { text: readCodes(folded), starts: lists[0], places: lists[1] };
    }"""
    letters, chance = "ab1AB_+ .()-가나ㄱé①İ\n", Random(1)
    for _ in range(300):
        text = "".join(chance.choices(letters, k=chance.randrange(60)))
        assert engine.call(fold, text) == engine.call("fold", text), text


@pytest.mark.parametrize(("text", "needle", "quality"), HITS)
def test_hit(engine, text: str, needle: str, quality: float) -> None:
    script = "(text, needle) => findRows(makeField([[text, []]]), needle)[0]?.quality ?? 0"
    assert engine.call(script, text, needle) == pytest.approx(quality)


@pytest.mark.parametrize(("title", "parts"), TITLES)
def test_parts_of_a_title(engine, title: str, parts: list[str]) -> None:
    assert engine.call("splitTitle", {"title": title}) == parts


@pytest.mark.parametrize(("rest", "word", "expected"), ENDINGS)
def test_ending(engine, rest: str, word: str, expected: bool) -> None:
    assert engine.call("isEnding", rest, word) == expected


@pytest.mark.parametrize(("word", "stem"), STEMS)
def test_stem(engine, word: str, stem: str) -> None:
    found = engine.call("findStems", word)
    assert stem in [*found["nouns"], *found["verbs"]]


@pytest.mark.parametrize(("stem", "form"), FORMS)
def test_form_of_a_verb(engine, stem: str, form: str) -> None:
    assert form in engine.call("writeForms", stem)


@pytest.mark.parametrize(("word", "other", "expected"), ENGLISH)
def test_english_words_are_forms_of_each_other(engine, word: str, other: str, expected: bool) -> None:
    stems = [*engine.call("findEnglishStems", word), word]
    rests = [(other.removeprefix(stem), stem) for stem in stems if other.startswith(stem)]
    assert any(not rest or engine.call("isInflection", rest, stem) for rest, stem in rests) == expected


@pytest.mark.parametrize(("query", "needed", "extra"), WORDS)
def test_query(engine, query: str, needed: str, extra: str) -> None:
    words = engine.call("readQuery", query, {"nn": "lib.nn"})
    assert " ".join(word["text"] for word in words if word["needed"]) == needed
    assert " ".join(word["text"] for word in words if not word["needed"]) == extra


def test_query_has_ten_words_at_most(engine) -> None:
    words = engine.call("readQuery", " ".join(f"word{number}" for number in range(12)))
    assert [word["typed"] for word in words] == [f"word{number}" for number in range(10)]


@pytest.mark.parametrize(("letters", "is_hangul", "most"), ALLOWED)
def test_a_short_word_may_be_less_mistyped(engine, letters: str, is_hangul: bool, most: int) -> None:
    assert engine.call("countAllowed", letters, is_hangul) == most


@pytest.mark.parametrize(
    ("text", "expected"), [("a", True), ("ab", True), ("abc", True), ("b", True), ("c", False)]
)
def test_a_word_is_its_own_beginning(engine, text: str, expected: bool) -> None:
    assert engine.call("isBeginning", {"sorted": ["a", "abc", "b"]}, text) == expected


@pytest.mark.parametrize(("typed", "known", "distance"), DISTANCES)
def test_distance(engine, typed: str, known: str, distance: float) -> None:
    script = "(a, b) => measureDistance(splitJamo(a), splitJamo(b), 2)"
    assert engine.call(script, typed, known) == pytest.approx(distance)


@pytest.mark.parametrize(("typed", "meant"), LAYOUTS)
def test_other_layout(engine, typed: str, meant: str | None) -> None:
    script = "(query) => switchLayout(readQuery(query)[0])?.text ?? null"
    assert engine.call(script, typed) == meant


@pytest.mark.parametrize(("korean", "english", "expected"), LOANS)
def test_sounds_like(engine, korean: str, english: str, expected: bool) -> None:
    script = """(english, korean) => {
      const vocabulary = { words: [{ text: english, count: 1 }], known: new Set([english]) };
      return findLoanwords(vocabulary, { text: korean }).map(({ text }) => text);
    }"""
    assert engine.call(script, english, korean) == ([english] if expected else [])


@pytest.mark.parametrize(("text", "needles", "marked"), MARKS)
def test_mark(engine, text: str, needles: list[str], marked: str) -> None:
    for start, end in reversed(engine.call("markText", text, needles)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == marked


@pytest.mark.parametrize(("pasted", "message"), MESSAGES)
def test_message(engine, pasted: str, message: str) -> None:
    assert engine.call("cutMessage", pasted) == message


def test_particles_are_told_from_stems(engine) -> None:
    """A noun with a particle that fits has the noun as a stem: every noun, every particle."""
    nouns = ["텐서", "손실", "배치", "학습률", "옵티마이저", "값", "훅", "데이터셋"]
    for noun in nouns:
        for particle in engine.call("() => [...PARTICLE_KINDS.keys()]"):
            if engine.call("isParticleAfter", particle, noun):
                assert noun in engine.call("findStems", noun + particle)["nouns"], noun + particle


# The scores of results, each behind the letter of its page, and the order in which they are shown.
MIXES = [
    ("a9 a9 a9 b8.2 b8.1 c8", "a9 a9 b8.2 b8.1 a9 c8"),
    ("a9 a9 a9 b8.2 b8.2 b8.2 a8", "a9 a9 b8.2 b8.2 a9 b8.2 a8"),
    ("a9 a9 a9 b8 b8 c8", "a9 a9 a9 b8 b8 c8"),
    ("a9 b9 a9 c9 a9 d9 e9", "a9 b9 a9 c9 d9 a9 e9"),
    ("a9 b9 c9 d9 e9 e9 e9 f9", "a9 b9 c9 d9 e9 e9 e9 f9"),
    ("a9 a9 a9 a9 a9 a9", "a9 a9 a9 a9 a9 a9"),
    ("a9", "a9"),
    ("", ""),
]


@pytest.mark.parametrize(("ranked", "shown"), MIXES)
def test_a_page_leaves_room_for_others(engine, ranked: str, shown: str) -> None:
    script = """(ranked) => {
      const results = ranked.map(([page, score], number) => ({ number, score, page }));
      return mixPages({ tops: results.map(({ page }) => page) }, results).map(({ number }) => number);
    }"""
    results = [[one[0], float(one[1:])] for one in ranked.split()]
    order = engine.call(script, results)
    assert sorted(order) == list(range(len(results)))
    assert " ".join(ranked.split()[number] for number in order) == shown
