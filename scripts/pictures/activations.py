"""Activations with their derivatives, a picture for each group of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import torch
from torch import Tensor, nn

from pictures.curves import DASHED, Board, Line, Panel, Run, Scale, draw_panels

STEPS = 16  # sampled points for each unit of x: every kink of the functions below is at one of them
SIDE = 1e-6  # how far left and right of a point a function is looked at
JUMP = 1e-3  # two sides that are farther apart than this are a jump
LEGEND = (("f(x)", ""), ("f\N{PRIME}(x)", DASHED))

Function = Callable[[Tensor], Tensor]


def derive(function: Function) -> Function:
    """The derivative by autograd."""

    def derivative(x: Tensor) -> Tensor:
        x = x.clone().requires_grad_()
        return torch.autograd.grad(function(x).sum(), x)[0]

    return derivative


def sample(function: Function, scale: Scale) -> tuple[Run, ...]:
    """The function at fixed points, in double precision; a jump ends a run and starts another."""
    count = round((scale.high - scale.low) * STEPS)
    x = scale.low + torch.arange(count + 1, dtype=torch.float64) / STEPS
    before, after = function(x - SIDE).tolist(), function(x + SIDE).tolist()
    return tuple(split(x.tolist(), before, after))


def split(x: list[float], before: list[float], after: list[float]) -> Iterator[Run]:
    """Runs of points, from the values a little left and a little right of each x."""
    run: Run = []
    for place, left, right in zip(x, before, after, strict=True):
        run.append((place, round(left, 4)))
        if abs(right - left) > JUMP:
            yield run
            run = [(place, round(right, 4))]
    yield run


def name_module(make: partial) -> str:
    """The call as on the page, without empty parentheses."""
    words = [str(value) for value in make.args]
    words += [f"{key}={value}" for key, value in make.keywords.items()]
    return make.func.__name__ + (f"({', '.join(words)})" if words else "")


def make_panel(make: partial, scale: Scale) -> Panel:
    module = make().double().eval()
    lines = (Line(sample(module, scale)), Line(sample(derive(module), scale), DASHED))
    return Panel(name_module(make), lines)


def draw(board: Board, *modules: type[nn.Module] | partial) -> str:
    return draw_panels([make_panel(partial(module), board.x) for module in modules], board)


def draw_rectifiers() -> str:
    return draw(
        Board(Scale(-4, 8, (-3, 0, 3, 6)), Scale(-2, 8, (0, 3, 6)), 130, LEGEND),
        nn.ReLU,
        nn.ReLU6,
        partial(nn.LeakyReLU, 0.25),
        partial(nn.PReLU, init=0.25),
        partial(nn.RReLU, 0.25, 0.75),
        partial(nn.Threshold, 1, 5),
    )


def draw_smooth() -> str:
    return draw(
        Board(Scale(-4, 4, (-3, 0, 3)), Scale(-2, 4, (-1, 0, 1, 3)), 124, LEGEND),
        nn.ELU,
        partial(nn.CELU, alpha=2),
        nn.SELU,
        nn.Softplus,
        nn.GELU,
        nn.SiLU,
        nn.Mish,
        nn.Hardswish,
    )


def draw_squashing() -> str:
    return draw(
        Board(Scale(-4, 4, (-3, 0, 3)), Scale(-2, 2, (-1, 0, 1)), 110, LEGEND),
        nn.Sigmoid,
        nn.Tanh,
        nn.LogSigmoid,
        nn.Hardtanh,
        nn.Hardsigmoid,
        nn.Softsign,
    )


def draw_shrinking() -> str:
    return draw(
        Board(Scale(-2, 2, (-1, 0, 1)), Scale(-2, 2, (-1, 0, 1)), 150, LEGEND),
        partial(nn.Hardshrink, 0.5),
        partial(nn.Softshrink, 0.5),
        nn.Tanhshrink,
    )
