"""Learning rates of every scheduler, as each gave them in a run of its own."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import optim
from torch.optim import lr_scheduler as lrs
from torch.optim.swa_utils import SWALR

from pictures.curves import DASHED, Board, Line, Panel, Run, Scale, draw_panels

STEPS = 40
WIDE = 84  # steps of a panel that is as wide as two

Make = Callable[[optim.Optimizer], object]


def make_optimizer() -> optim.Optimizer:
    return optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)


def list_rates(make: Make, count: int = STEPS, metrics: list[float] | None = None) -> list[float]:
    """The learning rate before each step; a metric goes to a scheduler that asks for one."""
    optimizer = make_optimizer()
    scheduler = make(optimizer)
    rates = []
    for step in range(count):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(*(metrics[step : step + 1] if metrics else ()))
    return rates


def make_stairs(values: list[float]) -> Run:
    """Each value holds for one step."""
    return [(step + side, round(value, 4)) for step, value in enumerate(values) for side in (0, 1)]


def chain(optimizer: optim.Optimizer) -> lrs.ChainedScheduler:
    start = lrs.ConstantLR(optimizer, factor=0.5, total_iters=10)
    return lrs.ChainedScheduler([start, lrs.ExponentialLR(optimizer, gamma=0.95)])


def sequence(optimizer: optim.Optimizer) -> lrs.SequentialLR:
    warmup = lrs.LinearLR(optimizer, start_factor=0.1, total_iters=10)
    cosine = lrs.CosineAnnealingLR(optimizer, T_max=30)
    return lrs.SequentialLR(optimizer, [warmup, cosine], milestones=[10])


def warm_up_and_fall(step: int) -> float:
    return min((step + 1) / 8, (8 / (step + 1)) ** 0.5)


MAKERS: list[Make] = [
    lambda o: lrs.StepLR(o, step_size=10, gamma=0.5),
    lambda o: lrs.MultiStepLR(o, milestones=[10, 30], gamma=0.3),
    lambda o: lrs.ExponentialLR(o, gamma=0.93),
    lambda o: lrs.ConstantLR(o, factor=0.3, total_iters=10),
    lambda o: lrs.LinearLR(o, start_factor=0.1, total_iters=20),
    lambda o: lrs.PolynomialLR(o, total_iters=40, power=2.0),
    lambda o: lrs.CosineAnnealingLR(o, T_max=40),
    lambda o: lrs.CosineAnnealingWarmRestarts(o, T_0=12, T_mult=2),
    lambda o: lrs.LambdaLR(o, warm_up_and_fall),
    lambda o: lrs.MultiplicativeLR(o, lambda step: 0.995**step),
    lambda o: lrs.CyclicLR(o, base_lr=0.2, max_lr=1.0, step_size_up=8, cycle_momentum=False),
    lambda o: lrs.OneCycleLR(o, max_lr=1.0, total_steps=STEPS, cycle_momentum=False),
    lambda o: lrs.ReduceLROnPlateau(o, factor=0.5, patience=4),
    sequence,
    chain,
    lambda o: SWALR(o, swa_lr=0.2, anneal_epochs=20),
]


def make_panel(make: Make) -> Panel:
    name = type(make(make_optimizer())).__name__
    if name == "ReduceLROnPlateau":
        metrics = [max(0.4, 0.9 - 0.05 * step) for step in range(STEPS)]
        line, metric = make_stairs(list_rates(make, STEPS, metrics)), make_stairs(metrics)
        return Panel(name, (Line((line,)), Line((metric,), DASHED)))
    span = 2 if name == "CosineAnnealingWarmRestarts" else 1
    rates = list_rates(make, WIDE if span == 2 else STEPS)
    return Panel(name, (Line((make_stairs(rates),)),), span)


def draw_schedulers() -> str:
    x, y = Scale(0, STEPS, (0, 10, 20, 30)), Scale(0, 1, (0, 1))
    board = Board(x, y, 66, (("lr", ""), ("metric", DASHED)))
    return draw_panels([make_panel(make) for make in MAKERS], board)
