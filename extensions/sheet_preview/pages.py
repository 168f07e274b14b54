"""Build one page, or all pages of a language, in this process."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLOUR = re.compile("\x1b\\[[0-9;]*m")  # of a terminal; matches "\x1b[91m"
# What Sphinx says of each page; matches "reading sources... [ 34%] ".
STEP = re.compile(r"(reading|writing) \w+\.\.\. ?\[ *(\d+)%\]")


@dataclass(frozen=True)
class Build:
    """Folders, as text, and a language; `pages` are written alone, without any all are."""

    root: str
    source: str
    doctrees: str
    output: str
    language: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Whether a build wrote what it was asked for, and what it said, a line a warning."""

    done: bool
    said: str = ""


class Steps(io.StringIO):
    """A stream for what Sphinx says of each page; `hear` is called with each hundredth part.

    What is written before anything is read are compiled catalogs.
    """

    def __init__(self, hear: Callable[[str], None]) -> None:
        super().__init__()
        self.hear, self.last = hear, ""

    def write(self, text: str) -> int:
        step = STEP.search(COLOUR.sub("", text))
        if step and step[0] != self.last and (self.last or step[1] == "reading"):
            self.last = step[0]
            self.hear(f"{step[1]} {step[2]} %")
        return len(text)


def run_build(build: Build, hear: Callable[[str], None] | None = None) -> Answer:
    """Build into the folders; where it stops half-way, only what was written before is there."""
    said, done = io.StringIO(), True
    status = Steps(hear) if hear else None
    try:
        with patch_docutils(build.root), docutils_namespace():
            folders = (build.source, build.root, build.output, build.doctrees)
            settings = {"language": build.language}
            app = Sphinx(*folders, "html", confoverrides=settings, status=status, warning=said)
            if build.pages:
                write_pages(app, build.pages)
            else:
                app.build()
    except Exception as error:  # noqa: BLE001  # whatever a page makes Sphinx stumble over
        said.write(f"{type(error).__name__}: {error}\n")
        done = False
    return Answer(done, COLOUR.sub("", said.getvalue()).replace(f"{build.root}/", ""))


def write_pages(app: Sphinx, pages: Iterable[str]) -> None:
    """Read and write known pages alone, as `Builder.read` and `write` do for those out of date.

    Neither the environment nor what is made of all pages together is written: the next whole build
    finds these pages out of date, and does everything that is left undone here.
    """
    known = {page for page in pages if page in app.env.all_docs}
    app.env.project.discover()
    app.builder.compile_specific_catalogs([Path(app.env.doc2path(page)) for page in known])
    for page in sorted(known):
        app.events.emit("env-purge-doc", app.env, page)
        app.env.clear_doc(page)
        app.builder.read_doc(page, _cache=False)
    app.builder.prepare_writing(known)
    app.builder.write_documents(known)
