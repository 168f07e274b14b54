"""Tell language models what there is, ``llms.txt``, and all of it, ``llms-full.txt``: Markdown.

https://llmstxt.org; the site's root has those of the language that pages are written in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cheatsheet.builders.samples import load_page
from cheatsheet.core.programs import find_used
from cheatsheet.toc import find_address, list_chapters, list_pages
from docutils import nodes
from gettext_lint.locales import name_language
from pycode.prompt import list_import_lines
from sphinx.application import Sphinx
from sphinx.locale import _

from sheet_exports.formats.code_cells import comment_out
from sheet_exports.formats.markdown_text import escape_line, write_fence
from sheet_exports.formats.page_items import Code, Title, list_items
from sheet_exports.formats.rewrite import write_condition
from sheet_exports.seo.page_meta import describe_page


def list_contents(app: Sphinx) -> Iterator[str]:
    """A heading a chapter, and below it a line a page: title, address, first sentence."""
    chapters = {chapter.name for chapter in list_chapters(app.env)}
    for page in list_pages(app.env):
        if page == app.config.root_doc:
            continue
        title = escape_line(app.env.titles[page].astext())
        if page in chapters:
            yield f"\n## {title}\n"
        description = escape_line(describe_page(load_page(app, page)))
        yield f"- [{title}]({find_address(app, page)})" + (f": {description}" if description else "")


def list_more(app: Sphinx) -> Iterator[str]:
    """What else programs may want; "Optional" is a word of the format."""
    yield "\n## Optional\n"
    for name in ("llms-full.txt", "entries.json"):
        yield f"- [{name}]({find_address(app)}{name})"
    for language in app.config.languages:
        if language != app.config.language:
            yield f"- [{escape_line(name_language(language))}]({app.config.site_url}{language}/llms.txt)"


def write_guide(app: Sphinx) -> str:
    """``llms.txt``: what this is, and where each page stands."""
    root = escape_line(describe_page(load_page(app, app.config.root_doc)))
    head = [f"# {escape_line(_(app.config.project))}", *([f"\n> {root}"] if root else [])]
    return "\n".join([*head, *list_contents(app), *list_more(app)]) + "\n"


def write_page(doctree: nodes.document, address: str, setup: str) -> str:
    """A page as Markdown: its titles one level down, for the file has a title of its own.

    Each block is a program: it begins with what it uses of the setup's imports.
    """
    page = next(iter(doctree.findall(nodes.section)), None)
    parts = []
    for item in list_items(page) if page is not None else ():
        if isinstance(item, Code):
            parts.append(write_block(item, setup))
        elif isinstance(item, Title):
            parts.append(f"{'#' * (item.level + 1)} {' '.join(item.text.split())}")
            parts += [f"<{address}>"] if item.level == 1 else []
        else:
            parts.append(item.text)
    return "\n\n".join(parts)


def write_block(block: Code, setup: str) -> str:
    """A fence around code and notes, with what it prints in comments that start with ``#>``."""
    lines = [f"# skipped if: {write_condition(block.requires)}"] if block.requires else []
    lines += find_used((step.code for step in block.steps), list_import_lines(setup))
    for step in block.steps:
        lines += [f"# {note}" for note in step.notes]
        lines.append(step.code)
        lines += [comment_out(step.output, "#>")] if step.prints else []
    return write_fence("\n".join(lines), "python")


def write_everything(app: Sphinx) -> str:
    """``llms-full.txt``: all pages, in the order of the contents."""
    pages = [page for page in list_pages(app.env) if page != app.config.root_doc]
    setup = app.config.doctest_global_setup or ""
    texts = [write_page(load_page(app, page), find_address(app, page), setup) for page in pages]
    return "\n\n".join([f"# {escape_line(_(app.config.project))}", *filter(None, texts)]) + "\n"


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        outdir = Path(app.outdir)
        (outdir / "llms.txt").write_text(write_guide(app), encoding="utf-8")
        (outdir / "llms-full.txt").write_text(write_everything(app), encoding="utf-8")
