"""What a torch has that another had not, and the reverse: ``make new-torch TORCH=2.15.0``.

``compare_torch.py OLD NEW``: interpreters of two environments. Prints a line for each public name that
is new or gone, and for each whose documentation says since then that it is deprecated.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# Run in either environment, with nothing of ours: prints each name, and whether it is deprecated.
LIST = """
import contextlib, importlib, inspect, json, pkgutil, sys, warnings
warnings.simplefilter("ignore")
import torch

def list_modules(module):
    for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
        child = None
        if not found.name.startswith("_") and found.name not in ("testing", "contrib"):
            with contextlib.suppress(BaseException), contextlib.redirect_stdout(sys.stderr):
                child = importlib.import_module(f"{module.__name__}.{found.name}")
        if child:
            yield child
            yield from list_modules(child)

def find_public():
    yield from ((f"torch.Tensor.{name}", torch.Tensor, name) for name in dir(torch.Tensor))
    for module in [torch, *list_modules(torch)]:
        for name in vars(module).get("__all__", []):
            yield f"{module.__name__}.{name}", module, name

names = {}
for full, owner, name in find_public():
    if not any(part.startswith("_") for part in full.split(".")):
        about = ""
        with contextlib.suppress(Exception):  # some need a device
            found = getattr(owner, name)
            about = f"{getattr(found, '__deprecated__', '')} {inspect.getdoc(found)}"
        names[full] = "deprecated" in about.lower()
print()
json.dump(names, sys.stdout)
"""


def list_names(python: Path) -> dict[str, bool]:
    """The public names of a torch, and whether each is deprecated. Raises CalledProcessError."""
    done = subprocess.run([python, "-c", LIST], capture_output=True, text=True, check=True)
    names: dict[str, bool] = json.loads(done.stdout.splitlines()[-1])
    return names


def compare(old: Mapping[str, bool], new: Mapping[str, bool]) -> Iterator[str]:
    """A line for each name about which two versions differ."""
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield f"new: {name}"
        elif name not in new:
            yield f"gone: {name}"
        elif old[name] != new[name]:
            yield f"{'deprecated' if new[name] else 'no longer deprecated'}: {name}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path, help="interpreter with the torch that is known")
    parser.add_argument("new", type=Path, help="interpreter with the torch that is new")
    options = parser.parse_args()
    try:
        old, new = list_names(options.old), list_names(options.new)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"found no torch whose names can be listed: {error.args[-1]}", file=sys.stderr)
        return 1
    for line in compare(old, new):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
