"""Paste what readers copy: each entry of a block, one after the other, as a notebook runs cells.

Reads blocks as JSON from standard input, ``{"place", "kind", "entries": [[code, output]]}`` a line, and
prints what differs. Each block is forked from this interpreter, which has the standard imports alone.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import io
import json
import linecache
import os
import sys
import tempfile
import traceback
import types
import warnings
from pathlib import Path

from blockrun.model.block_setup import Setup
from blockrun.model.examples import ANYTHING


def run_cell(kind: str, code: str, names: dict) -> str:
    """What a cell prints; in a session the values of expressions too."""
    output = io.StringIO()
    # torch.compile and inspect look a function's source up, as notebooks let them.
    path = f"<cell {len(linecache.cache)}>"
    linecache.cache[path] = (len(code), None, code.splitlines(keepends=True), path)
    with contextlib.redirect_stdout(output):
        for node in ast.parse(code).body:
            tree = ast.Interactive([node]) if kind == "doctest" else ast.Module([node], [])
            exec(compile(tree, path, "single" if kind == "doctest" else "exec"), names)
    return output.getvalue()


def run_cells(kind: str, entries: list[list[str]], names: dict) -> str:
    """The first difference between what cells print and what the page says, "" if none.

    A session says what each entry prints; a program says at its last entry what all print.
    """
    printed = ""
    for code, expected in entries:
        try:
            printed += run_cell(kind, code, names)
        except Exception as error:  # noqa: BLE001  # of the page
            printed += "".join(traceback.format_exception_only(error))
        last = code == entries[-1][0]
        if kind == "doctest" or last:
            if not agrees(printed, expected):
                return f"{code}\n--- found\n{printed}\n--- expected\n{expected}"
            printed = ""
    return ""


def agrees(printed: str, expected: str) -> bool:
    """Whether it is what the page says, in which ``…`` stands for what differs by machine."""
    found, wanted = printed.strip(), strip_traceback(expected).strip()
    if ANYTHING not in wanted:
        return found == wanted
    wanted = wanted.replace(ANYTHING, doctest.ELLIPSIS_MARKER)
    return doctest.OutputChecker().check_output(f"{wanted}\n", f"{found}\n", doctest.ELLIPSIS)


def strip_traceback(expected: str) -> str:
    """What a page says of an error, without the lines that pages leave out."""
    head, found, tail = expected.partition("Traceback (most recent call last):\n    ...\n")
    return head + tail if found else expected


def run_forked(block: dict, names: dict) -> bool:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1] == 0
    main = types.ModuleType("__main__")
    main.__dict__.update(names)
    sys.modules["__main__"] = main
    sys.argv = [""]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ |= {"TMPDIR": folder, "HOME": folder}
        tempfile.tempdir = None
        difference = run_cells(block["kind"], block["entries"], main.__dict__)
        os.chdir("/")
    if difference:
        print(f"{block['place']}:\n{difference}")
    sys.stdout.flush()
    os._exit(bool(difference))


def main(setup: str) -> int:
    warnings.simplefilter("ignore")
    names = Setup.load(Path(setup)).names()
    # Not a standard import, but a second of every optimizer's first step; it hides no missing import.
    importlib.import_module("torch._dynamo")
    results = []
    for line in sys.stdin:
        block = json.loads(line)
        results.append(run_forked(block, dict(names)))
    print(f"{len(results)} blocks pasted, {results.count(False)} differ")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
