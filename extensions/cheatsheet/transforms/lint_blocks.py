"""Refuse pages on which code would go unrun, run unseen, or be skipped without a reason."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from pycode.names import find_definitions, find_free_names
from pycode.tree import list_imports, parse_code
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from cheatsheet.core.python_source import BlockError, find_sources
from cheatsheet.transforms.notes import KINDS

logger = logging.getLogger(__name__)

PYTHON = {"python", "python3", "py", "py3", "pycon", "pycon3", "ipython", "ipython3", "default"}
SKIP = doctest.SKIP


class CheckBlocks(SphinxTransform):
    """Warn of code that no directive runs and of directives that hide or skip code."""

    default_priority = 8  # before SplitBlocks (9), which replaces nodes

    def apply(self, **_kwargs: Any) -> None:
        known = find_definitions(self.config.doctest_global_setup or "")
        language = self.config.highlight_language
        for node in self.document.findall(is_code_or_language):
            if isinstance(node, addnodes.highlightlang):
                language = node["lang"]
                continue
            for message in check_node(node, known, language):
                logger.warning(message, location=node, type="cheatsheet", subtype="block")


def is_code_or_language(node: nodes.Node) -> bool:
    if isinstance(node, nodes.comment):
        return "testnodetype" in node
    return isinstance(node, (nodes.literal_block, nodes.doctest_block, addnodes.highlightlang))


def check_node(node: nodes.Element, conditions: set[str], language: str) -> Iterator[str]:
    """What is wrong with a node that holds code, a sentence each."""
    kind = node.get("testnodetype")
    if kind is None:
        yield from _check_unrun(node, language)
    elif kind in ("testsetup", "testcleanup"):
        yield f"found {kind}, expected a block that stands alone; put what it needs into it"
    elif isinstance(node, nodes.comment) and kind != "testcode":  # that is a check
        yield f"found a hidden {kind}, expected one that readers see; remove :hide:"
    else:
        yield from _check_directive(node, conditions)
        if kind in KINDS:
            yield from _check_imports(node.get("test", node.astext()), session=kind == "doctest")


def _check_imports(text: str, session: bool) -> Iterator[str]:
    """An import that runs in a block and could not within its page's file."""
    try:
        sources = find_sources(text, session)
    except BlockError:
        return  # told where the block is split
    for source in sources:
        imports = list_imports(parse_code("\n".join(source.lines)))
        if any(bound.module == "__future__" for bound in imports):
            yield "found an import from __future__, expected none; it cannot stand within a page's file"


def _check_unrun(node: nodes.Element, default_language: str) -> Iterator[str]:
    """Code of no directive that runs: fine in another language, and only if it says so."""
    found = node.astext().strip().split("\n")[0]
    language = node.get("language")
    language = language and language.lower()
    if isinstance(node, nodes.doctest_block):
        yield f"found a session that nothing runs, {found!r}; put it under '.. doctest::'"
    elif language is None and default_language.lower() in PYTHON:
        yield f"found a literal block without a language, {found!r}; name one, or let a doctest run it"
    elif language in PYTHON or found.startswith(">>>"):
        yield f"found Python that nothing runs, {found!r}; use '.. doctest::' or '.. testcode::'"


def _check_directive(node: nodes.Element, conditions: set[str]) -> Iterator[str]:
    kind = node["testnodetype"]
    if node["groups"] != ["default"]:
        yield f"found the group {', '.join(node['groups'])!r}, expected none; every block stands alone"
    if node["options"].get(SKIP) or "+SKIP" in node.get("test", node.astext()):
        yield f"found a {kind} that is always skipped, expected a reason; use :skipif: and a condition"
    if not node.astext().strip() and kind != "testoutput":
        yield f"found an empty {kind}, expected code"
    if "skipif" in node:
        yield from _check_condition(node["skipif"], conditions)


def _check_condition(condition: str, known: set[str]) -> Iterator[str]:
    names = ", ".join(sorted(known)) or "none, since doctest_global_setup defines no condition"
    try:
        used = find_free_names(condition)
    except SyntaxError as error:
        yield f"found the condition {condition!r} ({error.msg}), expected Python that uses {names}"
        return
    unknown = sorted(used - known)
    if unknown or not used:
        found = ", ".join(unknown) or repr(condition)
        yield f"found the unknown condition {found}, expected one of {names}"
