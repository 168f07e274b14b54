"""Check how the pages are written: notes, widths, structure. Part of ``make check``."""

from __future__ import annotations

import sys

from build_state import read_sources, run_again
from gettext_lint.locales import SOURCE
from sphinx_runner import ROOT, hold_lock


def main() -> int:
    with hold_lock("style"):
        sound, findings = run_again("style", SOURCE, ROOT / "build" / "style", read_sources())
    print(f"pages: {findings.count('WARNING:') + findings.count('ERROR:')} findings")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
