"""Blocks as code that runs in one go: notes as comments, errors caught, conditions as guards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pycode.comments import drop_comments, seal_comments, split_lines, write_comment
from sphinx.locale import _

from sheet_exports.formats.page_items import Code, Item, Step
from sheet_exports.formats.preamble import find_conditions, find_imports
from sheet_exports.formats.rewrite import catch_error, describe_error

# A file that code names. Matches '"a.npy"', "'run/log.csv'"; not '"cuda:0"', '"a b.c"'.
FILE = re.compile(r"""["'][\w/-][\w./-]*\.[a-z]\w{1,11}["']""")


@dataclass(frozen=True)
class Source:
    """Where exported code comes from: the page's full address, and the setup of its blocks."""

    url: str
    setup: str


def write_setup(items: Iterable[Item], setup: str) -> str:
    """What stands above the code: standard imports that it uses, conditions, a folder for files."""
    blocks = [item for item in items if isinstance(item, Code)]
    required = [block.requires for block in blocks if block.requires]
    conditions = find_conditions(setup, required)
    codes = [step.code for block in blocks for step in block.steps]
    imports = find_imports(setup, [*required, conditions, *codes])
    parts = ["\n".join(imports), seal_comments(conditions)]
    if any(FILE.search(drop_comments(step.code)) for block in blocks for step in block.steps):
        note = _("files that the code writes go into a folder of their own")
        parts.append(
            f"{write_comment(note)}\nimport os\nimport tempfile\n\nos.chdir(tempfile.mkdtemp())"
        )
    return "\n\n".join(filter(None, parts))


def write_step(step: Step, session: bool) -> str:
    """The notes as comments, then the code; an error that it shows does not stop what follows."""
    code = step.code
    if describe_error(step.output):
        code = catch_error(code, whole=not session)
    return "\n".join([*map(write_comment, step.notes), seal_comments(code)])


def write_output(step: Step) -> str:
    """What running the step prints."""
    return describe_error(step.output) or step.output


def comment_out(text: str, mark: str) -> str:
    """Each line behind a mark, as it is."""
    return "\n".join(f"{mark} {line}".rstrip() for line in split_lines(text))
