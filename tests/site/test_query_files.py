"""The queries by which search is judged are well formed, many enough, and have answers on the site."""

from __future__ import annotations

import doctest
import re
from collections import Counter
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest
import query_sets
from query_sets import (
    HALVES,
    HEADER,
    KINDS,
    QUERY_FILES,
    TASK_FILES,
    Query,
    Target,
    Targets,
    choose_half,
    find_faults,
    read_queries,
    read_targets,
)

# The least number of queries of each kind, and of all.
LEAST = {
    "noun": 30,
    "particle": 30,
    "compound": 30,
    "mixed": 25,
    "api": 40,
    "part": 35,
    "cross": 25,
    "synonym": 20,
    "several": 25,
    "error": 15,
    "typo": 20,
    "layout": 4,
    "form": 5,
    "absent": 20,
}
LEAST_OF_ALL = 260
# The least number of each kind in both halves of a language together; in one half, two fifths of it.
LEAST_OF_TASKS = {"task": 100, "fragment": 40, "name": 60}
LANGUAGES = sorted({language for language, _ in TASK_FILES})
FILES = {path.stem: (language, path) for language, path in QUERY_FILES.items()} | {
    path.stem: (language, path) for (language, _), path in TASK_FILES.items()
}

TARGETS = Targets(
    [
        Target("a/one", "add", "1+1"),
        Target("a/one", "add-2", "x+1"),
        Target("a/two", "add", "y+1"),
        Target("a/two", "mul", "y*1"),
        Target("ab", "two-d", "2d"),
        Target("ab", "top"),
    ]
)

ANSWERS = [
    pytest.param("#mul", ["a/two#mul"], id="anywhere"),
    pytest.param("ab#top", ["ab#top"], id="section"),
    pytest.param("a/one#add", ["a/one#add"], id="page"),
    pytest.param("a/one#add-2", ["a/one#add-2"], id="number"),
    pytest.param("a#mul", ["a/two#mul"], id="folder"),
    pytest.param("a#add", ["a/one#add", "a/two#add"], id="two-in-a-folder"),
    pytest.param("a#add~x+", ["a/one#add-2"], id="words"),
    pytest.param("#add~+1", ["a/one#add", "a/one#add-2", "a/two#add"], id="words-of-several"),
    pytest.param("#add~z", [], id="words-of-none"),
    pytest.param("a#two-d", [], id="folder-is-no-prefix"),
    pytest.param("a/one#mul", [], id="other-page"),
    pytest.param("#", [], id="empty"),
    pytest.param("#없음", [], id="korean"),
]

FAULTS = [
    pytest.param(HEADER, [], id="empty"),
    pytest.param(f"{HEADER}\n곱\tnoun\t#mul\n엑셀\tabsent\t-\n", [], id="good"),
    pytest.param("query\tkind\n", ["q.tsv:1: wrong header, found 'query\\tkind'"], id="header"),
    pytest.param(f"{HEADER}\nx\tverb\t#mul", ["q.tsv:2: unknown kind, found 'verb'"], id="kind"),
    pytest.param(f"{HEADER}\nx\tnoun\t-", ["q.tsv:2: found 0 answers to 'noun'"], id="no-answer"),
    pytest.param(f"{HEADER}\nx\tabsent\t#mul", ["q.tsv:2: found 1 answers to 'absent'"], id="answer"),
    pytest.param(f"{HEADER}\nx\tnoun\t#mull", ["q.tsv:2: found none for '#mull'"], id="no-target"),
    pytest.param(
        f"{HEADER}\nx\tnoun\t#add",
        ["q.tsv:2: found a/one#add, a/two#add for '#add', expected one"],
        id="two-targets",
    ),
    pytest.param(f"{HEADER}\nx\tnoun\tmul", ["q.tsv:2: found none for 'mul'"], id="no-id"),
    pytest.param(f"{HEADER}\nx\tnoun\t#mul  #top", ["q.tsv:2: found none for ''"], id="blanks"),
    pytest.param(f"{HEADER}\nx\tnoun\t", ["q.tsv:2: found none for ''"], id="empty-answer"),
    pytest.param(
        f"{HEADER}\nx\tnoun\t#mul a/two#mul",
        ["q.tsv:2: found '#mul' again as 'a/two#mul'"],
        id="same-answer",
    ),
    pytest.param(
        f"{HEADER}\nx\tnoun\t#mul\nx\tpart\t#top",
        ["q.tsv:3: found 'x' again, first at q.tsv:2"],
        id="same-query",
    ),
    pytest.param(f"{HEADER}\n x\tnoun\t#mul", ["q.tsv:2: found query ' x'"], id="blank-before"),
    pytest.param(f"{HEADER}\nx", ["q.tsv:2: found 1 columns, expected 3"], id="columns"),
    pytest.param(f"{HEADER}\nx\tnoun\t#mul\tmore", ["q.tsv:2: found 4 columns"], id="more-columns"),
]


@pytest.fixture(scope="module")
def targets(site: Path) -> dict[str, Targets]:
    return {language: read_targets(site / language) for language in QUERY_FILES}


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_answer(answer: str, expected: list[str]) -> None:
    assert [f"{target.page}#{target.id}" for target in TARGETS.find(answer)] == expected


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults(tmp_path: Path, monkeypatch, text: str, expected: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "q.tsv"
    path.write_text(text, encoding="utf-8")
    found = list(find_faults(path, TARGETS))
    assert len(found) == len(expected), found
    assert all(fault.startswith(start) for fault, start in zip(found, expected, strict=True)), found


def test_both_languages_have_queries() -> None:
    assert set(QUERY_FILES) >= {"en", "ko"}
    assert set(TASK_FILES) >= {(language, half) for language in ("en", "ko") for half in HALVES}


@pytest.mark.parametrize("name", FILES)
def test_set_is_sound(name: str, targets: dict[str, Targets]) -> None:
    language, path = FILES[name]
    faults = list(find_faults(path, targets[language]))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", QUERY_FILES)
def test_set_holds_enough_of_each_kind(language: str) -> None:
    counts = Counter(query.kind for query in read_queries(QUERY_FILES[language]))
    least = {**LEAST, "initials": 6} if language == "ko" else LEAST
    few = {kind: (counts[kind], number) for kind, number in least.items() if counts[kind] < number}
    assert not few, f"found too few (found, expected): {few}"
    assert counts.total() >= LEAST_OF_ALL


def read_tasks(language: str) -> list[Query]:
    """The queries of both halves."""
    return [query for half in HALVES for query in read_queries(TASK_FILES[language, half])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_halves_hold_enough_of_each_kind(language: str) -> None:
    both = Counter(query.kind for query in read_tasks(language))
    assert set(both) == set(LEAST_OF_TASKS)
    few = {kind: (both[kind], least) for kind, least in LEAST_OF_TASKS.items() if both[kind] < least}
    for half in HALVES:
        counts = Counter(query.kind for query in read_queries(TASK_FILES[language, half]))
        few |= {
            f"{kind}, {half}": (counts[kind], least * 2 / 5)
            for kind, least in LEAST_OF_TASKS.items()
            if counts[kind] < least * 2 / 5
        }
    assert not few, f"found too few (found, expected): {few}"


@pytest.mark.parametrize(("language", "half"), TASK_FILES)
def test_query_is_in_its_half(language: str, half: str) -> None:
    """By the fixed rule, so that nobody can move a query that misses to the half that is not scored."""
    path = TASK_FILES[language, half]
    strays = [query.place for query in read_queries(path) if choose_half(query.text) != half]
    assert not strays, f"in the wrong half: {', '.join(strays)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_tasks_are_new(language: str) -> None:
    """The engine was made with the older set, so none of it may come again."""
    old = {fold(query.text): query.place for query in read_queries(QUERY_FILES[language])}
    again = [f"{q.place}: as {old[fold(q.text)]}" for q in read_tasks(language) if fold(q.text) in old]
    assert not again, "\n".join(again)


def fold(text: str) -> str:
    return normalize("NFKC", text).casefold()


def test_rule_of_the_halves() -> None:
    found = doctest.testmod(query_sets)
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize("name", ["queries", "tasks"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_set_is_spread_over_the_site(name: str, language: str, targets: dict[str, Targets]) -> None:
    """Every chapter has ten queries and nine pages in ten have two, so that new pages get some."""
    found = targets[language]
    pages = {target.page for target in found.all if target.text}
    asked: Counter[str] = Counter()
    queries = read_queries(QUERY_FILES[language]) if name == "queries" else read_tasks(language)
    for query in queries:
        hit = {page for page, _ in found.resolve(query)}
        asked.update(hit | {page.partition("/")[0] for page in hit if "/" in page})
    few = {page.partition("/")[0] for page in pages if "/" in page} - {
        n for n in asked if asked[n] >= 10
    }
    assert not few, f"fewer than ten queries: {sorted(few)}"
    poor = sorted(page for page in pages if asked[page] < 2)
    assert len(poor) <= len(pages) / 10, f"fewer than two queries: {poor}"


@pytest.mark.parametrize("language", QUERY_FILES)
def test_absent_words_are_absent(language: str, site: Path) -> None:
    words = [
        (query.place, word)
        for query in read_queries(QUERY_FILES[language])
        if query.kind == "absent"
        for word in query.text.lower().split()
    ]
    for path in sorted((site / language).rglob("*.html")):
        text = read_text(path)
        held = [
            f"{place}: found {word!r} on {path}, expected nowhere"
            for place, word in words
            if word in text
        ]
        assert not held, "\n".join(held)


def read_text(path: Path) -> str:
    """The words that a reader of a page sees, in lower case."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", path.read_text(encoding="utf-8"))
    return unescape(re.sub(r"<[^>]+>", "", html)).lower()


@pytest.mark.parametrize("language", QUERY_FILES)
def test_odd_forms_are_kept(language: str) -> None:
    """An editor that composes Hangul or narrows letters would make these queries plain ones."""
    forms = [query.text for query in read_queries(QUERY_FILES[language]) if query.kind == "form"]
    assert any(normalize("NFC", text) != text for text in forms), "no decomposed Hangul"
    assert any(normalize("NFKC", text) != normalize("NFC", text) for text in forms), "no full-width"


def test_every_kind_is_counted() -> None:
    assert {*LEAST, *LEAST_OF_TASKS, "initials"} == set(KINDS)
