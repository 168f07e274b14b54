"""Check that every fence of the guides is run by a test or says why not. Part of ``make check``."""

from __future__ import annotations

import sys

from cheatsheet.transforms.page_text import find_bad_byte
from guide_runner.guide import find_problems, parse_steps
from sphinx_runner import ROOT


def main() -> int:
    findings, steps = [], []
    for path in sorted((ROOT / "source").rglob("*.md")):
        bad = find_bad_byte(path.read_bytes())
        text = "" if bad else path.read_text(encoding="utf-8")
        steps += parse_steps(text)
        problems = [bad] if bad else find_problems(text)
        findings += [f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in problems]
    for finding in findings:
        print(finding)
    skipped = sum(bool(step.reason) for step in steps)
    print(f"guides: {len(steps)} steps, {skipped} not run, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
