"""The pictures of the pages: drawn by the installed torch, small, in one colour, with words beside."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
from bs4 import BeautifulSoup
from built_site import ROOT
from page_pictures import USES

FOLDER = ROOT / "source" / "_static" / "pictures"
LIMIT = 10_000  # bytes of a picture
PHONE = 358  # pixels of a picture on a phone that is 390 wide
READABLE = 10  # pixels of text
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {f"{SVG}{name}" for name in ("svg", "g", "path", "text")}
ATTRIBUTES = {
    *("viewBox", "width", "height", "x", "y", "d", "text-anchor", "font-family", "font-size", "opacity"),
    *("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap"),
    "stroke-dasharray",
}
# More than one decimal; matches "12.34" and not "12.3".
FINE = re.compile(r"\d\.\d\d")

# What is no function of each number alone, and what is not drawn for that reason.
NOT_DRAWN = {
    *("GLU", "LogSoftmax", "MultiheadAttention", "Softmax", "Softmax2d", "Softmin"),
    "LRScheduler",  # the base of the others
}


def find_stale(drawn: dict[str, str], kept: dict[str, str], used: set[str]) -> list[str]:
    """What is wrong with the pictures that are kept, a line each."""
    lines = []
    for name in sorted({*drawn, *kept, *used}):
        path = f"source/_static/pictures/{name}.svg:1"
        if name not in drawn:
            lines.append(f"{path}: found no function that draws it; add one to scripts/pictures")
        elif name not in kept:
            lines.append(f"{path}: missing; run make pictures")
        elif drawn[name] != kept[name]:
            lines.append(f"{path}: differs from what torch gives now; run make pictures")
        if name not in used:
            lines.append(f"{path}: no page shows it; add an image or drop its function")
    return lines


def read_all(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.iterdir())}


PICTURES = read_all(FOLDER)
by_picture = pytest.mark.parametrize("name", PICTURES)


@pytest.mark.torch
def test_pictures_are_what_torch_draws_now(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from draw_pictures import draw_all

    draw_all(tmp_path)
    assert not find_stale(read_all(tmp_path), PICTURES, {name for _, name, _ in USES})


def test_stale_missing_unused_and_foreign_pictures_are_named() -> None:
    drawn = {"same": "1", "old": "2", "new": "3", "idle": "4"}
    kept = {"same": "1", "old": "1", "idle": "4", "hand": "5"}
    lines = find_stale(drawn, kept, {"same", "old", "new", "hand", "typo"})
    folder = "source/_static/pictures"
    assert lines == [
        f"{folder}/hand.svg:1: found no function that draws it; add one to scripts/pictures",
        f"{folder}/idle.svg:1: no page shows it; add an image or drop its function",
        f"{folder}/new.svg:1: missing; run make pictures",
        f"{folder}/old.svg:1: differs from what torch gives now; run make pictures",
        f"{folder}/typo.svg:1: found no function that draws it; add one to scripts/pictures",
    ]


@pytest.mark.torch
def test_drawing_writes_what_changed_alone(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from draw_pictures import draw_all, remove_others

    assert {path.stem for path in draw_all(tmp_path)} == set(PICTURES)
    (tmp_path / "view.svg").write_text("old", encoding="utf-8")
    (tmp_path / "other.svg").write_text("old", encoding="utf-8")
    assert draw_all(tmp_path) == [tmp_path / "view.svg"]
    assert remove_others(tmp_path) == [tmp_path / "other.svg"]
    assert read_all(tmp_path) == PICTURES


@pytest.mark.torch
@pytest.mark.parametrize("kind", ["activation", "scheduler"])
def test_every_function_of_torch_is_drawn(kind: str) -> None:
    pytest.importorskip("torch")
    import test_torch_lists as lists

    names = {"activation": lists.list_activations, "scheduler": lists.list_schedulers}[kind]()
    text = "".join(svg for name, svg in PICTURES.items() if kind in name)
    titles = set(re.findall(r">(\w+)(?:\(.*?\))?</text>", text))
    assert {name.rsplit(".", 1)[1] for name in names} - NOT_DRAWN <= titles


@by_picture
def test_picture_is_small(name: str) -> None:
    assert len(PICTURES[name].encode()) <= LIMIT


@by_picture
def test_picture_is_of_plain_shapes_in_one_colour(name: str) -> None:
    for element in ElementTree.fromstring(PICTURES[name]).iter():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES
        for key in ("fill", "stroke"):
            assert element.get(key, "none") in ("currentColor", "none")


@by_picture
def test_picture_is_readable_on_a_phone(name: str) -> None:
    root = ElementTree.fromstring(PICTURES[name])
    sizes = [float(e.get("font-size")) for e in root.iter() if "font-size" in e.attrib]
    assert sizes
    width = float(root.get("viewBox").split()[2])
    assert min(sizes) * PHONE / width >= READABLE


@by_picture
def test_numbers_have_one_decimal_at_most(name: str) -> None:
    for element in ElementTree.fromstring(PICTURES[name]).iter():
        for key, value in element.attrib.items():
            assert key.endswith("opacity") or not FINE.search(value), (key, value[:80])


def test_every_use_says_what_it_shows() -> None:
    assert len(USES) >= 10
    for page, name, alt in USES:
        assert alt.endswith("."), (page, name)
    texts = [alt for _, _, alt in USES]
    assert len(set(texts)) == len(texts)


def test_every_text_is_in_korean_too() -> None:
    for page, name, alt in USES:
        catalog = polib.pofile(str(ROOT / "locale" / "ko" / "LC_MESSAGES" / f"{page}.po"))
        assert re.search("[가-힣]", catalog.find(alt).msgstr), (page, name)


def test_every_use_is_drawn_into_the_page(site: Path, languages: list[str]) -> None:
    for language in languages:
        for page in {page for page, _, _ in USES}:
            html = (site / language / f"{page}.html").read_text(encoding="utf-8")
            found = BeautifulSoup(html, "html.parser").select("svg.picture[role=img][aria-label]")
            expected = [alt for used, _, alt in USES if used == page]
            assert len(found) == len(expected), (language, page)
            if language == "en":
                assert [picture["aria-label"] for picture in found] == expected
        copied = {path.stem for path in (site / language / "_images").glob("*.svg")}
        assert not copied & {name for _, name, _ in USES}, language
