"""Write the code of the pages as ruff formats it, at the width that rows have: ``make format``.

With ``--check`` nothing is written: each statement that ruff would write otherwise is a finding. Ruff is
asked once for all statements, each in a file of its own: no page knows of another.
"""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cheatsheet.builders.lint_notes import COLUMNS
from cheatsheet.core.python_source import (
    BlockError,
    cut_code,
    find_columns,
    find_sources,
    find_statements,
)
from cheatsheet.transforms.page_text import find_bad_byte
from sphinx_runner import ROOT

RUFF = [str(Path(sys.executable).with_name("ruff")), "format", "--isolated", "--quiet"]
# As short as the width allows, and a list that is the only argument right behind the parenthesis.
STYLE = ["--preview", "--line-length", str(COLUMNS), "--config", "format.skip-magic-trailing-comma=true"]
# Behind code, and no part of its width: ruff does not count what starts with "noqa".
FLAGS, UNCOUNTED = "  # doctest: ", "  # noqa: doctest: "
# A directive that holds code; matches "   .. doctest::" and "* .. testcode::", not ".. testoutput::".
DIRECTIVE = re.compile(r"([ *-]*)\.\. (doctest|testcode)::\s*$")
OPTION = re.compile(r"\s+:[\w-]+:")


@dataclass(frozen=True)
class Statement:
    """Code without prompts, and the lines of its page that hold it, counted from 0."""

    path: Path
    first: int
    last: int
    indent: str
    session: bool
    code: str

    def lay_out(self, code: str) -> list[str]:
        """The lines of the page for this code, with its indentation and prompts."""
        lines = code.split("\n")
        prompts = [">>> ", *["... "] * len(lines)] if self.session else [""] * len(lines)
        return [
            f"{self.indent}{prompt}{line}".rstrip() for prompt, line in zip(prompts, lines, strict=False)
        ]


def find_code(lines: list[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Each block of a page: its first line, the line behind it, its indentation, if it is a session."""
    for number, line in enumerate(lines):
        if not (match := DIRECTIVE.match(line)):
            continue
        below = (n for n in range(number + 1, len(lines)) if lines[n].strip())
        start = end = next((n for n in below if not OPTION.match(lines[n])), len(lines) - 1)
        indent = " " * (len(lines[start]) - len(lines[start].lstrip()))
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith(indent)):
            end += 1
        if len(indent) > len(match[1]):
            yield start, end, indent, match[2] == "doctest"


def read_statements(path: Path) -> Iterator[Statement]:
    """The statements of a page's blocks, in order; ``make check`` tells of a block that is no Python."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for start, end, indent, session in find_code(lines):
        rows = [line[len(indent) :] for line in lines[start:end]]
        try:
            sources = find_sources("\n".join(rows), session)
            statements = list(find_statements(sources, session))
        except BlockError:
            continue
        columns = find_columns(sources)
        for found in statements:
            code = cut_code(rows, columns, found)
            yield Statement(path, start + found.first, start + found.last, indent, session, code)


def format_codes(codes: list[str]) -> list[str]:
    """Each as ruff writes it. Raises SystemExit with what ruff says."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, f"{number}.py") for number in range(len(codes))]
        for path, code in zip(paths, codes, strict=True):
            path.write_text(f"{code.replace(FLAGS, UNCOUNTED)}\n", encoding="utf-8")
        done = subprocess.run([*RUFF, *STYLE, name], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        texts = (path.read_text(encoding="utf-8").removesuffix("\n") for path in paths)
        return [text.replace(UNCOUNTED, FLAGS) for text in texts]


def write_page(path: Path, changes: list[tuple[Statement, str]]) -> None:
    """Put other code in the place of statements, from the last to the first."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for statement, code in reversed(changes):
        lines[statement.first : statement.last + 1] = statement.lay_out(code)
    path.write_text("\n".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, and fail if ruff would")
    options = parser.parse_args(arguments)
    pages = sorted((ROOT / "source").rglob("*.rst"))
    if bad := [(path, byte) for path in pages if (byte := find_bad_byte(path.read_bytes()))]:
        for path, (line, problem) in bad:
            print(f"{path.relative_to(ROOT)}:{line}: {problem}", file=sys.stderr)
        return 1
    statements = [statement for path in pages for statement in read_statements(path)]
    formatted = format_codes([statement.code for statement in statements])
    pairs = [(one, code) for one, code in zip(statements, formatted, strict=True) if one.code != code]
    for statement, code in pairs if options.check else ():
        place = f"{statement.path.relative_to(ROOT)}:{statement.first + 1}"
        found, expected = (text.split("\n")[0] for text in (statement.code, code))
        what = f"found code that begins {found!r}, expected {expected!r}"
        print(f"{place}: {what}, as ruff writes it; run make format", file=sys.stderr)
    if not options.check:
        for path, changes in itertools.groupby(pairs, key=lambda pair: pair[0].path):
            write_page(path, list(changes))
        print(f"{len(pairs)} of {len(statements)} statements written anew")
    return int(options.check and bool(pairs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
