"""Serve the built pages on this machine, and tell browsers which of them have changed."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FRESH = {"Cache-Control": "no-store"}
# The site's policy lets scripts and styles come from files of its own host alone: so these are files.
HEAD = (
    '<link rel="stylesheet" href="/_preview/preview.css">'
    '<script src="/_preview/preview.js" defer></script></head>'
)


class Listeners:
    """The open pages, each with what is still to be told to it."""

    def __init__(self) -> None:
        self.queues: set[asyncio.Queue[list[str]]] = set()

    def tell(self, pages: list[str]) -> None:
        for queue in self.queues:
            queue.put_nowait(pages)

    async def listen(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[list[str]] = asyncio.Queue()
        self.queues.add(queue)
        try:
            yield ": connected\n\n"
            while True:
                yield f"data: {json.dumps(await queue.get())}\n\n"
        finally:
            self.queues.discard(queue)


class BuiltFiles(StaticFiles):
    """Files as they are now; pages with the preview's script and style in their head."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        if str(full_path).endswith(".html"):
            html = Path(full_path).read_text(encoding="utf-8").replace("</head>", HEAD, 1)
            return HTMLResponse(html, status_code, FRESH)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(FRESH)
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        headers = dict(scope["headers"])
        if headers.get(b"service-worker") == b"script":  # it would answer with what it has kept
            return Response(status_code=404)
        return await super().get_response(path, scope)


def make_app(site: Path, language: str, listeners: Listeners) -> Starlette:
    """The site below ``/``, which leads to a language."""

    async def stream(request: Request) -> Response:
        return StreamingResponse(listeners.listen(), media_type="text/event-stream", headers=FRESH)

    async def lead(request: Request) -> Response:
        return RedirectResponse(f"/{language}/")

    routes = [
        Route("/", lead),
        Route("/_preview/changes", stream),
        Mount("/_preview", StaticFiles(directory=Path(__file__).parent / "static")),
        Mount("/", BuiltFiles(directory=site, html=True)),
    ]
    return Starlette(routes=routes)
