"""Answer only this machine's own browser, on pages of the preview's own.

A page of another site may ask a server on this machine for things, and where its host's name is made
to lead here (DNS rebinding) it may read the answers. A browser tells both in headers that no page can
change.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NAMES = ("localhost", "127.0.0.1", "[::1]")
# What `Sec-Fetch-Site` says of what a page of the preview asks for, and of an address that was typed.
OWN_SITES = ("same-origin", "none")
FORBIDDEN = 403


def list_hosts(port: int) -> list[str]:
    """What a browser may write into `Host`: the usual port is left out."""
    return [name for name in NAMES if port == 80] + [f"{name}:{port}" for name in NAMES]


def find_stranger(headers: Mapping[str, list[str]], port: int) -> str:
    """Why a request is not answered, "" if it is; `headers` by their names in lower case."""
    known, hosts = list_hosts(port), headers.get("host", [])
    if len(hosts) != 1 or hosts[0].lower() not in known:
        return f"found Host {', '.join(map(ascii, hosts)) or 'missing'}, expected {' or '.join(known)}"
    own = f"http://{hosts[0].lower()}"
    for origin in headers.get("origin", []):
        if origin.lower() != own:
            return f"found Origin {origin!a}, expected {own}"
    for site in headers.get("sec-fetch-site", []):
        if site not in OWN_SITES:
            return f"found Sec-Fetch-Site {site!a}, expected {' or '.join(OWN_SITES)}"
    return ""


class OwnHosts:
    """Lets requests to this machine, from this machine's own pages, through to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] != "http":  # the preview has no WebSocket
            await send({"type": "websocket.close"})
        elif stranger := find_stranger(read_headers(scope), (scope.get("server") or ("", 0))[1]):
            await PlainTextResponse(f"{stranger}\n", FORBIDDEN)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def read_headers(scope: Scope) -> dict[str, list[str]]:
    headers = Headers(scope=scope)
    return {name: headers.getlist(name) for name in headers}
