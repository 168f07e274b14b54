"""Print the built site's sheet on paper, a PDF a language, into ``build/pdf``: ``make pdf``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chromium import open_browser
from sphinx_runner import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SITE = ROOT / "build" / "html"
FOLDER = ROOT / "build" / "pdf"


def print_page(browser: Browser, page: Path, pdf: Path) -> None:
    """What the browser's own Print makes of the page, with bookmarks."""
    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.pdf(path=pdf, prefer_css_page_size=True, outline=True, tagged=True)
    tab.close()


def main() -> int:
    pages = sorted(SITE.glob("*/print.html"))
    if not pages:
        print("build/html: found no print.html, expected one a language; run make html", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open_browser() as browser:
        for page in pages:
            pdf = FOLDER / f"sheet-{page.parent.name}.pdf"
            print_page(browser, page, pdf)
            print(f"{pdf.relative_to(ROOT)}: {pdf.stat().st_size / 1000:,.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
