"""The sheet on paper: ``print.html``, entries in columns without their outputs.

A page with the field ``:paper: no`` stays out, with all pages below it. So do long programs, unless
their page says ``:paper: whole``. The sheet says what it leaves out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cheatsheet.builders.committed_runs import find_runs
from cheatsheet.builders.samples import load_page
from cheatsheet.core.templates import make_templates
from cheatsheet.pages.rows import Row
from cheatsheet.pages.run_badges import describe_runs
from cheatsheet.toc import find_address, find_chapter_titles, find_parents, list_contents
from cheatsheet.transforms.notes import find_blocks, noted_block
from docutils import nodes
from markupsafe import Markup
from sheet_web.slots import fill_slot
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.locale import _

TEMPLATES = make_templates(Path(__file__).parents[1] / "templates")
# The way to the sheet on paper, in the header of a page and below it.
HEAD = Markup('\n<a class="paper" href="{href}" title="{word}">PDF</a>')
FOOT = Markup('<a href="{href}">{word}</a>')
CHOICES = ("yes", "no", "whole")


@dataclass
class Section:
    """Entries under a heading; `level` is 1 for those below the page's own title."""

    title: str
    url: str
    level: int
    rows: list[Row] = field(default_factory=list)


@dataclass
class Page:
    """A page on paper, and how many of its programs are too long for it."""

    name: str
    chapter: str
    title: str
    url: str
    sections: list[Section] = field(default_factory=list)
    longer: int = 0

    @property
    def count(self) -> int:
        return sum(len(section.rows) for section in self.sections)


def fill_page(page: Page, top: nodes.section, limit: int) -> None:
    """Take the entries of a page, without those of programs of more than `limit` lines."""
    for section, level in walk_sections(top):
        target = f"{page.url}#{section['ids'][0]}" if level else page.url
        found = Section(section.next_node(nodes.title).astext(), target, level)
        for node in section.children:
            if isinstance(node, noted_block) and is_long(node, limit):
                page.longer += 1
            elif isinstance(node, noted_block):
                found.rows += [Row(entry.code, entry.note) for entry in node.entries]
        page.sections += [found] if found.rows else []


def walk_sections(section: nodes.section, level: int = 0) -> Iterator[tuple[nodes.section, int]]:
    yield section, level
    for child in section.children:
        if isinstance(child, nodes.section):
            yield from walk_sections(child, level + 1)


def is_long(node: noted_block, limit: int) -> bool:
    return not node.session and sum(entry.code.count("\n") + 1 for entry in node.entries) > limit


def split_pages(env: BuildEnvironment) -> tuple[list[str], list[str]]:
    """The pages that go on paper, and the topmost of those that stay out, in the contents' order."""
    parents = find_parents(env)
    pages: dict[str, bool] = {}  # whether it goes on paper; a page comes after the one above it
    left_out = []
    for page in list_contents(env):
        below = pages.get(parents.get(page, ""), True)
        pages[page] = below and read_choice(env, page) != "no"
        left_out += [page] if below and not pages[page] else []
    return [page for page, shown in pages.items() if shown], left_out


def read_choice(env: BuildEnvironment, page: str) -> str:
    """The ``:paper:`` field at the top of a page."""
    choice = env.metadata[page].get("paper", "yes")
    if choice not in CHOICES:
        raise ConfigError(f"{page}: found :paper: {choice}, expected one of {', '.join(CHOICES)}")
    return choice


def make_pages(app: Sphinx) -> Iterator[Page]:
    """Every page with entries that goes on paper."""
    chapters = find_chapter_titles(app.env)
    for name in split_pages(app.env)[0]:
        top = next(load_page(app, name).findall(nodes.section))
        limit = sys.maxsize if read_choice(app.env, name) == "whole" else app.config.paper_lines
        page = Page(name, chapters[name], app.env.titles[name].astext(), find_address(app, name))
        fill_page(page, top, limit)
        if page.sections or page.longer:
            yield page


def list_others(app: Sphinx) -> Iterator[tuple[str, str]]:
    """The titles and addresses of what stays out."""
    for page in split_pages(app.env)[1]:
        yield app.env.titles[page].astext(), find_address(app, page)


def write_paper(app: Sphinx) -> str:
    env, config = app.env, app.config
    blocks = (block for page in env.found_docs for block in find_blocks(load_page(app, page)))
    pages = list(make_pages(app))
    runs = find_runs(app)
    template = TEMPLATES.get_template("print.html")
    return template.render(
        language=config.language.replace("_", "-"),
        title=_(config.project),
        site=find_address(app),
        icon=Path(config.html_favicon or "").name,
        runs=describe_runs([run for run in runs if run.device == "CPU"]),
        pages=pages,
        others=list(list_others(app)),
        count=f"{sum(page.count for page in pages):,}",
        total=f"{sum(len(block.entries) for block in blocks):,}",
    )


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Lead to ``print.html``; let a browser print pages that hold the whole sheet as that is printed."""
    root = "../" * app.builder.get_target_uri(pagename).count("/")
    link = {"href": f"{root}print.html", "word": _("Print, or save as PDF")}
    fill_slot(context, "header", HEAD.format(**link))
    fill_slot(context, "foot", FOOT.format(**link))
    if pagename in app.config.printed_pages:
        app.add_css_file("print.css", priority=900, media="print")


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        Path(app.outdir, "print.html").write_text(write_paper(app), encoding="utf-8")
