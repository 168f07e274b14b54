"""`make serve` shows what is saved, and refuses what no page can be built with in one line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import run_script
from fewer_pages import keep_few
from foreground import heed_signals
from source_copy import copy_sources
from test_mutations import BAD, CATALOG

GOOD = 'msgid "copy from nested lists"\nmsgstr "중첩 리스트를 복사해 만듦"'


class Served:
    """A running `make serve`, with what it says."""

    def __init__(self, root: Path) -> None:
        self.root, self.path = root, root / CATALOG
        command = [sys.executable, "scripts/serve_site.py", "ko", "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(root / "extensions")}
        self.process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=heed_signals,
        )
        # A preview that says nothing more is ended, and the test with it.
        self.timer = threading.Timer(500, self.process.kill)
        self.timer.start()
        self.address = re.search(r"http://[\d.:]+", self.wait_for("the preview is on"))[0]
        self.wait_for("ko: all pages after ")

    def wait_for(self, words: str) -> str:
        """Read on until a line holds these words."""
        for line in self.process.stdout:
            if words in line:
                return line.rstrip()
        raise AssertionError(f"ended without {words!r}")

    def read(self, page: str = "ko/tensors/creation.html") -> str:
        with urllib.request.urlopen(f"{self.address}/{page}") as answer:
            return answer.read().decode()

    def save(self, content: bytes | str) -> None:
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served")
    copy_sources(root)
    keep_few(root)
    served = Served(root)
    yield served
    served.process.send_signal(signal.SIGINT)
    served.timer.cancel()
    assert served.process.wait(30) == 0


@pytest.mark.slow
def test_switch_leads_to_the_other_languages(served: Served) -> None:
    assert 'href="../../en/tensors/creation.html"' in served.read()
    served.wait_for("en: all pages after ")
    assert 'lang="en"' in served.read("en/tensors/creation.html")


@pytest.mark.slow
def test_saved_catalog_is_on_its_page(served: Served) -> None:
    text = served.path.read_text(encoding="utf-8")
    served.save(text.replace(GOOD, GOOD.replace("복사해", "베껴")))
    said = served.wait_for("shown after")
    assert said.startswith("ko/tensors/creation: shown after ")
    assert "중첩 리스트를 베껴 만듦" in served.read()
    served.save(text)
    served.wait_for("shown after")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "mark"),
    [
        pytest.param(GOOD.partition("msgstr")[0] + 'msgstr ""', "untranslated", id="untranslated"),
        pytest.param(f"#, fuzzy\n{GOOD}", "fuzzy", id="fuzzy"),
    ],
)
def test_text_without_a_sure_translation_is_marked(served: Served, text: str, mark: str) -> None:
    before = served.path.read_text(encoding="utf-8")
    served.save(before.replace(GOOD, text))
    served.wait_for("shown after")
    page = served.read()
    assert f'<span class="{mark}" lang="en">copy from nested lists</span>' in page
    assert '<link rel="stylesheet" href="/_preview/preview.css">' in page
    served.save(before)
    served.wait_for("shown after")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "said"),
    [*BAD, pytest.param(lambda text: text.replace("중첩", "<b>중첩</b>"), "found HTML", id="unsafe")],
)
def test_bad_catalog_leaves_the_page(served: Served, spoil, said: str) -> None:
    before, page = served.path.read_text(encoding="utf-8"), served.read()
    served.save(spoil(before))
    line = served.wait_for("what was shown before stays")
    assert "Traceback" not in line
    assert served.read() == page
    served.save(before)
    assert served.wait_for("shown after")
    assert served.read() == page


def test_bad_catalog_keeps_the_preview_from_starting(copy: Path) -> None:
    (copy / CATALOG).write_bytes(b"\xff")
    done = run_script("serve_site.py", "ko", "--port", "0", root=copy)
    assert done.returncode == 1
    assert done.stderr == f"{CATALOG}:1: found the byte 0xff, expected UTF-8; save it as UTF-8\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xx"], "LANGUAGE: found 'xx', expected one of "),
        (["ko", "--port", "x"], "PORT: found 'x' ("),
        (["ko", "--port", "70000"], "PORT: found '70000' ("),
    ],
)
def test_wrong_use_is_told_in_a_line(arguments: list[str], said: str) -> None:
    done = run_script("serve_site.py", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
