"""What a page may cost a reader: bytes, requests, time, and nobody shut out."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import open_context
from built_site import LANGUAGES, ROOT
from lighthouse import get_score, get_value, run_lighthouse
from static_host import compress

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
# Any two of a language, a scheme and a width, in half as many runs as all three.
EVERY_PAIR = [
    (language, scheme, width)
    for number, language in enumerate(LANGUAGES)
    for scheme, width in zip(("light", "dark"), ((390, 1440), (1440, 390))[number % 2], strict=True)
]
ROOMY = {"all.html": 60_000}  # bytes, compressed
TOPIC = 26_000
GUIDE = 27_000
MEDIAN = 20_000
REQUESTS = 9

# What comes with a page; matches '<script src="../a.js?v=1">', not '<link rel="canonical" href="…">'.
LOADED = re.compile(
    r'(?:<link rel="(?:stylesheet|icon)"[^>]*? href|<[a-z]+\b[^>]*? src)="(?!data:)([^"]+)"'
)
NODE = ROOT / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
RUN_AXE = "enabled => axe.run({rules: {'target-size': {enabled}}}).then(r => r.violations)"
PERFECT = ("accessibility", "best-practices", "seo")
SHIFT = 0.02  # how far a page may move while it comes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_light(site, language) -> None:
    """Over every page of the language, by the files that it asks for.

    A guide has no rows: it is long text, and all its code is to be copied from the start.
    """
    heavy, totals = [], []
    for path in find_topics(site / language):
        sizes, is_guide = weigh(path), path.parent.name == "guides"
        total = sum(sizes.values())
        totals += [] if is_guide else [total]
        if total > (GUIDE if is_guide else TOPIC) or len(sizes) > REQUESTS:
            heavy.append(f"{path.relative_to(site)}: {total} bytes in {len(sizes)} requests")
    assert heavy == []
    assert statistics.median(totals) <= MEDIAN


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_asks_for_what_a_page_names(site, browser, address, language) -> None:
    """Each in a context of its own: nothing is in a cache, but the icon may be, as the browser's own.

    A pointer that rests where the page comes may count as one that moves, and bring what copies.
    """
    visits = visit(browser, *(f"{address}/{language}/{name}" for name in TOPICS))
    for name, found in zip(TOPICS, visits, strict=True):
        named = weigh(site / language / name)
        found = {url.partition("?")[0].removeprefix(address): size for url, size in found.items()}
        found.pop(f"/{language}/_static/copying.js", None)
        expected = {f"/{path.relative_to(site)}": size for path, size in named.items()}
        assert found | {icon: expected[icon] for icon in expected if "icon" in icon} == expected


def weigh(page: Path) -> dict[Path, int]:
    """The compressed bytes of a page and of everything that it names to be loaded with it."""
    named = LOADED.findall(page.read_text(encoding="utf-8"))
    paths = [page, *((page.parent / name.partition("?")[0]).resolve() for name in named)]
    return {path: len(compress(path.read_bytes())) for path in paths}


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


@pytest.mark.parametrize(("language", "scheme", "width"), EVERY_PAIR)
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


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("ko/tensors/creation.html", "mobile"),
        ("ko/tensors/creation.html", "desktop"),
        ("en/index.html", "mobile"),
        ("ko/all.html", "desktop"),
    ],
)
def test_lighthouse(address, path, form) -> None:
    """What it says of any machine; how quick a page is depends on this one, and `make bench` tells."""
    report = run_lighthouse(f"{address}/{path}", form)
    failed = sorted(audit["id"] for audit in report["audits"].values() if audit["score"] == 0)
    assert [get_score(report, name) for name in PERFECT] == [100, 100, 100], failed
    assert get_value(report, "cumulative-layout-shift") <= SHIFT
