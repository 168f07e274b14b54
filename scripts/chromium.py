"""A real Chromium, for tests and for what only a browser draws: paper and pictures."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, Playwright, sync_playwright

# Without these Chromium talks to its maker's hosts; as root it needs to run without a sandbox.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """The path of a browser. Raises RuntimeError that names the way to get one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not path:
        raise RuntimeError(
            "found no Chromium, expected one; apt install chromium fonts-noto-cjk, or set CHROMIUM"
        )
    return path


@functools.cache
def start_playwright() -> Playwright:
    """The one driver of a process: a second would refuse to start beside it."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser of its own, closed at the end."""
    browser = start_playwright().chromium.launch(executable_path=find_chromium(), args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()
