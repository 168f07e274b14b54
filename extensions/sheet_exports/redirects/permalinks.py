"""The places of a built site that others may link to: pages, sections and entries."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from sheet_exports.seo.sitemap import find_listed

if TYPE_CHECKING:
    from sheet_exports.redirects.table import Redirect


class _PlaceFinder(HTMLParser):
    """The ids of sections and entries; one with a slash stands for a place of another page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "section" or "entry" in (values.get("class") or "").split():
            name = values.get("id") or ""
            self.ids += [name] if name and "/" not in name else []


def find_places(folder: Path) -> set[str]:
    """``tensors/creation``, ``tensors/creation#from-data`` and so on, of a built language."""
    places = set()
    for page in find_listed(folder):
        finder = _PlaceFinder()
        finder.feed((folder / f"{page}.html").read_text(encoding="utf-8"))
        places |= {page, *(f"{page}#{name}" for name in finder.ids)}
    return places


def find_lost(kept: Iterable[str], found: set[str], redirects: Iterable[Redirect]) -> list[str]:
    """The places that were kept and are neither there nor redirected; an id goes with its page."""
    moved = {redirect.old for redirect in redirects}
    return [
        place
        for place in kept
        if place not in found and place not in moved and place.partition("#")[0] not in moved
    ]
