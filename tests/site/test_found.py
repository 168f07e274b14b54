"""The real site is found by others: heads, lists for machines, pages above the languages, moves."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from sheet_exports.offline.service_worker import list_files
from sheet_exports.seo.sitemap import find_listed

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SOCIAL = (1200, 630)  # pixels
# Compressed bytes of all that a browser keeps of a language: what a few pictures weigh.
KEPT = 1_300_000


def find_file(site: Path, address: str) -> Path:
    """The file that a full address of the site stands for."""
    path = urlsplit(address).path.lstrip("/")
    return site / (path + "index.html" if path.endswith("/") or not path else path)


def read_size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    return struct.unpack(">II", path.read_bytes()[16:24])


@pytest.fixture(scope="module")
def pages(site: Path, languages: list[str]) -> dict[str, str]:
    """Every page that search engines may offer, by its path."""
    return {
        f"{code}/{name}.html": (site / code / f"{name}.html").read_text(encoding="utf-8")
        for code in languages
        for name in find_listed(site / code)
    }


def test_every_page_is_described(pages) -> None:
    for name, text in pages.items():
        (words,) = re.findall('<meta name="description" content="(.+?)">', text)
        assert 10 < len(words) <= 160, (name, words)


def test_every_page_knows_its_address_and_its_picture(site, pages) -> None:
    for name, text in pages.items():
        (canonical,) = re.findall('<link rel="canonical" href="(.+?)">', text)
        assert urlsplit(canonical).path == f"/{name}"
        (picture,) = re.findall('<meta property="og:image" content="(.+?)">', text)
        assert read_size(find_file(site, picture)) == SOCIAL


def test_every_page_has_one_data_block(pages) -> None:
    for name, text in pages.items():
        (block,) = re.findall('<script type="application/ld\\+json">(.+?)</script>', text)
        kinds = [thing["@type"] for thing in json.loads(block)["@graph"]]
        assert kinds[0] in ("WebSite", "WebPage", "TechArticle"), name


def test_sitemap_lists_every_page_in_every_language(site, pages, languages) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    maps = [find_file(site, place.text) for place in root.iter(f"{SITEMAP}loc")]
    assert maps == [site / code / "sitemap.xml" for code in languages]
    listed = set()
    for path in maps:
        for url in ElementTree.parse(path).getroot():
            listed.add(urlsplit(url.findtext(f"{SITEMAP}loc")).path.lstrip("/"))
            links = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
            assert set(links) == set(languages)
            assert all(find_file(site, href).is_file() for href in links.values())
    assert listed == set(pages)


def test_robots_may_read_and_find_the_map(site) -> None:
    text = (site / "robots.txt").read_text(encoding="utf-8")
    assert "Disallow" not in text
    (address,) = re.findall("^Sitemap: (.+)$", text, re.MULTILINE)
    assert find_file(site, address) == site / "sitemap.xml"


def test_language_models_find_every_page(site, languages, entries) -> None:
    for code in languages:
        text = (site / code / "llms.txt").read_text(encoding="utf-8")
        for address in re.findall(r"\]\((https://[^)]+)\)", text):
            assert find_file(site, address).is_file(), address
        whole = (site / code / "llms-full.txt").read_text(encoding="utf-8")
        for entry in entries[code]:
            assert entry["code"].split("\n")[0] in whole, entry["url"]
        assert {f"{e['page']}.html" for e in entries[code]} <= set(
            re.findall(rf"/{code}/(\S+\.html)", text)
        )
    assert (site / "llms.txt").read_text() == (site / "en" / "llms.txt").read_text()
    assert (site / "llms-full.txt").read_text() == (site / "en" / "llms-full.txt").read_text()


@pytest.mark.parametrize("name", ["404.html", "offline.html"])
def test_page_above_the_languages_speaks_all_of_them(site, languages, name) -> None:
    text = (site / name).read_text(encoding="utf-8")
    for code in languages:
        assert f'<section lang="{code}"' in text
    assert "찾을 수 없" in text or "오프라인" in text
    for address in re.findall('(?:href|src)="([^"]+)"', text):
        assert address.startswith("/"), address
        assert address.endswith("search.html") or (site / address.lstrip("/")).is_file(), address
    assert '<meta name="robots" content="noindex">' in text


def test_app_can_be_installed(site, languages) -> None:
    for code in languages:
        manifest = json.loads((site / code / "manifest.webmanifest").read_text(encoding="utf-8"))
        assert manifest["lang"] == code
        assert (site / code / manifest["start_url"]).is_file()
        for icon in manifest["icons"]:
            size = tuple(map(int, icon["sizes"].split("x")))
            assert read_size((site / code / icon["src"]).resolve()) == size
        assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert read_size(site / "icon-180.png") == (180, 180)


def test_what_is_kept_offline_is_little(site, languages) -> None:
    text = (site / "sw.js").read_text(encoding="utf-8")
    files = json.loads(re.search("^const files = (.*);$", text, re.MULTILINE)[1])
    assert sorted(files) == languages
    for code, names in files.items():
        sizes = {name: len(gzip.compress((site / name).read_bytes(), 9)) for name in names}
        assert sum(sizes.values()) < KEPT, sorted(sizes, key=sizes.get)[-5:]
        pages = {f"{code}/{name}" for name in list_files(site / code) if name.endswith(".html")}
        missing = {name for name in pages - set(names) if f"{code}/all/" not in name}
        assert missing == {f"{code}/print.html"}
        assert not [name for name in names if name.endswith((".py", ".ipynb", "entries.json"))]
