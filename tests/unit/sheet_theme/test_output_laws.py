"""The law of outputs: whatever a catalog holds, it is words; what stands around them stays.

No check of catalogs runs here. In prose Sphinx reads markup, so there the texts are escaped for the
first law; the second takes them as they are, and asks that no HTML and no address comes in.
"""

from __future__ import annotations

import json
import re
import shutil
from itertools import count
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from built_site import ROOT
from cheatsheet.core.entries import clean_note
from dangerous import list_dangerous
from projects import Project, write_messages, write_project
from sheet_exports.offline.root_pages import Language, write_root
from structure import compare, find_brought, outline_html, outline_site

INDEX = """\
Home
====

The home page. More of it.

.. toctree::

   part/index
   report
   status
   guide
"""
PART = "Part\n====\n\n.. toctree::\n\n   page\n"
PAGE = """\
A page
======

.. contents::

First words, `out <https://known.example/>`__ and :doc:`index`.

.. note:: Mind this.

.. versionadded:: 2.0

.. image:: picture.png
   :alt: A picture

First part
----------

.. doctest::

   >>> # a floor
   >>> math.floor(1.5)
   1
   >>> never
   ''

.. testcode::

   def add(a, b):  # adds two
       # inside
       return a + b

   print(add(1, 1))

.. testoutput::

   2

- an item
- another

=====  =====
head   other
=====  =====
cell   next
=====  =====
"""
GUIDE = "# Guide\n\nSome [words](https://known.example/) here.\n\n- point\n"
CONF = """
from pathlib import Path
ROOT = Path(__file__).parent
extensions += ["sheet_theme", "sheet_search", "sheet_exports", "myst_parser"]
html_theme = "sheet"
html_use_index = False
myst_disable_syntax = ["html_block", "html_inline"]
records_page = "report"
records_dir = str(ROOT / "records")
status_page = "status"
repository_url = "https://github.com/a/b"
manifest = {"theme_color": "#fff"}
touch_icon = "icon.png"
social_pictures = {"en": "a.png"}
search_glossaries = {"ko": ["terms.tsv"]}
printed_pages = ["all"]
notebooks_repository = "a/b/blob/main"
redirects_file = str(ROOT / "moves.tsv")
"""
PAGES = {
    "index": INDEX,
    "part/index": PART,
    "part/page": PAGE,
    "report": "Report\n======\n\nAll runs.\n",
    "status": "Status\n======\n\nTranslations.\n",
    "guide.md": GUIDE,
    "moves.tsv": "old/page\tpart/page\n",
    "terms.tsv": "english\tchosen\tothers\nfloor\t내림\t바닥\n",
}
HEAD = {"software": "torch 2.14.1", "device": "CPU", "python": "3.11.7", "date": "2026-11-23"}
SPHINX = [
    "Link to this heading", "Link to this image", "Link to this code", "Logo of %s", "Note",
    "Added in version %s", "General Index", "next", "previous", "index",
]  # fmt: skip
NUMBERS = count()
# What reST and Markdown read as markup.
MARKUP = re.compile(r"([^\w\s]|_)")


def list_interface() -> list[str]:
    """Every word of the interface that the site's template names, and more of Sphinx's own."""
    text = (ROOT / "source" / "_templates" / "interface.html").read_text(encoding="utf-8")
    return sorted({*re.findall(r'\{\{ _\("(.+?)"\) \}\}', text), *SPHINX})


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = write_project(tmp_path_factory.mktemp("law") / "project", PAGES, None, CONF)
    (project.root / "part" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    blocks = project.build("blocks").read("blocks.jsonl").splitlines()
    (project.root / "records").mkdir()
    rows = [{"block": json.loads(line)["id"], "page": "part/page"} for line in blocks]
    states = [{"status": "passed"}, {"status": "skipped", "reason": "needs CUDA"}]
    lines = [HEAD, *(row | state for row, state in zip(rows, states, strict=True))]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (project.root / "records" / "run.jsonl").write_text(text)
    return project


@pytest.fixture(scope="module")
def messages(project) -> dict[str, list[str]]:
    """Every message of the site, by its catalog."""
    built = project.build("gettext")
    found = {"sphinx": [*list_interface(), "Sheet"]}
    for path in sorted(built.outdir.rglob("*.pot")):
        name = path.relative_to(built.outdir).with_suffix("").as_posix()
        if name != "sphinx":
            with path.open("rb") as file:
                found[name] = [str(message.id) for message in read_po(file) if message.id]
    notes = json.loads(built.read("notes.json"))
    return found | {"notes": [note for page in notes.values() for note in page]}


def build_translated(project, messages, choose) -> dict:
    """The structure of the site with what `choose` makes of each message and its number.

    Each time it stands in a folder of its own: gettext remembers what it has read of a path.
    """
    root = project.root.parent / str(next(NUMBERS)) / "project"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("build"))
    for name in messages.keys() - {"notes"}:
        words = {text: choose(name, text, number) for number, text in enumerate(messages[name])}
        write_messages(root / "locale" / "ko" / "LC_MESSAGES" / f"{name}.po", "ko", words)
    built = Project(root).build("html", "ko")
    shutil.rmtree(root / "build" / "doctrees-ko-1")
    return outline_site(built.outdir)


@pytest.fixture(scope="module")
def plain(project, messages):
    """The site with a harmless translation of everything."""

    def choose(name, message, number):
        return " ".join([f"말{number}", *PLACE.findall(message), *KEPT.findall(message)])

    return build_translated(project, messages, choose)


# The markup of a message that its translation has to keep, and what is filled in.
KEPT = re.compile(r"`out <.*?>`__|:doc:`\w+`|\[words\]\(.*?\)")
PLACE = re.compile(r"%s|%\(\w+\)s")
TEXTS = list_dangerous()
# A build takes seconds: each holds many texts in every place, and all builds hold every text in each.
BUILDS = 6
CHUNKS = [pytest.param(TEXTS[start::BUILDS], id=str(start)) for start in range(BUILDS)]


def make_chooser(messages, texts, *, escape: bool):
    """What a message is translated by: of the texts, those that do not bring its English back."""

    def choose(name, message, number):
        words = " ".join(texts)
        if message in messages["notes"]:
            return " ".join(text for text in texts if clean_note(text))
        if name == "sphinx":
            places = PLACE.findall(message)  # filled in, and where nothing could be
            return " ".join([words.replace("%", ""), *places]) if places and escape else words
        if escape:
            words = MARKUP.sub(r"\\\1", re.sub(r"[\x0b\x0c\x85\u2028\u2029]", " ", words))
        return " ".join([f"말 {words}", *KEPT.findall(message)])

    return choose


def build_hostile(project, messages, texts, *, escape: bool):
    return build_translated(project, messages, make_chooser(messages, texts, escape=escape))


@pytest.mark.parametrize("texts", CHUNKS)
def test_words_change_no_structure(project, messages, plain, texts) -> None:
    assert compare(plain, build_hostile(project, messages, texts, escape=True)) == []


@pytest.mark.parametrize("texts", CHUNKS)
def test_markup_brings_no_html_and_no_address(project, messages, plain, texts) -> None:
    built = build_hostile(project, messages, texts, escape=False)
    assert find_brought(plain, built) == []


def test_terms_are_words(tmp_path: Path) -> None:
    """What a table of terms holds is a text of the data of search, whatever stands in its columns."""

    def build(number: int, words: list[str]):
        rows = [f"term {row}\t{text} {row}\tother {row} {text}\n" for row, text in enumerate(words)]
        pages = {
            **PAGES,
            "part/picture.png": "",
            "terms.tsv": "english\tchosen\tothers\n" + "".join(rows),
        }
        project = write_project(tmp_path / str(number), pages, None, CONF)
        return outline_site(project.build("html", "ko").outdir)

    texts = [re.sub(r"[\x0b\x0c\x85\u2028\u2029,]", " ", text) for text in TEXTS]
    assert compare(build(0, ["말"] * len(texts)), build(1, texts)) == []


def test_root_pages_keep_their_structure(tmp_path: Path) -> None:
    messages = [message for message in list_interface() if "%" not in message]

    def write(folder: Path, text: str):
        folder.mkdir()
        words = dict.fromkeys(messages, text)
        spoken = [Language("en", "en", "English"), Language("ko", "ko", "한국어", words)]
        write_root(ROOT / "source" / "_root", folder, spoken, "https://example.org/")
        return {path.name: outline_html(path.read_text()) for path in folder.glob("*.html")}

    plain = write(tmp_path / "plain", "말")
    for number, text in enumerate(TEXTS):
        assert write(tmp_path / str(number), text) == plain, text


def test_project_name_is_words(tmp_path: Path) -> None:
    """Settings obey the law too: the name of the project stands in every kind of output."""

    def build(name: str):
        pages = {**PAGES, "part/picture.png": ""}
        project = write_project(tmp_path / "named", pages, None, f"{CONF}\nproject = {name!r}\n")
        return outline_site(project.build("html").outdir)

    plain = build("Name")
    for start in range(0, len(TEXTS), 8):
        assert compare(plain, build(" ".join(TEXTS[start : start + 8]))) == []


def test_no_template_marks_translations_as_html() -> None:
    folders = [ROOT / "extensions", ROOT / "source"]
    for path in (path for folder in folders for path in folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|\{%-?\s*(trans|autoescape)|Markup", text), path
