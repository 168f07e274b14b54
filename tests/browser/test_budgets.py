"""What a page may cost a reader: bytes, requests, time, and nobody shut out."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import open_context
from built_site import LANGUAGES, ROOT
from lighthouse import get_score, get_value, run_lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOPICS = [
    "tensors/creation.html",
    "deep-learning/layers.html",
    "deep-learning/activation-functions.html",
    "distributed/collectives.html",
]
# Each kind of page once.
KINDS = [
    "index.html",
    "tensors/index.html",
    "what-has-been-run.html",
    "translation-status.html",
    "guides/translate.html",
    "search.html?q=softmax",
    "../404.html",
    "print.html",
    "all/tensors.html",
    "all.html",
    *TOPICS[:2],
]
TOGETHER = 8  # pages that are open at once
ROOMY = {"all.html": 60_000}  # bytes, compressed
TOPIC = 26_000
GUIDE = 27_000
MEDIAN = 20_000
REQUESTS = 9

NODE = ROOT / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
RUN_AXE = "enabled => axe.run({rules: {'target-size': {enabled}}}).then(r => r.violations)"
PERFECT = ("accessibility", "best-practices", "seo")
SHIFT = 0.02  # how far a page may move while it comes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_light(site, browser, address, language) -> None:
    """Over every page of the language, each in a context of its own: nothing is in a cache.

    A guide has no rows: it is long text, and all its code is to be copied from the start.
    """
    names = [path.relative_to(site).as_posix() for path in find_topics(site / language)]
    names, guides = [[n for n in names if ("/guides/" in n) == is_guide] for is_guide in (False, True)]
    assert all(
        sum(sizes.values()) <= GUIDE for sizes in visit(browser, *(f"{address}/{n}" for n in guides))
    )
    heavy, totals = [], []
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        every = visit(browser, *(f"{address}/{name}" for name in some))
        for name, sizes in zip(some, every, strict=True):
            totals.append(sum(sizes.values()))
            if totals[-1] > TOPIC or len(sizes) > REQUESTS:
                heavy.append(f"{name}: {totals[-1]} bytes in {len(sizes)} requests")
    assert heavy == []
    assert statistics.median(totals) <= MEDIAN


def find_topics(folder: Path) -> Iterator[Path]:
    """The pages of topics: not parts of all.html, nor those that only lead to another."""
    for path in sorted(folder.glob("*/*.html")):
        if path.parent.name != "all" and 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            yield path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(ROOMY))
def test_large_pages_have_a_budget_of_their_own(browser, address, language, name) -> None:
    [sizes] = visit(browser, f"{address}/{language}/{name}")
    assert sum(sizes.values()) <= ROOMY[name], sizes
    assert len(sizes) <= REQUESTS


def visit(browser, *urls: str) -> list[dict[str, int]]:
    """The compressed bytes of everything that a first visit to each asks for, by address.

    All are open at once, as each has to be left alone for half a second before it counts as quiet.
    What the service worker fetches, every page of the language, is no part of the visit.
    """
    options = {"viewport": {"width": 1440, "height": 900}, "service_workers": "block"}
    contexts = [open_context(browser, **options) for _ in urls]
    pages = [context.new_page() for context in contexts]
    answers: list[list] = [[] for _ in urls]
    for page, url, heard in zip(pages, urls, answers, strict=True):
        page.on("response", lambda answer, heard=heard: heard.append(answer))
        page.goto(url, wait_until="commit")
    for page, context in zip(pages, contexts, strict=True):
        page.wait_for_load_state("networkidle")
        context.close()
    return [{a.url: int(a.headers.get("content-length", 0)) for a in heard} for heard in answers]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nobody_is_shut_out(open_page, language, scheme, width) -> None:
    """axe-core finds nothing, whatever the impact, on any kind of page; none taps on paper."""
    found = []
    for path in KINDS:
        size = {"viewport": {"width": width, "height": 900}, "has_touch": width < 500}
        page = open_page(f"{language}/{path}", color_scheme=scheme, is_mobile=width < 500, **size)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for violation in page.evaluate(RUN_AXE, path != "print.html"):
            targets = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']}: {targets}")
        page.context.close()
    assert found == []


@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("path", ["ko/tensors/creation.html", "en/index.html", "ko/all.html"])
def test_lighthouse(address, path, form) -> None:
    """What it says of any machine; how quick a page is depends on this one, and `make bench` tells."""
    report = run_lighthouse(f"{address}/{path}", form)
    failed = sorted(audit["id"] for audit in report["audits"].values() if audit["score"] == 0)
    assert [get_score(report, name) for name in PERFECT] == [100, 100, 100], failed
    assert get_value(report, "cumulative-layout-shift") <= SHIFT
