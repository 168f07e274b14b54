"""Losses as functions of one number: of the error, and of the score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import torch
from torch import Tensor, nn

from pictures.curves import (
    DASHDOT,
    DASHED,
    DOTTED,
    FOOT,
    LEFT,
    RIGHT,
    SOLID,
    Frame,
    Line,
    Scale,
    draw_axes,
    draw_labels,
    draw_legend,
    draw_lines,
)
from pictures.svg import TEXT, WIDTH, write_picture, write_text

DASHES = (SOLID, DASHED, DOTTED, DASHDOT)
STEPS = 16  # sampled points for each unit of x

Loss = Callable[[Tensor], Tensor]


def sample(loss: Loss, scale: Scale) -> Line:
    """A loss at fixed points, each by a call of its own, in double precision."""
    count = round((scale.high - scale.low) * STEPS)
    points = [scale.low + step / STEPS for step in range(count + 1)]
    values = [loss(torch.tensor([[x]], dtype=torch.float64)).item() for x in points]
    return Line((tuple((x, round(y, 4)) for x, y in zip(points, values, strict=True)),))


@dataclass(frozen=True)
class Chart:
    """One frame; `label` names its x axis, the legend starts at the numbers `legend`."""

    x: Scale
    y: Scale
    label: str
    legend: tuple[float, float]


def draw_losses(losses: dict[str, Loss], chart: Chart) -> str:
    """All in one frame; losses with the same line share it."""
    frame = Frame(LEFT, 12, WIDTH - LEFT - RIGHT, 250, chart.x, chart.y)
    names: dict[Line, list[str]] = {}
    for name, loss in losses.items():
        names.setdefault(sample(loss, chart.x), []).append(name)
    lines = [replace(line, dashes=dashes) for line, dashes in zip(names, DASHES, strict=False)]
    items = [(", ".join(same), line.dashes) for same, line in zip(names.values(), lines, strict=True)]
    label = WIDTH - RIGHT, frame.top + frame.height + TEXT + 1
    return write_picture(
        frame.top + frame.height + FOOT,
        draw_axes(frame),
        draw_labels(frame),
        write_text(label, chart.label, text_anchor="end"),
        draw_lines(*((frame, line) for line in lines)),
        draw_legend(items, *frame.place(*chart.legend), (0, 24)),
    )


def draw_regression() -> str:
    zero = torch.zeros(1, 1, dtype=torch.float64)
    modules = {
        "MSELoss": nn.MSELoss(),
        "HuberLoss(delta=2)": nn.HuberLoss(delta=2),
        "L1Loss": nn.L1Loss(),
        "SmoothL1Loss": nn.SmoothL1Loss(),
    }
    losses = {name: partial(module, target=zero) for name, module in modules.items()}
    x, y = Scale(-3, 3, (-2, -1, 0, 1, 2)), Scale(0, 5, (0, 1, 2, 3, 4, 5))
    return draw_losses(losses, Chart(x, y, "x \N{MINUS SIGN} y", (-1, 4.7)))


def draw_margin() -> str:
    one = torch.ones(1, 1, dtype=torch.float64)
    losses = {
        "BCEWithLogitsLoss": lambda x: nn.BCEWithLogitsLoss()(x, one),
        "SoftMarginLoss": lambda x: nn.SoftMarginLoss()(x, one),
        "HingeEmbeddingLoss, y = \N{MINUS SIGN}1": lambda x: nn.HingeEmbeddingLoss()(x, -one),
        "MarginRankingLoss": lambda x: nn.MarginRankingLoss()(x, 0 * one, one),
        "MultiMarginLoss": lambda x: nn.MultiMarginLoss()(torch.cat((x, 0 * x), 1), torch.tensor([0])),
    }
    x, y = Scale(-3, 3, (-2, -1, 0, 1, 2)), Scale(0, 4, (0, 1, 2, 3, 4))
    return draw_losses(losses, Chart(x, y, "x", (-1, 3.7)))
