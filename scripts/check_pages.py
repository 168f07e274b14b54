"""Check how the pages are written: notes, widths, structure. Part of ``make check``."""

from __future__ import annotations

import subprocess
import sys

from building import ROOT, hold_lock, sphinx_command


def main() -> int:
    with hold_lock("style"):
        command = sphinx_command("style", "en", ROOT / "build" / "style", "style")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    findings = done.stderr.replace(f"{ROOT}/", "")
    sys.stderr.write(findings)
    print(f"pages: {findings.count('WARNING:') + findings.count('ERROR:')} findings")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
