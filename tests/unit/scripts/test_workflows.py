"""The workflows: least rights, pinned actions, no stranger's words in a shell; and the lints see it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent

# What a job may write, and nothing else may.
WRITES = {("test.yml", "publish"): {"contents": "write"}, ("weekly.yml", "report"): {"issues": "write"}}
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict:
    """A workflow; YAML takes the key `on` for true."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def find_jobs() -> Iterator[tuple[str, str, dict]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.name, name, job


def find_steps() -> Iterator[tuple[str, dict]]:
    for workflow, name, job in find_jobs():
        for step in job["steps"]:
            yield f"{workflow}: {name}", step


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    for path in WORKFLOWS:
        used = [line.strip() for line in path.read_text().split("\n") if "uses:" in line]
        assert used
        for line in used:
            assert PINNED.search(line), (path.name, line)


def test_one_version_of_an_action_is_used() -> None:
    pins: dict[str, set[str]] = {}
    for _, step in find_steps():
        if "uses" in step:
            action, _, commit = step["uses"].partition("@")
            pins.setdefault(action, set()).add(commit)
    assert all(len(commits) == 1 for commits in pins.values()), pins


def test_workflows_start_with_no_rights_and_jobs_read() -> None:
    for path in WORKFLOWS:
        assert read(path)["permissions"] == {}, path.name
    for workflow, name, job in find_jobs():
        writes = {key: how for key, how in job["permissions"].items() if how != "read"}
        assert writes == WRITES.get((workflow, name), {}), (workflow, name)


def test_jobs_that_write_never_run_for_a_pull_request() -> None:
    for workflow, name in WRITES:
        found = read(ROOT / ".github" / "workflows" / workflow)
        told = found["jobs"][name].get("if", "")
        assert "pull_request" not in found["on"] or told == "github.event_name == 'push'"


def test_no_workflow_has_the_rights_of_the_base() -> None:
    for path in WORKFLOWS:
        assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read(path)["on"])


def test_no_checkout_leaves_a_token_behind() -> None:
    for place, step in find_steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, place


def test_no_expression_stands_in_a_shell() -> None:
    for place, step in find_steps():
        assert "${{" not in step.get("run", ""), place


def test_only_known_expressions_are_used() -> None:
    known = {"github.ref", "matrix.python",
             "github.event_name == 'pull_request'", "github.token", "matrix.torch",
             "vars.SITE_URL"}  # fmt: skip
    for path in WORKFLOWS:
        found = set(re.findall(r"\$\{\{ (.*?) \}\}", path.read_text()))
        assert found <= known, path.name


def test_no_secret_is_named() -> None:
    assert not [path.name for path in WORKFLOWS if "secrets." in path.read_text()]


def test_shells_run_make_and_nothing_else() -> None:
    for place, step in find_steps():
        if command := step.get("run"):
            assert command.startswith(("make ", "sudo apt-get ")), place


def test_targets_that_are_made_are_there() -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for place, step in find_steps():
        asked = re.findall(r"\bmake (?:--silent )?([a-z-]+)", step.get("run", ""))
        assert set(asked) <= known, place


def test_jobs_have_a_time_limit() -> None:
    assert all(job["timeout-minutes"] <= 90 for _, _, job in find_jobs())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The workflows in a repository of their own, to be broken."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def lint(name: str, folder: Path) -> tuple[int, str]:
    words = {"actionlint": [], "zizmor": ["--offline", "--quiet", "--no-progress", ".github"]}[name]
    command = [str(BIN / name), *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["actionlint", "zizmor"])
def test_the_lints_find_nothing(name: str, copy: Path) -> None:
    status, said = lint(name, copy)
    assert status == 0, said


CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
READS = "    permissions:\n      contents: read\n"
MUTATIONS = [
    ("actionlint", "test.yml", "needs: [test, ", "needs: [tests, ", "tests"),
    ("actionlint", "weekly.yml", "torch ${{ matrix.torch }}", "${{ matrix.torches }}", "torches"),
    ("actionlint", "weekly.yml", '"17 3 * * 1"', '"17 3 * * 9"', "CRON"),
    ("actionlint", "test.yml", "      contents: read", "      content: read", "content"),
    ("actionlint", "preview.yml", "make check", "make ${{ github.head_ref }}", "untrusted"),
    ("zizmor", "test.yml", CHECKOUT, "actions/checkout@v7", "unpinned-uses"),
    ("zizmor", "test.yml", "persist-credentials: false", "fetch-depth: 1", "artipacked"),
    ("zizmor", "preview.yml", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ("zizmor", "preview.yml", "make check", "make ${{ github.head_ref }}", "template-injection"),
    ("zizmor", "test.yml", READS, "    permissions: write-all\n", "excessive-permissions"),
    ("zizmor", "../dependabot.yml", "    cooldown:\n      default-days: 7\n", "", "dependabot-cooldown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "said"), MUTATIONS, ids=[f"{m[0]}-{m[4]}" for m in MUTATIONS]
)
def test_the_lints_find_what_is_broken(
    name: str, file: str, old: str, new: str, said: str, copy: Path
) -> None:
    path = copy / ".github" / "workflows" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    status, found = lint(name, copy)
    assert status != 0
    assert said in found


def test_make_check_runs_both() -> None:
    text = (ROOT / "Makefile").read_text()
    check, lint = (text.split(f"\n{name}:")[1].split("\n\n")[0] for name in ("check", "lint"))
    assert "$(MAKE) --no-print-directory lint" in check
    assert "actionlint" in lint
    assert "zizmor" in lint
