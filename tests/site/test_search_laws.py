"""What holds for every title, name and message of the real site, whatever its pages say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from derived import (
    Wanted,
    find_korean_forms,
    find_last_parts,
    find_messages,
    find_names,
    find_source_titles,
    find_titles,
    mistype_words,
)
from engine import Engine, open_site
from typing_korean import list_typed

pytestmark = pytest.mark.slow

DOCUMENTS = """
() => engine.index.documents.map(({ page, ...rest }) => ({
  ...rest,
  address: `${page.uri.replace(/\\.html$/, "")}#${rest.id}`,
  imported: (rest.lead ?? "").split(".")[0] in engine.index.aliases,
}))
"""
SEED = 5
HANGUL = re.compile("[가-힣]{2,}")
TYPOS = 97  # in a hundred


@dataclass(frozen=True)
class Law:
    """What is asked; of how many in a hundred a right answer must be the first, and among five."""

    find: Callable[[list[dict]], Wanted]
    first: int
    five: int
    languages: tuple[str, ...] = ("en", "ko")


LAWS = {
    "titles": Law(find_titles, 96, 99),
    "source titles": Law(find_source_titles, 92, 99, ("ko",)),
    "Korean forms": Law(find_korean_forms, 96, 99, ("ko",)),
    "names": Law(find_names, 82, 97),
    "last parts": Law(find_last_parts, 82, 97),
    "messages": Law(find_messages, 99, 99),
}
CASES = [
    pytest.param(language, law, id=f"{name}-{language}")
    for name, law in LAWS.items()
    for language in law.languages
]


@pytest.fixture(scope="module")
def open_engine(site: Path) -> Iterator[Callable[[str], Engine]]:
    """The engine of a language, opened once."""
    with ExitStack() as stack:
        yield cache(lambda language: stack.enter_context(open_site(site / language)))


@pytest.mark.parametrize(("language", "law"), CASES)
def test_law(open_engine, language: str, law: Law) -> None:
    engine = open_engine(language)
    wanted = law.find(engine.call(DOCUMENTS))
    assert len(wanted) >= 50
    found = {query: engine.find(query)[:5] for query in wanted}
    later = [query for query in wanted if not set(found[query][:1]) & wanted[query]]
    missed = [query for query in wanted if not set(found[query]) & wanted[query]]
    assert count_share(wanted, later) >= law.first, later
    assert count_share(wanted, missed) >= law.five, missed


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_letter_wrong_is_no_hindrance(open_engine, language: str) -> None:
    """What is the first result of a word is among five of the same word mistyped."""
    engine = open_engine(language)
    mistyped = mistype_words(find_last_parts(engine.call(DOCUMENTS)), SEED)
    first = {word: set(engine.find(word)[:1]) for word in mistyped.values()}
    missed = [
        f"{typo} for {word}"
        for typo, word in mistyped.items()
        if not first[word] & set(engine.find(typo)[:5])
    ]
    assert len(mistyped) >= 50
    assert count_share(mistyped, missed) >= TYPOS, missed


def test_no_letter_of_a_word_empties_the_list(open_engine) -> None:
    """Of words of the Korean pages, typed on a Korean keyboard."""
    engine = open_engine("ko")
    texts = [document.get("title") or document["note"] for document in engine.call(DOCUMENTS)]
    words = sorted({word for text in texts for word in HANGUL.findall(text)})
    typed = list_typed(*random.Random(SEED).sample(words, 50))
    assert [state for states in typed.values() for state in states if not engine.find(state)] == []


def count_share(wanted: Mapping, failed: list[str]) -> float:
    """In a hundred."""
    return 100 * (len(wanted) - len(failed)) / len(wanted)
