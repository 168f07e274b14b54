"""No section of a page takes an id from what stands around it."""

from __future__ import annotations

import re

import pytest
from built_site import ROOT
from sheet_theme.own_ids import OWN

CONF = "extensions += ['sheet_theme']\nhtml_theme = 'sheet'\n"


@pytest.mark.parametrize("title", ["Filter", "Search results", "Main"])
def test_own_id_is_told(make_project, title):
    page = f"Page\n====\n\n{title}\n--------------\n\nWords.\n"
    built = make_project({"index": page}, conf=CONF).build("html")
    assert f"found the id '{title.lower().replace(' ', '-')}'" in built.warnings
    assert "index.rst:" in built.warnings


def test_all_ids_of_templates_are_known():
    files = [*(ROOT / "extensions" / "sheet_theme" / "theme").glob("*.html")]
    files.append(ROOT / "extensions" / "sheet_search" / "page.py")
    found = {name for path in files for name in re.findall(r'\bid="([\w-]+)"', path.read_text())}
    assert found == OWN
