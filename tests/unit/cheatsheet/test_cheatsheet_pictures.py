"""Drawings in the page itself: what is put in, what stays an image, what a reader is told."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

PATH = '<path d="M0 0h9" stroke="currentColor"/>'
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + PATH + "{}</svg>\n"
PAGE = """\
Page
====

{options}
"""


def write_image(**options: str) -> str:
    lines = [".. image:: /x.svg", *(f"   :{key}: {value}".rstrip() for key, value in options.items())]
    return PAGE.format(options="\n".join(lines))


def build(make_project, page: str, svg: str, builder: str = "html"):
    return make_project({"index": page, "x.svg": svg}).build(builder)


def find_pictures(html: str) -> list[Tag]:
    return BeautifulSoup(html, "html.parser").select("svg.picture")


def test_drawing_is_put_into_the_page(make_project) -> None:
    built = build(make_project, write_image(alt="A line"), SHAPE.format(""))
    html = built.read("index.html")
    (picture,) = find_pictures(html)
    assert built.warnings == ""
    assert (picture["role"], picture["aria-label"], picture["viewbox"]) == ("img", "A line", "0 0 9 9")
    assert f"{PATH}</svg>" in html
    assert "<img" not in html
    assert not (built.outdir / "_images").exists()


# What stands around the root in the file never reaches the page.
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?>\n', "\n\n", id="declaration"),
        pytest.param("<!-- <svg> 그림 -->\n", "<!-- </svg> -->\n", id="comments"),
    ],
)
def test_root_alone_is_taken(make_project, before, after) -> None:
    svg = before + SHAPE.format("<text>가</text>") + after
    html = build(make_project, write_image(alt="A line"), svg).read("index.html")
    (picture,) = find_pictures(html)
    assert picture.text == "가"
    assert "<?xml" not in html
    assert "<!--" not in html[html.index("<svg") : html.index("</svg>") + 30]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param('<path id="first" d=""/>', id="id"),
        pytest.param('<path class="entry" d=""/>', id="class"),
        pytest.param('<path style="fill: red" d=""/>', id="style"),
        pytest.param('<path fill="url(#a)" d=""/>', id="reference"),
        pytest.param('<path data-x="" d=""/>', id="unknown-attribute"),
        pytest.param("<svg/>", id="svg-in-svg"),
        pytest.param("<defs/><use href='#a'/><title>x</title>", id="definitions"),
        pytest.param("<!-- words -->", id="comment"),
        # For XML a comment, for HTML the end of one and a script.
        pytest.param("<!--><script>alert(1)</script>-->", id="comment-that-ends-in-html"),
        pytest.param("<!---><script>alert(1)</script>-->", id="comment-that-ends-in-html-too"),
        pytest.param("<text><![CDATA[<script>alert(1)</script>]]></text>", id="marked-text"),
    ],
)
def test_more_than_shapes_stays_an_image(make_project, inside) -> None:
    built = build(make_project, write_image(alt="A line"), SHAPE.format(inside))
    assert built.warnings == ""
    html = built.read("index.html")
    assert not find_pictures(html)
    assert "alert" not in html
    assert BeautifulSoup(html, "html.parser").select_one("img")["alt"] == "A line"
    assert (built.outdir / "_images" / "x.svg").exists()


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        pytest.param("<script>alert(1)</script>", "<script>", id="script"),
        pytest.param("<style>@import '//a.org'</style>", "<style>", id="style"),
        pytest.param('<image href="https://a.org/x.png"/>', "<image>", id="other-file"),
        pytest.param('<a href="https://a.org"><text>x</text></a>', "<a>", id="link"),
        pytest.param('<use xmlns:x="y" x:href="//a.org"/>', "x:href in <use>", id="prefixed-link"),
        pytest.param('<path xml:base="//a.org" d=""/>', "xml:base in <path>", id="base"),
        pytest.param('<path onclick="alert(1)" d=""/>', "onclick in <path>", id="handler"),
        pytest.param('<path fill="URL(//a.org)" d=""/>', "fill in <path>", id="address"),
        pytest.param(r'<path fill="u\72l(//a.org)" d=""/>', "fill in <path>", id="escaped-address"),
        pytest.param("<foreignObject><p>x</p></foreignObject>", "<foreignObject>", id="foreign-object"),
        pytest.param('<set attributeName="href" to="javascript:x"/>', "<set>", id="animation"),
        pytest.param("<?run x?>", "<?run", id="instruction"),
        pytest.param("<script>alert(1)</script><broken", "<script>", id="broken-behind"),
    ],
)
def test_what_a_browser_runs_is_refused(make_project, inside, found) -> None:
    """Whoever opens the file by its address would run it on the site's host."""
    built = build(make_project, write_image(alt="A line"), SHAPE.format(inside))
    told = f"found {found}"
    assert f"index.rst:4: WARNING: {told}" in built.warnings
    assert "in the image '/x.svg', expected a still picture" in built.warnings
    assert not (built.outdir / "_images").exists()


@pytest.mark.parametrize(
    "svg",
    [
        pytest.param(SHAPE.format("").replace("<svg ", '<svg role="img" '), id="role"),
        pytest.param('<svg xmlns="http://www.w3.org/2000/svg"/> <!-- -->', id="empty"),
    ],
)
def test_other_roots_stay_images(make_project, svg) -> None:
    html = build(make_project, write_image(alt="A line"), svg).read("index.html")
    assert not find_pictures(html)
    assert "<img" in html


@pytest.mark.parametrize(
    ("svg", "found"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SHAPE.format(""), "a document type"),
        ("<html/>", "<html>"),
        ('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', "<s:svg>"),
        ('<?xml version="1.0" encoding="cp037"?>', "the encoding cp037"),
    ],
)
def test_files_that_are_no_drawings_are_refused(make_project, svg, found) -> None:
    built = build(make_project, write_image(alt="A line"), svg)
    assert f"index.rst:4: WARNING: found {found} in the image '/x.svg'" in built.warnings
    assert "x.svg" not in built.read("index.html")


@pytest.mark.parametrize("options", [{}, {"alt": "A", "width": "90%"}, {"alt": "A", "scale": "50"}])
def test_image_without_alt_or_with_a_size_stays(make_project, options) -> None:
    svg = SHAPE.format("").replace("<svg ", '<svg width="9" height="9" ')
    html = build(make_project, write_image(**options), svg).read("index.html")
    assert not find_pictures(html)
    assert "<img" in html


@pytest.mark.parametrize("svg", ["", "<svg>", "<svg xmlns='http://www.w3.org/2000/svg'>\x0b</svg>"])
def test_broken_file_is_named(make_project, svg) -> None:
    built = build(make_project, write_image(alt="A line"), svg)
    assert "index.rst:4: WARNING: found no well-formed SVG in UTF-8 in x.svg" in built.warnings
    assert "draw it anew [picture.xml]" in built.warnings
    assert "<img" in built.read("index.html")


def test_missing_file_is_sphinxs_to_report(make_project) -> None:
    built = make_project({"index": write_image(alt="A line")}).build("html")
    assert built.warnings.count("WARNING") == 1
    assert "image file not readable: x.svg" in built.warnings


@pytest.mark.parametrize("alt", ['"quoted" & <b>', "x' onload='y", "그림 하나"])
def test_alt_is_text(make_project, alt) -> None:
    (picture,) = find_pictures(
        build(make_project, write_image(alt=alt), SHAPE.format("")).read("index.html")
    )
    assert picture["aria-label"] == alt
    assert set(picture.attrs) == {"aria-label", "class", "role", "viewbox", "xmlns"}


def test_alt_is_translated(make_project) -> None:
    pages = {"index": write_image(alt="A line"), "x.svg": SHAPE.format("")}
    built = make_project(pages, {"ko": {"index": {"A line": "선 하나"}}}).build("html", "ko")
    (picture,) = find_pictures(built.read("index.html"))
    assert picture["aria-label"] == "선 하나"


def test_class_name_and_place_are_kept(make_project) -> None:
    page = write_image(alt="A line", **{"class": "wide", "name": "first", "align": "center"})
    html = build(make_project, f"{page}\n`first`_\n", SHAPE.format("")).read("index.html")
    (picture,) = find_pictures(html)
    assert set(picture["class"]) == {"align-center", "picture", "wide"}
    assert picture["id"] == "first"


def test_figure_keeps_its_caption(make_project) -> None:
    page = PAGE.format(options=".. figure:: /x.svg\n   :alt: A line\n\n   A caption\n")
    soup = BeautifulSoup(build(make_project, page, SHAPE.format("")).read("index.html"), "html.parser")
    assert soup.select_one("figure svg.picture")
    assert soup.select_one("figcaption .caption-text").text == "A caption"


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_html_has_it_too(make_project, builder) -> None:
    built = build(make_project, write_image(alt="A line"), SHAPE.format(""), builder)
    assert len(find_pictures(built.read("index.html"))) == 1


@pytest.mark.parametrize(
    ("builder", "name", "shown"),
    [
        ("latex", "sheet.tex", "{{x}.svg}"),
        ("text", "index.txt", "[image: A line]"),
        ("xml", "index.xml", 'alt="A line"'),
    ],
)
def test_other_builders_have_the_plain_image(make_project, builder, name, shown) -> None:
    built = build(make_project, write_image(alt="A line"), SHAPE.format(""), builder)
    assert shown in built.read(name)


def test_numbers_of_a_drawing_are_not_searched(make_project) -> None:
    built = build(make_project, write_image(alt="A line"), SHAPE.format("<text>unfindable</text>"))
    assert "unfindable" in built.read("index.html")
    assert "unfind" not in built.read("searchindex.js")


def test_a_changed_file_changes_the_page(make_project) -> None:
    project = make_project({"index": write_image(alt="A line"), "x.svg": SHAPE.format("")})
    project.build("html")
    path = project.root / "x.svg"
    path.write_text(SHAPE.format("<text>new</text>"), encoding="utf-8")
    assert "<text>new</text>" in project.build("html", fresh=False).read("index.html")
