"""Tell the open pages what has changed, what is wrong, and how far a build is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable


class Listeners:
    """The open pages, each with what is still to be told to it; `findings` by what they are of.

    `awaited` are the languages that are not built yet.
    """

    def __init__(self, languages: Iterable[str] = ()) -> None:
        self.awaited = set(languages)
        self.queues: set[asyncio.Queue[str]] = set()
        self.findings: dict[str, list[str]] = {}
        self.step = ""

    def tell(self, pages: list[str]) -> None:
        self._send(f"data: {json.dumps(pages)}\n\n")

    def find(self, name: str, findings: Iterable[str]) -> None:
        """Say what is wrong with a catalog or a language; nothing, when it is mended."""
        self.findings[name] = list(findings)
        self._send(self._describe())

    def show_step(self, step: str) -> None:
        """Say how far a build is, "" when it has ended."""
        self.step = step
        self._send(self._describe())

    def close(self) -> None:
        """Let every page go."""
        self._send("")

    async def listen(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.queues.add(queue)
        try:
            yield f": connected\n\n{self._describe()}"
            while event := await queue.get():
                yield event
        finally:
            self.queues.discard(queue)

    def _describe(self) -> str:
        lines = list(dict.fromkeys(line for found in self.findings.values() for line in found))
        return f"event: state\ndata: {json.dumps({'findings': lines, 'step': self.step})}\n\n"

    def _send(self, event: str) -> None:
        for queue in self.queues:
            queue.put_nowait(event)
