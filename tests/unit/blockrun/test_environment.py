"""A block sees of the caller's environment what is named, and none of it beside os.environ either."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from blockrun.environment import clean_environment, find_locale, is_named
from blockrun.model.record import read_records
from blockrun_samples import EXTENSIONS, fill, run_command, sample

STRANGERS = {
    "GH_TOKEN": "ghs_secret",
    "GITHUB_TOKEN": "ghs_secret",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "NVIDIA_API_KEY": "secret",
    "TORCH_TOKEN": "secret",
    "CUDA_password": "secret",
    "TRITON_AUTH": "secret",
    "NVIDIA_PASS": "secret",
    "NVIDIA_NGC_PAT": "secret",
    "TORCH_HUB_PWD": "secret",
    "ONEAPI_CREDS": "secret",
    "ANYTHING": "secret",
    "path": "secret",
    "SSH_AUTH_SOCK": "secret",
    "HTTPS_PROXY": "http://name:secret@host",
    "PYTHONPATH_": "secret",
    "PYTHONSTARTUP": "/secret",
    "BASH_FUNC_f%%": "() { secret; }",
    "LD_PRELOAD": "",
    "LANGUAGE": "xx_secret",
}
LET_THROUGH = {
    "CUDA_VISIBLE_DEVICES": "0",
    "NVIDIA_VISIBLE_DEVICES": "all",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TORCHINDUCTOR_CACHE_DIR": "/a",
    "PYTORCH_CUDA_ALLOC_CONF": "expandable_segments:True",
    "LD_LIBRARY_PATH": "/nowhere",
}
# What Python, torch and the shell below it add by themselves.
# And what some machines need for their processor.
OPENBLAS = {name for name in os.environ if name.startswith("OPENBLAS_")}
OWN = {"PATH", "TMPDIR", "HOME", "LANG", "LC_ALL", *LET_THROUGH, *OPENBLAS}
SEE = """
import json, os, pathlib, subprocess, sys
seen = dict(os.environ)
pid, there = os.getpid(), []
proc = pathlib.Path("/proc")
while b"call_main" in (proc / str(pid) / "cmdline").read_bytes():  # this process, those that it is of
    there.append((proc / str(pid) / "environ").read_text())
    pid = int((proc / str(pid) / "stat").read_text().rpartition(") ")[2].split()[1])
child = subprocess.run(["env"], capture_output=True, text=True).stdout
home = os.path.expanduser("~")
facts = [seen, there, child, home, os.listdir(home), os.getcwd(), sys.path, sys.flags.optimize]
pathlib.Path(os.environ["TORCH_SEEN"]).write_text(json.dumps(facts))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list:
    folder = tmp_path_factory.mktemp("seen")
    out = folder / "facts"
    python = {"PYTHONPATH": f"{EXTENSIONS}:/secret", "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error"}
    fill(folder / "run", [sample(SEE), sample("import warnings\nwarnings.warn('x')", line=2)])
    variables = {**STRANGERS, **LET_THROUGH, **python, "LC_ALL": "xx_XX.none", "TORCH_SEEN": str(out)}
    status, output, errors = run_command(folder / "run", **variables)
    assert (status, errors) == (0, ""), output
    return json.loads(out.read_text())


def test_only_what_is_named_arrives(seen: list) -> None:
    found = seen[0]
    assert found.keys() - {"TORCH_SEEN"} <= OWN
    assert {name: found[name] for name in LET_THROUGH} == LET_THROUGH
    assert "secret" not in json.dumps(found)


def test_no_process_of_the_run_holds_more(seen: list) -> None:
    environments = seen[1]
    assert len(environments) >= 3  # the block, its supervisor, the runner
    for text in (*environments, seen[2]):
        assert "secret" not in text
        assert "GH_TOKEN" not in text
        assert "PYTHON" not in text


def test_home_is_a_folder_of_the_blocks_own(seen: list) -> None:
    home, found, work = seen[3:6]
    assert sorted(found) == ["tmp", "work"]
    assert Path(work) == Path(home, "work")
    assert not Path(home).exists()  # it went with the block


def test_callers_python_variables_change_nothing(seen: list) -> None:
    assert "/secret" not in seen[6]
    assert str(EXTENSIONS) not in seen[6]
    assert seen[7] == 0


def test_locale_is_one_that_this_system_has(seen: list) -> None:
    assert seen[0]["LC_ALL"] == seen[0]["LANG"] == find_locale() == "C.UTF-8" or sys.platform == "darwin"


def test_home_of_the_run_is_removed(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    fill(tmp_path / "run", [sample("print(1)", "1")])
    assert run_command(tmp_path / "run", TMPDIR=str(tmp_path / "tmp"))[0] == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def test_home_that_a_block_filled_is_not_anothers(tmp_path: Path) -> None:
    home = "import os, pathlib\nhome = pathlib.Path.home()\n"
    fills = f"{home}print(sorted(os.listdir(home)))\n(home / '.a').touch()"
    fill(tmp_path, [sample(fills, "['tmp', 'work']", line=number) for number in (1, 2, 3)])
    assert run_command(tmp_path, "--jobs", "1")[0] == 0
    assert len(read_records(tmp_path / "records.jsonl")) == 3


@pytest.mark.parametrize("name", STRANGERS)
def test_stranger(name: str) -> None:
    assert not is_named(name)
    assert name not in clean_environment(STRANGERS, "/home")


@pytest.mark.parametrize("name", LET_THROUGH)
def test_named(name: str) -> None:
    assert clean_environment(os.environ | LET_THROUGH, "/home")[name] == LET_THROUGH[name]


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "HOME"])
def test_nothing_of_pythons_own(name: str) -> None:
    assert clean_environment({name: "x"}, "/home").get(name) != "x"


@pytest.mark.parametrize("value", ["redis://name:secret@host/0", "https://secret@host"])
def test_address_with_a_login_does_not_arrive(value: str) -> None:
    assert "TRITON_CACHE" not in clean_environment({"TRITON_CACHE": value}, "/home")
    assert clean_environment({"TRITON_CACHE": "https://host/@a"}, "/home")["TRITON_CACHE"]


def test_cleaning_twice_is_cleaning_once() -> None:
    once = clean_environment(STRANGERS | LET_THROUGH, "/home")
    assert clean_environment(once, "/home") == once
