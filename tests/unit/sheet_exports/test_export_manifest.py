"""A browser can install the sheet: a language is started, all of them are inside."""

from __future__ import annotations

import json

import pytest

CONF = """
extensions += ["sheet_exports"]
project = "A & B"
language = "ko"
touch_icon = "touch.png"
manifest = {"icons": [], "display": "standalone"}
"""
PAGES = {
    "index": "Home\n====\n\nThe *home* page. More.\n\n.. toctree::\n\n   part/page\n",
    "part/page": "Page\n====\n",
}


@pytest.fixture(scope="module")
def built(make_shared_project):
    return make_shared_project(PAGES, {"ko": {"index": {"The *home* page. More.": "첫 쪽. 더."}}}, CONF)


@pytest.mark.parametrize(("language", "said"), [("en", "The home page."), ("ko", "첫 쪽.")])
def test_manifest_is_of_a_language_and_holds_all(built, language, said):
    assert json.loads(built.build("html", language).read("manifest.webmanifest")) == {
        "name": "A & B",
        "description": said,
        "lang": language,
        "start_url": "index.html",
        "scope": "../",
        "display": "standalone",
        "icons": [],
    }


def test_every_page_leads_to_it(built):
    page = built.build("html").read("part/page.html")
    assert '<link rel="manifest" href="../manifest.webmanifest">' in page
    assert '<link rel="apple-touch-icon" href="../../touch.png">' in page


def test_no_setting_no_manifest(make_project):
    built = make_project({}, conf='extensions += ["sheet_exports"]\n').build("html")
    assert not (built.outdir / "manifest.webmanifest").exists()
    assert "manifest" not in built.read("index.html")
