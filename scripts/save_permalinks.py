"""Keep every place of the built site that others may link to: ``make permalinks``.

A place that was kept and is gone must have a redirect; without one nothing is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from cheatsheet.core.permalinks import GONE, Permalink, digest_code, parse_permalinks
from gettext_lint.locales import SOURCE
from sheet_exports.redirects.permalinks import find_lost, find_places
from sheet_exports.redirects.table import parse_redirects
from sphinx_runner import ROOT

KEPT = ROOT / "source" / "permalinks.txt"
REDIRECTS = ROOT / "source" / "redirects.tsv"


def read_kept(path: Path = KEPT) -> list[str]:
    """The places that were kept. Raises SystemExit with the line that is none."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [permalink.place for permalink in parse_permalinks(text)]
    except ValueError as error:
        raise SystemExit(f"source/permalinks.txt:{error}") from None


def read_digests(site: Path) -> dict[str, str]:
    """For each row of a built language its place and the digest of its code."""
    entries = json.loads((site / "entries.json").read_text(encoding="utf-8"))
    return {f"{entry['page']}#{entry['id']}": digest_code(entry["code"]) for entry in entries}


def mark_places(
    places: Iterable[str], found: set[str], digests: Mapping[str, str]
) -> Iterable[Permalink]:
    for place in places:
        yield Permalink(place, digests.get(place, "") if place in found else GONE)


def main() -> int:
    site = ROOT / "build" / "html" / SOURCE
    if not (site / "index.html").exists():
        print("build/html: found no site, expected one; run make html", file=sys.stderr)
        return 1
    kept, found = read_kept(), find_places(site)
    redirects, _ = parse_redirects(REDIRECTS.read_text(encoding="utf-8"))
    if lost := find_lost(kept, found, redirects):
        for place in lost:
            line = kept.index(place) + 1
            text = "found no such place, expected it or a redirect; add a line to source/redirects.tsv"
            print(f"source/permalinks.txt:{line}: {place}: {text}", file=sys.stderr)
        return 1
    places = sorted({*kept, *found})
    lines = [permalink.write() for permalink in mark_places(places, found, read_digests(site))]
    KEPT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(places)} places in source/permalinks.txt, {len(set(places) - set(kept))} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
