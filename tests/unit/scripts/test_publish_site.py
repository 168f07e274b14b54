"""The site becomes the one commit of its branch, whole or not at all."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import publish_site
import pytest


def ask_git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone's origin; the clone is where the script stands."""
    bare, clone = tmp_path / "bare.git", tmp_path / "clone"
    ask_git(tmp_path, "init", "-q", "--bare", str(bare))
    ask_git(tmp_path, "init", "-q", str(clone))
    ask_git(clone, "remote", "add", "origin", str(bare))
    monkeypatch.setattr(publish_site, "ROOT", clone)
    return bare


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    for name in ("index.html", "en/index.html", "ko/index.html", "ko/_static/a.css", "ko/a.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def publish(site: Path) -> int:
    return publish_site.main(["--site", str(site)])


def test_the_branch_holds_the_site_alone(remote: Path, site: Path) -> None:
    assert publish(site) == 0
    names = ask_git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert set(names) == {".nojekyll", "index.html", "en/index.html", "ko/index.html",
                          "ko/_static/a.css", "ko/a.ipynb"}  # fmt: skip


def test_a_second_site_replaces_the_first_and_leaves_no_history(remote: Path, site: Path) -> None:
    publish(site)
    (site / "ko/a.ipynb").unlink()
    (site / "ko/b.ipynb").write_text("b")
    assert publish(site) == 0
    assert ask_git(remote, "rev-list", "--count", "gh-pages").strip() == "1"
    names = ask_git(remote, "ls-tree", "-r", "--name-only", "gh-pages")
    assert "ko/b.ipynb" in names
    assert "ko/a.ipynb" not in names


@pytest.mark.parametrize("name", ["index.html", "en/index.html"])
def test_half_a_site_is_not_published(remote: Path, site: Path, name: str, capsys) -> None:
    (site / name).unlink()
    assert publish(site) == 1
    assert f"found no {name}; run make html" in capsys.readouterr().err
    assert ask_git(remote, "branch", "--list") == ""


def test_a_refused_push_is_told(remote: Path, site: Path, capsys) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert publish(site) == 1
    assert "the branch is as before" in capsys.readouterr().err


def test_the_token_is_on_no_command_line(
    remote: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []
    run = subprocess.run
    monkeypatch.setenv("GH_TOKEN", "ghs_secret")
    monkeypatch.setattr(subprocess, "run", lambda words, **keys: ran.append(words) or run(words, **keys))
    assert publish(site) == 0
    assert ran
    assert "ghs_secret" not in str(ran)


def test_git_gets_the_token_by_its_helper(tmp_path: Path) -> None:
    words = ["git", "-c", f"credential.helper={publish_site.CREDENTIALS}", "credential", "fill"]
    done = subprocess.run(
        words, cwd=tmp_path, input="protocol=https\nhost=github.com\n\n", capture_output=True, text=True,
        check=True, env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GH_TOKEN": "ghs_secret"},
    )  # fmt: skip
    assert "username=x-access-token\npassword=ghs_secret" in done.stdout
