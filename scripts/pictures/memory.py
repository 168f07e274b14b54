"""Bytes of a parameter, its gradient and the state of its optimizer, as measured on a small layer."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn, optim

from pictures.svg import Point, write_box, write_picture, write_tag, write_text

LEFT = 84  # units of the names of the rows
BYTE = 20  # units of a byte
OUTPUT = 476  # units from the left to the bytes of an output
HEIGHT = 34  # units of a bar
ROW = 48  # units from bar to bar
HEAD = 30
SHADES = ("0.32", "0.24", "0.16", "0.08")  # of the parameter, its gradient and its state


@dataclass(frozen=True)
class Bytes:
    """Bytes for each element: of the parameter, its gradient and its state; of a copy; of the output."""

    parts: tuple[int, ...]
    copy: int
    output: int


def measure(dtype: torch.dtype, *, autocast: bool = False) -> Bytes:
    """One step of training; a copy is the weight in another dtype, kept for the backward pass."""
    model = nn.Linear(10, 10, bias=False, dtype=dtype)
    weight, copies = model.weight, {}

    def note(tensor: Tensor) -> Tensor:
        if tensor.numel() == weight.numel() and tensor.dtype != weight.dtype:
            copies[tensor.data_ptr()] = tensor
        return tensor

    optimizer = optim.Adam(model.parameters())
    x = torch.ones(7, 10, dtype=dtype, requires_grad=True)
    hooks = torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor)
    with torch.autocast("cpu", enabled=autocast), hooks:
        y = model(x)
    y.sum().backward()
    optimizer.step()
    state = optimizer.state[weight]
    kept = (weight, weight.grad, state["exp_avg"], state["exp_avg_sq"])
    parts = tuple(tensor.nbytes // weight.numel() for tensor in kept)
    copy = sum(tensor.nbytes for tensor in copies.values()) // weight.numel()
    return Bytes(parts, copy, y.element_size())


def draw_bar(left: float, top: float, size: int, shade: str, text: str = "") -> str:
    """A part of a bar: so many bytes, their number in it."""
    box = write_box(left, top, size * BYTE, HEIGHT)
    middle = left + size * BYTE / 2, top + HEIGHT / 2 + 5.5
    return (
        write_tag("path", d=box, fill_opacity=shade)
        + write_tag("path", d=box, fill="none", stroke="currentColor", stroke_opacity="0.6")
        + write_text(middle, text or str(size), text_anchor="middle")
    )


def draw_row(name: str, found: Bytes, top: float) -> str:
    parts = [write_text((0, top + HEIGHT / 2 + 5.5), name)]
    left = float(LEFT)
    for size, shade in zip(found.parts, SHADES, strict=True):
        parts.append(draw_bar(left, top, size, shade))
        left += size * BYTE
    if found.copy:
        parts.append(draw_bar(left + 6, top, found.copy, "0", f"+{found.copy}"))
    parts.append(draw_bar(OUTPUT, top, found.output, "0"))
    return "".join(parts)


def draw_memory() -> str:
    rows = {
        "float32": measure(torch.float32),
        "autocast": measure(torch.float32, autocast=True),
        "bfloat16": measure(torch.bfloat16),
    }
    heads: list[tuple[Point, str]] = [((0, 16), "bytes"), ((OUTPUT, 16), "model(x)")]
    left = float(LEFT)
    for size, name in zip(rows["float32"].parts, ("p", "p.grad", "exp_avg", "exp_avg_sq"), strict=True):
        heads.append(((left, 16), name))
        left += size * BYTE
    parts = [draw_row(name, row, HEAD + number * ROW) for number, (name, row) in enumerate(rows.items())]
    return write_picture(HEAD + ROW * len(rows) - 12, *(write_text(*head) for head in heads), *parts)
