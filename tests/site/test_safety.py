"""What a page may hold and load: nothing inline that runs or paints, nothing of another host."""

from __future__ import annotations

import re

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


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def find_faults(soup: BeautifulSoup, host: str = "") -> list[str]:
    """What a Content-Security-Policy would stop, or should; `host` is the site's own."""
    faults = []
    for tag in soup.find_all(True):
        faults += [f"style: {tag.name}"] if tag.name == "style" or tag.has_attr("style") else []
        if tag.name == "script" and not tag.get("src") and tag.get("type") != DATA:
            faults.append(f"script: {tag.get_text()[:40]}")
        faults += [f"handler: {name}" for name in tag.attrs if name.startswith("on")]
        for name in ("src", "action", "data", "poster"):
            if re.match(r"(https?:)?//|javascript:", tag.get(name, "")):
                faults.append(f"{name}: {tag[name]}")
        if tag.get("href", "").startswith("http"):
            if tag.name == "link" and "stylesheet" in tag.get("rel", []):
                faults.append(f"loads: {tag['href']}")
            if tag.name == "a" and leaves(tag, host):
                faults.append(f"leaves: {tag['href']}")
    return faults


def find_policy_faults(soup: BeautifulSoup) -> list[str]:
    """What a page's own policy lacks."""
    meta = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
    said = [rule.split(maxsplit=1) for rule in meta["content"].split("; ")] if meta else []
    rules = dict(said)
    faults = [f"policy: {name} {rules.get(name)}" for name in POLICY if rules.get(name) != POLICY[name]]
    return faults + [f"policy: {' '.join(rule)}" for rule in said if "unsafe" in " ".join(rule)]


def leaves(link, host: str) -> bool:
    """Whether a link opens a page of another host and does not say noopener."""
    return "noopener" not in link.get("rel", []) and link["href"].split("/")[2] != host


def test_every_page_is_safe(site) -> None:
    (address,) = re.findall(r"Sitemap: https://([^/\s]+)", (site / "robots.txt").read_text())
    faults = []
    for path in sorted(site.rglob("*.html")):
        soup = parse(path.read_text(encoding="utf-8"))
        found = find_faults(soup, address) + find_policy_faults(soup)
        faults += [f"{path.relative_to(site)}: {fault}" for fault in found]
    assert faults == []


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
    assert find_faults(parse(html)) == faults


@pytest.mark.parametrize(
    ("before", "changed", "faults"),
    [
        ("", {}, 0),
        ("", {"script-src": "'self' 'unsafe-inline'"}, 2),
        ("", {"base-uri": "*"}, 1),
        ("script-src 'unsafe-inline'; ", {}, 1),  # of two, a browser obeys the first
    ],
)
def test_faults_of_a_policy_are_found(before, changed, faults) -> None:
    rules = before + "; ".join(f"{name} {value}" for name, value in {**POLICY, **changed}.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    assert len(find_policy_faults(parse(meta))) == faults


def test_a_page_without_a_policy_lacks_all_of_it() -> None:
    assert len(find_policy_faults(parse("<p>words"))) == len(POLICY)
