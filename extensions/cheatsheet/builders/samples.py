"""Let a page show what differs by machine as a run saw it, and say so."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.builders.blocks import collect_blocks
from cheatsheet.builders.committed_runs import find_runs
from cheatsheet.core.entries import Entry
from cheatsheet.core.per_build import once_a_build
from cheatsheet.core.samples import find_samples
from cheatsheet.transforms.notes import find_blocks


@once_a_build
def load_page(app: Sphinx, docname: str) -> nodes.document:
    """A page as it was read and translated, with the samples of its blocks."""
    doctree = app.env.get_doctree(docname)
    add_samples(app, doctree, docname)
    return doctree


def add_samples(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the entries of a page's blocks know their samples."""
    blocks = list(find_blocks(doctree))
    collected = collect_blocks(docname, doctree, app.env.metadata[docname], app.confdir)
    runs = find_runs(app)
    for node, block in zip(blocks, list(collected), strict=True):
        node["samples"] = find_samples(node.written, block, runs)


def describe_sample(entry: Entry) -> str:
    """What is said beside an output that differs by machine, "" beside any other."""
    if not entry.varies:
        return ""
    return _("as on %s") % entry.seen if entry.seen else _("differs by machine")
