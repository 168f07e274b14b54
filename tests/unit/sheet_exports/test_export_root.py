"""Above the languages stand pages that speak all of them, and lists for machines."""

from __future__ import annotations

import json
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup
from built_site import ROOT
from sheet_exports.offline.root_pages import Language, read_language, write_root
from sheet_exports.offline.service_worker import list_files, make_version, write_worker

LANGUAGES = [
    Language("en", "en", "English"),
    Language("pt_BR", "pt-BR", "Português", {"Words": "Palavras & <b>", "None": ""}),
]
TEMPLATES = {
    "_part.html": "<p>{% block body %}{% endblock %}</p>",
    "a.html": "{% extends '_part.html' %}{% block body %}{% for l in languages %}"
    "<a href='{{ base }}{{ l.code }}/' lang='{{ l.tag }}'>{{ l.translate('Words') }}</a>"
    "{% endfor %}{% endblock %}",
    "robots.txt": "{{ site_url }}map & more\n",
    "plain.css": "{{ left }}",
}


@pytest.fixture
def site(tmp_path):
    (tmp_path / "templates").mkdir()
    for name, text in TEMPLATES.items():
        (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    (tmp_path / "templates" / "a.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "site" / "en").mkdir(parents=True)
    (tmp_path / "site" / "en" / "llms.txt").write_text("# Sheet\n", encoding="utf-8")
    write_root(tmp_path / "templates", tmp_path / "site", LANGUAGES, "https://a.org/b/")
    return tmp_path / "site"


def test_page_speaks_every_language(site):
    assert (site / "a.html").read_text(encoding="utf-8") == (
        "<p><a href='/b/en/' lang='en'>Words</a>"
        "<a href='/b/pt_BR/' lang='pt-BR'>Palavras &amp; &lt;b&gt;</a></p>"
    )


def test_text_is_rendered_and_other_files_are_copied(site):
    assert (site / "robots.txt").read_text() == "https://a.org/b/map & more\n"
    assert (site / "plain.css").read_text() == "{{ left }}"
    assert (site / "a.png").read_bytes() == b"\x89PNG\xff"
    assert not (site / "_part.html").exists()


def test_what_the_source_language_says_is_said_at_the_root(site):
    assert (site / "llms.txt").read_text() == "# Sheet\n"
    assert not (site / "llms-full.txt").exists()


def test_words_are_those_of_the_catalog(tmp_path):
    catalog = Catalog(locale="ko", fuzzy=False)
    catalog.add("Words", "말")
    catalog.add("Old", "옛말", flags=["fuzzy"])
    path = tmp_path / "ko" / "LC_MESSAGES" / "sphinx.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    korean = read_language([tmp_path], "ko")
    assert (korean.name, korean.tag) == ("한국어", "ko")
    assert [korean.translate(word) for word in ("Words", "Old", "Other")] == ["말", "Old", "Other"]
    assert read_language([tmp_path], "en").translate("Words") == "Words"


def test_root_names_languages_that_are_only_partly_translated(tmp_path):
    known = [Language("en", "en", "English"), Language("ja", "ja", "日本語", enough=False)]
    (tmp_path / "en").mkdir()
    write_root(ROOT / "source" / "_root", tmp_path, known, "https://a.org/")
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = {link["hreflang"]: link.has_attr("data-partly") for link in soup.select("a[hreflang]")}
    assert links == {"en": False, "ja": True}


PAGE = """\
<link rel="stylesheet" href="../_static/a.css?v=1"><script src="../_static/b.js"></script>
<link rel="manifest" href="../manifest.webmanifest"><a href="../_static/big.pdf">big</a>
<a href="page.py">py</a><a href="https://a.org/_static/c.js">there</a><img src="../_static/none.svg">
<a href="../../other/_static/a.css">outside</a><img src="../_static/a.svg"><img src="../_static/a.png">
<link rel="icon" href="../_static/a.ico">
"""
FILES = {
    "en/part/page.html": PAGE,
    "en/print.html": "",
    "en/all/part.html": "",
    "en/index.html": "",
    "en/entries.json": "[]",
    "en/part/page.py": "",
    "en/manifest.webmanifest": "{}",
    "en/_static/a.css": "",
    "en/_static/b.js": "",
    **{f"en/_static/a.{kind}": "" for kind in ("svg", "png", "ico")},
    "en/_static/big.pdf": "",
    "en/_static/unused.js": "",
    "en/_static/search.js": "",
    "en/_static/page.html": "",
    "other/_static/a.css": "",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_pages_and_what_they_load_are_kept(folder):
    assert list_files(folder / "en", ["_static/sea*.js"], ["print.html", "all/*"]) == [
        "_static/a.css",
        "_static/a.ico",
        "_static/a.png",
        "_static/a.svg",
        "_static/b.js",
        "_static/search.js",
        "index.html",
        "manifest.webmanifest",
        "part/page.html",
    ]


def test_version_is_of_names_and_bytes(folder):
    names = ["en/index.html", "en/part/page.html"]
    version = make_version(folder, names)
    assert re.fullmatch("[0-9a-f]{12}", version)
    assert make_version(folder, names) == version
    assert make_version(folder, [*names, "en/print.html"]) != version
    assert make_version(folder, ["en/print.html"]) != make_version(folder, ["en/all/part.html"])  # empty
    (folder / "en/index.html").write_text("x", encoding="utf-8")
    assert make_version(folder, names) != version


def test_worker_knows_its_files(folder):
    (folder / "index.html").write_text("", encoding="utf-8")
    (folder / "en" / "글.html").write_text("", encoding="utf-8")
    write_worker(folder, {"en": ["index.html", "글.html"]})
    text = (folder / "sw.js").read_text(encoding="utf-8")
    constants = dict(re.findall(r"^const (\w+) = (.*);$", text, re.MULTILINE)[:3])
    assert json.loads(constants["files"]) == {"en": ["en/index.html", "en/글.html"]}
    assert json.loads(constants["shell"]) == ["index.html"]
    assert text.startswith('"use strict";\n')
