"""The pictures of the sheet by name, each drawn by calls of torch."""

from __future__ import annotations

from collections.abc import Callable

from pictures import activations, losses, masks, memory, schedulers, tensors

PICTURES: dict[str, Callable[[], str]] = {
    "activation-rectifiers": activations.draw_rectifiers,
    "activation-smooth": activations.draw_smooth,
    "activation-squashing": activations.draw_squashing,
    "activation-shrinking": activations.draw_shrinking,
    "attention-masks": masks.draw_masks,
    "broadcasting": tensors.draw_broadcast,
    "expand": tensors.draw_expand,
    "gather": tensors.draw_gather,
    "indexing": tensors.draw_index,
    "join": tensors.draw_join,
    "learning-rate-schedulers": schedulers.draw_schedulers,
    "loss-margin": losses.draw_margin,
    "loss-regression": losses.draw_regression,
    "mixed-precision-memory": memory.draw_memory,
    "permute": tensors.draw_reorder,
    "sums": tensors.draw_sums,
    "unsqueeze": tensors.draw_unsqueeze,
    "view": tensors.draw_view,
}
