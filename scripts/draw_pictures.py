"""Draw every picture of the sheet: ``make pictures``. A second run changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from building import ROOT
from pictures import PICTURES

FOLDER = ROOT / "source" / "_static" / "pictures"


def draw_all(folder: Path) -> list[Path]:
    """Write every picture; return those that were not there or have changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, draw in PICTURES.items():
        path, text = folder / f"{name}.svg", draw()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def remove_others(folder: Path) -> list[Path]:
    """Remove pictures that are no longer drawn; return them."""
    others = [path for path in sorted(folder.glob("*.svg")) if path.stem not in PICTURES]
    for path in others:
        path.unlink()
    return others


def main() -> int:
    changes = {"drawn": draw_all(FOLDER), "removed": remove_others(FOLDER)}
    for verb, paths in changes.items():
        for path in paths:
            print(f"{verb} {path.relative_to(ROOT)}")
    print(f"pictures: {len(PICTURES)}, {sum(map(len, changes.values()))} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
