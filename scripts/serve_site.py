"""Serve the site while it is written: ``make serve LANGUAGE=ko``.

A catalog or page that is saved is on screen at once; search, lists and other pages follow when it is
quiet. A catalog that no page can be built with is refused with one line, and the page stays.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
import watchfiles
from gettext_lint.catalogs import (
    INTERFACE,
    find_catalogs,
    find_syntax,
    has_page,
    name_catalog,
    read_catalog,
)
from gettext_lint.checks import check_catalog, check_safety
from gettext_lint.language import Language
from gettext_lint.locales import SOURCE, find_languages
from gettext_lint.parser import CatalogError
from sheet_preview.changes import Layout
from sheet_preview.listeners import Listeners
from sheet_preview.server import make_app
from sheet_preview.session import Preview
from sphinx_runner import LOCALE, ROOT, clean_compiled, find_ui_catalogs, show_error

if TYPE_CHECKING:
    from types import FrameType

PAGES = ROOT / "source"


def check_one(language: str, name: str) -> tuple[list[str], bool]:
    """What `make check` would say of a catalog, and whether a page may be built with it."""
    path = LOCALE / language / "LC_MESSAGES" / f"{name}.po"
    if not path.exists():
        path.with_suffix(".mo").unlink(missing_ok=True)  # Sphinx would go on using it
        return [], True
    syntax, shown = find_syntax(PAGES, name), path.relative_to(ROOT)
    try:
        catalog = read_catalog(path, language)
        known = Language.load(LOCALE, language)
    except CatalogError as error:
        return [show_error(error)], False
    findings = list(check_catalog(shown, catalog, known, SOURCE, syntax))
    return findings, not any(check_safety(shown, catalog, syntax))


def find_broken(language: str) -> Iterator[tuple[str, str]]:
    """The catalogs that no page can be built with, by name, and why, a line each."""
    for path in find_catalogs(LOCALE, language):
        name, shown = name_catalog(path, LOCALE), path.relative_to(ROOT)
        if not has_page(PAGES, name):
            continue
        try:
            catalog = read_catalog(path, language)
        except CatalogError as error:
            yield name, show_error(error)
            continue
        for finding in check_safety(shown, catalog, find_syntax(PAGES, name)):
            yield name, finding
    for path in find_ui_catalogs(language):
        try:
            found = list(check_safety(path.relative_to(ROOT), read_catalog(path, language), "plain"))
        except CatalogError as error:
            found = [show_error(error)]
        yield from ((INTERFACE, finding) for finding in found)


class Server(uvicorn.Server):
    """Ends with no page still listening, of which uvicorn would complain."""

    def __init__(self, config: uvicorn.Config, listeners: Listeners) -> None:
        super().__init__(config)
        self.listeners = listeners

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.listeners.close()
        super().handle_exit(sig, frame)


async def watch_files(preview: Preview) -> None:
    async for changes in watchfiles.awatch(PAGES, LOCALE):
        await preview.note_changes(Path(path) for _, path in changes)


async def serve(preview: Preview, listeners: Listeners, language: str, door: socket.socket) -> int:
    """Serve what there is, build the language, and go on until Ctrl-C."""
    await preview.builder.start(ROOT)
    work = [asyncio.create_task(work) for work in (preview.keep_whole(), watch_files(preview))]
    host, port = door.getsockname()
    print(f"the preview is on http://{host}:{port}/{language}/", flush=True)
    app = make_app(ROOT / "build" / "serve" / "site", language, listeners)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    server = Server(config, listeners)
    serving = asyncio.create_task(server.serve([door]))
    try:  # none of these ends by itself
        tasks = {*work, serving, preview.builder.reader}
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if server.should_exit:  # Ctrl-C
            return 0
    finally:
        for task in work:
            task.cancel()
        await preview.builder.stop()
    print("found that the preview has ended, expected it to go on; start it anew", file=sys.stderr)
    return 1


def open_door(port: str) -> socket.socket | None:
    """A socket on this machine alone; None, after saying why, where it cannot be had."""
    try:
        return socket.create_server(("127.0.0.1", int(port)))
    except (OSError, OverflowError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        print(f"PORT: found {port!r} ({reason}), expected a free port; say PORT=8001", file=sys.stderr)
        return None


def main(arguments: list[str]) -> int:
    languages = find_languages(LOCALE)
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "language", nargs="?", default=next((c for c in languages if c != SOURCE), SOURCE)
    )
    parser.add_argument("--port", default="8000")
    options = parser.parse_args(arguments)
    if options.language not in languages:
        known = ", ".join(languages)
        print(f"LANGUAGE: found {options.language!r}, expected one of {known}", file=sys.stderr)
        return 2
    door = open_door(options.port)
    if door is None:
        return 2
    broken = {code: list(find_broken(code)) for code in languages}
    for _, finding in [found for code in languages for found in broken[code]]:
        print(finding, file=sys.stderr)
    if broken[options.language]:
        return 1
    clean_compiled()
    print(f"serving {options.language}; stop with Ctrl-C", flush=True)
    ordered = (options.language, *(code for code in languages if code != options.language))
    listeners = Listeners(languages)
    preview = Preview(ROOT, Layout(PAGES, LOCALE, ordered), check_one, listeners)
    preview.broken = {(code, name) for code in languages for name, _ in broken[code]}
    for code, name in preview.broken:
        listeners.find(f"{code}/{name}", [said for found, said in broken[code] if found == name])
    with suppress(KeyboardInterrupt):
        return asyncio.run(serve(preview, listeners, options.language, door))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
