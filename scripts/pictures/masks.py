"""Masks of attention, read from the weights that real attention gives."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pictures.boxes import Tile, draw_tiles

LENGTH = 5


def find_seen(mask: Tensor | None = None, *, causal: bool = False) -> Tensor:
    """True where a query (row) gives a key (column) any weight."""
    zero = torch.zeros(1, 1, LENGTH, LENGTH)
    one_hot = torch.eye(LENGTH)[None, None]  # values that turn the output into the weights
    attend = nn.functional.scaled_dot_product_attention
    weights = attend(zero, zero, one_hot, mask, is_causal=causal)
    return weights[0, 0] > 0


def draw_masks() -> str:
    every = torch.ones(LENGTH, LENGTH, dtype=torch.bool)
    real = (torch.arange(LENGTH) < 3).expand(LENGTH, LENGTH)
    masks = {
        "mask=None": find_seen(),
        "is_causal=True": find_seen(causal=True),
        "tril().triu(-1)": find_seen(every.tril().triu(-1)),
        "arange(5) < 3": find_seen(real),
    }
    foot = "q \N{DOWNWARDS ARROW}  k \N{RIGHTWARDS ARROW}"
    tiles = [Tile(code, seen, seen, numbers=False, foot=foot) for code, seen in masks.items()]
    return draw_tiles(tiles, columns=4)
