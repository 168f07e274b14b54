"""Steps are taken as a reader would, and whatever differs from the guide is told with its place."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from guide_runner.guide import parse_steps
from guide_runner.session import Session, StepError


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path, {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}, "guide.md")


def take(session: Session, text: str) -> None:
    for step in parse_steps(text):
        session.take(step)


def console(text: str) -> str:
    return f"```console\n{text}\n```\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("$ echo 가\n가", id="output"),
        pytest.param("$ true", id="silent"),
        pytest.param("$ echo a; echo b >&2; echo c\na\nb\nc", id="both-streams"),
        pytest.param("$ printf 'a\\nb\\nc\\n'\na\n...\nc", id="lines-left-out"),
        pytest.param("$ printf '\\033[32mgreen\\033[0m\\n'\ngreen", id="colours"),
        pytest.param("$ echo took 12 s\ntook ... s", id="words-left-out"),
        pytest.param("$ echo 'fatal: no'; exit 1\nfatal: no", id="shown-failure"),
        pytest.param("$ mkdir a && cd a\n$ touch b\n$ cd ..\n$ ls a\nb", id="folder-stays"),
        pytest.param("$ printf 'ready\\n'; sleep 60\nready\n^C", id="interrupt"),
    ],
)
def test_what_a_guide_shows_is_what_happens(session: Session, text: str) -> None:
    take(session, console(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("$ echo a\nb", "guide.md:2: found other output", id="other"),
        pytest.param("$ echo a", "found other output", id="not-shown"),
        pytest.param("$ true\na", "found other output", id="missing"),
        pytest.param(
            "$ echo a\na\n$ echo b\nc", "guide.md:4: found other output of 'echo b'", id="line"
        ),
        pytest.param("$ exit 3", "found exit status 3 of 'exit 3', expected 0", id="status"),
        pytest.param("$ echo 'fatal: no'\nfatal: no", "expected a failure", id="no-failure"),
        pytest.param("$ no-such-command", "found other output", id="unknown"),
        pytest.param("$ echo other\nready\n^C", "found other output", id="interrupt"),
    ],
)
def test_what_differs_is_told(session: Session, text: str, said: str) -> None:
    with pytest.raises(StepError, match=r"guide\.md:") as caught:
        take(session, console(text))
    assert said in str(caught.value)


def test_a_file_is_written_and_edited(session: Session) -> None:
    take(session, "`a/b.txt`\n\n% file: a/b.txt\n```text\none\ntwo\n```\n")
    take(session, "```diff\n--- a/a/b.txt\n+++ b/a/b.txt\n@@\n one\n-two\n+둘\n```\n")
    assert (session.folder / "a/b.txt").read_text(encoding="utf-8") == "one\n둘\n"


@pytest.mark.parametrize(("text", "count"), [("three\n", 0), ("two\ntwo\n", 2)])
def test_an_edit_must_fit_once(session: Session, text: str, count: int) -> None:
    (session.folder / "a").write_text(text)
    with pytest.raises(StepError, match=f"lines to edit {count} times in a, expected once"):
        take(session, "```diff\n--- a/a\n+++ b/a\n@@\n-two\n+2\n```\n")


def test_what_is_not_run_is_not_run(session: Session) -> None:
    take(session, "% not run: it would remove everything\n" + console("$ touch here"))
    assert not list(session.folder.iterdir())
    assert session.commands_run == 0


def test_ctrl_c_is_heard_where_a_shell_has_it_ignored(session: Session) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        take(session, console("$ printf 'ready\\n'; sleep 60\nready\n^C"))
    finally:
        signal.signal(signal.SIGINT, before)
