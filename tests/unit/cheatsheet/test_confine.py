"""A page brings no HTML of its own and no file from elsewhere, and links by https alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cheatsheet.core.page_files import ends_in, find_links
from cheatsheet.transforms.confine import LINK
from sphinx.errors import SphinxError

SECRET = "the secret of the machine"
HEAD = ":orphan:\n\nPage\n====\n\n"
# A link or file of the built page that leads elsewhere; not "page.html#a".
OUT = re.compile(r"""<b id=|(?:href|src|data)="(?![#\w./-]+")""")
MYST = 'extensions += ["myst_parser"]\nmyst_disable_syntax = ["html_block", "html_inline"]\n'

# reST behind HEAD, the line of the finding, what it says
RST = [
    pytest.param(".. raw:: html\n\n   <b id=x>", 6, "the directive raw, expected reST", id="raw"),
    pytest.param(".. RAW:: html\n   :file: /etc/passwd", 6, "the directive RAW", id="raw-file"),
    pytest.param("a\n\n.. raw:: html\n   :url: http://a.org", 8, "the directive raw", id="raw-url"),
    pytest.param(
        ".. |x| raw:: html\n\n   <b id=x>\n\n|x|", 6, "the directive raw", id="raw-substitution"
    ),
    pytest.param(
        ".. role:: h(raw)\n   :format: html\n\n:h:`<b id=x>`",
        9,
        "the role h, which is raw",
        id="raw-role",
    ),
    pytest.param(".. default-role:: raw\n\n`<b id=x>`", 8, "the role raw", id="default-role"),
    pytest.param("* .. raw:: html\n\n     <b id=x>", 6, "the directive raw", id="raw-in-a-list"),
    pytest.param(".. only:: html\n\n   .. raw:: html\n\n      <b id=x>", 6, "only", id="raw-in-only"),
    pytest.param(".. only:: html and (\n\n   Words", 6, "the directive only", id="only"),
    pytest.param("Words\n\na\x00b", 8, "hidden characters U+0000", id="nul"),
    pytest.param("Words\n\na\u202eb", 8, "U+202E RIGHT-TO-LEFT OVERRIDE", id="direction"),
    pytest.param("a\u2028b\x0c", 6, "U+000C, U+2028 LINE SEPARATOR", id="line-ends"),
    pytest.param("Words\ufeff", 6, "U+FEFF ZERO WIDTH NO-BREAK SPACE", id="byte-order-mark"),
    pytest.param("값 = 1\u200b", 6, "U+200B ZERO WIDTH SPACE", id="no-width"),
    pytest.param(".. include:: ../secret.txt", 6, "the directive include", id="include"),
    pytest.param(".. include:: index.rst", 6, "the directive include", id="include-inside"),
    pytest.param(".. include:: <isonum.txt>", 6, "the directive include", id="include-standard"),
    pytest.param(
        ".. literalinclude:: ../secret.txt\n   :language: none\n   :lines: 1",
        6,
        "literalinclude",
        id="code",
    ),
    pytest.param(".. csv-table:: T\n   :file: ../secret.txt", 6, "csv-table with :file:", id="csv-file"),
    pytest.param(".. csv-table::\n   :url: https://a.org/x", 6, "csv-table with :url:", id="csv-url"),
    pytest.param(":download:`x <../secret.txt>`", 6, "download of '../secret.txt'", id="download"),
    pytest.param(":download:`/../secret.txt`", 6, "download of '/../secret.txt'", id="download-root"),
    pytest.param(":download:`x <http://a.org/x>`", 6, "download of 'http", id="download-url"),
    pytest.param(".. image:: ../secret.svg", 6, "the image '../secret.svg'", id="image"),
    pytest.param(".. image:: ../secret.*", 6, "the image '../secret.*'", id="image-of-any-kind"),
    pytest.param(".. image:: https://a.org/x.svg", 6, "the image 'https://a", id="image-url"),
    pytest.param(".. image:: //a.org/x.svg", 6, "the image '//a", id="image-host"),
    pytest.param(".. image:: data:image/svg+xml,x", 6, "the image 'data", id="image-data"),
    pytest.param(".. image:: file:///etc/x.svg", 6, "the image 'file", id="image-file"),
    pytest.param(".. figure:: ../secret.svg\n\n   Words", 6, "the image '../secret.svg'", id="figure"),
    pytest.param(".. |x| image:: http://a.org/x.svg\n\n|x|", 6, "the image 'http", id="substitution"),
    pytest.param(
        ".. image:: in.svg\n   :target: javascript:x", 6, "a link to 'javascript:x'", id="image-link"
    ),
    pytest.param("`x <javascript:alert(1)>`__", 6, "a link to 'javascript:alert(1)'", id="javascript"),
    pytest.param("`x <JavaScript:alert(1)>`_", 6, "a link to 'JavaScript", id="capitals"),
    pytest.param("x_\n\n.. _x: javascript:alert(1)", 6, "a link to 'javascript", id="target"),
    pytest.param(".. _x: javascript:alert(1)", 6, "a link to 'javascript", id="unused-target"),
    pytest.param("`x <//a.org>`__", 6, "a link to '//a.org'", id="host"),
    pytest.param(r"`x <\\\\a.org>`__", 6, "a link to", id="backslashes"),
    pytest.param("`x <https://a.org@b.org>`__", 6, "a link to 'https://a.org@b.org'", id="user"),
    pytest.param("See http://a.org.", 6, "a link to 'http://a.org'", id="bare"),
    pytest.param("Write a@b.org.", 6, "a link to 'mailto:a@b.org'", id="mail"),
    pytest.param("`x <ftp://a.org>`__", 6, "a link to 'ftp://a.org'", id="ftp"),
    pytest.param("`x <data:text/html,x>`__", 6, "a link to 'data:text/html,x'", id="data"),
    pytest.param(".. toctree::\n\n   A <http://a.org>", 6, "'http://a.org' in a toctree", id="toctree"),
    pytest.param("`x <\x01//a.org>`__", 6, r"a link to '\x01//a.org'", id="control"),
    pytest.param("`x </?\x7f>`__", 6, r"a link to '/?\x7f'", id="control-in-query"),
    pytest.param(":download:`in.html`", 6, "a download of 'in.html'", id="download-html"),
    pytest.param(":download:`in.svg`", 6, "a download of 'in.svg'", id="download-svg"),
    pytest.param(":download:`in.HTML`", 6, "a download of 'in.HTML'", id="download-capitals"),
    pytest.param(".. image:: in.html", 6, "the suffix '.html' in the image", id="image-html"),
    pytest.param(".. image:: in.mp4", 6, "the suffix '.mp4' in the image", id="image-video"),
    pytest.param(".. image:: run.svg", 6, "<script> in the image 'run.svg'", id="image-script"),
    pytest.param(
        ".. image:: still.svg", 6, "<script> in the image 'still.svg'", id="image-of-a-language"
    ),
    pytest.param(".. figure:: run.*", 6, "<script> in the image 'run.*'", id="figure-script"),
    pytest.param(
        ".. meta::\n   :http-equiv=refresh: 0;url=https://a.org", 6, "meta with http-equiv", id="refresh"
    ),
    pytest.param("Words\n\nTwo\n===\n\nWords", 9, "a second title, 'Two'", id="two-titles"),
    pytest.param(".. meta::\n   :referrer: unsafe-url", 6, "meta 'referrer'", id="meta"),
]
# Markdown, the line of the finding, what it says
MARKDOWN = [
    pytest.param("# P\n\n```{raw} html\n<b id=x>\n```", 3, "the directive raw", id="raw"),
    pytest.param("# P\n\n```{include} ../secret.txt\n```", 3, "the directive include", id="include"),
    pytest.param("# P\n\n```{literalinclude} ../secret.txt\n```", 3, "literalinclude", id="code"),
    pytest.param(
        "# P\n\n```{eval-rst}\n.. raw:: html\n\n   <b id=x>\n```", 4, "directive raw", id="rst"
    ),
    pytest.param("# P\n\n{raw}`<b id=x>`", 3, "the role raw", id="role"),
    pytest.param("# P\n\n[x](../secret.txt)", 3, "download of '../secret.txt'", id="link-to-file"),
    pytest.param("# P\n\n[x](path:../secret.txt)", 3, "download of '../secret.txt'", id="path"),
    pytest.param("# P\n\n{download}`../secret.txt`", 3, "download of '../secret.txt'", id="download"),
    pytest.param("# P\n\n![x](../secret.svg)", 3, "the image '../secret.svg'", id="image"),
    pytest.param("# P\n\n![x](%2e%2e/secret.svg)", 3, "the image", id="image-quoted"),
    pytest.param("# P\n\n![x](https://a.org/x.svg)", 3, "the image 'https://a", id="image-url"),
    pytest.param(r"# P" "\n\n" r"![x](\\\\a.org\\x.svg)", 3, "the image", id="image-backslash"),
    pytest.param("# P\n\n![x](/%5C/a.org/x.svg)", 3, "the image", id="image-backslash-quoted"),
    pytest.param("# P\n\n![x](run.svg)", 3, "<script> in the image 'run.svg'", id="image-script"),
    pytest.param("# P\n\n[x](in.html)", 3, "a download of 'in.html'", id="link-to-html"),
    pytest.param("# P\n\n```{csv-table}\n:file: ../secret.txt\n```", 3, "csv-table with", id="csv"),
    pytest.param("# P\n\n```{figure} ../secret.svg\n```", 3, "the image", id="figure"),
    pytest.param(
        "# P\n\n```{image} in.svg\n:target: //a.org\n```", 3, "a link to '//a", id="image-link"
    ),
    pytest.param("# P\n\nwords\n\n# Q", 5, "a second title, 'Q'", id="two-titles"),
    pytest.param("# P\n\n[x](http://a.org)", 3, "a link to 'http://a.org'", id="http"),
    pytest.param("# P\n\n<ftp://a.org>", 3, "a link to 'ftp://a.org'", id="ftp"),
    pytest.param("# P\n\n[x](mailto:a@b.org)", 3, "a link to 'mailto:a@b.org'", id="mail"),
    pytest.param("# P\n\n[x][y]\n\n[y]: //a.org", 3, "a link to '//a.org'", id="host"),
    pytest.param(
        "---\nmyst:\n  disable_syntax: []\n---\n# P\n\n<b id=x>y</b>",
        1,
        "'myst'",
        id="front-matter-html",
    ),
    pytest.param(
        "---\nmyst:\n  enable_extensions: [substitution]\n---\n# P\n\n{{ env.srcdir }}",
        1,
        "'myst'",
        id="jinja",
    ),
    pytest.param(
        "---\nhtml_meta:\n  http-equiv=refresh: 0\n---\n# P", 1, "'html_meta'", id="front-matter-meta"
    ),
    pytest.param("---\nsubstitutions:\n  a: b\n---\n# P", 1, "'substitutions'", id="substitutions"),
]


def build_page(make_project, name: str, text: str, conf: str = ""):
    files = {"in.svg": "<svg/>", "in.txt": "x", "run.svg": f"<svg><script>{SECRET}</script></svg>"}
    files |= {"still.svg": "<svg/>", "still.ko.svg": files["run.svg"]}
    files |= dict.fromkeys(("in.html", "in.HTML", "in.mp4"), SECRET)
    project = make_project({name: text, **files}, conf=conf)
    for suffix in ("txt", "svg"):
        project.root.with_name(f"secret.{suffix}").write_text(SECRET)
    return project.build("html")


def check(built, name: str, line: int, expected: str) -> None:
    """One finding at its line, and nothing of it in the site."""
    found = [ln for ln in built.warnings.split("\n") if "[cheatsheet.page]" in ln]
    assert found, built.warnings
    assert re.match(rf"{name}:{line}: WARNING: found .*, expected .*; ", found[0]), found
    assert any(expected in line for line in found)
    html = (built.outdir / f"{Path(name).stem}.html").read_text(encoding="utf-8")
    body = html.partition('<div class="body"')[2].partition('<div class="clearer"')[0]
    assert not OUT.search(body)
    assert "refresh" not in html
    copied = [path for path in built.outdir.rglob("*") if path.is_file() and "_static" not in path.parts]
    assert not [path for path in copied if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(("text", "line", "expected"), RST)
def test_page_in_rst_is_refused(make_project, text, line, expected):
    check(build_page(make_project, "page.rst", f"{HEAD}{text}\n"), "page.rst", line, expected)


@pytest.mark.parametrize(("text", "line", "expected"), MARKDOWN)
def test_page_in_markdown_is_refused(make_project, text, line, expected):
    built = build_page(make_project, "page.md", f"{text}\n", MYST)
    check(built, "page.md", line, expected)
    assert str(built.app.srcdir) not in built.read("page.html")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.rst", ""),
        ("page.rst", "\ufeff"),
        ("page.rst", ":orphan:\n\nWords\n"),
        ("page.md", "---\norphan: true\n---\nwords\n"),
    ],
)
def test_page_without_a_title_is_told(make_project, name, text):
    check(build_page(make_project, name, text, MYST), name, 1, "found no title")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`x <https://a.org/b?c=d#e>`__, https://a.org:80/", id="https"),
        pytest.param(":download:`in.txt`, :download:`/in.txt`", id="download"),
        pytest.param(".. image:: in.svg\n   :alt: x\n   :target: https://a.org", id="image"),
        pytest.param(".. csv-table::\n\n   a, b", id="table"),
        pytest.param("a\tb\u00a0c 한글 \u26a0\ufe0f\r\nd", id="characters"),
        pytest.param(".. meta::\n   :description: x", id="description"),
        pytest.param(".. toctree::\n\n   A <https://a.org>", id="toctree"),
        pytest.param(
            "`x <index.html#a>`__, :doc:`index`, page_\n\n.. code-block:: html\n\n   <b>", id="own"
        ),
    ],
)
def test_what_stays_inside_is_fine(make_project, text):
    built = build_page(make_project, "page.rst", f"{HEAD}{text}\n")
    assert built.warnings == ""


def test_settings_are_off_whatever_a_file_says(make_project):
    page = f"{HEAD}.. 원본::\n"
    project = make_project({"page": page, "docutils.conf": "[general]\nraw_enabled: yes\n"})
    settings = project.build("html").app.env.get_doctree("index").settings
    assert settings.raw_enabled is False
    assert settings.file_insertion_enabled is False


@pytest.mark.parametrize("name", ["page.rst", "in.svg", "folder"])
def test_link_to_outside_stops_the_build(make_project, tmp_path, name):
    target = tmp_path / "secret"
    target.mkdir() if name == "folder" else target.write_text("Page\n====\n")
    project = make_project({})
    (project.root / name).symlink_to(target)
    with pytest.raises(SphinxError, match=rf"{name}:1: found a symbolic link"):
        project.build("html")
    assert not list((project.root / "build").rglob("*.html"))


def test_link_inside_is_fine(make_project):
    project = make_project({"page": f"{HEAD}Words\n"})
    (project.root / "other.rst").symlink_to("page.rst")
    assert project.build("html").warnings == ""


@pytest.mark.parametrize(
    "found", ["https://a.org", "HTTPS://a.org/", "a/b.html#c:d", "/a", "?q=a:b", ""]
)
def test_links_that_a_page_may_have(found):
    assert LINK.fullmatch(found)


@pytest.mark.parametrize(
    "found",
    [
        "http://a",
        "/\\a.org",
        "\\\\a",
        "///a",
        " javascript:a",
        "\x01javascript:a",
        "\x01//a.org",
        "/\x00/a.org",
        "a?\x1f",
        "https://a/\x7f",
        "java\nscript:a",
        "https:a.org",
        "https:/\\a",
        "https://",
        "https://a\\b",
        "https://u:p@a.org",
        "blob:x",
        "a:b",
    ],
)
def test_links_that_no_page_may_have(found):
    assert not LINK.fullmatch(found)


@pytest.mark.parametrize("name", ["a.png", "a.PNG", "a.%70ng"])
def test_suffix_is_that_of_the_file(name):
    assert ends_in(name, (".png",))


def test_links_of_what_was_built_are_its_own(tmp_path):
    pages = tmp_path / "pages"
    for folder in (pages, pages / "build"):
        folder.mkdir()
        (folder / "out").symlink_to(tmp_path)
    assert list(find_links(pages, {pages / "build"})) == [pages / "out"]


@pytest.mark.parametrize("text", ["값".encode("cp949"), "é".encode("latin-1"), b"\xed\xa0\x80"])
def test_a_page_in_another_encoding_is_told_at_its_line(make_project, text):
    project = make_project({"page": HEAD})
    with (project.root / "page.rst").open("ab") as page:
        page.write(b"\n" + text)
    with pytest.raises(
        SphinxError, match=r"page.rst:7: ERROR: found the byte 0x.*, expected UTF-8; save"
    ):
        project.build("dummy")
