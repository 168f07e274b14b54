"""The page of the translations counts what the catalogs hold, in every language of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from gettext_lint.catalogs import NOTE
from gettext_lint.counts import Counts, count_messages
from polib import POEntry

INDEX = "Index\n=====\n\n.. toctree::\n\n   part/page\n   status\n"
PAGE = "Page\n====\n\nOne.\n\nTwo.\n\n.. doctest::\n\n   >>> # zeros\n   >>> f(0)\n"
STATUS = "Status\n======\n\nHow far it is.\n"
CONF = (
    "status_page = 'status'\nlanguages = ['en', 'ja', 'ko']\nrepository_url = 'https://github.com/a/b'\n"
    "def setup(app):\n    app.config.ui_catalogs = []\n"  # what the packages say is not counted here
)


def make_entry(text: str = "", *, note: bool = False, fuzzy: bool = False) -> POEntry:
    flags = ["fuzzy"] if fuzzy else []
    return POEntry(msgid="a", msgstr=text, comment=f"{NOTE}\nf()" if note else "", flags=flags)


@pytest.mark.parametrize(
    ("entries", "expected", "untranslated", "percent"),
    [
        pytest.param([], Counts(), 0, 100, id="empty"),
        pytest.param([make_entry("가")], Counts(1, 1), 0, 100, id="whole"),
        pytest.param([make_entry()], Counts(1), 1, 0, id="none"),
        pytest.param([make_entry("가", fuzzy=True)], Counts(1, 0, 1), 0, 0, id="fuzzy"),
        pytest.param(
            [make_entry("가", note=True), make_entry(note=True), make_entry("나")],
            Counts(3, 2, 0, 2, 1),
            1,
            66,
            id="notes",
        ),
        pytest.param([make_entry("가")] * 999 + [make_entry()], Counts(1000, 999), 1, 99, id="nearly"),
    ],
)
def test_messages_are_counted(entries, expected, untranslated, percent):
    counts = count_messages(entries)
    assert (counts, counts.untranslated, counts.percent) == (expected, untranslated, percent)


def test_counts_add_up():
    assert Counts(1, 1, 0, 1, 1) + Counts(4, 2, 1, 2, 1) == Counts(5, 3, 1, 3, 2)


@pytest.fixture
def write(make_project, tmp_path):
    """A project with a catalog of one page in Korean."""

    def make(messages: dict[str, str]):
        project = make_project({"index": INDEX, "part/page": PAGE, "status": STATUS}, conf=CONF)
        path = project.root / "locale" / "ko" / "LC_MESSAGES" / "part" / "page.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n\n'
        entries = []
        for message, text in messages.items():
            entry = make_entry(text.removeprefix("FUZZY:"), fuzzy=text.startswith("FUZZY:"))
            entry.msgid, entry.comment = message, NOTE if message == "zeros" else ""
            entries.append(str(entry))
        path.write_text(head + "\n".join(entries), encoding="utf-8")
        return project

    return make


def read_rows(folder: Path, language: str) -> list[list[str]]:
    soup = BeautifulSoup((folder / "status.html").read_text(encoding="utf-8"), "html.parser")
    rows = soup.select(f"#status-{language} tbody tr")
    for head in soup.select(".cell-head"):
        head.decompose()
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


MESSAGES = {"Page": "쪽", "One.": "", "Two.": "FUZZY:둘.", "zeros": "영"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_and_language_has_its_bar(language, write):
    built = write(MESSAGES).build("html", language)
    assert built.warnings == ""
    korean = language == "ko"
    of = "/" if korean else "of"
    assert read_rows(built.outdir, "ko") == [
        ["모든 페이지" if korean else "All pages", "50% 50%", f"2 {of} 4", f"1 {of} 1", "1", "1"],
        ["Index", "100% 100%", f"0 {of} 0", f"0 {of} 0", "0", "0"],
        ["쪽" if korean else "Page", "50% 50%", f"2 {of} 4", f"1 {of} 1", "1", "1"],
        ["Status", "100% 100%", f"0 {of} 0", f"0 {of} 0", "0", "0"],
        [
            "페이지 밖의 문구" if korean else "Words around the pages",
            *("100% 100%", f"0 {of} 0", f"0 {of} 0", "0", "0"),
        ],
    ]
    assert [row[1] for row in read_rows(built.outdir, "ja")] == ["100% 100%"] * 5
    assert read_rows(built.outdir, "en") == []


def test_bar_is_named_and_leads_to_the_catalog(write):
    html = write(MESSAGES).build("html").read("status.html")
    assert '<progress aria-label="Translated" max="100" value="50">50%</progress>' in html
    address = "https://github.com/a/b/edit/main/locale/ko/LC_MESSAGES/part/page.po"
    assert f'<a href="{address}">50%</a>' in html
    assert "style=" not in html.partition("<section")[2].partition("</section>")[0]


def test_page_follows_the_catalogs(write):
    project = write(MESSAGES)
    project.build("html", "ko")
    path = project.root / "locale" / "ko" / "LC_MESSAGES" / "part" / "page.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    built = project.build("html", "ko", fresh=False)
    assert read_rows(built.outdir, "ko")[0] == ["모든 페이지", "75% 75%", "3 / 4", "1 / 1", "1", "0"]
