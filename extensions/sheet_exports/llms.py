"""Tell language models what there is, ``llms.txt``, and all of it, ``llms-full.txt``: Markdown.

https://llmstxt.org; the site's root has those of the language that pages are written in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cheatsheet.languages import name_language
from cheatsheet.report_page import list_pages
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _

from sheet_exports.cards import describe_page
from sheet_exports.listing import Code, Title, list_items
from sheet_exports.writing import comment_out


def list_contents(app: Sphinx) -> Iterator[str]:
    """A heading a chapter, and below it a line a page: title, address, first sentence."""
    chapters = app.env.toctree_includes.get(app.config.root_doc, [])
    for page in list_pages(app.env):
        if page == app.config.root_doc:
            continue
        title = app.env.titles[page].astext()
        if page in chapters:
            yield f"\n## {title}\n"
        description = describe_page(app.env.get_doctree(page))
        yield f"- [{title}]({find_address(app, page)})" + (f": {description}" if description else "")


def find_address(app: Sphinx, page: str) -> str:
    return f"{app.config.site_url}{app.config.language}/{app.builder.get_target_uri(page)}"


def list_more(app: Sphinx) -> Iterator[str]:
    """What else programs may want; "Optional" is a word of the format."""
    site = app.config.site_url
    yield "\n## Optional\n"
    yield f"- [llms-full.txt]({site}{app.config.language}/llms-full.txt)"
    yield f"- [entries.json]({site}{app.config.language}/entries.json)"
    for language in app.config.languages:
        if language != app.config.language:
            yield f"- [{name_language(language)}]({site}{language}/llms.txt)"


def write_guide(app: Sphinx) -> str:
    """``llms.txt``: what this is, and where each page stands."""
    root = describe_page(app.env.get_doctree(app.config.root_doc))
    head = [f"# {_(app.config.project)}", *([f"\n> {root}"] if root else [])]
    return "\n".join([*head, *list_contents(app), *list_more(app)]) + "\n"


def write_page(doctree: nodes.document, address: str) -> str:
    """A page as Markdown: its titles one level down, for the file has a title of its own."""
    page = next(iter(doctree.findall(nodes.section)), None)
    parts = []
    for item in list_items(page) if page is not None else ():
        if isinstance(item, Code):
            parts.append(write_block(item))
        elif isinstance(item, Title):
            parts.append(f"{'#' * (item.level + 1)} {item.text}")
            parts += [f"<{address}>"] if item.level == 1 else []
        else:
            parts.append(item.text)
    return "\n\n".join(parts)


def write_block(block: Code) -> str:
    """A fence around code and notes, with what it prints in comments that start with ``#>``."""
    lines = [f"# skipped if: {block.requires}"] if block.requires else []
    for step in block.steps:
        lines += [f"# {note}" for note in step.notes]
        lines.append(step.code)
        lines += [comment_out(step.output, "#>")] if step.prints else []
    return "\n".join(["```python", *lines, "```"])


def write_everything(app: Sphinx) -> str:
    """``llms-full.txt``: all pages, in the order of the contents."""
    pages = [page for page in list_pages(app.env) if page != app.config.root_doc]
    texts = [write_page(app.env.get_doctree(page), find_address(app, page)) for page in pages]
    return "\n\n".join([f"# {_(app.config.project)}", *filter(None, texts)]) + "\n"


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        outdir = Path(app.outdir)
        (outdir / "llms.txt").write_text(write_guide(app), encoding="utf-8")
        (outdir / "llms-full.txt").write_text(write_everything(app), encoding="utf-8")
