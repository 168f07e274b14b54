"""A real Chromium on a local server, for tests that look at pages as a reader does."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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


# What a static host compresses.
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".webmanifest"}


class HostHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a static host does: text compressed, quietly."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.suffix not in TEXTS or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def find_chromium() -> str:
    """The browser to test with. Raises RuntimeError that names the way to get one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not path:
        raise RuntimeError(
            "found no Chromium, expected one; apt install chromium fonts-noto-cjk, or set CHROMIUM"
        )
    return path


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server for a folder."""
    handler = functools.partial(HostHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser():
    with open_browser() as found:
        yield found


@pytest.fixture(scope="session")
def address(site):
    with serve(site) as found:
        yield found


@pytest.fixture
def open_page(browser, address):
    """Open a page in a context of its own; every complaint of the browser is an error at the end."""
    contexts, complaints = [], []

    def open_it(path: str, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url),
        )
        page.goto(f"{address}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not complaints
