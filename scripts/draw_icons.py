"""Draw what others show of the site: icons of an app, and a picture for links in each language.

``make icons``. Needs Chromium and the built site, whose words and entries the pictures show.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chromium import open_browser
from gettext_lint.locales import find_languages
from jinja2 import Environment
from markupsafe import Markup
from sheet_exports.offline.root_pages import read_language
from sphinx_runner import LOCALE, ROOT, UI_CATALOGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

ICON = ROOT / "source" / "_static" / "icon.svg"
FOLDER = ROOT / "source" / "_root"
TEMPLATE = ROOT / "scripts" / "cards" / "social.html"
SIZES = (180, 192, 512)  # pixels: Apple's touch icon, then what a manifest must have to be installable
SOCIAL: ViewportSize = {"width": 1200, "height": 630}  # pixels, as Open Graph's readers expect
ENTRIES = ("torch-zeros", "torch-full", "torch-arange")  # of one page, short in every language
PAGE = "tensors/creation"


def draw_icon(browser: Browser, size: int, path: Path) -> None:
    """The icon on its own ground to the edges: systems cut corners off by themselves."""
    page = browser.new_page(viewport={"width": size, "height": size})
    svg = ICON.read_text(encoding="utf-8").replace('rx="7"', "")
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block; width: {size}px }}</style>{svg}"
    )
    page.screenshot(path=path)
    page.close()


def write_card(code: str) -> str:
    """The picture of a language, as a page."""
    site = ROOT / "build" / "html" / code
    entries = json.loads((site / "entries.json").read_text(encoding="utf-8"))
    known = {entry["id"]: entry for entry in entries if entry["page"] == PAGE}
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    template = Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        language=read_language([LOCALE, *UI_CATALOGS], code),
        icon=Markup(ICON.read_text(encoding="utf-8")),
        title=manifest["name"],
        words=manifest["description"],
        entries=[known[name] for name in ENTRIES],
    )


def draw_social(browser: Browser, code: str, path: Path) -> None:
    page = browser.new_page(viewport=SOCIAL)
    page.set_content(write_card(code))
    page.screenshot(path=path)
    page.close()


def main() -> int:
    languages = find_languages(ROOT / "locale")
    missing = [code for code in languages if not (ROOT / "build" / "html" / code).is_dir()]
    if missing:
        print(f"build/html: found no {', '.join(missing)}, expected it; run make html", file=sys.stderr)
        return 1
    with open_browser() as browser:
        for size in SIZES:
            draw_icon(browser, size, FOLDER / f"icon-{size}.png")
        for code in languages:
            draw_social(browser, code, FOLDER / f"social-{code}.png")
    print(f"{len(SIZES)} icons and {len(languages)} pictures in {FOLDER.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
