"""What a page may cost a reader: bytes, requests, time, and nobody shut out."""

from __future__ import annotations

import json
import os
import statistics
import subprocess

import pytest
from built_site import LANGUAGES, ROOT
from chromium import FLAGS, find_chromium

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
ROOMY = {"all.html": 60_000}  # bytes, compressed
TOPIC = 24_000
REQUESTS = 9

NODE = ROOT / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
LIGHTHOUSE = NODE / ".bin" / "lighthouse"
SCORES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_light(site, browser, address, language) -> None:
    """Over every page of the language, each in a context of its own: nothing is in a cache."""
    heavy = []
    for path in sorted(site.glob(f"{language}/*/*.html")):
        name = path.relative_to(site).as_posix()
        if "/all/" in name or 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue  # a part of all.html, or a page that only leads to another
        sizes = visit(browser, f"{address}/{name}")
        if sum(sizes.values()) > TOPIC or len(sizes) > REQUESTS:
            heavy.append(f"{name}: {sum(sizes.values())} bytes in {len(sizes)} requests")
    assert heavy == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(ROOMY))
def test_large_pages_have_a_budget_of_their_own(browser, address, language, name) -> None:
    sizes = visit(browser, f"{address}/{language}/{name}")
    assert sum(sizes.values()) <= ROOMY[name], sizes
    assert len(sizes) <= REQUESTS


def visit(browser, url: str) -> dict[str, int]:
    """The compressed bytes of everything that a first visit asks for, by address."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(url, wait_until="networkidle")
    context.close()
    return {response.url: int(response.headers.get("content-length", 0)) for response in responses}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nobody_is_shut_out(open_page, language, scheme, width) -> None:
    """axe-core finds nothing, whatever the impact, on any kind of page."""
    found = []
    for path in KINDS:
        page = open_page(
            f"{language}/{path}", color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for violation in page.evaluate("axe.run().then(r => r.violations)"):
            targets = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']}: {targets}")
        page.context.close()
    assert found == []


def run_lighthouse(url: str, form: str) -> dict:
    """One report; `form` is mobile or desktop."""
    preset = ["--preset=desktop"] if form == "desktop" else []
    flags = " ".join(["--headless=new", *FLAGS])
    command = [LIGHTHOUSE, url, "--output=json", "--quiet", f"--chrome-flags={flags}", *preset]
    environment = {**os.environ, "CHROME_PATH": find_chromium()}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def find_median(reports: list[dict], category: str) -> float:
    return statistics.median(100 * report["categories"][category]["score"] for report in reports)


@pytest.mark.long
@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("path", ["ko/tensors/creation.html", "en/index.html", "ko/all.html"])
def test_lighthouse(address, path, form) -> None:
    reports = [run_lighthouse(f"{address}/{path}", form) for _ in range(3)]
    scores = {category: find_median(reports, category) for category in SCORES}
    least = {**SCORES, "performance": 95 if "all.html" in path else 99}
    faults = {a["id"] for a in reports[0]["audits"].values() if a["score"] == 0}
    assert all(scores[name] >= least[name] for name in least), (scores, faults)
    for audit, limit in (("cumulative-layout-shift", 0.02), ("total-blocking-time", 50)):
        measured = statistics.median(r["audits"][audit]["numericValue"] for r in reports)
        assert measured <= limit, (audit, measured)
