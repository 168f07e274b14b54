"""A browser, the real site for it, and tiny projects."""

from __future__ import annotations

from browsing import address, browser, open_page, whole_browser
from built_site import entries, languages, site
from projects import make_project, make_shared_project

__all__ = [
    "address",
    "browser",
    "entries",
    "languages",
    "make_project",
    "make_shared_project",
    "open_page",
    "site",
    "whole_browser",
]
