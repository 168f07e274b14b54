"""Settings that name what there is, and lie where they make sense; others are told with their line."""

from __future__ import annotations

import re
from pathlib import Path

from gettext_lint.parser import CatalogError, read_utf8
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from cheatsheet.core.permalinks import group_by_page, parse_permalinks

logger = logging.getLogger(__name__)

PAGES = ("records_page", "status_page")
CONF = "conf.py"


def find_setting(folder: Path, name: str) -> str:
    """``conf.py:12`` of the line that gives a setting, line 1 if it comes from elsewhere."""
    text = (folder / CONF).read_text(encoding="utf-8") if (folder / CONF).exists() else ""
    found = re.search(rf"^{name}\b", text, re.MULTILINE)
    return f"{CONF}:{text.count(chr(10), 0, found.start()) + 1 if found else 1}"


def read_permalinks(app: Sphinx, config: Config) -> None:
    """Read which ids the entries of each page have had."""
    path = config.permalinks_file
    try:
        found = parse_permalinks(read_utf8(Path(app.confdir, path))) if path else []
    except CatalogError as error:
        raise ConfigError(str(error)) from None
    except ValueError as error:
        raise ConfigError(f"{path}:{error}") from None
    config.permalinks = group_by_page(found)


def on_config_inited(app: Sphinx, config: Config) -> None:
    share = config.translated_enough
    if not 0 <= share <= 100:
        place = find_setting(Path(app.confdir), "translated_enough")
        text = f"found translated_enough = {share}, expected a percentage; write 0 to 100"
        raise ConfigError(f"{place}: {text}")


def on_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    for name in PAGES:
        page = app.config[name]
        if page and page not in env.found_docs:
            place = find_setting(Path(app.confdir), name)
            text = f"found {name} = {page!r}, which is no page, expected one without its ending, or ''"
            logger.warning(text, location=place, type="cheatsheet", subtype="setting")
