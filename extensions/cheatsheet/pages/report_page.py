"""The page that lists every block with what each run made of it: first those that passed nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from blockrun.model.record import FAILED, PASSED, SKIPPED
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.builders.blocks import collect_blocks
from cheatsheet.builders.committed_runs import find_runs
from cheatsheet.builders.samples import load_page
from cheatsheet.core.runs import Run
from cheatsheet.pages.chapter_index import show_map
from cheatsheet.pages.chapter_page import show_chapter
from cheatsheet.pages.rows import make_tag, show_rows, tag
from cheatsheet.pages.run_badges import find_lack, make_anchor
from cheatsheet.toc import list_chapters, list_pages
from cheatsheet.transforms.notes import find_blocks

MARKS = {PASSED: "✓", FAILED: "✗", SKIPPED: "–"}


@dataclass(frozen=True)
class Line:
    """A block in the report; `lack` is why it has not passed, "" if it has."""

    block: str
    page: str
    note: str
    href: str
    lack: str


def make_report(app: Sphinx, runs: Sequence[Run]) -> list[nodes.Node]:
    """The runs with their counts, the blocks that have not passed, then all of them by chapter."""
    report: list[nodes.Node] = [make_runs_table(runs)]
    if all(run.device == "CPU" for run in runs):
        report.append(make_tag("p", nodes.Text(_("No block has been run on a GPU yet."))))
    lines = {page: list(list_lines(app, page, runs)) for page in list_pages(app.env)}
    lacking = [line for page in lines.values() for line in page if line.lack]
    if lacking:
        report.append(make_exceptions(app, lacking, runs))
    for title, pages in group_pages(app):
        found = {page: lines[page] for page in pages if lines[page]}
        if found:
            report.append(make_chapter(app, title, found, runs))
    return report


def group_pages(app: Sphinx) -> Iterator[tuple[str, list[str]]]:
    """The title of each chapter with its pages; last those of none, under no title of their own."""
    left = dict.fromkeys(list_pages(app.env))
    for chapter in list_chapters(app.env):
        pages = [page for page in (chapter.name, *chapter.pages) if page in left]
        left = dict.fromkeys(page for page in left if page not in pages)
        yield app.env.titles[chapter.name].astext(), pages
    yield _("Other pages"), list(left)


def list_lines(app: Sphinx, page: str, runs: Sequence[Run]) -> Iterator[Line]:
    """The blocks of a page, each once: the same block may stand twice."""
    doctree = load_page(app, page)
    collected = collect_blocks(page, doctree, app.env.metadata[page], app.confdir)
    uri = app.builder.get_relative_uri(app.config.records_page, page)
    seen: set[str] = set()
    for node, block in zip(find_blocks(doctree), collected, strict=True):
        if block.id not in seen:
            href = f"{uri}#{node['entry_ids'][0]}"
            yield Line(block.id, page, node.entries[0].note, href, find_lack(block.id, runs))
        seen.add(block.id)


def make_runs_table(runs: Sequence[Run]) -> tag:
    heads = [_("Run"), _("Date"), _("passed"), _("failed"), _("skipped")]
    body = []
    for run in runs:
        statuses = [row.status for row in run.blocks]
        counts = [str(statuses.count(status)) for status in (PASSED, FAILED, SKIPPED)]
        cells = [f"{run.software}, {run.device}, Python {run.python}", run.date, *counts]
        body.append(make_tag("tr", *(make_cell("td", text) for text in cells)))
    return make_table(heads, body)


def make_exceptions(app: Sphinx, lines: Sequence[Line], runs: Sequence[Run]) -> tag:
    """A table of the blocks that have not passed, with their pages; the page's links lead into it."""
    heads = [_("Block"), _("Page"), *name_runs(runs)]
    rows = []
    for line in lines:
        row = make_block_row(line, runs)
        row.insert(1, make_cell("td", app.env.titles[line.page].astext()))
        row["ids"] = [make_anchor(line.block)]
        rows.append(row)
    heading = make_tag("h2", nodes.Text(_("Not passed")))
    return make_tag("section", heading, make_table(heads, rows))


def make_chapter(
    app: Sphinx, title: str, pages: Mapping[str, Sequence[Line]], runs: Sequence[Run]
) -> tag:
    """The blocks of a chapter's pages, folded under its title and how many have passed."""
    lines = [line for page in pages.values() for line in page]
    passed = sum(not line.lack for line in lines)
    said = _("%s of %s blocks passed") % (passed, len(lines))
    heading = make_tag("h2", nodes.Text(title))
    summary = make_tag("summary", heading, make_tag("span", nodes.Text(said)))
    tables = [make_page_table(app, page, found, runs) for page, found in pages.items()]
    return make_tag("details", summary, *tables, classes="runs-chapter")


def make_page_table(app: Sphinx, page: str, lines: Sequence[Line], runs: Sequence[Run]) -> tag:
    rows = []
    for line in lines:
        row = make_block_row(line, runs)
        row["ids"] = [] if line.lack else [make_anchor(line.block)]
        rows.append(row)
    heading = make_tag("h3", nodes.Text(app.env.titles[page].astext()))
    heading["ids"] = [page.replace("/", "-")]
    return make_tag("section", heading, make_table([_("Block"), *name_runs(runs)], rows))


def make_block_row(line: Line, runs: Sequence[Run]) -> tag:
    """The first note of a block, and what each run made of it."""
    first = make_tag("td", make_tag("a", nodes.Text(line.note), href=line.href))
    return make_tag("tr", first, *(make_cell("td", *describe_row(run, line.block)) for run in runs))


def name_runs(runs: Sequence[Run]) -> list[str]:
    return [f"{run.software}, {run.device}" for run in runs]


def describe_row(run: Run, block: str) -> tuple[str, str]:
    """What a cell shows, and its class."""
    row = run.rows.get(block)
    if row is None:
        return _("not run"), "run-none"
    text = _(row.status) if row.status != SKIPPED else _(row.reason)
    return f"{MARKS[row.status]} {text}", f"run-{row.status}"


def make_table(heads: Sequence[str], rows: Sequence[tag]) -> tag:
    """A table whose cells say again, for narrow screens, what column they are of."""
    head = make_tag("thead", make_tag("tr", *(make_cell("th", text) for text in heads)))
    for row in rows:
        for cell, text in list(zip(row.children, heads, strict=True))[1:]:
            cell.insert(0, make_tag("span", nodes.Text(text), classes="cell-head"))
    table = make_tag("table", head, make_tag("tbody", *rows), classes="docutils runs")
    return make_tag("div", table, classes="table-wrapper docutils container")


def make_cell(name: str, text: str, classes: str = "") -> tag:
    attributes = {"scope": "col"} if name == "th" else {}
    return make_tag(name, nodes.Text(text), classes=classes, **attributes)


def on_builder_inited(app: Sphinx) -> None:
    """Where pages become HTML, read the records once for all of them."""
    if app.builder.format == "html":
        runs = find_runs(app)
        app.connect("doctree-resolved", partial(on_doctree_resolved, runs=runs))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str, runs: Sequence[Run]) -> None:
    """Show blocks as rows, and on the page of all runs what was made of each."""
    show_rows(app, doctree, docname, runs)
    if docname == app.config.root_doc:
        show_map(app, doctree, runs)
    for chapter in list_chapters(app.env):
        if docname == chapter.name and chapter.pages:
            show_chapter(app, doctree, chapter, runs)
    if docname == app.config.records_page:
        next(doctree.findall(nodes.section)).extend(make_report(app, runs))
