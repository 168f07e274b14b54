"""What searching costs, beside Sphinx's own search over the same pages, in one run: ``make bench``.

Both answer the queries of tests/site in a real Chromium, as it is and slowed down six times.
Of the times only the ratios mean something on another machine.
"""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chromium import open_browser
from engine import open_site
from query_sets import HALVES, TASK_FILES, score_file
from sphinx_runner import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERIES = ROOT / "tests" / "site"
SLOWER = (1, 6)  # times
TIMES = 3  # each query, of which the median counts
# The same pages with Sphinx's own theme and search.
STOCK = ["-D", "extensions=cheatsheet,myst_parser,sphinx.ext.doctest", "-D", "html_theme=basic"]


@dataclass(frozen=True)
class Engine:
    """A search: its files, for a first result and all, and JavaScript that starts and asks it.

    `start` takes the texts of the files by name; `ask` takes a query and gives a list.
    """

    name: str
    first: tuple[str, ...]
    later: tuple[str, ...]
    start: str
    ask: str


OURS = Engine(
    "this search",
    ("search-open.js", "search.js", "search.css", "glossary.js", "search-data.js"),
    ("search-texts.js",),
    """texts => {
      for (const name of ["search.js", "glossary.js", "search-data.js"]) (0, eval)(texts[name]);
      globalThis.engine = sheetSearch.createSearch(sheetData, sheetGlossary);
      return () => { (0, eval)(texts["search-texts.js"]); engine.addRest(sheetTexts); };
    }""",
    "query => engine.search(query).results",
)
SPHINX = Engine(
    "Sphinx's own",
    ("searchtools.js", "language_data.js", "doctools.js", "sphinx_highlight.js", "../searchindex.js"),
    (),
    """texts => {
      (0, eval)(texts["../searchindex.js"]);
      return () => {};
    }""",
    "query => Search._performSearch(...Search._parseQuery(query))",
)
# Starts an engine and asks it each query; gives milliseconds and how many found nothing.
MEASURE = """({{ texts, queries, times }}) => {{
  const clock = (act) => {{ const start = performance.now(); act(); return performance.now() - start; }};
  let more;
  const boot = clock(() => {{ more = ({start})(texts); }});
  const rest = clock(more);
  const ask = {ask};
  const empty = queries.filter((query) => !ask(query).length).length;
  const each = queries.map((query) =>
    Array.from({{ length: times }}, () => clock(() => ask(query))).sort((a, b) => a - b)[times >> 1]);
  return {{ boot, rest, empty, each }};
}}"""


def build_stock(language: str, folder: Path) -> None:
    """The pages with Sphinx's own search. Raises SystemExit where it leaves no index."""
    options = ["-q", "-b", "html", "-c", ROOT, "-D", f"language={language}", *STOCK]
    command = [sys.executable, "-m", "sphinx", *options, ROOT / "source", folder]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if not (folder / "searchindex.js").exists():
        raise SystemExit(f"found no searchindex.js, expected one by Sphinx\n{done.stderr[-3000:]}")


def read_queries(path: Path) -> list[str]:
    """The queries that the site has an answer to."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [query for query, kind, _ in rows if kind != "absent"]


def count_bytes(folder: Path, names: tuple[str, ...]) -> int:
    return sum(len(gzip.compress((folder / "_static" / name).read_bytes(), 9)) for name in names)


def measure(browser: Browser, engine: Engine, folder: Path, queries: list[str]) -> None:
    """Print a line for each speed of the processor."""
    first, all_ = (count_bytes(folder, names) for names in (engine.first, engine.first + engine.later))
    print(f"  {engine.name}: {first / 1000:.1f} kB for a first result, {all_ / 1000:.1f} kB in all")
    names = engine.first + engine.later
    texts = {name: (folder / "_static" / name).read_text(encoding="utf-8") for name in names}
    for slower in SLOWER:
        with browser.new_context(bypass_csp=True) as context:
            page = context.new_page()
            page.goto((folder / "search.html").as_uri())
            found = run_slowly(
                page, engine, {"texts": texts, "queries": queries, "times": TIMES}, slower
            )
        times = statistics.quantiles(found["each"], n=20)
        print(
            f"    {slower} times slower: start {found['boot']:6.1f} ms, then {found['rest']:6.1f} ms; "
            f"a query {times[9]:5.2f} ms, 95 of 100 in {times[18]:5.2f} ms; "
            f"nothing found for {100 * found['empty'] / len(queries):.1f} %"
        )


def run_slowly(page: Page, engine: Engine, given: dict, slower: int) -> dict:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page.evaluate(MEASURE.format(start=engine.start, ask=engine.ask), given)


def print_scores(folder: Path, language: str) -> None:
    """How often the right answer comes first and among five, in either half of the task sets."""
    with open_site(folder) as engine:
        for half in HALVES:
            scores = score_file(TASK_FILES[language, half], folder, engine.find)
            for kind in sorted(scores):
                print(f"  {half} {kind} {scores[kind]}")


def main() -> int:
    with tempfile.TemporaryDirectory() as name, open_browser(whole=True) as browser:
        for path in sorted(QUERIES.glob("queries-*.tsv")):
            language = path.stem.removeprefix("queries-")
            queries = read_queries(path)
            print(f"{language}: {len(queries)} queries")
            stock = Path(name) / language
            build_stock(language, stock)
            for engine, folder in ((OURS, ROOT / "build" / "html" / language), (SPHINX, stock)):
                measure(browser, engine, folder, queries)
            print_scores(ROOT / "build" / "html" / language, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
