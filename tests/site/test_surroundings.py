"""Who builds the site, and where, changes nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import ROOT, name_changes
from sphinx_runner import make_environment

pytestmark = pytest.mark.slow

# Of people who set a language that this system lacks, live elsewhere, and show their files to nobody.
ELSEWHERE = {
    "LANG": "ko_KR.UTF-8",
    "LC_ALL": "xx_XX.EUC-KR",
    "LANGUAGE": "de:fr",
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "1",
}


def build(root: Path, umask: int, **environment: str) -> dict[str, bytes]:
    """The files of the site that a copy of the repository gives, with the permissions of each."""
    command = [sys.executable, "scripts/build_site.py"]
    plain = {"PYTHONPATH": "extensions", "PATH": os.defpath, "HOME": str(root)}
    done = subprocess.run(
        command, cwd=root, env={**plain, **environment}, umask=umask,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    site = root / "build" / "html"
    return {str(path.relative_to(site)): read_with_mode(path) for path in site.rglob("*")}


def read_with_mode(path: Path) -> bytes:
    return b"%o " % path.stat().st_mode + (path.read_bytes() if path.is_file() else b"")


def test_site_is_the_same_wherever_it_is_built(copy: Path) -> None:
    here = build(copy, 0o022)
    assert len(here) > 100
    assert name_changes(here, build(copy, 0o077, **ELSEWHERE)) == []


NAMES = ["LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "PYTHONOPTIMIZE", "DOCUTILSCONFIG"]


@pytest.mark.parametrize("name", NAMES)
def test_builds_get_nothing_personal(name: str) -> None:
    assert make_environment({name: "1", "PATH": "p"}) == {"TZ": "UTC", "PYTHONUTF8": "1", "PATH": "p"}


def test_builds_get_what_they_need() -> None:
    own = {"PYTHONPATH": "extensions", "SITE_URL": "https://a.org/", "TZ": "Asia/Seoul"}
    assert make_environment(own) == {**own, "TZ": "UTC", "PYTHONUTF8": "1"}


def test_make_hands_on_nothing_personal() -> None:
    command = ["make", "--silent", "--eval", "show: ; @env", "show"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.defpath, **ELSEWHERE},
        capture_output=True,
        text=True,
        check=True,
    )
    given = dict(line.split("=", 1) for line in done.stdout.split("\n") if "=" in line)
    assert not [name for name in given if name.startswith(("LANG", "LC_"))]
    assert given["TZ"] == "UTC"
