"""A small theme for cheat sheets: no framework, no font, no inline script or style."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sheetsearch.bundle import join_scripts, shrink_styles
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from sheet_theme.navigation import list_chapters, render_sections
from sheet_theme.words import list_words

HERE = Path(__file__).parent
# Every page is asked to load these: by Sphinx, for what this theme does not use; the last one is joined.
UNUSED_SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "translations.js",
    "offline.js",
)
# A link out that has no rel; matches '<a class="x" href="https://', not '<a rel="next" '.
OUTSIDE = re.compile(r'<a (?![^>]*\brel=)(?=[^>]*href="https?://)')
# In the order in which they are joined: each uses only what stands before it.
SCRIPTS = (
    "settings.js",
    "elements.js",
    "status.js",
    "copy.js",
    "rows.js",
    "whole.js",
    "sections.js",
    "filter.js",
    "moves.js",
    "places.js",
    "window.js",
    "keys.js",
)


def on_builder_inited(app: Sphinx) -> None:
    """Write the page's script, with the words of the language in it, and its styles, both small."""
    if app.builder.format != "html":
        return
    paths = [
        HERE.parent / "sheetsearch" / "scripts" / "hangul.js",
        *(HERE / "js" / name for name in SCRIPTS),
        HERE.parent / "sheet_exports" / "static" / "offline.js",
    ]
    app.builder.search = False  # Sphinx's own search page needs a template of Sphinx's own theme
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.js").write_text(join_scripts(paths, list_words()), encoding="utf-8")
    styles = (HERE / "sheet.css").read_text(encoding="utf-8")
    (folder / "sheet.css").write_text(shrink_styles(styles), encoding="utf-8")


class WrapTables(SphinxPostTransform):
    """Let a table that is too wide for a phone scroll by itself, not with the page."""

    default_priority = 500
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for table in list(self.document.findall(nodes.table)):
            wrapper = nodes.container(classes=["table-wrapper"])
            table.replace_self(wrapper)
            wrapper += table


def on_page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["unused_scripts"] = UNUSED_SCRIPTS
    context["body"] = OUTSIDE.sub('<a rel="noopener" ', context.get("body", ""))
    if pagename != app.config.root_doc:
        context["contents"] = list_chapters(app, pagename)
        context["sections"] = render_sections(app, pagename)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_html_theme("sheet", HERE / "theme")
    app.add_post_transform(WrapTables)
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_page_context)
    app.add_js_file("early.js", priority=100)
    app.add_js_file("page.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
