"""The promises that the project's own files make."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from built_site import LANGUAGES, ROOT
from cheatsheet.core.runs import read_runs


def read_requirements(group: str) -> list[str]:
    text = (ROOT / "requirements" / f"{group}.txt").read_text()
    return [line for line in text.split("\n") if line and not line.startswith(("#", "-"))]


def test_every_requirement_is_pinned_exactly() -> None:
    for group in ("site", "torch", "browser", "test", "constraints"):
        for line in read_requirements(group):
            assert re.fullmatch(r"[\w.-]+==[\w.]+", line), (group, line)


def test_the_site_needs_no_torch() -> None:
    assert not [line for line in read_requirements("site") if "torch" in line or "onnx" in line]


def test_workflows_call_make_and_nothing_else() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for command in re.findall(r"^ *- run: (.*)|^ *run: (.*)", path.read_text(), re.MULTILINE):
            words = "".join(command)
            assert words.startswith(("make ", "sudo apt-get ")), (path.name, words)


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "make test" in (ROOT / "README.md").read_text()
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("make test")


def test_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text()
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in re.search(r"\.PHONY: (.*)", text)[1].split():
        assert f"make {target} " in listed, target


def test_nothing_names_the_list_of_languages() -> None:
    """The folders below locale/ are the list; tests of small projects have projects of their own."""
    listed = ["git", "ls-files", "Makefile", "conf.py", "*.toml", ".github", "scripts", "extensions"]
    own = ["source/_root", "source/_templates", "source/guides", "tests/fixtures"]
    names = subprocess.run([*listed, *own], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    code = "|".join(LANGUAGES)
    # Two codes side by side, in quotes or bare; not those of "ko/page.html".
    several = re.compile(rf"""(?<![\w-])["']?({code})["']?\s*[,|]\s*["']?(?!\1)({code})(?![\w-])""")
    for name in set(names.split("\n")) - {"", "tests/fixtures/projects.py"}:
        path = ROOT / name
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        assert not several.search(text), (name, several.search(text))


def test_the_extension_knows_nothing_of_pages_and_torch() -> None:
    for path in (ROOT / "extensions").rglob("*.py"):
        imports = re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        roots = {name.split(".")[0] for name in imports}
        assert not roots & {"conf", "torch", "building", "build_site"}, path


def test_the_runner_needs_the_standard_library_alone() -> None:
    paths = [
        path for name in ("blockrun", "pycode") for path in (ROOT / "extensions" / name).rglob("*.py")
    ]
    for path in paths:
        imports = re.findall(r"^(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        foreign = (
            {name.split(".")[0] for name in imports}
            - set(sys.stdlib_module_names)
            - {"blockrun", "pycode"}
        )
        assert not foreign, path


def test_records_of_two_versions_of_torch_are_kept() -> None:
    software = {run.software for run in read_runs(ROOT / "records") if run.device == "CPU"}
    assert len(software) >= 2
    assert all(re.fullmatch(r"torch 2\.\d+\.\d+", version) for version in software)


def test_clone_of_a_system_with_other_line_ends_is_the_same(tmp_path: Path) -> None:
    """With ``core.autocrlf``, as git sets it on Windows: a catalog with CRLF would stop the build."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [name for name in names.split("\0") if name and (ROOT / name).is_file()]
    tree, clone = tmp_path / "tree", tmp_path / "clone"
    for name in files:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "the tree"]):
        subprocess.run(["git", *author, *words], cwd=tree, check=True, capture_output=True)
    command = ["git", "clone", "-q", "-c", "core.autocrlf=true", str(tree), str(clone)]
    subprocess.run(command, check=True)
    assert [name for name in files if (clone / name).read_bytes() != (ROOT / name).read_bytes()] == []
