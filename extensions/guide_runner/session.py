"""Take the steps of a guide in a folder, as a reader would at a prompt."""

from __future__ import annotations

import doctest
import os
import re
import signal
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guide_runner.guide import Command, Step, parse_commands, parse_edits

# What a failing command shows last. A reader must see that it failed, and not only a test.
FAILED = ("make: ***", "error:", "fatal:")
INTERRUPT = "^C\n"  # how a terminal shows Ctrl-C
SECONDS = 300  # a command that takes longer has no place in a guide; a busy machine counted in
# A colour of a terminal, which a guide can't show; matches "\x1b[91m", not "[91m".
COLOUR = re.compile("\x1b\\[[0-9;]*m")
matches = doctest.OutputChecker().check_output


class StepError(AssertionError):
    """A step that did not go as the guide says; the message starts with ``path:line``."""


@dataclass
class Session:
    """A prompt: the folder it stands in, the environment of its commands."""

    folder: Path
    environment: Mapping[str, str]
    guide: str = "guide"
    commands_run: int = field(default=0, init=False)

    def take(self, step: Step) -> None:
        """Take a step. Raises StepError."""
        if step.reason:
            return
        if step.language == "console":
            for command in parse_commands(step):
                self.run(command)
        elif step.language == "diff":
            self.apply(step)
        else:
            path = self.folder / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")

    def run(self, command: Command) -> None:
        """Run a command and compare what it prints; ``...`` stands for what varies."""
        self.commands_run += 1
        if command.output.endswith(INTERRUPT):
            status, printed = self._interrupt(command)
        else:
            status, printed = self._finish(command)
        shown_failure = any(word in command.output for word in FAILED)
        if not match(command.output, printed):
            raise StepError(
                f"{self.guide}:{command.line}: found other output of {command.text!r}\n"
                f"expected:\n{command.output}\ngot:\n{printed}"
            )
        if bool(status) != shown_failure:
            raise StepError(
                f"{self.guide}:{command.line}: found exit status {status} of {command.text!r}, "
                f"expected {'a failure' if shown_failure else '0'}"
            )

    def apply(self, step: Step) -> None:
        """Make the edit that a diff shows."""
        for path, old, new in parse_edits(step):
            file = self.folder / path
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            if (count := text.count(old)) != 1:
                raise StepError(
                    f"{self.guide}:{step.line}: found the lines to edit {count} times in {path}, "
                    f"expected once:\n{old}"
                )
            file.write_text(text.replace(old, new), encoding="utf-8")

    def _finish(self, command: Command) -> tuple[int, str]:
        """Run a command to its end; the folder in which it left the prompt stays."""
        place = self.folder / ".prompt"
        script = f'{command.text}\nstatus=$?\npwd > "{place}"\nexit $status'
        process = self._start(script)
        try:
            printed, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise StepError(
                f"{self.guide}:{command.line}: found {command.text!r} still running"
            ) from None
        if place.exists():
            self.folder = Path(place.read_text(encoding="utf-8").strip())
            place.unlink()
        return process.returncode, printed

    def _interrupt(self, command: Command) -> tuple[int, str]:
        """Run a command until it has printed what is expected of it, then press Ctrl-C."""
        wanted = command.output.removesuffix(INTERRUPT)
        process = self._start(command.text)
        clock = threading.Timer(SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        clock.start()
        printed = ""
        while not match(wanted, printed) and (line := process.stdout.readline()):  # type: ignore[union-attr]
            printed += line
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
        clock.cancel()
        return 0, printed + INTERRUPT

    def _start(self, script: str) -> subprocess.Popen:
        return subprocess.Popen(
            ["bash", "-c", script],
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupt,
        )


def heed_interrupt() -> None:
    """Let Ctrl-C be heard, also where a shell in the background has set it to be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def match(expected: str, printed: str) -> bool:
    return matches(expected, COLOUR.sub("", printed), doctest.ELLIPSIS)
