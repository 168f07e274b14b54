"""A real Chromium on a local server, for tests that look at pages as a reader does."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import open_browser

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
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser has left the page
            self.wfile.write(body)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server for a folder."""
    handler = functools.partial(HostHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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


def scrolls_sideways(page) -> bool:
    """Whether anything on a page stands out to the side of the screen."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
