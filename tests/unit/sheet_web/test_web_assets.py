"""Packages give scripts, styles, words and markup to pages, and none knows of another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from built_site import ROOT
from markupsafe import Markup
from sheet_web.assets import Assets
from sheet_web.slots import fill_slot
from sphinx.errors import ExtensionError

EXTENSIONS = ROOT / "extensions"
# Packages that stand side by side, above `sheet_web`.
SIDE_BY_SIDE = ("sheet_theme", "sheet_search", "sheet_exports")
CONF = 'html_theme = "sheet"\nhtml_use_index = False\nextensions += ["sheet_theme", "given"]\n'
GIVEN = """\
from pathlib import Path
from markupsafe import Markup
from sheet_web.slots import fill_slot

def on_collect_assets(app, assets):
    assets.add_script(Path(app.confdir, "given.js"))
    assets.add_style(Path(app.confdir, "given.css"))
    assets.add_words({"given": "a word"})

def on_page_context(app, pagename, template, context, doctree):
    fill_slot(context, "header", Markup('<a id="given-header"></a>'))
    fill_slot(context, "actions", Markup('<a id="given-actions"></a>'))

def setup(app):
    app.setup_extension("sheet_web")
    app.connect("collect-web-assets", on_collect_assets)
    app.connect("html-page-context", on_page_context)
"""
SCRIPT = 'import { words } from "#sheet_web/words.js";\nglobalThis.given = words.given;\n'
PAGE = "Sheet\n=====\n\n.. doctest::\n\n   >>> # add\n   >>> 1 + 1\n   2\n"


@pytest.fixture(scope="module")
def built(make_shared_project):
    files = {"given.py": GIVEN, "given.js": SCRIPT, "given.css": ".given { color: red }"}
    paths = "import sys\nsys.path.insert(0, __file__.removesuffix('conf.py'))\n"
    built = make_shared_project({"index": PAGE, **files}, conf=paths + CONF).build("html")
    assert built.warnings == ""
    return built


def test_a_package_gives_its_script_style_and_words(built) -> None:
    assert '"a word"' in built.read("_static/page.js")
    assert ".given{color:red}" in built.read("_static/sheet.css")


def test_a_package_fills_places_of_the_theme(built) -> None:
    soup = BeautifulSoup(built.read("index.html"), "html.parser")
    assert soup.select_one("header.top > #given-header")
    assert soup.select_one("#actions > #given-actions")


def test_scripts_that_are_no_modules_run_first(tmp_path) -> None:
    (tmp_path / "module.js").write_text("globalThis.second = 2;\n", encoding="utf-8")
    assets = Assets()
    assets.add_script(tmp_path / "module.js")
    assets.add_classic("globalThis.first = 1;")
    text = assets.make_files()["page.js"]
    assert 0 <= text.find("first") < text.find("second")


def test_two_packages_may_fill_the_same_place() -> None:
    context: dict = {}
    for name in "ab":
        fill_slot(context, "foot", Markup(f"<i>{name}</i>"))
    assert context["slots"] == {"foot": "<i>a</i><i>b</i>"}


def test_a_second_meaning_of_a_word_is_refused() -> None:
    assets = Assets()
    assets.add_words({"close": "Close", "copy": "Copy"})
    assets.add_words({"close": "Close"})
    with pytest.raises(ExtensionError, match=r"other words for 'copy' in page\.js"):
        assets.add_words({"copy": "Copy code"})


@pytest.mark.parametrize("package", SIDE_BY_SIDE)
def test_packages_side_by_side_do_not_know_each_other(package: str) -> None:
    others = "|".join(name for name in SIDE_BY_SIDE if name != package)
    known = re.compile(rf"\b(?:{others})\b|parent\.parent")
    for path in list_sources(EXTENSIONS / package):
        assert not known.search(path.read_text(encoding="utf-8")), path


def test_what_they_share_knows_none_of_them() -> None:
    for path in list_sources(EXTENSIONS / "sheet_web"):
        assert not re.search("|".join(SIDE_BY_SIDE), path.read_text(encoding="utf-8")), path


def list_sources(folder: Path) -> list[Path]:
    suffixes = {".py", ".js", ".css", ".html"}
    return [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes]
