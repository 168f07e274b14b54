"""Let a browser install the sheet: a web app manifest a language. https://www.w3.org/TR/appmanifest"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _

from sheet_exports.seo.page_meta import describe_page

LINKS = Markup("""\
<link rel="manifest" href="{root}manifest.webmanifest">
<link rel="apple-touch-icon" href="{root}../{icon}">
""")


def make_manifest(app: Sphinx) -> dict:
    """The app's members: those of the setting, and what a language says of itself.

    It holds all languages: a reader who changes language stays in the app.
    """
    root = app.env.get_doctree(app.config.root_doc)
    return {
        "name": _(app.config.project),
        "description": describe_page(root),
        "lang": app.config.language.replace("_", "-"),
        "start_url": app.builder.get_target_uri(app.config.root_doc),
        "scope": "../",
        "display": "minimal-ui",
        **app.config.manifest,
    }


def on_page_context(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    if app.config.manifest:
        links = LINKS.format(root=context["content_root"], icon=app.config.touch_icon)
        context["metatags"] = Markup(context.get("metatags", "")) + links


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html" and app.config.manifest:
        text = json.dumps(make_manifest(app), ensure_ascii=False, indent=1) + "\n"
        Path(app.outdir, "manifest.webmanifest").write_text(text, encoding="utf-8")
