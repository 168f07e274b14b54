"""Write a page, or a section of it, as a Jupyter notebook: ``.ipynb``, nbformat 4.5."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from sphinx.locale import _

from sheet_exports.formats.code_cells import Source, write_output, write_setup, write_step
from sheet_exports.formats.colab import find_colab
from sheet_exports.formats.page_items import Code, Item, Prose, Step, Title
from sheet_exports.formats.registry import Format
from sheet_exports.formats.rewrite import describe_error, find_value, guard_code, show_value

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What nbformat allows for the id of a cell (v4.5 schema).
ID_LENGTH = 64


def write_notebook(items: Sequence[Item], source: Source) -> str:
    """Titles and prose as Markdown, each entry as a cell with the output that its page shows.

    The same page gives the same bytes: ids are those of the entries, and there are no dates.
    """
    cells = list(_make_cells(items, source))
    book = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _make_cells(items: Sequence[Item], source: Source) -> Iterator[dict]:
    first = next((n for n, item in enumerate(items) if isinstance(item, Code)), 0)
    for number, item in enumerate(items):
        if number == first and (setup := write_setup(items, source.setup)):
            yield _make_code("_setup", setup, [])
        if isinstance(item, Code):
            yield from _make_block(item)
        else:
            link = f"\n\n<{source.url}>" if number == 0 else ""
            yield _make_markdown(f"_text-{number}", _write_text(item) + link)


def _write_text(item: Title | Prose) -> str:
    return f"{'#' * item.level} {item.text}" if isinstance(item, Title) else item.text


def _make_block(block: Code) -> Iterator[dict]:
    """A cell for each step; a block with a condition is one cell, for one guard."""
    steps = [_show_step(step, block) for step in block.steps]
    if not block.requires:
        for step, kind in steps:
            yield _make_code(step.name, write_step(step, block.session), _make_outputs(step, kind))
        return
    code = "\n\n".join(write_step(step, block.session) for step, _ in steps)
    outputs = [output for step, kind in steps for output in _make_outputs(step, kind)]
    yield _make_code(block.steps[0].name, guard_code(code, block.requires), outputs)


def _show_step(step: Step, block: Code) -> tuple[Step, str]:
    """A step with its value shown as a notebook must be told to, and what kind of output that is.

    A notebook shows the value of a cell's last line by itself, if no guard or ``with`` is around it.
    """
    if not step.prints:
        return step, ""
    value = find_value(step.code) if block.session and not describe_error(step.output) else None
    if value is None:
        return step, "stream"
    if value.col_offset == 0 and not block.requires:
        return step, "execute_result"
    return replace(step, code=show_value(step.code, value)), "display_data"


def _make_outputs(step: Step, kind: str) -> list[dict]:
    text = write_output(step)
    if kind == "stream":
        return [{"output_type": kind, "name": "stdout", "text": _split(f"{text}\n")}]
    data = {"output_type": kind, "data": {"text/plain": _split(text)}, "metadata": {}}
    if kind == "execute_result":
        return [{**data, "execution_count": None}]
    return [data] if kind else []


def _make_markdown(name: str, text: str) -> dict:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _split(text)}


def _make_code(name: str, code: str, outputs: list[dict]) -> dict:
    fits = len(name) <= ID_LENGTH
    return {
        "cell_type": "code",
        "id": name if fits else sha256(name.encode()).hexdigest(),
        "execution_count": None,
        "metadata": {},
        "outputs": outputs,
        "source": _split(code),
    }


def _split(text: str) -> list[str]:
    """Lines with their ends, as nbformat writes a text."""
    return text.splitlines(keepends=True)


FORMAT = Format(
    ".ipynb",
    write_notebook,
    lambda: _("This section as a notebook"),
    order=20,
    hosts={"Colab": find_colab},
)
