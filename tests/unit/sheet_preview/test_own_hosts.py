"""The preview answers this machine's own browser, on pages of its own: raw requests to a real server."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
import serve_site
import uvicorn
from loops import run_apart
from sheet_preview.listeners import Listeners
from sheet_preview.own_hosts import find_stranger
from sheet_preview.server import make_app

PATHS = ("/", "/ko/", "/ko/a.css", "/_preview/changes", "/_preview/preview.js", "/none")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """That of a preview, served as `make serve` does."""
    site = tmp_path_factory.mktemp("site")
    (site / "ko").mkdir()
    (site / "ko" / "index.html").write_text("<head></head>secret", encoding="utf-8")
    (site / "ko" / "a.css").write_text("a {}", encoding="utf-8")
    door = serve_site.open_door("0")
    config = uvicorn.Config(make_app(site, "ko", Listeners()), timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # a thread gets no signals
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([door])))
    thread.start()
    yield door.getsockname()[1]
    server.should_exit = True
    thread.join()


def ask(port: int, path: str, *lines: str, version: str = "1.1") -> tuple[int, str]:
    """The status and the text of an answer to exactly these lines; of a stream, its first words."""
    request = "\r\n".join([f"GET {path} HTTP/{version}", *lines, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b""
        while (part := connection.recv(65_536)) and b": connected" not in answer + part:
            answer += part
    head, _, text = (answer + part).decode().partition("\r\n\r\n")
    return int(head.split()[1]), text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LocalHost"])
def test_its_own_hosts_are_answered(port: int, path: str, name: str) -> None:
    host = f"{name}:{port}"
    expected = {"/": 307, "/none": 404}.get(path, 200)
    assert ask(port, path, f"Host: {host}")[0] == expected
    own = (f"Host: {host}", f"Origin: http://{host}", "Sec-Fetch-Site: same-origin")
    assert ask(port, path, *own)[0] == expected
    assert ask(port, path, f"Host: {host}", "Sec-Fetch-Site: none")[0] == expected


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",  # another port: 80
        "localhost:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.:{port}",
        "localhost:{port}.evil.example",
        "evil.example@localhost:{port}",
        "127.1:{port}",
        "0.0.0.0:{port}",
        "192.168.0.1:{port}",
        "::1:{port}",
        "",
    ],
)
def test_any_other_host_is_refused(port: int, path: str, host: str) -> None:
    status, text = ask(port, path, f"Host: {host.format(port=port)}")
    assert status in (400, 403)
    assert "secret" not in text
    assert ": connected" not in text


@pytest.mark.parametrize("path", PATHS)
def test_no_host_or_two_are_refused(port: int, path: str) -> None:
    own = f"Host: localhost:{port}"
    assert ask(port, path, version="1.0")[0] == 403
    for lines in ([own, own], [own, "Host: evil.example"], ["Host: evil.example", own]):
        assert ask(port, path, *lines)[0] in (400, 403)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "line",
    [
        "Origin: https://evil.example",
        "Origin: http://evil.example:{port}",
        "Origin: https://localhost:{port}",
        "Origin: http://localhost",
        "Origin: http://localhost:1",
        "Origin: http://localhost:{port}.evil.example",
        "Origin: http://127.0.0.1:{port}",  # another origin than http://localhost
        "Origin: null",
        "Origin:",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",  # another port of this machine
        "Sec-Fetch-Site: anything",
    ],
)
def test_a_page_of_another_site_is_refused(port: int, path: str, line: str) -> None:
    status, text = ask(port, path, f"Host: localhost:{port}", line.format(port=port))
    assert status == 403
    assert "secret" not in text
    assert ": connected" not in text


def test_a_refusal_says_what_was_found(port: int) -> None:
    _, text = ask(port, "/ko/", "Host: evil.example")
    known = f"localhost:{port} or 127.0.0.1:{port} or [::1]:{port}"
    assert text == f"found Host 'evil.example', expected {known}\n"


def test_the_usual_port_may_be_left_out() -> None:
    for host in ("localhost", "localhost:80"):
        assert find_stranger({"host": [host], "origin": [f"http://{host}"]}, 80) == ""
    assert find_stranger({"host": ["localhost"]}, 8000).startswith("found Host 'localhost', expected ")


def test_two_hosts_are_refused_by_any_server() -> None:
    assert find_stranger({"host": ["localhost", "evil.example"]}, 80) != ""


def test_a_websocket_is_closed(tmp_path: Path) -> None:
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "websocket.connect"}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/ko/", "headers": [], "server": ("127.0.0.1", 80)}
    app = make_app(tmp_path, "ko", Listeners())
    run_apart(app(scope, receive, send))
    assert sent == [{"type": "websocket.close"}]


def test_the_door_is_on_this_machine_alone() -> None:
    with serve_site.open_door("0") as door:
        assert door.getsockname()[0] == "127.0.0.1"
