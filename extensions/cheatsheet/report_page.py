"""The page that lists every block with what each run made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from blockrun.record import FAILED, PASSED, SKIPPED
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _

from cheatsheet.blocks import collect_blocks
from cheatsheet.home import show_map
from cheatsheet.notes import find_blocks
from cheatsheet.rows import make_tag, show_rows, tag
from cheatsheet.runs import Run, read_runs

MARKS = {PASSED: "✓", FAILED: "✗", SKIPPED: "–"}


def make_report(app: Sphinx, runs: Sequence[Run]) -> list[nodes.Node]:
    """The runs with their counts, then a table a page."""
    report: list[nodes.Node] = [make_runs_table(runs)]
    if all(run.device == "CPU" for run in runs):
        report.append(make_tag("p", nodes.Text(_("No block has been run on a GPU yet."))))
    for page in list_pages(app.env):
        rows = list(make_block_rows(app, page, runs))
        if rows:
            report.append(make_page_table(page, app.env.titles[page].astext(), rows, runs))
    return report


def list_pages(env: BuildEnvironment) -> list[str]:
    """The pages in the order of the contents, then those that stand in none."""
    ordered: dict[str, None] = {}

    def visit(page: str) -> None:
        if page not in ordered:
            ordered[page] = None
            for child in env.toctree_includes.get(page, []):
                visit(child)

    visit(env.config.root_doc)
    return [*ordered, *sorted(env.found_docs - ordered.keys())]


def make_runs_table(runs: Sequence[Run]) -> tag:
    heads = [_("Run"), _("Date"), _("passed"), _("failed"), _("skipped")]
    body = []
    for run in runs:
        statuses = [row.status for row in run.rows.values()]
        counts = [str(statuses.count(status)) for status in (PASSED, FAILED, SKIPPED)]
        cells = [f"{run.software}, {run.device}, Python {run.python}", run.date, *counts]
        body.append(make_tag("tr", *(make_cell("td", text) for text in cells)))
    return make_table(heads, body)


def make_page_table(page: str, title: str, rows: list[tag], runs: Sequence[Run]) -> tag:
    heads = [_("Block"), *(f"{run.software}, {run.device}" for run in runs)]
    heading = make_tag("h2", nodes.Text(title))
    heading["ids"] = [page.replace("/", "-")]
    return make_tag("section", heading, make_table(heads, rows))


def make_block_rows(app: Sphinx, page: str, runs: Sequence[Run]) -> Iterator[tag]:
    """A row for each block of a page: its first note, and what each run made of it."""
    doctree = app.env.get_doctree(page)
    collected = collect_blocks(page, doctree, app.env.metadata[page], app.confdir)
    uri = app.builder.get_relative_uri(app.config.records_page, page)
    seen: set[str] = set()
    for node, block in zip(find_blocks(doctree), collected, strict=True):
        entry, name = node.entries[0], node["entry_ids"][0]
        first = make_tag("td", make_tag("a", nodes.Text(entry.note), href=f"{uri}#{name}"))
        cells = [make_cell("td", *describe_row(run, block.id)) for run in runs]
        row = make_tag("tr", first, *cells)
        if block.id not in seen:  # the same block may stand twice
            row["ids"] = [f"block-{block.id}"]
        seen.add(block.id)
        yield row


def describe_row(run: Run, block: str) -> tuple[str, str]:
    """What a cell shows, and its class."""
    row = run.rows.get(block)
    if row is None:
        return _("not run"), "run-none"
    text = _(row.status) if row.status != SKIPPED else _(row.reason)
    return f"{MARKS[row.status]} {text}", f"run-{row.status}"


def make_table(heads: Sequence[str], rows: Sequence[tag]) -> tag:
    head = make_tag("thead", make_tag("tr", *(make_cell("th", text) for text in heads)))
    table = make_tag("table", head, make_tag("tbody", *rows), classes="docutils runs")
    return make_tag("div", table, classes="table-wrapper docutils container")


def make_cell(name: str, text: str, classes: str = "") -> tag:
    attributes = {"scope": "col"} if name == "th" else {}
    return make_tag(name, nodes.Text(text), classes=classes, **attributes)


def on_builder_inited(app: Sphinx) -> None:
    """Where pages become HTML, read the records once for all of them."""
    if app.builder.format == "html":
        runs = read_runs(Path(app.config.records_dir)) if app.config.records_dir else []
        app.connect("doctree-resolved", partial(on_doctree_resolved, runs=runs))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str, runs: Sequence[Run]) -> None:
    """Show blocks as rows, and on the page of all runs what was made of each."""
    show_rows(app, doctree, docname, runs)
    if docname == app.config.root_doc:
        show_map(app, doctree, runs)
    if docname == app.config.records_page:
        next(doctree.findall(nodes.section)).extend(make_report(app, runs))
