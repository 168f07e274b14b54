"""A build after a change gives byte for byte what one from nothing does, and reads what changed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built_site import ROOT, name_changes, run_script
from fewer_pages import keep_few
from foreground import heed_signals
from source_copy import copy_sources

pytestmark = pytest.mark.slow

PAGE = "source/tensors/creation.rst"
CATALOG = "locale/ko/LC_MESSAGES/tensors/creation.po"
OTHER = "build/doctrees/html-{}/tensors/index.doctree"


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(root: Path, name: str, text: str) -> None:
    with (root / name).open("a", encoding="utf-8") as file:
        file.write(text)


def add_record(root: Path) -> None:
    (root / "records").mkdir()
    shutil.copy(min((ROOT / "records").glob("*.jsonl")), root / "records")


def keep_time(root: Path, name: str, old: str, new: str) -> None:
    """Change a file whose time stays, as of one that was put back by a tool."""
    found = (root / name).stat()
    replace(root, name, old, new)
    os.utime(root / name, ns=(found.st_atime_ns, found.st_mtime_ns))


# A build whose pages are written goes on when there is no such file.
HOLD = """

def hold(app, error):
    import time
    while (ROOT / "hold").exists():
        time.sleep(0.01)

def setup(app):
    app.connect("build-finished", hold)
"""
SECTION = """
One more section
----------------

.. doctest::

   >>> # one more row
   >>> torch.ones(1)
   tensor([1.])

.. image:: /_root/icon-180.png
   :alt: An icon
"""
# What is changed, how, and whether other pages are left as they were read.
EDITS: dict[str, tuple[Callable[[Path], object], bool]] = {
    "a note": (lambda root: replace(root, PAGE, "# copy from nested lists", "# copy of lists"), True),
    "a translation": (lambda root: replace(root, CATALOG, "복사해 만듦", "베껴 만듦"), True),
    "the English wording": (
        lambda root: replace(
            root,
            CATALOG.replace("ko", "en", 1),
            'nested lists"\nmsgstr ""',
            'nested lists"\nmsgstr "x y"',
        ),
        True,
    ),
    "nothing but its time": (lambda root: (root / PAGE).touch(), True),
    "a section more": (lambda root: append(root, PAGE, SECTION), True),
    "a section less": (lambda root: replace(root, PAGE, SECTION, ""), True),
    "a title": (lambda root: replace(root, CATALOG, 'msgstr "텐서 생성"', 'msgstr "텐서 만들기"'), True),
    "what its time hides": (lambda root: keep_time(root, CATALOG, "텐서 만들기", "텐서 생성"), False),
    "a setting": (
        lambda root: replace(root, "conf.py", 'project = "PyTorch', 'project = "A PyTorch'),
        False,
    ),
    "a term": (lambda root: append(root, "locale/ko/terms.tsv", "zebra\t얼룩말\t\t\t\t\n"), False),
    "a word around pages": (
        lambda root: replace(root, "locale/ko/LC_MESSAGES/sphinx.po", "참고 자료", "더 볼 것"),
        False,
    ),
    "a record": (add_record, False),
    "a page more": (
        lambda root: append(root, "source/tensors/new.rst", ":orphan:\n\nNew\n===\n\nWords.\n"),
        False,
    ),
    "a page less": (lambda root: (root / "source/tensors/new.rst").unlink(), False),
}


def build(root: Path) -> dict[str, bytes]:
    done = run_script("build_site.py", root=root)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    site = root / "build" / "html"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("incremental")
    copy_sources(folder)
    keep_few(folder)
    append(folder, "conf.py", HOLD)
    build(folder)
    return folder


@pytest.mark.parametrize("edit", EDITS)
def test_site_is_that_of_a_build_from_nothing(root: Path, tmp_path: Path, edit: str) -> None:
    """The edits follow one another."""
    change, goes_on = EDITS[edit]
    others = [root / OTHER.format(language) for language in ("en", "ko")]
    before = [path.stat().st_mtime_ns for path in others]
    change(root)
    found = build(root)
    assert ([path.stat().st_mtime_ns for path in others] == before) is goes_on
    ignore = shutil.ignore_patterns("build", "*.mo", "__pycache__")
    fresh = shutil.copytree(root, tmp_path / "fresh", ignore=ignore)
    assert name_changes(found, build(fresh)) == []


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_ends_in_a_line_and_leaves_nothing(
    root: Path, told: signal.Signals
) -> None:
    before = build(root)
    shutil.rmtree(root / "build" / "state")
    (root / "hold").touch()
    command = [sys.executable, "scripts/build_site.py"]
    own = {"PYTHONPATH": "extensions", "PATH": os.defpath, "HOME": str(root)}
    process = subprocess.Popen(
        command, cwd=root, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_signals,
    )  # fmt: skip
    while not (root / "build" / "state" / "ko" / "_static").exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(told)
    ended = process.communicate()
    (root / "hold").unlink()
    assert ended == ("", "stopped; what was there before is unchanged\n")
    assert process.returncode == 130
    left = {path.name for path in (root / "build").iterdir()}
    assert left == {"html", "html.lock", "compiled", "doctrees"}
    site = root / "build" / "html"
    assert {p: (site / p).read_bytes() for p in before} == before
    assert build(root) == before
