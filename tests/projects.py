"""Tiny Sphinx projects, written into a temporary folder and built in this process."""

from __future__ import annotations

import doctest
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = """\
project = "Sheet"
extensions = ["cheatsheet"]
language = "en"
languages = ["en", "ko"]
site_url = "https://example.org/"
html_theme = "basic"
html_copy_source = False
highlight_language = "none"
nitpicky = True
locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False
doctest_test_doctest_blocks = ""
doctest_global_setup = '''
import math
from math import floor
never = ""
no_gpu = "needs a GPU"
def fewer_gpus_than(count):
    return f"needs {count} GPUs"
'''
"""

# A colour of a terminal; matches "\x1b[91m", not "[91m".
COLOUR = re.compile("\x1b\\[[0-9;]*m")


@dataclass(frozen=True)
class Build:
    """What a build left: its folder, its warnings and other messages without colours, the app."""

    outdir: Path
    warnings: str
    status: str
    app: Sphinx

    def read(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Project:
    """A folder with a conf.py and pages."""

    root: Path

    def build(
        self, builder: str, language: str = "en", *, parallel: int = 1, fresh: bool = True
    ) -> Build:
        """Run a builder as ``sphinx-build -E -n`` does; start from no catalog of an earlier build."""
        warnings, status = io.StringIO(), io.StringIO()
        outdir = self.root / "build" / f"{builder}-{language}-{parallel}"
        compiler = vars(doctest).get("compile")
        sphinx.locale.translators.clear()
        try:
            with patch_docutils(self.root), docutils_namespace():
                app = Sphinx(
                    self.root,
                    self.root,
                    outdir,
                    self.root / "build" / f"doctrees-{language}-{parallel}",
                    builder,
                    confoverrides={"language": language},
                    status=status,
                    warning=warnings,
                    freshenv=fresh,
                    parallel=parallel,
                )
                app.build()
        finally:
            sphinx.locale.translators.clear()
            if compiler is None:  # sphinx.ext.doctest patches it for the whole process
                vars(doctest).pop("compile", None)
        texts = [COLOUR.sub("", stream.getvalue()) for stream in (warnings, status)]
        return Build(outdir, texts[0].replace(f"{self.root}/", ""), texts[1], app)


MakeProject = Callable[..., Project]


def write_project(
    root: Path, pages: dict[str, str], catalogs: dict | None = None, conf: str = ""
) -> Project:
    """Write pages (name to reST) and catalogs (language to page to message to translation).

    A name with a suffix is another file. A translation that starts with ``FUZZY:`` is flagged fuzzy.
    """
    root.mkdir(parents=True, exist_ok=True)
    (root / "conf.py").write_text(CONF + conf, encoding="utf-8")
    for name, text in {"index": "Index\n=====\n", **pages}.items():
        path = root / (name if Path(name).suffix else f"{name}.rst")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for language, domains in (catalogs or {}).items():
        for name, messages in domains.items():
            write_messages(root / "locale" / language / "LC_MESSAGES" / f"{name}.po", language, messages)
    return Project(root)


def write_messages(path: Path, language: str, messages: dict[str, str]) -> None:
    catalog = Catalog(locale=language)
    for message, translation in messages.items():
        fuzzy = translation.startswith("FUZZY:")
        catalog.add(message, translation.removeprefix("FUZZY:"), flags=["fuzzy"] if fuzzy else [])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog)


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write a project of its own for one test."""

    def make(pages: dict[str, str], catalogs: dict | None = None, conf: str = "") -> Project:
        return write_project(tmp_path / "project", pages, catalogs, conf)

    return make


@pytest.fixture(scope="module")
def make_shared_project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """Write a project for all tests of a module."""

    def make(pages: dict[str, str], catalogs: dict | None = None, conf: str = "") -> Project:
        return write_project(tmp_path_factory.mktemp("shared") / "project", pages, catalogs, conf)

    return make
