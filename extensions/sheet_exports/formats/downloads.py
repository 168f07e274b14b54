"""Put every page, and every section with code, beside the page in every format there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cheatsheet.builders.samples import load_page
from cheatsheet.pages.outdated import find_outdated
from cheatsheet.toc import find_address
from docutils import nodes
from markupsafe import Markup
from sheet_web.slots import fill_slot
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from sheet_exports.formats.code_cells import Source
from sheet_exports.formats.page_items import find_sections, list_items
from sheet_exports.formats.registry import list_formats

LINK = Markup('\n<a href="{href}" download>{suffix}</a>')
HOST = Markup('\n<a href="{href}" rel="noopener">{name}</a>')


def list_parts(doctree: nodes.document) -> dict[str, nodes.section]:
    """What can be taken of a page: by "" all of it, by its id each section with code; {} of no code."""
    sections = find_sections(doctree)
    parts = {section["ids"][0]: section for section in sections[1:]}
    return {"": sections[0], **parts} if sections else {}


def name_part(docname: str, name: str, suffix: str) -> str:
    """``tensors/creation.from-data.py``; without the section's name where `name` is empty."""
    return f"{docname}.{name}{suffix}" if name else f"{docname}{suffix}"


def write_downloads(app: Sphinx, docname: str) -> None:
    """Write a page's files."""
    page = find_address(app, docname)
    for name, section in list_parts(load_page(app, docname)).items():
        source = Source(f"{page}#{name}" if name else page, app.config.doctest_global_setup or "")
        items = list(list_items(section))
        for known in list_formats(app):
            path = Path(app.outdir, name_part(docname, name, known.suffix))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(known.write(items, source), encoding="utf-8")


def remove_downloads(app: Sphinx, docname: str) -> None:
    """Remove the files of a page that an earlier build has left: it may have other sections now."""
    others = tuple(f"{page}." for page in app.env.found_docs if page.startswith(f"{docname}."))
    for known in list_formats(app):
        for path in Path(app.outdir, docname).parent.glob(f"{Path(docname).name}.*{known.suffix}"):
            if not path.relative_to(app.outdir).as_posix().startswith(others):
                path.unlink()


def describe_downloads(app: Sphinx, docname: str, parts: list[str]) -> dict[str, Any]:
    """The addresses of a page's files, relative to it, and the sections that have theirs."""
    uri = app.builder.get_target_uri(docname)
    formats = [(known, f"{quote(docname)}{known.suffix}") for known in list_formats(app)]
    hosts = (
        {"name": name, "href": find(app.config, file)}
        for known, file in formats
        for name, find in known.hosts.items()
    )
    return {
        "files": [{"suffix": k.suffix, "href": relative_uri(uri, file)} for k, file in formats],
        "hosts": [host for host in hosts if host["href"]],
        "sections": [name for name in parts if name],
    }


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the page's template ``downloads``, and its menu links to them, where there are any."""
    if doctree is not None and (parts := list_parts(app.env.get_doctree(pagename))):
        context["downloads"] = describe_downloads(app, pagename, list(parts))
        fill_slot(context, "actions", render_links(context["downloads"]))


def render_links(downloads: Mapping[str, Any]) -> Markup:
    """Links to a page's files; the script finds them again to make those of its sections."""
    links = [LINK.format(**file) for file in downloads["files"]]
    return Markup("").join([*links, *(HOST.format(**host) for host in downloads["hosts"])])


def list_words(app: Sphinx) -> dict[str, str]:
    """What scripts say of a section's files, by their suffix."""
    return {f"section{known.suffix}": known.title() for known in list_formats(app)}


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        for docname in sorted(find_outdated(app)):
            remove_downloads(app, docname)
            write_downloads(app, docname)
