"""A folder on a local server as a static host serves it, for tests and for measuring."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

# What a static host compresses.
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".webmanifest"}


@functools.lru_cache(maxsize=2_000)
def compress(text: bytes) -> bytes:
    return gzip.compress(text, 9)


class HostServer(http.server.ThreadingHTTPServer):
    """A server to which many pages may turn at the same moment."""

    request_queue_size = 128


class HostHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a static host does: text compressed, quietly."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if not path.exists():  # as GitHub Pages: "a" is a.html too
            path = path.with_name(f"{path.name}.html")
        if path.suffix not in TEXTS or not path.is_file():
            super().do_GET()
            return
        body = compress(path.read_bytes())
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
    with HostServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
