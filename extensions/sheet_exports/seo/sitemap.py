"""List the pages of a language for search engines, each with itself in the others: ``sitemap.xml``.

https://www.sitemaps.org/protocol.html; the site's root has the sitemap of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from cheatsheet.pages.languages import list_alternates
from sphinx.application import Sphinx

SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{}</urlset>
"""
# What a page says that search engines should not offer; see head.py and redirects.py.
UNLISTED = '<meta name="robots" content="noindex">'


def find_listed(folder: Path) -> Iterator[str]:
    """The pages of a built site, without their suffix, that search engines may offer."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder)
        if name.parts[0] != "_static" and UNLISTED not in path.read_text(encoding="utf-8"):
            yield name.with_suffix("").as_posix()


def write_entry(alternates: list[dict[str, str]]) -> str:
    """A page's address and those in every language, its own included, as the protocol wants it."""
    own = next(a["url"] for a in alternates if a["current"])
    links = [
        f'<xhtml:link rel="alternate" hreflang={quoteattr(a["language"])} href={quoteattr(a["url"])}/>'
        for a in alternates
    ]
    return "\n".join(["<url>", f"<loc>{escape(own)}</loc>", *links, "</url>\n"])


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.name == "html":
        outdir = Path(app.outdir)
        entries = [write_entry(list_alternates(app, name)) for name in find_listed(outdir)]
        (outdir / "sitemap.xml").write_text(SITEMAP.format("".join(entries)), encoding="utf-8")
