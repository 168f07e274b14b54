"""Serve the built pages on this machine, and tell browsers which of them have changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sheet_preview.own_hosts import OwnHosts

if TYPE_CHECKING:
    from sheet_preview.listeners import Listeners

FRESH = {"Cache-Control": "no-store"}
# The site's policy lets scripts and styles come from files of its own host alone: so these are files.
HEAD = (
    '<link rel="stylesheet" href="/_preview/preview.css">'
    '<script src="/_preview/preview.js" defer></script></head>'
)
# What stands in for a page until its language is built: the script loads it again then.
WAITING = (
    f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Being built</title>{HEAD}'
    "<body><h1>Being built</h1><p>The page comes by itself.</p></body></html>"
)
SOON = 503


class BuiltFiles(StaticFiles):
    """Files as they are now; pages with the preview's script and style in their head."""

    def __init__(self, site: Path, listeners: Listeners) -> None:
        site.mkdir(parents=True, exist_ok=True)  # where nothing is built yet
        super().__init__(directory=site, html=True)
        self.awaited = listeners.awaited

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
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            language, _, page = path.partition("/")
            if error.status_code != 404 or language not in self.awaited or not is_page(page):
                raise
            return HTMLResponse(WAITING, SOON, FRESH)


def is_page(path: str) -> bool:
    return Path(path).suffix in {"", ".html"}


def make_app(site: Path, language: str, listeners: Listeners) -> Starlette:
    """The site below ``/``, which leads to a language; for this machine's own pages alone."""

    async def stream(_request: Request) -> Response:
        return StreamingResponse(listeners.listen(), media_type="text/event-stream", headers=FRESH)

    async def lead(_request: Request) -> Response:
        return RedirectResponse(f"/{language}/")

    routes = [
        Route("/", lead),
        Route("/_preview/changes", stream),
        Mount("/_preview", StaticFiles(directory=Path(__file__).parent / "static")),
        Mount("/", BuiltFiles(site, listeners)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(OwnHosts)])
