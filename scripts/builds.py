"""Builds that run beside each other: how far they are, in a line of a terminal, and how to stop them."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Any, TextIO

# What Sphinx says of each page; matches "reading sources... [ 34%] tensors/creation".
STEP = re.compile(r"(reading|writing) \w+\.\.\. \[ *(\d+)%\]")
ERASE = "\r\x1b[2K"  # the line that a terminal shows


class Builds:
    """What runs, by name, and what is said of it; nothing where nobody looks, as in a CI."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.steps: dict[str, str] = {}
        self.running: list[subprocess.Popen[str]] = []
        self.are_stopped = False

    def run(self, name: str, command: Sequence[str], options: dict[str, Any]) -> tuple[int, str]:
        """Run to the end; give the exit status and the errors, none of a build that was stopped."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
            # A session of its own: Ctrl-C reaches the one who asks alone, who then stops it.
            options = {**options, "stdout": subprocess.PIPE, "stderr": errors, "start_new_session": True}
            with subprocess.Popen(command, **options) as process:
                self.running.append(process)
                for line in process.stdout or ():
                    self.note(name, line)
            errors.seek(0)
            return process.returncode, "" if self.are_stopped else errors.read()

    def note(self, name: str, line: str) -> None:
        """Take a line of a build. What is written before anything is read are compiled catalogs."""
        step = STEP.search(line)
        if step and (step[1] == "reading" or name in self.steps):
            self.steps[name] = f"{name}: {step[1]} {step[2]} %"
            self.show(", ".join(self.steps[key] for key in sorted(self.steps)))

    def show(self, text: str) -> None:
        if self.stream.isatty() and not self.are_stopped:
            self.stream.write(f"{ERASE}{text}")
            self.stream.flush()

    def stop(self) -> None:
        self.show("")
        self.are_stopped = True
        for process in self.running:
            process.terminate()
