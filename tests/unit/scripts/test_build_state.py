"""A build goes on from the last one only where Sphinx sees all that has changed."""

from __future__ import annotations

import os
from pathlib import Path

import build_state
import pytest
import sphinx_runner
from build_state import State

FILES = {
    "conf.py": "project = 'Sheet'\n",
    "source/index.rst": "Index\n=====\n",
    "source/a.svg": "<svg/>",
    "source/_templates/a.html": "a",
    "locale/ko/LC_MESSAGES/index.po": "a",
    "locale/ko/LC_MESSAGES/sphinx.po": "a",
    "locale/ko/terms.tsv": "a",
    "records/a.jsonl": "a",
    "extensions/a/a.py": "a",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (sphinx_runner, build_state):
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "LOCALE", tmp_path / "locale")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (1, 1))
    state = State(tmp_path / "build" / "state")
    state.start(build_state.read_sources())
    state.finish(build_state.read_sources())
    os.utime(state.note, (2, 2))
    return tmp_path


def change(root: Path, name: str, *, time: float) -> None:
    (root / name).write_text("# changed\n", encoding="utf-8")
    os.utime(root / name, (time, time))


def start(root: Path) -> bool:
    return State(root / "build" / "state").start(build_state.read_sources())


@pytest.mark.parametrize(
    ("name", "time", "goes_on"),
    [
        ("source/index.rst", 3, True),
        ("locale/ko/LC_MESSAGES/index.po", 3, True),
        ("source/index.rst", 1, False),
        ("locale/ko/LC_MESSAGES/index.po", 2, False),
        ("locale/ko/LC_MESSAGES/sphinx.po", 3, False),
        ("source/new.rst", 3, False),
        ("source/a.svg", 3, False),
        ("source/_templates/a.html", 3, False),
        ("locale/ko/terms.tsv", 3, False),
        ("records/a.jsonl", 3, False),
        ("extensions/a/a.py", 3, False),
        ("conf.py", 3, False),
        ("extensions/a/__pycache__/a.pyc", 3, True),
        ("locale/ko/LC_MESSAGES/index.mo", 3, True),
    ],
)
def test_what_a_build_goes_on_after(root: Path, name: str, time: float, goes_on) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / "build" / "state" / "ko").mkdir()
    change(root, name, time=time)
    assert start(root) is goes_on
    assert (root / "build" / "state" / "ko").exists() is goes_on


def test_settings_of_the_environment_count(root: Path, monkeypatch) -> None:
    (root / "conf.py").write_text("import os\nsite_url = os.environ.get('SITE_URL')\n", encoding="utf-8")
    start(root)
    State(root / "build" / "state").finish(build_state.read_sources())
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert not start(root)


def test_what_was_not_finished_is_not_gone_on_with(root: Path) -> None:
    assert start(root)
    assert not start(root)


def test_what_sphinx_tells_of_stops_nothing_before(root: Path) -> None:
    (root / "source" / "folder.rst").mkdir()
    (root / "source" / "link.rst").symlink_to("nowhere")
    (root / "conf.py").write_text("raise ValueError\n", encoding="utf-8")
    assert set(build_state.read_sources().files) == {
        "source/index.rst",
        "locale/ko/LC_MESSAGES/index.po",
    }
    assert not start(root)
