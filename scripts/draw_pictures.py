"""Draw every picture of the sheet: ``make pictures``. A second run changes nothing.

What draws them runs torch, and sees as little of the caller's environment as a block.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from blockrun.environment import restart

ROOT = Path(__file__).absolute().parents[1]
FOLDER = ROOT / "source" / "_static" / "pictures"


def load_pictures() -> dict[str, Callable[[], str]]:
    """What draws, by name; it imports torch, which is not to be done before the environment is clean."""
    from pictures import PICTURES

    return PICTURES


def draw_all(folder: Path) -> list[Path]:
    """Write every picture; return those that were not there or have changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, draw in load_pictures().items():
        path, text = folder / f"{name}.svg", draw()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def remove_others(folder: Path) -> list[Path]:
    """Remove pictures that are no longer drawn; return them."""
    others = [path for path in sorted(folder.glob("*.svg")) if path.stem not in load_pictures()]
    for path in others:
        path.unlink()
    return others


def main(_: list[str]) -> int:
    changes = {"drawn": draw_all(FOLDER), "removed": remove_others(FOLDER)}
    for verb, paths in changes.items():
        for path in paths:
            print(f"{verb} {path.relative_to(ROOT)}")
    print(f"pictures: {len(load_pictures())}, {sum(map(len, changes.values()))} changed")
    return 0


if __name__ == "__main__":
    restart("draw_pictures", sys.argv[1:], [str(ROOT / "scripts"), str(ROOT / "extensions")])
