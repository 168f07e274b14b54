"""What a page may hold and load: nothing inline that runs or paints, nothing of another host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
}
# Data for programs, which no browser runs.
DATA = "application/ld+json"


def find_faults(html: str, host: str = "") -> list[str]:
    """What a Content-Security-Policy would stop, or should; `host` is the site's own."""
    soup = BeautifulSoup(html, "html.parser")
    faults = [f"style: {tag.name}" for tag in soup.select("style, [style]")]
    faults += [
        f"script: {tag.get_text()[:40]}"
        for tag in soup.select("script")
        if not tag.get("src") and tag.get("type") != DATA
    ]
    for tag in soup.find_all(True):
        faults += [f"handler: {name}" for name in tag.attrs if name.startswith("on")]
        for name in ("src", "action", "data", "poster"):
            if re.match(r"(https?:)?//|javascript:", tag.get(name, "")):
                faults.append(f"{name}: {tag[name]}")
    faults += [f"loads: {tag['href']}" for tag in soup.select("link[rel~=stylesheet][href^=http]")]
    faults += [f"leaves: {a['href']}" for a in soup.select("a[href^=http]") if leaves(a, host)]
    return faults


def leaves(link, host: str) -> bool:
    """Whether a link opens a page of another host and does not say noopener."""
    return "noopener" not in link.get("rel", []) and link["href"].split("/")[2] != host


def list_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_is_safe(site) -> None:
    (address,) = re.findall(r"Sitemap: https://([^/\s]+)", (site / "robots.txt").read_text())
    faults = [
        f"{path.relative_to(site)}: {fault}"
        for path in list_pages(site)
        for fault in find_faults(path.read_text(encoding="utf-8"), address)
    ]
    assert faults == []


def test_every_page_has_the_policy(site) -> None:
    for path in list_pages(site):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        meta = soup.select_one("meta[http-equiv=Content-Security-Policy]")
        assert meta, path
        rules = dict(rule.split(maxsplit=1) for rule in meta["content"].split("; "))
        assert {name: rules.get(name) for name in POLICY} == POLICY, path
        assert "unsafe" not in meta["content"]


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<p style="color: red">', ["style: p"]),
        ("<style>p {}</style>", ["style: style"]),
        ("<script>alert(1)</script>", ["script: alert(1)"]),
        (f'<script type="{DATA}">{{}}</script>', []),
        ('<p onclick="x()">', ["handler: onclick"]),
        ('<img src="//other.example/x.png">', ["src: //other.example/x.png"]),
        ('<script src="https://other.example/x.js">', ["src: https://other.example/x.js"]),
        ('<a href="https://other.example/">', ["leaves: https://other.example/"]),
        ('<a rel="noopener" href="https://other.example/">', []),
        ('<link rel="canonical" href="https://own.example/">', []),
    ],
)
def test_faults_are_found(html, faults) -> None:
    assert find_faults(html) == faults
