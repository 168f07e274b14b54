"""The promises that the project's own files make."""

from __future__ import annotations

import re
import subprocess
import sys

from built_site import LANGUAGES, ROOT
from cheatsheet.runs import read_runs


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
    own = ["source/_root", "source/_templates", "source/guides", ":(glob)tests/*.py"]
    names = subprocess.run([*listed, *own], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    code = "|".join(LANGUAGES)
    # Two codes side by side, in quotes or bare; not those of "ko/page.html".
    several = re.compile(rf"""(?<![\w-])["']?({code})["']?\s*[,|]\s*["']?(?!\1)({code})(?![\w-])""")
    for name in set(names.split("\n")) - {"", "tests/projects.py"}:
        path = ROOT / name
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        assert not several.search(text), (name, several.search(text))


def test_the_extension_knows_nothing_of_pages_and_torch() -> None:
    for path in (ROOT / "extensions").rglob("*.py"):
        imports = re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        roots = {name.split(".")[0] for name in imports}
        assert not roots & {"conf", "torch", "building", "build_site"}, path


def test_the_runner_needs_the_standard_library_alone() -> None:
    for path in (ROOT / "extensions" / "blockrun").rglob("*.py"):
        imports = re.findall(r"^(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        foreign = {name.split(".")[0] for name in imports} - set(sys.stdlib_module_names) - {"blockrun"}
        assert not foreign, path


def test_records_of_two_versions_of_torch_are_kept() -> None:
    software = {run.software for run in read_runs(ROOT / "records") if run.device == "CPU"}
    assert len(software) >= 2
    assert all(re.fullmatch(r"torch 2\.\d+\.\d+", version) for version in software)
