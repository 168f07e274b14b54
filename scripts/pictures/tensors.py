"""What operations on tensors do, with the numbers that they give."""

from __future__ import annotations

import torch
from torch import Tensor

from pictures.boxes import Tile, draw_tiles


def mark(tensor: Tensor, *index: object) -> Tensor:
    """True where the index chooses."""
    chosen = torch.zeros_like(tensor, dtype=torch.bool)
    chosen[index] = True
    return chosen


def draw_view() -> str:
    x = torch.arange(6)
    first = mark(x, slice(3))
    return draw_tiles(
        [
            Tile("x", x, first),
            Tile("x.view(2, 3)", x.view(2, 3), first.view(2, 3)),
            Tile("x.view(-1, 2)", x.view(-1, 2), first.view(-1, 2)),
        ]
    )


def draw_join() -> str:
    a, b = torch.tensor([[1, 2], [3, 4]]), torch.tensor([[5, 6], [7, 8]])
    marks = torch.zeros_like(a, dtype=torch.bool), torch.ones_like(b, dtype=torch.bool)
    stacks = [
        Tile(f"stack((a, b), {dim})", torch.stack((a, b), dim), torch.stack(marks, dim))
        for dim in range(3)
    ]
    return draw_tiles(
        [
            Tile("a", a, marks[0]),
            Tile("b", b, marks[1]),
            Tile("cat((a, b), 0)", torch.cat((a, b), 0), torch.cat(marks, 0)),
            Tile("cat((a, b), 1)", torch.cat((a, b), 1), torch.cat(marks, 1)),
        ],
        stacks,
        columns=4,
    )


def draw_reorder() -> str:
    x, y = torch.arange(6).view(2, 3), torch.arange(12).view(2, 2, 3)
    row, sheet = mark(x, 0), mark(y, 0)
    return draw_tiles(
        [
            Tile("x", x, row),
            Tile("x.t()", x.t(), row.t()),
            Tile("x.reshape(3, 2)", x.reshape(3, 2), row.reshape(3, 2)),
        ],
        [
            Tile("y", y, sheet),
            Tile("y.permute(2, 0, 1)", y.permute(2, 0, 1), sheet.permute(2, 0, 1)),
            Tile("y.mT", y.mT, sheet.mT),
        ],
    )


def draw_unsqueeze() -> str:
    x, y = torch.arange(3), torch.arange(4).view(2, 2)
    return draw_tiles(
        [Tile("x", x), *(Tile(f"x.unsqueeze({dim})", x.unsqueeze(dim)) for dim in range(2))],
        [Tile("y", y), *(Tile(f"y.unsqueeze({dim})", y.unsqueeze(dim)) for dim in range(3))],
        columns=4,
    )


def draw_expand() -> str:
    x = torch.tensor([[1], [2]])
    return draw_tiles(
        [
            Tile("x", x),
            Tile("x.expand(2, 4)", x.expand(2, 4)),
            Tile("x.repeat(1, 4)", x.repeat(1, 4)),
        ]
    )


def choose(x: Tensor, code: str, *index: object) -> Tile:
    """The tensor with the chosen boxes shaded; the shape is that of the choice."""
    return Tile(code, x, mark(x, *index), foot=str(tuple(x[index].shape)))


def draw_index() -> str:
    x = torch.arange(12).view(3, 4)
    rows, columns = torch.arange(3), torch.tensor([0, 1, 3])
    return draw_tiles(
        [
            choose(x, "x[1]", 1),
            choose(x, "x[:, -1]", slice(None), -1),
            choose(x, "x[1:, ::2]", slice(1, None), slice(None, None, 2)),
        ],
        [
            choose(x, "x[[2, 0]]", [2, 0]),
            choose(x, "x[arange(3), cols]", rows, columns),
            choose(x, "x[x > 6]", x > 6),
        ],
    )


def draw_gather() -> str:
    x = torch.arange(12).view(3, 4)
    empty = torch.zeros_like(x, dtype=torch.bool)
    indexes = {"i": (1, torch.tensor([[3], [0], [1]])), "j": (0, torch.tensor([[2, 0, 1, 0]]))}
    rows: list[list[Tile]] = [[], [], []]
    for row, (name, (dim, index)) in enumerate(indexes.items()):
        marks = empty.scatter(dim, index, True)
        every = torch.ones_like(index, dtype=torch.bool)
        gathered = Tile(f"x.gather({dim}, {name})", x.gather(dim, index), every)
        rows[row] = [Tile("x", x, marks), Tile(name, index), gathered]
        rows[2].append(Tile(f"x.scatter({dim}, {name}, 0)", x.scatter(dim, index, 0), marks))
    return draw_tiles(*rows)


def draw_broadcast() -> str:
    a, b = torch.tensor([[10], [20]]), torch.arange(3)
    wide, tall = torch.broadcast_tensors(a, b)
    stretched = [Tile("a.expand(2, 3)", wide), Tile("b.expand(2, 3)", tall)]
    return draw_tiles([Tile("a", a), Tile("b", b)], [*stretched, Tile("a + b", a + b)])


def draw_sums() -> str:
    x = torch.tensor([[1, 5, 2], [7, 0, 6]])
    rows = []
    for dim, marks in ((0, mark(x, slice(None), 0)), (1, mark(x, 0))):
        flat, kept = x.sum(dim), x.sum(dim, keepdim=True)
        rows.append(
            [
                Tile("x", x, marks),
                Tile(f"x.sum({dim})", flat, marks.any(dim)),
                Tile(f"x.sum({dim}, keepdim=True)", kept, marks.any(dim, keepdim=True)),
            ]
        )
    return draw_tiles(*rows, columns=4)
