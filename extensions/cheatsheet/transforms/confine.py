"""Keep a page to what stands in it and in the folder of pages: no raw HTML, no file from elsewhere.

docutils reads no file and takes no HTML for a page (`raw_enabled`, `file_insertion_enabled`); the
rest is looked for in the page as it is read, in any syntax, its translations included. What is
found is a warning at its line, which ``make check`` and a build refuse, and never gets into a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from glob import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Meta
from docutils.parsers.rst.states import Inliner
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.patches import CSVTable
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from cheatsheet.core.drawing import describe_active
from cheatsheet.core.page_files import DATA, PICTURES, ends_in, find_links, is_inside

logger = logging.getLogger(__name__)

# Of docutils, for every page: nothing outside the page is read, nothing in it is taken as HTML, and
# no docutils.conf says otherwise.
SETTINGS = {"raw_enabled": False, "file_insertion_enabled": False, "_disable_config": True}
DIRECTIVES = {
    "raw": "reST or Markdown; write it so",
    "include": "the words themselves; copy them into the page",
    "literalinclude": "the code itself; copy it under a directive for code",
    "only": "what every reader sees; write it without, or leave it out",
}
FILE = "a file of the folder of pages"
# A page's link: https to a named host, or a place of this site. Matches "https://a.org/b", "b.html#c",
# "/b"; not "http://a.org", "//a.org", "javascript:b", "https://a.org@b.org", nor
# "\x01//a.org", of which a browser leaves out the control character.
LINK = re.compile(
    r"https://[a-z0-9.-]+(?::\d+)?(?:[/?#][^\s\\\x00-\x1f\x7f]*)?"
    r"|(?![/\\]{2})[^\s:\\?#\x00-\x1f\x7f]*(?:[?#][^\s\x00-\x1f\x7f]*)?",
    re.IGNORECASE,
)
# The name of a file that a page shows or offers. Matches "/a/b.svg", "../a.*"; not "//a.org", "data:a".
FILE_NAME = re.compile(r"(?!//)[^\s:\\\x00-\x1f][^:\\\x00-\x1f]*")
META = {"description", "keywords"}
# What changes how MyST reads a page: HTML, templates that it runs, kinds of links.
TOPMATTER = ("myst", "html_meta", "substitutions")


class AnyOptions(dict):
    """The options of a directive that is refused whatever they are."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        return directives.unchanged


class RefusedDirective(SphinxDirective):
    """Stands in for a directive that no page may have: tells of it and shows nothing."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOptions()

    def run(self) -> list[nodes.Node]:
        expected = DIRECTIVES[self.name.lower()]
        warn(f"found the directive {self.name}, expected {expected}", self.get_location())
        return []


class PageTable(CSVTable):
    """A csv-table that is written in the page."""

    def run(self) -> list[nodes.Node]:
        found = next((name for name in ("file", "url") if name in self.options), None)
        if found is None:
            return super().run()
        place = ":".join(map(str, self.state_machine.get_source_and_line(self.lineno)))
        warn(f"found csv-table with :{found}:, expected its rows; write them into the page", place)
        return []


class PageMeta(Meta):
    """The directive ``meta``, whose nodes know their line."""

    def run(self) -> list[nodes.Node]:
        found = super().run()  # docutils puts them at the top of the page
        for node in self.state.document.findall(nodes.meta):
            if not node.line:
                node.source, node.line = self.state_machine.get_source_and_line(self.lineno)
        return found


def refuse_role(
    name: str, _rawtext: str, _text: str, lineno: int, inliner: Inliner, *_: Any, **__: Any
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Stands in for the role ``raw`` and what is made of it."""
    place = ":".join(map(str, inliner.reporter.get_source_and_line(lineno)))
    warn(f"found the role {name or 'raw'}, which is raw, expected {DIRECTIVES['raw']}", place)
    return [], []


refuse_role.options = {"format": directives.unchanged}  # type: ignore[attr-defined]


class ConfinePage(SphinxTransform):
    """Take out of a page, once it is read and translated, what leads where no page may."""

    default_priority = 855  # behind what resolves links, before DoctreeReadEvent (880) collects files

    def apply(self, **_kwargs: Any) -> None:
        told = set()
        path = str(self.env.doc2path(self.env.current_document.docname))
        titled = [node for node in self.document.children if isinstance(node, nodes.section)]
        if not titled:
            warn("found no title, expected one above all else; write it", f"{path}:1")
        if len(titled) > 1:
            place = find_place(titled[1], path)
            found = titled[1][0].astext()
            warn(f"found a second title, {found!r}, expected one; underline it as a section", place)
        for node in list(self.document.findall(nodes.Element)):
            for message in self.check(node):
                place = find_place(node, path)
                if (message, place) not in told:
                    warn(message, place)
                told.add((message, place))

    def check(self, node: nodes.Element) -> Iterator[str]:  # noqa: C901  # one case after the other
        """What is wrong with a node, which is then out of the page, or its link is."""
        if isinstance(node, nodes.raw):
            remove(node)
            yield f"found raw {node.get('format')}, expected {DIRECTIVES['raw']}"
        elif isinstance(node, nodes.meta) and (set(node.attributes) & {"http-equiv", "charset"}):
            remove(node)
            yield "found meta with http-equiv or charset, expected description or keywords; remove it"
        elif isinstance(node, nodes.meta) and node.get("name", "") not in META:
            remove(node)
            yield f"found meta {node.get('name', '')!r}, expected description or keywords; remove it"
        elif isinstance(node, nodes.image) and self.leaves(node["uri"]):
            remove(node)
            yield f"found the image {node['uri']!r}, expected {FILE}; copy it there"
        elif isinstance(node, nodes.image) and (problem := self.find_problem(node["uri"])):
            remove(node)
            yield f"found {problem} in the image {node['uri']!r}, expected a still picture; draw it anew"
        elif isinstance(node, addnodes.download_reference) and self.leaves(node["reftarget"]):
            node.replace_self(node.children)
            found = node["reftarget"]
            yield f"found a download of {found!r}, expected {FILE}; copy it there"
        elif isinstance(node, addnodes.download_reference) and not ends_in(node["reftarget"], DATA):
            node.replace_self(node.children)
            found, wanted = node["reftarget"], ", ".join(DATA)
            yield f"found a download of {found!r}, expected one of {wanted}; offer data alone"
        elif isinstance(node, addnodes.toctree):
            yield from self.check_contents(node)
        elif isinstance(node, addnodes.pending_xref) and node.get("reftype") == "myst":
            if not LINK.fullmatch(node["reftarget"]):
                node.replace_self(node.children)
                yield f"found a link to {node['reftarget']!r}, expected https:// or a page; correct it"
        elif "refuri" in node and not LINK.fullmatch(node["refuri"]):
            yield f"found a link to {node['refuri']!r}, expected https:// or a page; correct it"
            if isinstance(node, nodes.reference):
                node.replace_self(node.children)
            else:
                del node["refuri"]

    def check_contents(self, node: addnodes.toctree) -> Iterator[str]:
        found = [entry for entry in node["entries"] if entry[1] and not LINK.fullmatch(entry[1])]
        node["entries"] = [entry for entry in node["entries"] if entry not in found]
        for _, target in found:
            yield f"found {target!r} in a toctree, expected https:// or a page; correct it"

    def find_problem(self, target: str) -> str:
        """What of a picture is none, or would be run by who opens its file; "" of nothing."""
        if not ends_in(target, PICTURES):
            return f"the suffix {Path(target).suffix!r}"
        docname = self.env.current_document.docname
        path = Path(self.env.relfn2path(target, docname)[1])
        # Of another language or kind Sphinx takes "a.ko.svg" or "a.*" (figure_language_filename).
        drawings = path.parent.glob(f"{escape(path.stem)}.*[sS][vV][gG]")
        files = [file for file in {path, *drawings} if file.suffix.lower() == ".svg" and file.is_file()]
        return next(filter(None, map(describe_active, sorted(files))), "")

    def leaves(self, target: str) -> bool:
        """Whether a file that a page names is on another host or outside the folder of pages."""
        names = (target, unquote(target))
        if not all(map(FILE_NAME.fullmatch, names)):
            return True
        docname = self.env.current_document.docname
        paths = [self.env.relfn2path(name, docname)[1] for name in names]
        return not all(is_inside(Path(path), Path(self.env.srcdir)) for path in paths)


def remove(node: nodes.Element) -> None:
    if node.parent is not None:
        node.parent.remove(node)


def find_place(node: nodes.Node, path: str) -> str:
    """``path:line`` of a node, or of what it holds, or stands in."""
    above: nodes.Node | None = next((found for found in node.findall() if found.line), node)
    while above is not None:
        if above.line:
            return f"{above.source or path}:{above.line}"
        above = above.parent
    return f"{path}:1"


def warn(message: str, place: str) -> None:
    logger.warning(message, location=place, type="cheatsheet", subtype="page")


def on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave out the first lines of a Markdown page where they change how it is read."""
    path = app.env.doc2path(docname)
    if app.config.source_suffix.get(path.suffix, "restructuredtext") == "restructuredtext":
        return
    try:
        found = [key for key in TOPMATTER if key in (read_topmatter(source[0]) or {})]
    except TopmatterReadError:  # of which MyST tells
        return
    if found:
        lines = source[0].splitlines()
        ends = (n for n, line in enumerate(lines, 1) if n > 1 and line.startswith(("---", "...")))
        end = next(ends, len(lines))
        source[0] = "\n".join([""] * end + lines[end:])
        warn(f"found {found[0]!r} in the first lines, expected none; set it in conf.py", f"{path}:1")


def on_builder_inited(app: Sphinx) -> None:
    """Set docutils up; stop where a symbolic link leads out of the folder of pages."""
    app.env.settings.update(SETTINGS)
    built = {Path(app.outdir), Path(app.doctreedir)}
    if links := sorted(find_links(Path(app.srcdir), built)):
        told = "found a symbolic link to outside the folder of pages, expected a file; copy it there"
        raise SphinxError("\n".join(f"{link}:1: {told}" for link in links))


def setup(app: Sphinx) -> None:
    for name in DIRECTIVES:
        app.add_directive(name, RefusedDirective, override=True)
    app.add_directive("csv-table", PageTable, override=True)
    app.add_directive("meta", PageMeta, override=True)
    app.add_role("raw", refuse_role, override=True)
    app.add_transform(ConfinePage)
    app.connect("source-read", on_source_read)
    app.connect("builder-inited", on_builder_inited)
