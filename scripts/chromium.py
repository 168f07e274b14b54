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
# The same engine without what draws windows: it opens a page with a third of the work.
SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(*, whole: bool = False) -> str:
    """The path of a browser, `whole` or the lightest. Raises RuntimeError that says how to get one."""
    names = (*NAMES, SHELL) if whole else (SHELL, *NAMES)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
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
def open_browser(*, whole: bool = False) -> Iterator[Browser]:
    """A browser of its own, closed at the end."""
    path = find_chromium(whole=whole)
    browser = start_playwright().chromium.launch(executable_path=path, args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()
