"""Build one page, or all pages of a language, in this process."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docutils.utils import SystemMessage
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLOUR = re.compile("\x1b\\[[0-9;]*m")  # of a terminal; matches "\x1b[91m"


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


def run_build(build: Build) -> Answer:
    """Build into the folders; where it stops half-way, only what was written before is there."""
    said, done = io.StringIO(), True
    try:
        with patch_docutils(build.root), docutils_namespace():
            folders = (build.source, build.root, build.output, build.doctrees)
            settings = {"language": build.language}
            app = Sphinx(*folders, "html", confoverrides=settings, status=None, warning=said)
            if build.pages:
                write_pages(app, build.pages)
            else:
                app.build()
    except (SphinxError, SystemMessage, OSError, ValueError) as error:
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
