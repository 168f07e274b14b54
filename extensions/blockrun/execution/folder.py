"""The folder of a process: an empty one to work in, an empty one for temporary files, and its answer.

The answer is a file there and not a pipe, so that neither what a block prints nor the descriptors that
it closes can be mistaken for one; its name is not to be guessed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PARTS = ("work", "tmp")
MOST = 2**24  # bytes of an answer; what a block may print and what is told of it take less than half


class Folder:
    """A folder, made for one process, and for the next ones as long as none has touched it.

    Most don't; and where a disk is told of freed blocks (mount option discard), to remove and make three
    folders takes 9 ms, as long as all the rest.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="block-"))
        self.work, self.tmp = (self.path / name for name in PARTS)
        for part in (self.work, self.tmp):
            part.mkdir(mode=0o700)
        self._answer = self.path / secrets.token_hex(8)

    def enter(self) -> None:
        """Make it this process's home, its parts its working directory and temporary folder."""
        os.chdir(self.work)
        os.environ |= {"HOME": str(self.path), "TMPDIR": str(self.tmp)}
        tempfile.tempdir = None

    def leave_answer(self, text: str) -> None:
        """Write the answer; make room first where a block has opened as many files as it could.

        Only then: a library's thread that still uses a descriptor would abort the process.
        """
        try:
            self._answer.write_text(text, encoding="utf-8")
        except OSError:
            os.closerange(3, 64)
            self._answer.write_text(text, encoding="utf-8")

    def take_answer(self) -> dict[str, Any]:
        """What a process left: its "answer", or the "error" that kept it from one; {} if nothing.

        A block may have found the place, and left there what has no end, such as a pipe.
        """
        try:
            place = os.open(self._answer, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
            with os.fdopen(place, encoding="utf-8") as file:
                whole = stat.S_ISREG(os.fstat(place).st_mode) and os.fstat(place).st_size <= MOST
                answer = json.loads(file.read()) if whole else {}
            self._answer.unlink()
        except (OSError, ValueError, RecursionError):
            return {}
        return dict(answer)

    def is_untouched(self) -> bool:
        """Whether it is as it was made."""
        try:
            entries = [*os.scandir(self.path)]
            modes = {entry.name: entry.stat(follow_symlinks=False).st_mode for entry in entries}
            made = dict.fromkeys(PARTS, stat.S_IFDIR | 0o700)
            return modes == made and not any(self.work.iterdir()) and not any(self.tmp.iterdir())
        except OSError:
            return False

    def remove(self) -> None:
        try:
            shutil.rmtree(self.path, ignore_errors=True)
        except RecursionError:  # deeper than Python can go; rm can
            subprocess.run(["rm", "-rf", "--", self.path], stderr=subprocess.DEVNULL, check=False)
