"""The engine of the search, run as it is by V8, without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer
from sheetsearch.collect import Page
from sheetsearch.data import encode_first, encode_rest
from sheetsearch.files import ENGINE, find_scripts

SITE_FILES = ("search.js", "glossary.js", "search-data.js", "search-texts.js")

# What an engine found: the page without its ending, and the id.
SEARCH = """
function ask(query) {
  const { results, ...said } = engine.search(query);
  const { documents } = engine.index;
  const found = results.map(({ number }) => documents[number]);
  return { ...said, found: found.map(({ page, id }) => [page.uri.replace(/\\.html$/, ""), id]) };
}
"""


class Engine:
    """Functions of the scripts, called with values that JSON knows."""

    def __init__(self, context: MiniRacer) -> None:
        self.context = context

    def run(self, script: str) -> None:
        self.context.eval(script)

    def call(self, name: str, *arguments: Any) -> Any:
        """What a function, or an expression that gives one, returns."""
        values = ", ".join(json.dumps(argument) for argument in arguments)
        found = self.context.eval(f"JSON.stringify(({name})({values})) ?? null")
        return json.loads(found) if isinstance(found, str) else None

    def ask(self, query: str) -> dict:
        """What the engine says to a query; `found` are pages and ids, the best first."""
        return self.call("ask", query)

    def find(self, query: str) -> list[str]:
        return [f"{page}#{name}" for page, name in self.ask(query)["found"]]


@contextmanager
def open_scripts(*names: str) -> Iterator[Engine]:
    """Scripts of these names, in this order."""
    context = MiniRacer()
    try:
        engine = Engine(context)
        engine.run("\n".join(path.read_text(encoding="utf-8") for path in find_scripts(*names)))
        yield engine
    finally:
        context.close()  # else the interpreter never ends


@contextmanager
def open_pages(
    pages: list[Page], glossary: Iterable[Iterable[str]] = (), *, whole: bool = True
) -> Iterator[Engine]:
    """An engine over pages made for a test; `whole` with all texts, as after a moment."""
    with open_scripts(*ENGINE) as engine:
        first, rows = (
            json.dumps(encode_first(pages, {"nn": "lib.nn"})),
            json.dumps([*map(list, glossary)]),
        )
        engine.run(f"{SEARCH}const engine = createSearch({first}, {rows});")
        if whole:
            engine.run(f"engine.addRest({json.dumps(encode_rest(pages))});")
        yield engine


@contextmanager
def open_site(folder: Path) -> Iterator[Engine]:
    """The files that a built language ships, as a reader's browser runs them."""
    context = MiniRacer()
    try:
        engine = Engine(context)
        for name in SITE_FILES:
            engine.run((folder / "_static" / name).read_text(encoding="utf-8"))
        engine.run(f"{SEARCH}const engine = sheetSearch.createSearch(sheetData, sheetGlossary);")
        engine.run("engine.addRest(sheetTexts);")
        yield engine
    finally:
        context.close()
