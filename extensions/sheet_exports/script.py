"""Write a page, or a section of it, as a Python script: ``.py``."""

from __future__ import annotations

from collections.abc import Sequence

from sheet_exports.guards import guard_code
from sheet_exports.listing import Code, Item, Title
from sheet_exports.writing import Source, comment_out, write_output, write_setup, write_step


def write_script(items: Sequence[Item], source: Source) -> str:
    """Titles and prose as comments, code as it stands, outputs as comments that start with ``#>``.

    Titles start a cell, ``# %%``, for editors that run those.
    """
    head = [items[0].text, source.url] if isinstance(items[0], Title) else [source.url]
    parts = [comment_out("\n".join(head)), write_setup(items, source.setup)]
    parts += [_write_item(item) for item in items[len(head) - 1 :]]
    return "\n\n".join(parts) + "\n"


def _write_item(item: Item) -> str:
    if isinstance(item, Title):
        return f"# %% {item.text}"
    return _write_block(item) if isinstance(item, Code) else comment_out(item.text)


def _write_block(block: Code) -> str:
    steps = []
    for step in block.steps:
        output = comment_out(write_output(step), "#>") if step.prints else ""
        steps.append("\n".join(filter(None, [write_step(step, block.session), output])))
    code = "\n\n".join(steps)
    return guard_code(code, block.requires) if block.requires else code
