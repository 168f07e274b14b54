"""Look, before anything is downloaded, for what this machine lacks for ``make test``.

As root on Debian or Ubuntu it is installed, with what spares the tests time; elsewhere one message names
all of it, and the one line that brings it. Runs with any Python and the standard library alone. Exits 0
if all is there, 1 if not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
PYTHON = (3, 11)
NODE = (18, 20)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
SECONDS = 5  # for a program to say its version, or what fonts there are
# What `apt-get` says instead of asking.
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


@dataclass(frozen=True)
class Need:
    """What is needed, as a message names it, and what brings it: packages of apt, commands for macOS."""

    name: str
    apt: tuple[str, ...]
    mac: str


GIT = Need("git", ("git",), "xcode-select --install")
VENV = Need("Python's venv", ("python3-venv",), "brew install python")
BROWSER = Need(
    "a browser (Chromium, or CHROMIUM=/path/to/it)", ("chromium",), "brew install --cask chromium"
)
FONTS = Need(
    "a Korean font", ("fontconfig", "fonts-noto-cjk"), "brew install --cask font-noto-sans-cjk-kr"
)
GETTEXT = Need("gettext (msgmerge)", ("gettext",), "brew install gettext")
COMPILER = Need("g++", ("g++",), "xcode-select --install")
NPM = Need("Node.js {}.{} or newer with npm".format(*NODE), ("nodejs", "npm"), "brew install node")

# Spares the tests in a browser half of their time; Debian has it, Ubuntu has not.
SHELL = Need("a browser without windows", ("chromium-headless-shell",), "")


def find_missing() -> list[Need]:
    """What this machine lacks."""
    found = {
        GIT: bool(shutil.which("git")),
        VENV: has_venv(),
        BROWSER: has_browser(),
        FONTS: sys.platform == "darwin" or bool(ask("fc-list", ":lang=ko", "family")),
        GETTEXT: bool(shutil.which("msgmerge")),
        COMPILER: bool(shutil.which("g++")),
        NPM: bool(shutil.which("npm")) and read_version(ask("node", "--version")) >= NODE,
    }
    return [need for need, there in found.items() if not there]


def has_venv() -> bool:
    """Whether environments can be made, or the one that is needed is there."""
    made = (ROOT / ".venv" / "bin" / "python").exists()
    return made or bool(find_spec("venv") and find_spec("ensurepip"))


def has_browser() -> bool:
    if chosen := os.environ.get("CHROMIUM"):
        return bool(shutil.which(chosen))
    return any(map(shutil.which, BROWSERS))


def wants_shell() -> bool:
    """Whether the tests would be quicker with what apt could bring."""
    [package] = SHELL.apt
    chosen = os.environ.get("CHROMIUM") or shutil.which(package)
    return not chosen and bool(ask("apt-cache", "show", package))


def ask(*command: str) -> str:
    """What a program prints; "" where it is not there, or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def read_version(text: str) -> tuple[int, ...]:
    """("v20.20.2") gives (20, 20), "" gives ()."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:2])


def list_packages(needs: list[Need]) -> list[str]:
    return [package for need in needs for package in need.apt]


def can_install() -> bool:
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(needs: list[Need], *, update: bool) -> None:
    """Install what is missing; apt says itself how far it is, and what keeps it from it."""
    packages = list_packages(needs)
    print(f"installing {' '.join(packages)}", flush=True)
    words = ("-y", "-q", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends")
    first = [["apt-get", "-q", "update"]] if update else []
    for command in (*first, ["apt-get", "install", *words, *packages]):
        if subprocess.run(command, env={**os.environ, **QUIET}, check=False).returncode:
            return  # what is missing still is named


def find_line(needs: list[Need]) -> str:
    """The one line that brings all of it here; "" where nobody knows."""
    if sys.platform == "darwin":
        return " && ".join(dict.fromkeys(need.mac for need in needs))
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get install --yes --no-install-recommends {' '.join(list_packages(needs))}"
    return ""


def describe(needs: list[Need]) -> str:
    """All that is missing, in one message."""
    names = ", ".join(need.name for need in needs)
    line = find_line(needs) or f"install what Debian calls {' '.join(list_packages(needs))}"
    return f"make test: missing on this machine: {names}; bring all of it with\n  {line}"


def main() -> int:
    if sys.version_info < PYTHON:
        found = "{}.{}".format(*sys.version_info)
        print(f"found Python {found}, expected 3.11 or newer; set PYTHON=", file=sys.stderr)
        return 1
    missing = find_missing()
    if missing and can_install():
        install(missing, update=True)
        missing = find_missing()
    if missing:
        print(describe(missing), file=sys.stderr)
        return 1
    if can_install() and wants_shell():
        install([SHELL], update=False)  # without it the tests do
    return 0


if __name__ == "__main__":
    sys.exit(main())
