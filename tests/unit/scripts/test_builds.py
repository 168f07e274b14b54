"""Builds beside each other: a terminal sees how far they are, and Ctrl-C ends them in a line."""

from __future__ import annotations

import io
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import build_site
import pytest
from builds import ERASE, Builds

SAYS = """
print("writing output... [ 10%] a.mo")
print("reading sources... [ 50%] a/b")
print("copying assets... ")
print("writing output... [100%] a/b")
"""


def run(builds: Builds, script: str) -> tuple[int, str]:
    return builds.run("ko", [sys.executable, "-c", script], {"text": True})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "lines"),
    [(Terminal(), ["reading 50 %", "writing 100 %"]), (io.StringIO(), [])],
    ids=["terminal", "file"],
)
def test_a_terminal_sees_how_far_it_is(stream, lines) -> None:
    assert run(Builds(stream), SAYS) == (0, "")
    assert stream.getvalue() == "".join(f"{ERASE}ko: {line}" for line in lines)


def test_several_stand_in_one_line() -> None:
    builds = Builds(Terminal())
    builds.note("ko", "reading sources... [  5%] a")
    builds.note("en", "reading sources... [100%] b")
    builds.note("en", "writing output... [ 90%] b")
    assert builds.stream.getvalue().endswith(f"{ERASE}en: writing 90 %, ko: reading 5 %")


def test_errors_are_given() -> None:
    status, errors = run(Builds(io.StringIO()), "1 / 0")
    assert status == 1
    assert "ZeroDivisionError" in errors


def test_a_stopped_build_says_nothing() -> None:
    builds = Builds(io.StringIO())
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(run, builds, "import time; time.sleep(600)")
        while not builds.running:
            pass
        builds.stop()
        status, errors = found.result()
    assert status < 0
    assert errors == ""


def test_ctrl_c_leaves_the_old_site_and_no_new_one(tmp_path, monkeypatch, capsys) -> None:
    def stop(_languages, new) -> int:
        (new / "ko").mkdir(parents=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(build_site, "BUILD", tmp_path)
    monkeypatch.setattr(build_site, "find_languages", lambda _folder: [])
    monkeypatch.setattr(build_site, "build_site", stop)
    monkeypatch.setattr(build_site, "hold_lock", lambda _name: nullcontext())
    monkeypatch.setattr(build_site, "find_unsound", lambda _languages: [])
    (tmp_path / "html").mkdir()
    assert build_site.main() == 130
    assert capsys.readouterr().err == "stopped; what was there before is unchanged\n"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]
