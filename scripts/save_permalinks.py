"""Keep every place of the built site that others may link to: ``make permalinks``.

A place that was kept and is gone must have a redirect; without one nothing is written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gettext_lint.locales import SOURCE
from sheet_exports.redirects.permalinks import find_lost, find_places
from sheet_exports.redirects.table import parse_redirects
from sphinx_runner import ROOT

KEPT = ROOT / "source" / "permalinks.txt"
REDIRECTS = ROOT / "source" / "redirects.tsv"


def read_kept(path: Path = KEPT) -> list[str]:
    return path.read_text(encoding="utf-8").split() if path.exists() else []


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
    lines = sorted({*kept, *found})
    KEPT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} places in source/permalinks.txt, {len(set(lines) - set(kept))} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
