"""Run notebooks from the first cell to the last, each in a fresh process, as Jupyter's "Run all" does.

Takes paths of ``.ipynb``. Prints every cell whose output is not the recorded one, and exits 1 if there
is any, or if a notebook stops. A cell that says at once what this machine lacks is no difference, nor is
one whose output is a sample.
"""

from __future__ import annotations

import ast
import contextlib
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
from collections.abc import Container
from pathlib import Path


def run_cell(code: str, number: int, names: dict) -> str:
    """What a cell prints, then the value of its last expression, as a notebook shows both."""
    path = f"<cell {number}>"
    # torch.compile and inspect look a function's source up, as notebooks let them.
    linecache.cache[path] = (len(code), None, code.splitlines(keepends=True), path)
    body = ast.parse(code).body
    last = [body.pop()] if body and isinstance(body[-1], ast.Expr) else []
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(ast.Module(body, []), path, "exec"), names)
        for node in last:
            value = eval(compile(ast.Expression(node.value), path, "eval"), names)
            if value is not None:
                print(repr(value))
    return output.getvalue()


def read_output(cell: dict) -> str:
    texts = [out.get("text") or out["data"]["text/plain"] for out in cell["outputs"]]
    return "\n".join("".join(text).removesuffix("\n") for text in texts)


def find_samples(path: Path, cells: Container[str]) -> set[str]:
    """The ids of cells with an entry whose output is another on another machine, or in another run.

    A cell has the id of its first entry; those that follow on the page are in it, too.
    """
    root = next(folder for folder in path.parents if (folder / "entries.json").exists())
    page = path.relative_to(root).with_suffix("").as_posix()
    entries = json.loads((root / "entries.json").read_text(encoding="utf-8"))
    samples, cell = set(), ""
    for entry in (entry for entry in entries if entry["page"] == page):
        cell = entry["id"] if entry["id"] in cells else cell
        samples |= {cell} if entry["sample"] else set()
    return samples


def run_notebook(path: str) -> bool:
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    main.display = lambda value: print(repr(value))
    fine = True
    cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
    samples = find_samples(Path(path).resolve(), {cell["id"] for cell in cells})
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        code = "".join(cell["source"])
        try:
            found = run_cell(code, number, main.__dict__)
        except BaseException:  # noqa: BLE001  # of the page
            print(f"{path}: cell {cell['id']} stops\n{code}\n{traceback.format_exc()}")
            return False
        if cell["id"] in samples:
            continue
        if found.rstrip("\n") != read_output(cell).rstrip("\n") and not found.startswith("needs "):
            print(f"{path}: cell {cell['id']}\n{code}\n--- found\n{found}\n--- expected")
            print(read_output(cell))
            fine = False
    return fine


def run_forked(path: str) -> bool:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1] == 0
    sys.argv = [""]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        os.chdir(folder)
        os.environ["HOME"] = home
        os.environ["PATH"] = os.pathsep.join(
            [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
        )
        fine = run_notebook(path)
        if Path.cwd() == Path(folder).resolve() and (left := sorted(Path().iterdir())):
            print(f"{path}: leaves {left} in the folder where it is run")
            fine = False
        os.chdir("/")
    sys.stdout.flush()
    os._exit(not fine)


def main(paths: list[str]) -> int:
    warnings.simplefilter("ignore")
    # What takes seconds to import, once for all; no notebook may count on it.
    importlib.import_module("torch")
    importlib.import_module("torch._dynamo")
    results = [run_forked(str(Path(path).resolve())) for path in paths]
    print(f"{len(results)} notebooks run, {results.count(False)} differ")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
