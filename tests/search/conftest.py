"""The real site, for the queries that are put to it."""

from __future__ import annotations

from built_site import entries, languages, site

__all__ = ["entries", "languages", "site"]
