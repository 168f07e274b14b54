"""sphinx-copybutton's own scripts, in a file of their own, in the language of the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sheet_theme import copy_buttons
from sphinx.errors import ExtensionError

CONF = 'html_theme = "sheet"\nhtml_use_index = False\nextensions += ["sheet_theme"]\n'
PAGE = """\
Sheet
=====

.. code-block:: console

   $ make html

.. doctest::

   >>> # add
   >>> 1 + 1
   2
"""
KOREAN = {"sphinx": {"Copied": "복사했습니다", "Copy code": "코드 복사"}}


@pytest.fixture(scope="module")
def project(make_shared_project):
    return make_shared_project({"index": PAGE}, {"ko": KOREAN}, CONF)


def test_pages_load_no_script_or_style_beside_ours(project) -> None:
    soup = BeautifulSoup(project.build("html").read("index.html"), "html.parser")
    loaded = [tag.get("src") or tag["href"] for tag in soup.select("script[src], link[rel=stylesheet]")]
    names = [name.partition("?")[0].rpartition("/")[2] for name in loaded]
    assert names == ["sheet.css", "home.css", "early.js", "page.js"]


def test_words_are_those_of_the_build(project) -> None:
    script = project.build("html", "ko").read("_static/copying.js")
    assert 'copy_success:"복사했습니다"' in script
    assert "Copiado" not in script
    assert 'copy_success:"Copied"' in project.build("html").read("_static/copying.js")


def test_words_are_found_by_the_tag_of_the_language(make_project) -> None:
    project = make_project({"index": PAGE}, conf=CONF + 'languages = ["en", "pt_BR"]\n')
    assert '"pt-BR":{' in project.build("html", "pt_BR").read("_static/copying.js")


def test_pages_load_it_when_it_is_asked_for(project) -> None:
    assert "ClipboardJS=" not in project.build("html").read("_static/page.js")
    assert "div.highlight pre" in project.build("html").read("_static/copying.js")


def test_a_site_may_choose_its_blocks(make_project) -> None:
    conf = CONF + 'copybutton_selector = "pre.mine"\n'
    script = make_project({"index": PAGE}, conf=conf).build("html").read("_static/copying.js")
    assert "pre.mine" in script


def test_another_version_is_not_taken_for_this_one(project, monkeypatch, tmp_path: Path) -> None:
    app = project.build("html").app
    script = (copy_buttons.STATIC / "copybutton.js_t").read_text(encoding="utf-8")
    (tmp_path / "copybutton.js_t").write_text(script.replace("const messages", "let texts"))
    monkeypatch.setattr(copy_buttons, "STATIC", tmp_path)
    with pytest.raises(ExtensionError, match="found 0 tables of messages, expected 1"):
        copy_buttons.render_script(app)
