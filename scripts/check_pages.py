"""Check how the pages are written: notes, widths, structure. Part of ``make check``."""

from __future__ import annotations

import sys

from gettext_lint.locales import SOURCE
from sphinx_runner import ROOT, hold_lock, run_sphinx


def main() -> int:
    with hold_lock("style"):
        sound, findings = run_sphinx("style", SOURCE, ROOT / "build" / "style")
    print(f"pages: {findings.count('WARNING:') + findings.count('ERROR:')} findings")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
