"""The preview serves files as they are, pages with its own script, and tells what has changed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import unquote

import pytest
from loops import run_apart
from sheet_preview.listeners import Listeners
from sheet_preview.server import HEAD, SOON, make_app


@pytest.fixture
def app(tmp_path: Path):
    (tmp_path / "ko" / "a").mkdir(parents=True)
    (tmp_path / "ko" / "index.html").write_text("<head></head></head>", encoding="utf-8")
    (tmp_path / "ko" / "a" / "글.html").write_text("<head></head>글", encoding="utf-8")
    (tmp_path / "ko" / "a.css").write_text("a {}", encoding="utf-8")
    (tmp_path.parent / "secret").write_text("secret", encoding="utf-8")
    return make_app(tmp_path, "ko", Listeners(["fr"]))


def ask(app, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """The status, headers and text of an answer."""
    sent: list[dict] = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict:
        if asked:
            return asked.pop()
        return await asyncio.get_running_loop().create_future()  # who asks stays

    async def send(message: dict) -> None:
        sent.append(message)

    headers = {"host": "localhost", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": raw,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
    }
    run_apart(app(scope, receive, send))
    text = b"".join(message.get("body", b"") for message in sent).decode()
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], names, text


@pytest.mark.parametrize(
    ("path", "text"),
    [("/ko/", f"<head>{HEAD}</head>"), ("/ko/a/%EA%B8%80.html", f"<head>{HEAD}글")],
)
def test_page_gets_the_script_once(path, text, app):
    status, headers, found = ask(app, path)
    assert (status, found) == (200, text)
    assert headers["cache-control"] == "no-store"
    assert headers["content-length"] == str(len(text.encode()))


def test_other_file_is_as_it_is(app):
    status, headers, text = ask(app, "/ko/a.css")
    assert (status, text, headers["cache-control"]) == (200, "a {}", "no-store")


def test_root_leads_to_the_language(app):
    status, headers, _ = ask(app, "/")
    assert (status, headers["location"]) == (307, "/ko/")


@pytest.mark.parametrize("name", ["preview.js", "preview.css"])
def test_script_and_style_are_served(name, app):
    assert ask(app, f"/_preview/{name}")[0] == 200


@pytest.mark.parametrize("path", ["/ko/none.html", "/../secret", "/ko/../../secret", "/en/"])
def test_what_is_not_there_is_not_found(path, app):
    status, _, text = ask(app, path)
    assert status == 404
    assert "secret" not in text


def test_no_worker_stands_between(app):
    assert ask(app, "/ko/a.css", service_worker="script")[0] == 404


@pytest.mark.parametrize("path", ["/fr/", "/fr/a/b.html"])
def test_page_of_a_language_to_come_waits_for_it(path, app):
    status, headers, text = ask(app, path)
    assert (status, headers["cache-control"]) == (SOON, "no-store")
    assert HEAD in text  # the script that loads it again


def test_first_page_waits_where_nothing_is_built(tmp_path):
    assert ask(make_app(tmp_path / "none", "ko", Listeners(["ko"])), "/ko/")[0] == SOON


def test_file_of_a_language_to_come_is_not_found(app):
    assert ask(app, "/fr/a.css")[0] == 404


STATE = 'event: state\ndata: {"findings": %s, "step": "%s"}\n\n'


def test_every_open_page_is_told():
    async def run() -> list[str]:
        listeners = Listeners()
        pages = [listeners.listen() for _ in range(2)]
        first = [await anext(page) for page in pages]
        listeners.tell(["ko/글.html"])
        second = [await anext(page) for page in pages]
        for page in pages:
            await page.aclose()
        listeners.tell(["ko/a.html"])
        return [*first, *second, str(len(listeners.queues))]

    first = ": connected\n\n" + STATE % ("[]", "")
    assert run_apart(run()) == [first] * 2 + ['data: ["ko/\\uae00.html"]\n\n'] * 2 + ["0"]


def test_pages_are_let_go_at_the_end():
    async def run() -> list[str]:
        listeners = Listeners()
        page = listeners.listen()
        first = await anext(page)
        listeners.close()
        return [first, *[event async for event in page]]

    assert len(run_apart(run())) == 1


def test_what_is_wrong_is_told_until_it_is_mended():
    async def run() -> list[str]:
        listeners = Listeners()
        listeners.find("ko/a", ["a.po:1: found x"])
        page = listeners.listen()
        said = [await anext(page)]
        listeners.show_step("ko: reading 5 %")
        listeners.find("ko/a", [])
        listeners.show_step("")
        said += [await anext(page) for _ in range(3)]
        await page.aclose()
        return said

    wrong = '["a.po:1: found x"]'
    assert run_apart(run()) == [
        ": connected\n\n" + STATE % (wrong, ""),
        STATE % (wrong, "ko: reading 5 %"),
        STATE % ("[]", "ko: reading 5 %"),
        STATE % ("[]", ""),
    ]
