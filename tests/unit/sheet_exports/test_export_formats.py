"""The formats of downloads are an open list: one that an extension adds is like those that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from built_site import ROOT
from sphinx.errors import ExtensionError

# An extension of a single module, which writes code alone.
LISTING = """\
from sheet_exports.formats.page_items import Code
from sheet_exports.formats.registry import Format, add_format


def write_listing(items, source):
    steps = [step.code for item in items if isinstance(item, Code) for step in item.steps]
    return "\\n".join([source.url, *steps]) + "\\n"


def open_elsewhere(config, file):
    return f"https://example.com/{config.language}/{file}"


def setup(app):
    app.setup_extension("sheet_exports")
    title = lambda: "This section as a listing"
    hosts = {"Elsewhere": open_elsewhere}
    add_format(app, Format(".lst", write_listing, title, order=15, hosts=hosts))
"""
PAGE = """\
Page
====

One
---

.. doctest::

   >>> # add
   >>> 1 + 1
   2

Two
---

.. doctest::

   >>> abs(-1)
   1
"""
PAGES = {
    "index": "Index\n=====\n\n.. toctree::\n\n   part/page\n",
    "part/page": PAGE,
    "listing_format.py": LISTING,
}
CONF = """
import sys
sys.path.insert(0, __file__.rpartition("/")[0])
html_theme = "sheet"
extensions += ["sheet_theme", "sheet_exports", "listing_format"]
"""


@pytest.fixture(scope="module")
def project(make_shared_project):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path])  # the project adds its folder
        yield make_shared_project(PAGES, conf=CONF)


@pytest.fixture(scope="module")
def built(project):
    return project.build("html")


def test_every_part_of_a_page_is_written_in_it(built):
    assert built.warnings == ""
    page = "https://example.org/en/part/page.html"
    assert built.read("part/page.lst") == f"{page}\n1 + 1\nabs(-1)\n"
    assert built.read("part/page.two.lst") == f"{page}#two\nabs(-1)\n"
    assert not list(built.outdir.glob("index*.lst"))


def test_pages_link_to_all_formats_in_their_order_then_to_hosts(built):
    soup = BeautifulSoup(built.read("part/page.html"), "html.parser")
    links = soup.select("header #actions a")
    assert [(link.text, link["href"], link.has_attr("download")) for link in links] == [
        (".py", "page.py", True),
        (".lst", "page.lst", True),
        (".ipynb", "page.ipynb", True),
        ("Elsewhere", "https://example.com/en/part/page.lst", False),
    ]


def test_scripts_know_what_to_say_of_a_section(built):
    script = built.read("_static/page.js")
    assert "This section as a listing" in script
    assert "section.lst" in script


def test_sections_link_to_all_formats_too(built, tmp_path):
    """In jsdom, by node's own runner, whose report says what has failed."""
    (tmp_path / "en").symlink_to(built.outdir)
    node = shutil.which("node")
    assert node, "found no node, expected Node.js 18.20 or newer; see README.md"
    command = [node, "--test", "--test-reporter=spec", Path(__file__).parent / "js" / "formats.test.js"]
    environment = {**os.environ, "SITE": str(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


REFUSED = {
    "one that is there": (".py", "found .py twice"),
    "pages": (".html", "found the suffix '.html', expected one as '.py'"),
    "no dot": ("py", "found the suffix 'py'"),
    "a path": (".a/b", "found the suffix '.a/b'"),
}


@pytest.mark.parametrize(("suffix", "message"), REFUSED.values(), ids=REFUSED)
def test_a_suffix_that_cannot_be_stops_the_build(make_project, suffix, message):
    setup = f"""
def setup(app):
    from sheet_exports.formats.registry import Format, add_format
    app.setup_extension("sheet_exports")
    add_format(app, Format({suffix!r}, lambda items, source: "", lambda: ""))
"""
    with pytest.raises(ExtensionError, match=f"^export format: {message}"):
        make_project({}, conf=setup).build("html")
