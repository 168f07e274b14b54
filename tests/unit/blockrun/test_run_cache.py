"""What a block compiles is kept for its next run, if it passed, and for no other block."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from blockrun.execution.cache import WHOLE, Caches
from blockrun.model.record import read_records
from blockrun_samples import fill, run_command, sample, start_command

SETUP = """
import os as _os
never = _os.environ.get("TORCH_SKIP", "")
def _keep_compiled(folder): _os.environ["CACHE"] = folder
def _describe_environment(): return {"torch": _os.environ.get("TORCH_NAME", "1")}
"""
# Logs how often it has been run with this cache, and has a compiler's manner of locking.
COUNT = """
import os
folder = os.environ["CACHE"]
assert not os.path.exists(folder + "/lock"), "locked"
os.makedirs(folder, exist_ok=True)
open(folder + "/lock", "w").close()
count = len(os.listdir(folder))
open(f"{folder}/{count}", "w").close()
with open(os.environ["TORCH_MARK"], "a") as log: print(count, file=log)
"""
UNLOCK = "os.remove(folder + '/lock')\n"


def run_counted(folder: Path, *options: str, **environment: str) -> tuple[int, list[str]]:
    """The exit status of a run, and what its blocks logged."""
    log = folder.parent / "log"
    log.write_text("")
    status, _, errors = run_command(folder, *options, TORCH_MARK=str(log), **environment)
    assert errors == ""
    return status, log.read_text().split()


# name: what the block does when it has counted, its seconds, what two runs log, how they exit
ENDS = {
    "passes": (UNLOCK, 1000, ["1", "2"], [0, 0]),
    "fails": (UNLOCK + "1 / 0", 1000, ["1", "1"], [1, 1]),
    "prints, but the first time alone": (
        UNLOCK + "if count == 1: print('built')",
        1000,
        ["1", "1"],
        [1, 1],
    ),
    "leaves": ("os._exit(0)", 1000, ["1", "1"], [1, 1]),
    "is killed": ("os.kill(os.getpid(), 9)", 1000, ["1", "1"], [1, 1]),
    "hangs": ("import signal\nsignal.pause()", 2, ["1", "1"], [1, 1]),  # seconds enough to count before
    "kills its supervisor": ("os.kill(os.getppid(), 9)\nwhile True: pass", 1000, ["1", "1"], [1, 1]),
    "leaves a process that writes there": (
        UNLOCK
        + "if os.fork() == 0:\n    while True: open(folder + '/0', 'a').write('x')\n"
        + "while not os.path.exists(folder + '/0'): pass",
        1000,
        ["1", "3"],
        [0, 0],
    ),
}


@pytest.mark.parametrize(("end", "seconds", "logged", "statuses"), ENDS.values(), ids=ENDS)
def test_what_is_kept(tmp_path, end, seconds, logged, statuses):
    (tmp_path / "tmp").mkdir()  # a supervisor that is killed leaves its folder
    folder = fill(tmp_path / "run", [sample(COUNT + end, timeout=seconds)], SETUP)
    found = [run_counted(folder, TMPDIR=str(tmp_path / "tmp")) for _ in range(2)]
    assert [line for _, lines in found for line in lines] == logged
    assert [status for status, _ in found] == statuses


def test_block_that_passes_but_the_first_time_is_told_each_time(tmp_path):
    """A reader meets both: it fails as soon as it is run a second time."""
    code = COUNT + UNLOCK + "if count == 1: print('built')"
    folder = fill(tmp_path / "run", [sample(code, "built")], SETUP)
    assert [run_counted(folder)[0] for _ in range(4)] == [0, 1, 0, 1]


def test_block_that_is_skipped_keeps_its_folder(tmp_path):
    folder = fill(tmp_path / "run", [sample(COUNT + UNLOCK, requires="never")], SETUP)
    found = [run_counted(folder, TORCH_SKIP=reason) for reason in ("", "needs x", "")]
    assert [lines for _, lines in found] == [["1"], [], ["2"]]


MEET = """
try:
    open(os.environ["TORCH_MARK"] + "-first", "x").close()
    open(os.environ["TORCH_MARK"] + "-pipe").read()
except FileExistsError:
    open(os.environ["TORCH_MARK"] + "-pipe", "w").close()
"""


def test_blocks_do_not_share(tmp_path):
    """Neither two that are the same, and run at the same time: a lock would be in the way."""
    os.mkfifo(tmp_path / "log-pipe")
    same = [sample(COUNT + MEET + UNLOCK, line=n) for n in (1, 2)]
    folder = fill(tmp_path / "run", [*same, sample(COUNT + UNLOCK)], SETUP)
    assert run_counted(folder, "--jobs", "2") == (0, ["1"] * 3)
    (tmp_path / "log-first").unlink()
    assert run_counted(folder, "--jobs", "2") == (0, ["2"] * 3)


def test_programs_of_a_block_find_what_it_compiled(tmp_path):
    """One after another, with as many processes as there are programs: a lock would be in the way."""
    block = sample(COUNT + UNLOCK)
    programs = [sample(COUNT + UNLOCK + f"x = {n}", entry=n) for n in (1, 2)]
    other = sample(COUNT + UNLOCK + "x = 1", line=9, entry=9)  # of no block that is here
    folder = fill(tmp_path / "run", [other, *programs, block], SETUP)
    status, counts = run_counted(folder, "--jobs", "4")
    assert (status, sorted(counts)) == (0, ["1", "1", "2", "3"])
    status, counts = run_counted(folder, "--jobs", "4")
    assert (status, sorted(counts)) == (0, ["2", "4", "5", "6"])
    assert len(list(folder.glob("cache/*/*-1"))) == 2


def test_part_finds_what_the_whole_run_left(tmp_path):
    blocks = [sample(COUNT + UNLOCK, page=page) for page in "abc"]
    folder = fill(tmp_path / "run", blocks, SETUP)
    assert run_counted(folder)[1] == ["1"] * 3
    assert run_counted(folder, "--pages", "c,b")[1] == ["2"] * 2
    assert sorted(run_counted(folder)[1]) == ["2", "3", "3"]


CHANGES = {
    "nothing": (lambda folder: {}, ["2", "2"]),
    "another torch": (lambda folder: {"TORCH_NAME": "2"}, ["1", "1"]),
    "another setup": (lambda folder: rewrite(folder, SETUP + "x = ''"), ["1", "1"]),
    "one block": (lambda folder: rewrite(folder, SETUP, "x = 1"), ["1", "2"]),
}


def rewrite(folder: Path, setup: str, more: str = "") -> dict[str, str]:
    fill(folder, [sample(COUNT + UNLOCK + "y = 1"), sample(COUNT + UNLOCK + more)], setup)
    return {}


@pytest.mark.parametrize(("change", "logged"), CHANGES.values(), ids=CHANGES)
def test_what_changed_is_compiled_anew(tmp_path, change, logged):
    folder = tmp_path / "run"
    rewrite(folder, SETUP)
    assert run_counted(folder)[1] == ["1", "1"]
    assert sorted(run_counted(folder, **change(folder))[1]) == logged


def test_folders_of_blocks_that_are_no_more_are_removed(tmp_path):
    folder = tmp_path / "run"
    rewrite(folder, SETUP, "x = 1")
    run_counted(folder)
    before = {path.name for path in folder.glob("cache/*/*-1")}
    rewrite(folder, SETUP, "x = 2")
    run_counted(folder)
    after = {path.name for path in folder.glob("cache/*/*-1")}
    assert len(before) == len(after) == 2
    assert len(before & after) == 1


def test_setup_that_keeps_nothing_makes_no_folder(tmp_path):
    folder = fill(tmp_path / "run", [sample("x = 1")])
    assert run_command(folder)[0] == 0
    assert not (folder / "cache").exists()


def test_two_folders_that_share_a_cache_wait_for_each_other(tmp_path):
    for name in ("started", "go"):
        os.mkfifo(tmp_path / name)
    wait = f"open('{tmp_path}/started', 'w').write('x')\nopen('{tmp_path}/go').read()"
    folders = [
        fill(tmp_path / name, [sample(code)], SETUP) for name, code in (("one", wait), ("two", "x = 1"))
    ]
    options = ("--cache", str(tmp_path / "cache"))
    with start_command(folders[0], *options) as first:
        (tmp_path / "started").read_text()
        with start_command(folders[1], *options) as second:
            line = second.stderr.readline()
            assert line.startswith(f"{tmp_path}/cache/")
            assert line.endswith("/run.lock: waiting for another run to end\n")
            (tmp_path / "go").write_text("x")
            for process in (first, second):
                assert process.communicate(timeout=300)[1] == ""
                assert process.returncode == 0
    assert all(len(read_records(folder / "records.jsonl")) == 1 for folder in folders)


def test_folder_of_a_run_that_was_killed_is_not_trusted(tmp_path):
    block = sample("x = 1")
    caches = Caches(tmp_path, [block])
    folder = caches.open(block)
    assert not folder.exists()
    folder.mkdir()
    (folder / "half").touch()
    caches.close(folder, keep=True)
    assert caches.open(block) == folder
    assert [path.name for path in folder.iterdir()] == ["half"]
    # Here the runner is killed.
    assert Caches(tmp_path, [block]).open(block) == folder
    assert not folder.exists()


def test_folder_that_became_something_else(tmp_path):
    """A link is not followed: what it leads to is not the block's."""
    block = sample("x = 1")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / WHOLE).touch()
    caches = Caches(tmp_path / "root", [block])
    folder = caches.open(block)
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "other")
    caches.close(folder, keep=True)
    assert not folder.is_symlink()
    folder.symlink_to(tmp_path / "other")
    assert caches.open(block) == folder
    assert not folder.is_symlink()
    assert (tmp_path / "other" / WHOLE).exists()


def test_no_root_no_folder():
    block = sample("x = 1")
    caches = Caches(None, [block])
    assert caches.open(block) is None
    caches.close(None, keep=True)
    with caches.hold():
        pass
