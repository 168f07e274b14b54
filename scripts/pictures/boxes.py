"""Tensors as boxes with their numbers: a vector is a row, a third dimension is sheets side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictures.svg import WIDTH, Point, write_box, write_picture, write_tag, write_text

if TYPE_CHECKING:
    from torch import Tensor

CELL = 25  # units
SHEET = 8  # units between sheets
BORDER = 4  # units from sheets to the line around them
HEAD = 26  # units of the code above the boxes
FOOT = 24  # units of the shape below them
GAP = 16  # units between tiles
LINE = {"fill": "none", "stroke": "currentColor", "stroke_opacity": "0.6"}


@dataclass(frozen=True)
class Tile:
    """A tensor of at most three dimensions, with the code that gives it above and its shape below.

    `marks` is a boolean tensor of its shape: the boxes that are shaded. Boxes that share the memory of
    an earlier one, as in an expanded tensor, are dashed. Without `numbers` boxes are empty. `foot` is
    what stands below instead of the shape.
    """

    code: str
    tensor: Tensor
    marks: Tensor | None = None
    numbers: bool = True
    foot: str = ""


def find_sheets(tensor: Tensor) -> Tensor:
    """The tensor as (sheets, rows, columns)."""
    return tensor[(None,) * (3 - tensor.dim())]


def measure(tensor: Tensor) -> Point:
    """Width and height in units, with the border around sheets."""
    sheets, rows, columns = find_sheets(tensor).shape
    border = 2 * BORDER * (tensor.dim() == 3)
    return sheets * columns * CELL + (sheets - 1) * SHEET + border, rows * CELL + border


def place_boxes(tensor: Tensor, left: float, top: float) -> Iterator[Point]:
    """The left upper corner of each box, in the order of the elements."""
    sheets, rows, columns = find_sheets(tensor).shape
    border = BORDER * (tensor.dim() == 3)
    for sheet in range(sheets):
        start = left + border + sheet * (columns * CELL + SHEET)
        for row in range(rows):
            for column in range(columns):
                yield start + column * CELL, top + border + row * CELL


def find_repeats(tensor: Tensor) -> list[bool]:
    """Which elements have the memory of an earlier one, in the order of the elements."""
    places = [0]
    for size, stride in zip(tensor.shape, tensor.stride(), strict=True):
        places = [place + step * stride for place in places for step in range(size)]
    return [place in places[:number] for number, place in enumerate(places)]


def draw_boxes(tile: Tile, left: float, top: float) -> str:
    """The boxes alone."""
    corners = list(place_boxes(tile.tensor, left, top))
    boxes = [write_box(*corner, CELL, CELL) for corner in corners]
    repeats = find_repeats(tile.tensor)
    marks = tile.marks.flatten().tolist() if tile.marks is not None else [False] * len(boxes)
    shaded = "".join(box for box, mark in zip(boxes, marks, strict=True) if mark)
    dashed = "".join(box for box, repeat in zip(boxes, repeats, strict=True) if repeat)
    plain = "".join(box for box, repeat in zip(boxes, repeats, strict=True) if not repeat)
    if tile.tensor.dim() == 3:
        plain += write_box(left, top, *measure(tile.tensor))
    opacity = "0.22" if tile.numbers else "0.55"
    parts = [write_tag("path", d=shaded, fill_opacity=opacity)] if shaded else []
    if dashed:
        parts.append(write_tag("path", d=dashed, stroke_dasharray="2 3", **LINE))
    parts.append(write_tag("path", d=plain, **LINE))
    return "".join(parts) + (draw_numbers(tile, corners, repeats) if tile.numbers else "")


def draw_numbers(tile: Tile, corners: Sequence[Point], repeats: Sequence[bool]) -> str:
    values = tile.tensor.flatten().tolist()
    parts = [
        write_text((x + CELL / 2, y + 18), str(value), **({"opacity": "0.6"} if repeat else {}))
        for (x, y), value, repeat in zip(corners, values, repeats, strict=True)
    ]
    return write_tag("g", *parts, text_anchor="middle")


def draw_tile(tile: Tile, left: float, top: float) -> str:
    foot = tile.foot or str(tuple(tile.tensor.shape))
    below = top + HEAD + measure(tile.tensor)[1] + 18
    return (
        write_text((left, top + 17), tile.code)
        + draw_boxes(tile, left, top + HEAD)
        + write_text((left, below), foot, opacity="0.7")
    )


def draw_tiles(*rows: Sequence[Tile], columns: int = 3) -> str:
    """A picture of tiles in rows; every row has the same columns."""
    step = (WIDTH + GAP) / columns
    parts, top = [], 0.0
    for row in rows:
        parts += [draw_tile(tile, 1 + number * step, top) for number, tile in enumerate(row)]
        top += HEAD + max(measure(tile.tensor)[1] for tile in row) + FOOT + GAP
    return write_picture(top - GAP, *parts)
