"""Write a page, or a section of it, as a Python script: ``.py``.

Its first lines are the same in every language but for the address: nothing that a catalog holds can
say how the file is to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from pycode.comments import write_comment
from sphinx.locale import _

from sheet_exports.formats.code_cells import Source, comment_out, write_output, write_setup, write_step
from sheet_exports.formats.page_items import Code, Item, Title
from sheet_exports.formats.registry import Format
from sheet_exports.formats.rewrite import guard_code

# PEP 263: where Python and editors look for it.
ENCODING = "# -*- coding: utf-8 -*-"
# Starts a cell for editors that run those; alone on its line, for what follows it they read too.
CELL = "# %%"


def write_script(items: Sequence[Item], source: Source) -> str:
    """Titles and prose as comments, code as it stands, outputs as comments that start with ``#>``."""
    titled = [item for item in items[:1] if isinstance(item, Title)]
    head = [CELL, *(write_comment(item.text) for item in titled)]
    parts = [f"{ENCODING}\n# {source.url}", "\n".join(head), write_setup(items, source.setup)]
    parts += [_write_item(item) for item in items[len(titled) :]]
    return "\n\n".join(filter(None, parts)) + "\n"


def _write_item(item: Item) -> str:
    if isinstance(item, Title):
        return f"{CELL}\n{write_comment(item.text)}"
    return _write_block(item) if isinstance(item, Code) else write_comment(item.text)


def _write_block(block: Code) -> str:
    steps = []
    for step in block.steps:
        output = comment_out(write_output(step), "#>") if step.prints else ""
        steps.append("\n".join(filter(None, [write_step(step, block.session), output])))
    code = "\n\n".join(steps)
    return guard_code(code, block.requires) if block.requires else code


FORMAT = Format(".py", write_script, lambda: _("This section as a Python file"), order=10)
