"""Curves in frames: axes, lines told apart by their dashes, and panels beside and below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pictures.svg import (
    TEXT,
    WIDTH,
    Point,
    write_line,
    write_number,
    write_picture,
    write_tag,
    write_text,
)

SOLID, DASHED, DOTTED, DASHDOT = "", "7 5", "1 5", "12 5 1 5"
LEFT = 32  # units for the labels of the y axis
RIGHT = 8  # units right of the last frame
GAP = 18  # units between panels
HEAD = 24  # units of a title, or of the legend
FOOT = 22  # units of the labels of the x axis
TOLERANCE = 0.1  # units by which a line may be off its points

Run = Sequence[Point]


@dataclass(frozen=True)
class Scale:
    """An axis: the numbers at its ends, and those that have a line and a label."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True)
class Frame:
    """Where numbers are drawn; lengths in units."""

    left: float
    top: float
    width: float
    height: float
    x: Scale
    y: Scale

    def place(self, x: float, y: float) -> Point:
        across = (x - self.x.low) / (self.x.high - self.x.low)
        up = (y - self.y.low) / (self.y.high - self.y.low)
        return self.left + across * self.width, self.top + (1 - up) * self.height


@dataclass(frozen=True)
class Line:
    """What is drawn in one kind of dashes: runs of points, with a jump between two runs."""

    runs: tuple[Run, ...]
    dashes: str = SOLID


@dataclass(frozen=True)
class Panel:
    """A frame of several; one with a `span` of two is as wide as two with the gap between them."""

    title: str
    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True)
class Board:
    """What the panels of a picture share; `height` is that of a frame, in units."""

    x: Scale
    y: Scale
    height: float
    legend: tuple[tuple[str, str], ...] = ()
    columns: int = 3


def add_crossings(run: Run, level: float) -> Iterator[Point]:
    """The points of a run, and those in which it passes a level."""
    yield run[0]
    for (x, y), (to_x, to_y) in pairwise(run):
        if (y < level) != (to_y < level):
            yield x + (to_x - x) * (level - y) / (to_y - y), level
        yield to_x, to_y


def cut(run: Run, scale: Scale) -> Iterator[Run]:
    """The parts of a run between the ends of the y axis."""
    for level in (scale.low, scale.high):
        run = list(add_crossings(run, level))
    for inside, points in groupby(run, lambda point: scale.low <= point[1] <= scale.high):
        if inside:
            yield list(points)


def simplify(points: Run) -> Run:
    """Leave out what is nearly on the way (Ramer, Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (x, y), (to_x, to_y) = points[0], points[-1]
    across, up = to_x - x, to_y - y
    length = (across**2 + up**2) ** 0.5 or 1.0
    far = [abs(across * (b - y) - up * (a - x)) / length for a, b in points]
    worst = max(range(len(points)), key=far.__getitem__)
    if far[worst] <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[: worst + 1])[:-1] + simplify(points[worst:])


def draw_line(frame: Frame, line: Line) -> str:
    parts = []
    for run in line.runs:
        for piece in cut(run, frame.y):
            placed = [frame.place(x, y) for x, y in piece]
            rounded = simplify([(round(x, 1), round(y, 1)) for x, y in placed])
            parts.append(write_line(rounded) if len(set(rounded)) > 1 else "")
    dashes = {"stroke_dasharray": line.dashes} if line.dashes else {}
    return write_tag("path", d="".join(parts), **dashes)


def draw_lines(*pairs: tuple[Frame, Line]) -> str:
    style = {"fill": "none", "stroke": "currentColor", "stroke_width": 2, "stroke_linecap": "round"}
    return write_tag("g", *(draw_line(frame, line) for frame, line in pairs), **style)


def draw_axes(*frames: Frame) -> str:
    """A faint line at each tick, a stronger one at zero."""
    paths = {True: "", False: ""}
    for frame in frames:
        for tick in frame.x.ticks:
            ends = [frame.place(tick, end) for end in (frame.y.low, frame.y.high)]
            paths[tick == 0] += write_line(ends)
        for tick in frame.y.ticks:
            ends = [frame.place(end, tick) for end in (frame.x.low, frame.x.high)]
            paths[tick == 0] += write_line(ends)
    faint = write_tag("path", d=paths[False], stroke="currentColor", stroke_opacity="0.15")
    return faint + write_tag("path", d=paths[True], stroke="currentColor", stroke_opacity="0.5")


def draw_labels(frame: Frame, *, x: bool = True, y: bool = True) -> str:
    """The numbers at the ticks: below the frame, and left of it."""
    parts = []
    for tick in frame.x.ticks if x else ():
        place = frame.place(tick, frame.y.low)[0], frame.top + frame.height + TEXT + 1
        parts.append(write_text(place, name_tick(tick), text_anchor="middle"))
    for tick in frame.y.ticks if y else ():
        place = frame.left - 6, frame.place(0, tick)[1] + 5.5
        parts.append(write_text(place, name_tick(tick), text_anchor="end"))
    return "".join(parts)


def name_tick(tick: float) -> str:
    """The tick as text, with a minus sign that is as wide as a plus sign."""
    return write_number(tick).replace("-", "\N{MINUS SIGN}")


def draw_legend(items: Sequence[tuple[str, str]], left: float, top: float, step: Point) -> str:
    """Names with their dashes, one `step` (across, down) after the other."""
    parts = []
    for number, (name, dashes) in enumerate(items):
        x, y = left + number * step[0], top + number * step[1]
        style = {"stroke_dasharray": dashes} if dashes else {}
        sample = {"stroke": "currentColor", "stroke_width": 2, "stroke_linecap": "round", **style}
        parts.append(write_tag("path", d=write_line([(x, y), (x + 36, y)]), **sample))
        parts.append(write_text((x + 46, y + 5.5), name))
    return "".join(parts)


def place_panels(panels: Sequence[Panel], columns: int) -> Iterator[tuple[Panel, int, int]]:
    """Each panel with its row and column."""
    slot = 0
    for panel in panels:
        yield panel, slot // columns, slot % columns
        slot += panel.span


def make_frame(board: Board, panel: Panel, row: int, column: int) -> Frame:
    """The frame of a panel; a wider one goes on to the right at the same scale."""
    step = (WIDTH - LEFT - RIGHT + GAP) / board.columns
    width = step - GAP
    wide = width + (panel.span - 1) * step
    x = stretch(board.x, wide / width) if panel.span > 1 else board.x
    top = (HEAD + 6) * bool(board.legend) + HEAD + row * (HEAD + board.height + GAP)
    return Frame(LEFT + column * step, top, wide, board.height, x, board.y)


def stretch(scale: Scale, times: float) -> Scale:
    """An axis so many times as long, with ticks at the same distance."""
    high = scale.low + (scale.high - scale.low) * times
    first, step = scale.ticks[0], scale.ticks[1] - scale.ticks[0]
    count = int((high - first) / step) + 1
    return Scale(scale.low, high, tuple(first + number * step for number in range(count)))


def draw_panels(panels: Sequence[Panel], board: Board) -> str:
    """A picture of panels in rows; the labels stand left of a row and below a column alone."""
    placed = list(place_panels(panels, board.columns))
    taken = {(row, column + i) for panel, row, column in placed for i in range(panel.span)}
    frames = [make_frame(board, *place) for place in placed]
    words = []
    for frame, (panel, row, column) in zip(frames, placed, strict=True):
        labels = draw_labels(frame, x=(row + 1, column) not in taken, y=column == 0)
        words.append(write_text((frame.left, frame.top - 8), panel.title) + labels)
    lines = [(frame, line) for frame, panel in zip(frames, panels, strict=True) for line in panel.lines]
    return write_picture(
        frames[-1].top + board.height + FOOT,
        draw_legend(board.legend, LEFT, HEAD / 2, (110, 0)),
        draw_axes(*frames),
        *words,
        draw_lines(*lines),
    )
