"""A builder that looks at all pages together, at the end, whatever was outdated."""

from __future__ import annotations

from collections.abc import Set

from sphinx.builders import Builder


class WholeBuilder(Builder):
    """What is to be done stands in `finish`; no page is written by itself."""

    allow_parallel = True

    def get_outdated_docs(self) -> set[str]:
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Nothing a page."""
