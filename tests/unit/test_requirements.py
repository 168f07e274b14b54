"""What every machine installs alike is pinned with its hashes, and pip is told to check them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from built_site import ROOT

FOLDER = ROOT / "requirements"
GROUPS = ("site", "browser", "test")
# What is brought on Windows alone, whose packages constraints.txt does not list.
ON_WINDOWS = {"colorama"}
# A package of a file with hashes; matches "colorama==0.4.6 ; sys_platform == 'win32' \".
PACKAGE = re.compile(r"^([\w.-]+)==(\S+)(?: ; [^\\]+)? \\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def read_hashed(group: str) -> dict[str, str]:
    """The version of each package, by its normalized name."""
    text = (FOLDER / "hashed" / f"{group}.txt").read_text(encoding="utf-8")
    return {normalize(name): version for name, version in PACKAGE.findall(text)}


def read_pinned(group: str) -> dict[str, str]:
    """The versions that people write, those of groups which a group names included."""
    found = {}
    for line in (FOLDER / f"{group}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found |= read_pinned(Path(line[3:]).stem)
        elif line and not line.startswith(("#", "-")):
            name, _, version = line.partition("==")
            found[normalize(name)] = version
    return found


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("group", GROUPS)
def test_hashes_are_those_of_what_is_pinned(group: str) -> None:
    hashed, pinned = read_hashed(group), read_pinned(group)
    differing = {
        name: hashed.get(name) for name, version in pinned.items() if hashed.get(name) != version
    }
    assert not differing, "run make pins"
    known = read_pinned("constraints")
    brought = {name: version for name, version in hashed.items() if known.get(name, version) != version}
    assert not brought, "run make pins"


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_installed_that_no_list_names(group: str) -> None:
    named = {name for list_ in (*GROUPS, "constraints") for name in read_pinned(list_)}
    unknown = read_hashed(group).keys() - named - ON_WINDOWS
    assert not unknown, "name it in requirements/constraints.txt"


def test_groups_share_one_environment() -> None:
    versions: dict[str, set[str]] = {}
    for group in GROUPS:
        for name, version in read_hashed(group).items():
            versions.setdefault(name, set()).add(version)
    assert not {name: found for name, found in versions.items() if len(found) > 1}


@pytest.mark.parametrize("group", GROUPS)
def test_every_package_has_hashes_and_nothing_else(group: str) -> None:
    text = (FOLDER / "hashed" / f"{group}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(HASH.match(line) or PACKAGE.match(line) for line in lines)
    packages = PACKAGE.split(text)
    assert len(packages) > 3
    assert all("--hash=" in hashes for hashes in packages[3::3])


@pytest.mark.parametrize("group", GROUPS)
def test_make_has_pip_check_them(group: str) -> None:
    words = ["make", "--dry-run", "--always-make", f".venv/{group}.installed"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"--require-hashes -r requirements/hashed/{group}.txt" in said
