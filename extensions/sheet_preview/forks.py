"""A process that has imported everything, and forks a child for each build.

Importing Sphinx takes longer than building a page. Requests come as lines of JSON on standard input,
answers go as lines of JSON to standard output, in the order in which the builds end.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from sphinx.application import builtin_extensions
from sphinx.config import Config
from sphinx.util.tags import Tags

from sheet_preview.pages import Answer, Build, run_build

LINE = 3500  # bytes of an answer; up to 4,096 are written at once, whoever else writes
PATIENCE = 5  # seconds for a process to end
TIMEOUT = 600  # seconds for a build; a child that was killed gives no answer
# What a first build imports late.
LATE = ("babel.messages.pofile", "pygments.lexers.python", "docutils.parsers.rst.languages.en")


class Builder:
    """The process, from the side of who asks it."""

    def __init__(self) -> None:
        self.answers: dict[int, asyncio.Future[Answer]] = {}
        self.hearers: dict[int, Callable[[str], None]] = {}

    async def start(self, root: Path) -> None:
        pipe = asyncio.subprocess.PIPE
        command = [sys.executable, "-m", "sheet_preview.forks", str(root)]
        # A session of its own, so that Ctrl-C reaches the one who asks alone, who then ends it.
        self.process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, cwd=root, start_new_session=True
        )
        self.reader = asyncio.create_task(self.read())

    async def read(self) -> None:
        assert self.process.stdout  # it was asked for
        while line := await self.process.stdout.readline():
            answer = json.loads(line)
            if "step" in answer:
                self.hearers[answer["id"]](answer["step"])
                continue
            self.answers.pop(answer["id"]).set_result(Answer(answer["done"], answer["said"]))
        for waiting in self.answers.values():
            if not waiting.done():
                waiting.set_result(
                    Answer(False, "found no process to build in; start the preview again")
                )
        self.answers.clear()

    async def run(self, build: Build, hear: Callable[[str], None]) -> Answer:
        """Wait for a build; `hear` is told how far one of all pages is."""
        number = max(self.hearers, default=0) + 1
        self.hearers[number] = hear
        self.answers[number] = asyncio.get_running_loop().create_future()
        request = {"id": number, "build": asdict(build)}
        assert self.process.stdin  # it was asked for
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        try:
            return await asyncio.wait_for(self.answers[number], TIMEOUT)
        except TimeoutError:
            return Answer(False, f"found no end of the build after {TIMEOUT} s")

    async def stop(self) -> None:
        """End it and what it has forked; a loop that ends before it would complain."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), PATIENCE)


def load_modules(root: Path) -> None:
    """Import what a build of this project will."""
    settings = Config.read(root, overrides={}, tags=Tags())
    for name in (*builtin_extensions, *settings.extensions, *LATE):
        with suppress(ImportError):  # a build tells of it
            import_module(name)


def answer_requests() -> None:
    """Fork for each line; this process stays as it is, and reaps no child."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()  # so that no child copies what is here to look through it
    while line := sys.stdin.readline():
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                write_answer(json.loads(line))
            finally:
                os._exit(0)


def write_answer(request: dict) -> None:
    build = Build(**{**request["build"], "pages": tuple(request["build"]["pages"])})
    number = request["id"]
    if build.pages:
        answer = run_build(build)
    else:
        os.nice(19)  # a page that is saved meanwhile comes first
        answer = run_build(build, lambda step: write_line({"id": number, "step": step}))
    said = answer.said.encode()[: LINE // 2].decode(errors="ignore")
    write_line({"id": number, "done": answer.done, "said": said})


def write_line(value: dict) -> None:
    """Tell who asked; ends the process where nobody is left who did, as when a preview was killed."""
    try:
        os.write(sys.stdout.fileno(), json.dumps(value, ensure_ascii=False).encode() + b"\n")
    except BrokenPipeError:
        os._exit(1)


if __name__ == "__main__":
    load_modules(Path(sys.argv[1]))
    answer_requests()
