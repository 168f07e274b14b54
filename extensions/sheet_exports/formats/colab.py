"""Google Colab opens the notebooks of a site that is in a repository of GitHub."""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

COLAB = "https://colab.research.google.com/github/"
# Where a host has the built site: matches "owner/name/blob/gh-pages"; not "owner/name".
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+/blob/[\w./-]*\w")


def find_colab(config: Config, file: str) -> str:
    """Where a file of the site is opened; "" where no repository is set."""
    repository = config.notebooks_repository
    return f"{COLAB}{repository}/{config.language}/{file}" if repository else ""


def on_config_inited(_app: Sphinx, config: Config) -> None:
    found = config.notebooks_repository
    if found and not REPOSITORY.fullmatch(found):
        raise ConfigError(
            f"notebooks_repository: found {found!r}, expected 'owner/name/blob/branch', where the host "
            "has the built site, or ''"
        )
