"""Refuse pages on which code would go unrun, run unseen, or be skipped without a reason."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from pycode.conditions import find_conditions, gives_reason
from pycode.names import find_free_names
from pycode.tree import list_imports, parse_code
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from cheatsheet.core.python_source import BlockError, find_sources
from cheatsheet.transforms.notes import KINDS

logger = logging.getLogger(__name__)

PYTHON = {"python", "python3", "py", "py3", "pycon", "pycon3", "ipython", "ipython3", "default"}
PYTHON |= {"python2", "py2", "pyi", "sage", "numpy"}
SKIP = doctest.SKIP
# What is read as a comment though its author may have meant a directive, by its first line. Matches
# "doctest:", "note: words", "doc test::"; not "a comment", "https://a.org".
MEANT = re.compile(r"([a-z][\w -]*?) ?:(:?)(?:\s|$)", re.IGNORECASE)
# The flags of a line, as doctest reads them. Matches "# doctest: +ELLIPSIS", "#doctest:+X, -Y".
FLAGS = re.compile(r"#\s*doctest:\s*([^\n\'\"]*)$", re.MULTILINE)
PROMPT = re.compile(r"^\s*>>> ", re.MULTILINE)


class CheckBlocks(SphinxTransform):
    """Warn of code that no directive runs and of directives that hide or skip code."""

    default_priority = 8  # before SplitBlocks (9), which replaces nodes

    def apply(self, **_kwargs: Any) -> None:
        known = find_conditions(self.config.doctest_global_setup or "")
        language = self.config.highlight_language
        path = str(self.env.doc2path(self.env.current_document.docname))
        for node in self.document.findall(is_code_or_language):
            if isinstance(node, addnodes.highlightlang):
                language = node["lang"]
                continue
            for message in check_node(node, known, language):
                place = f"{node.source or path}:{find_line(node)}"
                logger.warning(message, location=place, type="cheatsheet", subtype="block")


def on_config_inited(_app: Sphinx, config: Config) -> None:
    try:
        find_conditions(config.doctest_global_setup or "")
    except SyntaxError as error:
        told = f"found {error.msg} in line {error.lineno}, expected Python; mend it"
        raise ConfigError(f"doctest_global_setup: {told}") from None


def find_line(node: nodes.Element) -> int:
    """Where a node starts, from 1; docutils says of a comment where it ends."""
    is_comment = isinstance(node, nodes.comment) and "testnodetype" not in node
    return max(1, (node.line or 1) - (node.astext().count("\n") if is_comment else 0))


def is_code_or_language(node: nodes.Node) -> bool:
    kinds = (nodes.literal_block, nodes.doctest_block, nodes.comment, addnodes.highlightlang)
    return isinstance(node, kinds)


def check_node(node: nodes.Element, conditions: Mapping[str, bool], language: str) -> Iterator[str]:
    """What is wrong with a node that holds code, a sentence each."""
    kind = node.get("testnodetype")
    if kind is None and isinstance(node, nodes.comment):
        yield from _check_comment(node.astext())
    elif kind is None:
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


def _check_comment(text: str) -> Iterator[str]:
    """A directive that is none, so that what it holds is neither run nor seen."""
    meant = MEANT.match(text)
    name = meant[1].lower() if meant else ""
    if meant and (meant[2] or name in directives._directives or name in en.directives):
        found = repr(text.split("\n")[0])
        yield f"found a comment, {found}, expected a directive; write its name and '::', or remove it"
    elif PROMPT.search(text):
        yield "found a session in a comment, expected one that runs; put it under '.. doctest::'"


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


def _check_directive(node: nodes.Element, conditions: Mapping[str, bool]) -> Iterator[str]:
    kind = node["testnodetype"]
    if node["groups"] != ["default"]:
        yield f"found the group {', '.join(node['groups'])!r}, expected none; every block stands alone"
    if node["options"].get(SKIP) or "+SKIP" in node.get("test", node.astext()):
        yield f"found a {kind} that is always skipped, expected a reason; use :skipif: and a condition"
    for flag in find_unknown_flags(node.get("test", node.astext())) if kind == "doctest" else ():
        known = ", ".join(sorted(doctest.OPTIONFLAGS_BY_NAME))
        yield f"found the flag {flag!r}, expected + or - and one of {known}; correct it"
    if not node.astext().strip() and kind != "testoutput":
        yield f"found an empty {kind}, expected code"
    if "skipif" in node:
        yield from _check_condition(node["skipif"], conditions)


def find_unknown_flags(text: str) -> Iterator[str]:
    for match in FLAGS.finditer(text):
        for flag in match[1].replace(",", " ").split() or [""]:
            if flag[:1] not in ("+", "-") or flag[1:] not in doctest.OPTIONFLAGS_BY_NAME:
                yield flag


def _check_condition(condition: str, known: Mapping[str, bool]) -> Iterator[str]:
    names = ", ".join(sorted(known)) or "none, since doctest_global_setup defines no condition"
    try:
        used = find_free_names(condition)
        is_reason = gives_reason(condition, known)
    except SyntaxError as error:
        yield f"found the condition {condition!r} ({error.msg}), expected Python that uses {names}"
        return
    unknown = sorted(used - known.keys())
    if unknown or not used:
        found = ", ".join(unknown) or repr(condition)
        yield f"found the unknown condition {found}, expected one of {names}"
    elif not is_reason:
        told = "a name, or a call with values, or several joined by or"
        yield f"found the condition {condition!r}, which gives no reason, expected {told}; correct it"
