"""The gate: queries as practitioners type them, put to the engine with the real site's data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from engine import open_site
from query_sets import QUERY_FILES, Query, read_queries, read_targets

# Shares in a hundred, for each language.
FIRST = 92  # a right answer is the first result
FIVE = 99  # or among five
NOTHING = 0.5  # at most: nothing is found where there is an answer
TYPOS = 95  # a right answer among five, of queries with typos
ABSENT = 10  # at most: something is found where there is no answer


@dataclass
class Score:
    """How many queries there were, and a line about each that went wrong."""

    count: int = 0
    later: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    nothing: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)

    def add(self, query: Query, wanted: set[str], found: list[str]) -> None:
        line = f"{query.place}: {query.text!r} found {', '.join(found[:5]) or 'nothing'}"
        line += f", expected {', '.join(sorted(wanted)) or 'nothing'}"
        self.count += 1
        if not wanted:
            self.answered += [line] if found else []
            return
        self.later += [] if wanted & set(found[:1]) else [line]
        self.missed += [] if wanted & set(found[:5]) else [line]
        self.nothing += [] if found else [line]

    def share(self, lines: list[str]) -> float:
        return 100 * len(lines) / self.count


@pytest.fixture(scope="module", params=QUERY_FILES)
def scores(request: pytest.FixtureRequest, site: Path) -> dict[str, Score]:
    """A score for each kind of query, and one for all that have an answer."""
    targets = read_targets(site / request.param)
    kinds: dict[str, Score] = {"all": Score()}
    with open_site(site / request.param) as engine:
        for query in read_queries(QUERY_FILES[request.param]):
            wanted = {f"{page}#{name}" for page, name in targets.resolve(query)}
            found = engine.find(query.text)
            kinds.setdefault(query.kind, Score()).add(query, wanted, found)
            if query.kind != "absent":
                kinds["all"].add(query, wanted, found)
    return kinds


def test_right_answer_is_the_first(scores) -> None:
    score = scores["all"]
    assert 100 - score.share(score.later) >= FIRST, "\n".join(score.later)


def test_right_answer_is_among_five(scores) -> None:
    score = scores["all"]
    assert 100 - score.share(score.missed) >= FIVE, "\n".join(score.missed)


def test_something_is_found(scores) -> None:
    score = scores["all"]
    assert score.share(score.nothing) <= NOTHING, "\n".join(score.nothing)


def test_typos_are_mended(scores) -> None:
    score = scores["typo"]
    assert 100 - score.share(score.missed) >= TYPOS, "\n".join(score.missed)


def test_absent_words_are_not_answered(scores) -> None:
    score = scores["absent"]
    assert score.share(score.answered) <= ABSENT, "\n".join(score.answered)


def test_no_kind_is_left_behind(scores) -> None:
    """Four of five queries of each kind have a right answer among five."""
    poor = {kind: score for kind, score in scores.items() if 100 - score.share(score.missed) < 80}
    assert not poor, "\n".join(line for score in poor.values() for line in score.missed)
