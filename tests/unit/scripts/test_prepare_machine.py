"""A machine that lacks something is told so at once, in one message, or is given it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import prepare_machine
import pytest
from built_site import ROOT

PROGRAMS = {
    "git": "",
    "chromium": "",
    "fc-list": "echo Noto Sans CJK KR",
    "msgmerge": "",
    "g++": "",
    "npm": "",
    "node": "echo v18.20.4",
}
# Brings what it is asked for, by the names of packages, onto the fake machine.
APT = """\
echo "$DEBIAN_FRONTEND $@" >> {folder}/log
for word in "$@"; do
  [ "$word" = {broken} ] && exit 100
  case $word in
    fonts-noto-cjk) name=fc-list; line="echo Noto" ;;
    gettext) name=msgmerge; line= ;;
    nodejs) name=node; line="echo v20.1.0" ;;
    *) name=$word; line= ;;
  esac
  printf '#!/bin/sh\\n%s\\n' "$line" > {folder}/$name; /bin/chmod +x {folder}/$name
done
"""


class Machine:
    """A folder of programs, which is all that its PATH has."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(sys, "platform", "linux")
        self.be(1000)
        for name, line in PROGRAMS.items():
            self.add(name, line)

    def be(self, user: int) -> None:
        self.monkeypatch.setattr(os, "geteuid", lambda: user)

    def add(self, name: str, line: str = "") -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (self.folder / name).chmod(0o755)

    def remove(self, *names: str) -> None:
        for name in names:
            (self.folder / name).unlink()

    def add_apt(self, broken: str = "nothing") -> None:
        self.add("apt-get", APT.format(folder=self.folder, broken=broken))

    @property
    def log(self) -> list[str]:
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_nothing_is_said_or_done_where_all_is_there(machine: Machine, capfd) -> None:
    machine.add_apt()
    machine.be(0)
    assert prepare_machine.main() == 0
    assert machine.log == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("program", "packages"),
    [
        ("git", "git"),
        ("chromium", "chromium"),
        ("fc-list", "fontconfig fonts-noto-cjk"),
        ("msgmerge", "gettext"),
        ("g++", "g++"),
        ("npm", "nodejs npm"),
        ("node", "nodejs npm"),
    ],
)
def test_what_is_missing_is_named_with_what_brings_it(
    machine: Machine, capfd, program: str, packages: str
) -> None:
    machine.add_apt()
    machine.remove(program)
    assert prepare_machine.main() == 1
    said = capfd.readouterr().err
    assert said.splitlines()[1:] == [f"  sudo apt-get install --yes --no-install-recommends {packages}"]
    assert machine.log == []  # who is not root decides


def test_all_is_named_in_one_message(machine: Machine, capfd) -> None:
    machine.remove(*PROGRAMS)
    machine.add_apt()
    assert prepare_machine.main() == 1
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors == (
        "make test: missing on this machine: git, a browser (Chromium, or CHROMIUM=/path/to/it), "
        "a Korean font, gettext (msgmerge), g++, Node.js 18.20 or newer with npm; bring all of it with\n"
        "  sudo apt-get install --yes --no-install-recommends "
        "git chromium fontconfig fonts-noto-cjk gettext g++ nodejs npm\n"
    )


def test_macos_is_told_of_brew(machine: Machine, capfd) -> None:
    machine.remove("chromium", "fc-list", "g++", "git", "npm")
    machine.monkeypatch.setattr(sys, "platform", "darwin")
    assert prepare_machine.main() == 1
    line = "xcode-select --install && brew install --cask chromium && brew install node"
    assert capfd.readouterr().err.splitlines()[1] == f"  {line}"


def test_another_system_is_told_what_debian_calls_it(machine: Machine, capfd) -> None:
    machine.be(0)
    machine.remove("g++", "npm")
    assert prepare_machine.main() == 1
    assert capfd.readouterr().err.splitlines()[1] == "  install what Debian calls g++ nodejs npm"


def test_root_is_given_what_is_missing_and_no_more(machine: Machine, capfd) -> None:
    machine.be(0)
    machine.add_apt()
    machine.remove("chromium", "fc-list", "node")
    assert prepare_machine.main() == 0
    packages = "chromium fontconfig fonts-noto-cjk nodejs npm"
    assert capfd.readouterr().out == f"installing {packages}\n"
    words = f"-y -q -o Dpkg::Use-Pty=0 --no-install-recommends {packages}"
    assert machine.log == ["noninteractive -q update", f"noninteractive install {words}"]


@pytest.mark.parametrize("broken", ["update", "chromium"])
def test_root_is_told_what_apt_did_not_bring(machine: Machine, capfd, broken: str) -> None:
    machine.be(0)
    machine.add_apt(broken)
    machine.remove("chromium")
    assert prepare_machine.main() == 1
    said = capfd.readouterr().err
    assert "missing on this machine: a browser" in said
    assert "\n  apt-get install" in said  # root needs no sudo


@pytest.mark.parametrize("broken", ["", "chromium-headless-shell"])
def test_root_is_given_what_spares_time_where_apt_knows_it(machine: Machine, capfd, broken: str) -> None:
    machine.add_apt(broken or "none")
    machine.add("apt-cache", "echo Package: $2")
    assert prepare_machine.main() == 0
    assert machine.log == []  # who is not root decides
    machine.be(0)
    assert prepare_machine.main() == 0
    assert capfd.readouterr() == ("installing chromium-headless-shell\n", "")
    words = "-y -q -o Dpkg::Use-Pty=0 --no-install-recommends chromium-headless-shell"
    assert machine.log == [f"noninteractive install {words}"]
    assert prepare_machine.main() == 0
    assert capfd.readouterr().out == ("" if not broken else "installing chromium-headless-shell\n")


def test_root_is_given_nothing_that_apt_does_not_know_or_is_not_wanted(machine: Machine) -> None:
    machine.be(0)
    machine.add_apt()
    machine.add("apt-cache", "exit 100")
    assert prepare_machine.main() == 0
    machine.add("apt-cache", "echo Package: $2")
    machine.add("mine")
    machine.monkeypatch.setenv("CHROMIUM", str(machine.folder / "mine"))
    assert prepare_machine.main() == 0
    assert machine.log == []


@pytest.mark.parametrize("line", ["echo v16.20.0", "echo v18.19.9", "exit 1", "echo", "echo none"])
def test_an_old_or_broken_node_is_none(machine: Machine, line: str) -> None:
    machine.add("node", line)
    assert prepare_machine.find_missing() == [prepare_machine.NPM]


@pytest.mark.parametrize("line", ["", "exit 1"])
def test_fonts_without_korean_are_none(machine: Machine, line: str) -> None:
    machine.add("fc-list", line)
    assert prepare_machine.find_missing() == [prepare_machine.FONTS]


def test_a_browser_may_be_elsewhere(machine: Machine) -> None:
    machine.remove("chromium")
    machine.add("mine")
    machine.monkeypatch.setenv("CHROMIUM", str(machine.folder / "mine"))
    assert prepare_machine.find_missing() == []
    machine.monkeypatch.setenv("CHROMIUM", str(machine.folder / "none"))
    assert prepare_machine.find_missing() == [prepare_machine.BROWSER]


def test_venv_is_needed_where_there_is_no_environment(machine: Machine, tmp_path: Path) -> None:
    machine.monkeypatch.setattr(prepare_machine, "ROOT", tmp_path)
    machine.monkeypatch.setattr(prepare_machine, "find_spec", lambda name: name != "ensurepip" or None)
    assert prepare_machine.find_missing() == [prepare_machine.VENV]


def test_an_old_python_is_told(machine: Machine, capfd) -> None:
    machine.monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert prepare_machine.main() == 1
    assert "found Python 3.9, expected 3.11 or newer; set PYTHON=" in capfd.readouterr().err


def test_make_test_looks_first(machine: Machine) -> None:
    """Before it installs, builds or downloads anything."""
    words = ["/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "make", "--dry-run", "--always-make", "test"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    first = said.index("scripts/prepare_machine.py")
    assert first < min(map(said.index, (" -m pip ", " -m venv ", "npm ci", "build_site.py")))


def test_ci_leaves_it_to_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "apt" not in script
    assert script.endswith("\nmake test\n")
