"""Check how the pages are written: notes, widths, structure. Part of ``make check``."""

from __future__ import annotations

import sys

from building import ROOT, hold_lock, run_sphinx
from cheatsheet.languages import SOURCE


def main() -> int:
    with hold_lock("style"):
        sound, findings = run_sphinx("style", SOURCE, ROOT / "build" / "style")
    print(f"pages: {findings.count('WARNING:') + findings.count('ERROR:')} findings")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
