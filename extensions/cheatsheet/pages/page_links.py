"""Lead from a page to the file that it is written in, and to the catalog that translates it."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from gettext_lint.locales import SOURCE
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.locale import _


def list_page_links(app: Sphinx, page: str) -> list[dict[str, str]]:
    """The links of a page, as `label` and `href`; none for what has no source, such as the search."""
    if not app.config.repository_url or page not in app.env.found_docs:
        return []
    links = [{"label": _("Edit this page"), "href": link_to_file(app, app.env.doc2path(page))}]
    catalog = find_catalog(app, page, app.config.language)
    if catalog and app.config.language != SOURCE:
        links.append({"label": _("Improve this translation"), "href": link_to_file(app, catalog)})
    return links


def find_catalog(app: Sphinx, page: str, language: str) -> Path | None:
    """The catalog of a page in a language, if there is one."""
    folders = [Path(app.srcdir, folder) for folder in app.config.locale_dirs]
    paths = [folder / language / "LC_MESSAGES" / f"{page}.po" for folder in folders]
    return next((path for path in paths if path.exists()), None)


def link_to_file(app: Sphinx, path: str | Path) -> str:
    """The address where GitHub opens a file of the repository in its editor."""
    name = Path(os.path.relpath(path, app.confdir)).as_posix()
    return f"{app.config.repository_url}/edit/{app.config.repository_branch}/{quote(name)}"


def on_config_inited(_app: Sphinx, config: Config) -> None:
    url = config.repository_url
    if url and (not url.startswith("https://") or url.endswith("/")):
        raise ConfigError(f"repository_url: found {url!r}, expected https://host/owner/name")


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    context["page_links"] = list_page_links(app, pagename)
