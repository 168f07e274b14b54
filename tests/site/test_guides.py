"""Every command of the guides, run in a fresh copy of the repository as a newcomer would.

It has fewer pages, so that what reads them all takes seconds; they are whole wherever else it is called.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import borrowed_environment
import pytest
from built_site import ROOT
from fewer_pages import keep_pages
from gettext_lint.checks import Language, check_catalog
from guide_runner.guide import find_problems, parse_steps
from guide_runner.session import Session
from markdown_it import MarkdownIt
from polib import POEntry

GUIDES = sorted((ROOT / "source" / "guides").glob("*.md"))
WITHOUT_STEPS = {"index"}
NODE = (ROOT / "node_modules").resolve()
PAGES = ("tensors/creation", "tensors/dtypes", "tensors/dimensionality", "tensors/gpu-usage", "guides")
NOT_RUN = 4  # steps of all guides; a new one is a decision

# Run by git in each clone: it gets this environment, and nothing is older than what is installed. What
# mypy found in files that are the same it need not find again.
HOOK = """\
#!/bin/sh
[ -e .venv ] || "{python}" "{borrow}" "$PWD/.venv"
ln -sfn "{node}" node_modules
[ -e .mypy_cache ] || cp -R "{root}/.mypy_cache" . 2>/dev/null
find requirements package-lock.json -type f -exec touch -d @0 {{}} +
"""


def write_repository(folder: Path) -> None:
    """A bare repository of the working tree with these pages, below the address that the guides name."""
    tree = folder / "tree"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    keep_pages(tree, PAGES)
    git = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "core.hooksPath=/dev/null",
    ]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "the tree"]):
        subprocess.run([*git, *words], cwd=tree, check=True)
    bare = folder / "github" / "YOU" / "pytorch-cheatsheet"
    subprocess.run(["git", "clone", "-q", "--bare", str(tree), str(bare)], check=True)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a newcomer: a home, a name, this Python, and a GitHub on this disk."""
    folder = tmp_path_factory.mktemp("world")
    write_repository(folder)
    template = folder / "template"
    (template / "hooks").mkdir(parents=True)
    (template / "info").mkdir()
    (template / "info" / "exclude").write_text(".venv\n.prompt\nnode_modules\n")
    hook = template / "hooks" / "post-checkout"
    borrow = borrowed_environment.__file__
    hook.write_text(HOOK.format(python=sys.executable, borrow=borrow, node=NODE, root=ROOT))
    hook.chmod(0o755)
    (folder / ".gitconfig").write_text(
        f'[url "{folder}/github/"]\n\tinsteadOf = https://github.com/\n'
        f"[user]\n\tname = You\n\temail = you@example.org\n[init]\n\ttemplateDir = {template}\n"
        "[advice]\n\tdetachedHead = false\n"
    )
    return {
        "HOME": str(folder),
        "PATH": os.pathsep.join([str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_NO_INDEX": "1",  # nothing is to be downloaded
        "PYTHONUNBUFFERED": "1",
    }


def start(folder: Path, world: dict[str, str], first: str) -> Path:
    """Where a guide starts: in a clone, or beside none if cloning is its first step."""
    if "git clone" in first:
        return folder
    words = ["git", "clone", "-q", "https://github.com/YOU/pytorch-cheatsheet"]
    subprocess.run(words, cwd=folder, env=world, check=True)
    return folder / "pytorch-cheatsheet"


@pytest.mark.slow
@pytest.mark.torch
@pytest.mark.parametrize(
    "path", [p for p in GUIDES if p.stem not in WITHOUT_STEPS], ids=lambda p: p.stem
)
def test_guide_does_what_it_says(path: Path, world: dict[str, str], tmp_path: Path) -> None:
    steps = parse_steps(path.read_text(encoding="utf-8"))
    assert steps, "a guide without steps is to be named in WITHOUT_STEPS"
    session = Session(start(tmp_path, world, steps[0].text), world, str(path.relative_to(ROOT)))
    for step in steps:
        session.take(step)
    assert session.commands_run > 0


def test_what_is_not_run_is_counted() -> None:
    steps = [step for path in GUIDES for step in parse_steps(path.read_text(encoding="utf-8"))]
    assert sum(bool(step.reason) for step in steps) == NOT_RUN


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_no_fence_is_left_alone(path: Path) -> None:
    assert not list(find_problems(path.read_text(encoding="utf-8")))


# What a guide calls a file of the repository; matches "`scripts/a.py`", not "`build/html`".
NAMED = re.compile(r"`((?:extensions|scripts|source|locale|records|requirements|\.github)/[^`\s]*)`")


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_every_file_that_a_guide_names_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = {step.path for step in parse_steps(text)}
    named = set(NAMED.findall(text)) - written
    assert not [name for name in named if not (ROOT / name).exists()]


# What holds no code: texts, catalogs, records of runs, settings of git.
WORDS = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "ARCHITECTURE.md",
    "locale",
    "records",
}
WORDS |= {".gitattributes", ".gitignore"}


def test_reviewers_are_told_every_place_that_code_comes_from() -> None:
    text = (ROOT / "source" / "guides" / "review.md").read_text(encoding="utf-8")
    table = text.partition("## Where code comes from")[2].partition("\n## ")[0]
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    places = {name.partition("/")[0] for name in listed.stdout.splitlines()} - WORDS
    named = {name.partition("/")[0] for name in re.findall("`([^`]*)`", table)}
    assert places <= named
    assert {"source/doctest_setup.py", "source/_templates/", "source/_root/"} <= set(
        re.findall("`([^`]*)`", table)
    )


def read_tables(text: str, head: str) -> list[list[str]]:
    """The rows, as the code in their cells, of every table whose first heading starts so."""
    tables, row = [], []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            row = []
            tables.append(row)
        elif token.type == "inline" and token.level > 2:
            row.append(token)
    rows = [[cell.children[0].content for cell in cells] for cells in tables]
    starts = [number for number, cells in enumerate(tables) if cells[0].content.startswith(head)]
    heads = [number for number, cells in enumerate(tables) if cells[0].children[0].type == "text"]
    ends = [min([n for n in heads if n > start] or [len(rows)]) for start in starts]
    return [row for start, end in zip(starts, ends, strict=True) for row in rows[start + 1 : end]]


def find_findings(text: str, right: str, is_note: bool) -> list[str]:
    literals = " ".join(re.findall("``.+?``", right))
    entry = POEntry(msgid=f"words {literals}".strip(), msgstr=text.replace("\\\\", "\\"))
    if is_note:
        entry.comment = "note on the code:\nx"
    korean = Language.load(ROOT / "locale", "ko")
    return list(check_catalog(Path("a.po"), [entry], korean, "en"))


@pytest.mark.parametrize("head", ["Wrong note", "Wrong text"])
def test_the_checks_know_the_wrong_examples_of_korean_from_the_right_ones(head: str) -> None:
    text = (ROOT / "source" / "guides" / "korean.md").read_text(encoding="utf-8")
    rows = read_tables(text, head)
    assert len(rows) >= 3
    for wrong, right in rows:
        assert find_findings(wrong, right, head == "Wrong note"), wrong
        assert not find_findings(right, right, head == "Wrong note"), right
