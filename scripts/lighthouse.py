"""Lighthouse's report of a page, for tests of what it says of any machine and for measuring the rest."""

from __future__ import annotations

import json
import os
import subprocess

from chromium import FLAGS, find_chromium
from sphinx_runner import ROOT

LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"


def run_lighthouse(url: str, form: str) -> dict:
    """One report; `form` is mobile or desktop. Raises RuntimeError with what Lighthouse said."""
    preset = ["--preset=desktop"] if form == "desktop" else []
    flags = " ".join(["--headless=new", *FLAGS])
    command = [str(LIGHTHOUSE), url, "--output=json", "--quiet", f"--chrome-flags={flags}", *preset]
    environment = {**os.environ, "CHROME_PATH": find_chromium(whole=True)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=180
    )
    if done.returncode:
        raise RuntimeError(f"found no report of {url}, expected one: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def get_score(report: dict, category: str) -> float:
    """From 0 to 100."""
    return 100 * report["categories"][category]["score"]


def get_value(report: dict, audit: str) -> float:
    """In milliseconds, or without a unit."""
    return report["audits"][audit]["numericValue"]
