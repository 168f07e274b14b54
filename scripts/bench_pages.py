"""How quickly pages come, beside a page with nothing in it, by Lighthouse in one run: ``make bench``.

A busy machine makes any page slow and none quick: of each page the best of a few reports counts, and
its times are judged only where those of the empty page are good.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from lighthouse import get_score, get_value, run_lighthouse
from sphinx_runner import ROOT
from static_host import serve

ROUNDS = 3  # reports of each page, in turns with the empty one
PAGES = {"ko/tensors/creation.html": 99, "en/index.html": 99, "ko/all.html": 95}  # and their least score
BLOCKED = 50  # ms that scripts may keep the page from answering, at most
EMPTY = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Nothing</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="Nothing">
<h1>Nothing</h1></html>
"""


class Found(NamedTuple):
    """The performance, from 0 to 100; the milliseconds for which scripts block the page, below 0."""

    performance: float
    free: float

    @classmethod
    def measure(cls, url: str, form: str) -> Found:
        report = run_lighthouse(url, form)
        return cls(get_score(report, "performance"), -get_value(report, "total-blocking-time"))

    def __str__(self) -> str:
        return f"{self.performance:.0f}, blocked for {-self.free:.0f} ms"


def compare(url: str, empty: str, form: str) -> tuple[Found, Found]:
    """The best of the page, and of the empty one, in turns."""
    pairs = [(Found.measure(url, form), Found.measure(empty, form)) for _ in range(ROUNDS)]
    ours, others = zip(*pairs, strict=True)
    return max(ours), max(others)


def main() -> int:
    slow = False
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "index.html").write_text(EMPTY, encoding="utf-8")
        with serve(ROOT / "build" / "html") as address, serve(Path(name)) as beside:
            for path, form in itertools.product(PAGES, ("mobile", "desktop")):
                found, empty = compare(f"{address}/{path}", f"{beside}/index.html", form)
                least = Found(PAGES[path], -BLOCKED)
                is_slow = any(
                    one < limit <= other for one, limit, other in zip(found, least, empty, strict=True)
                )
                slow |= is_slow
                expected = f"; expected at least {least}" if is_slow else ""
                print(f"  {path}, {form}: performance {found}; with nothing in it {empty}{expected}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
