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

from cheatsheet.entries import Entry
from cheatsheet.notes import find_blocks, noted_block
from cheatsheet.runs import read_runs
from cheatsheet.stamps import describe_runs
from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.locale import _

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
CHOICES = ("yes", "no", "whole")


@dataclass
class Section:
    """Entries under a heading; `level` is 1 for those below the page's own title."""

    title: str
    url: str
    level: int
    entries: list[Entry] = field(default_factory=list)


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
        return sum(len(section.entries) for section in self.sections)


def fill_page(page: Page, top: nodes.section, limit: int) -> None:
    """Take the entries of a page, without those of programs of more than `limit` lines."""
    for section, level in walk_sections(top):
        target = f"{page.url}#{section['ids'][0]}" if level else page.url
        found = Section(section.next_node(nodes.title).astext(), target, level)
        for node in section.children:
            if isinstance(node, noted_block) and is_long(node, limit):
                page.longer += 1
            elif isinstance(node, noted_block):
                found.entries += node.entries
        page.sections += [found] if found.entries else []


def walk_sections(section: nodes.section, level: int = 0) -> Iterator[tuple[nodes.section, int]]:
    yield section, level
    for child in section.children:
        if isinstance(child, nodes.section):
            yield from walk_sections(child, level + 1)


def is_long(node: noted_block, limit: int) -> bool:
    return not node.session and sum(entry.code.count("\n") + 1 for entry in node.entries) > limit


def split_pages(env: BuildEnvironment) -> tuple[list[str], list[str]]:
    """The pages that go on paper, and the topmost of those that stay out, in the contents' order."""
    shown: list[str] = []
    left_out: list[str] = []

    def visit(page: str) -> None:
        if read_choice(env, page) == "no":
            left_out.append(page)
            return
        shown.append(page)
        for child in env.toctree_includes.get(page, []):
            visit(child)

    visit(env.config.root_doc)
    return shown, left_out


def read_choice(env: BuildEnvironment, page: str) -> str:
    """The ``:paper:`` field at the top of a page."""
    choice = env.metadata[page].get("paper", "yes")
    if choice not in CHOICES:
        raise ConfigError(f"{page}: found :paper: {choice}, expected one of {', '.join(CHOICES)}")
    return choice


def find_chapter(env: BuildEnvironment, page: str) -> str:
    """The title of the page above, "" where that is the root."""
    parents = (above for above, pages in env.toctree_includes.items() if page in pages)
    parent = next(parents, env.config.root_doc)
    return "" if parent == env.config.root_doc else env.titles[parent].astext()


def make_pages(app: Sphinx, site: str) -> Iterator[Page]:
    """Every page with entries that goes on paper."""
    for name in split_pages(app.env)[0]:
        top = next(app.env.get_doctree(name).findall(nodes.section))
        limit = sys.maxsize if read_choice(app.env, name) == "whole" else app.config.paper_lines
        url = site + app.builder.get_target_uri(name)
        page = Page(name, find_chapter(app.env, name), app.env.titles[name].astext(), url)
        fill_page(page, top, limit)
        if page.sections or page.longer:
            yield page


def list_others(app: Sphinx, site: str) -> Iterator[tuple[str, str]]:
    """The titles and addresses of what stays out."""
    for page in split_pages(app.env)[1]:
        yield app.env.titles[page].astext(), site + app.builder.get_target_uri(page)


def write_paper(app: Sphinx) -> str:
    env, config = app.env, app.config
    site = f"{config.site_url}{config.language}/"
    blocks = (block for page in env.found_docs for block in find_blocks(env.get_doctree(page)))
    pages = list(make_pages(app, site))
    runs = read_runs(Path(config.records_dir)) if config.records_dir else []
    template = TEMPLATES.get_template("print.html")
    return template.render(
        _=_,
        language=config.language.replace("_", "-"),
        title=_(config.project),
        site=site,
        icon=Path(config.html_favicon or "").name,
        runs=describe_runs([run for run in runs if run.device == "CPU"]),
        pages=pages,
        others=list(list_others(app, site)),
        count=f"{sum(page.count for page in pages):,}",
        total=f"{sum(len(block.entries) for block in blocks):,}",
    )


def on_page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a browser print pages that hold the whole sheet as ``print.html`` is printed."""
    if pagename in app.config.printed_pages:
        app.add_css_file("print.css", priority=900, media="print")


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        Path(app.outdir, "print.html").write_text(write_paper(app), encoding="utf-8")
