"""Many blocks at a time, the limits of each, and what happens when a supervisor is lost."""

from __future__ import annotations

import itertools
import os
import select
import signal
import tempfile
from pathlib import Path

import pytest
from blockrun.execution.supervise import find_children, search_children
from blockrun.execution.verdict import Limits
from blockrun.model.block_setup import Setup, SetupError
from blockrun.model.record import FAILED, PASSED
from blockrun.pool import describe_environment, run_blocks
from blockrun_samples import LINE, run_sample, run_samples, sample

LIMITS = Limits(1000, 2**32)


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_every_block_gives_its_own_record(jobs):
    blocks = [sample(f"print({n})", str(n), line=n + 1, page=f"page{n % 3}") for n in range(20)]
    records = list(run_blocks(blocks, Setup(""), LIMITS, jobs))
    assert {r.status for r in records} == {PASSED}
    found = sorted((r.line, r.page, r.block) for r in records)
    assert found == [(b.line, b.page, b.id) for b in blocks]


def test_no_blocks_no_records():
    assert list(run_blocks([], Setup(""), LIMITS, 2)) == []


def test_blocks_are_taken_as_they_are_needed():
    """At most `jobs` at a time, and none before its turn."""
    taken = []
    blocks = (taken.append(n) or sample(f"{n}") for n in itertools.count())
    records = run_blocks(blocks, Setup(""), LIMITS, 2)
    next(records)
    assert taken == [0, 1]
    records.close()


def test_two_blocks_run_at_the_same_time(tmp_path):
    """Each waits for the other: `open` of a pipe waits for its other end."""
    for name in "ab":
        os.mkfifo(tmp_path / name)
    write, read = f"open('{tmp_path}/{{}}', 'w').write('x')", f"open('{tmp_path}/{{}}').read()"
    first = sample(f"{write.format('a')}\n{read.format('b')}")
    second = sample(f"{read.format('a')}\n{write.format('b')}")
    assert [record.status for record in run_samples([first, second])] == [PASSED, PASSED]


def test_page_sets_the_time_of_its_blocks():
    hangs, slow = sample("while True: pass", timeout=0.2), "import time\ntime.sleep(0.5)"
    found = run_samples([hangs, sample(slow, timeout=1000.0)], seconds=0.3)
    assert [record.status for record in found] == [FAILED, PASSED]
    assert found[0].reason == "found no end after 0.2 s, expected one; make it shorter, or set :timeout:"
    assert found[0].seconds >= 0.2
    assert run_samples([sample(slow)], seconds=0.2)[0].status == FAILED


@pytest.mark.parametrize("timeout", ["soon", None, []])
def test_time_that_is_no_number(timeout):
    record = run_sample("1", timeout=timeout)
    assert record.status == FAILED
    assert record.reason.endswith(" before the block, expected one that can start")


def test_memory_is_a_limit_of_each_block():
    code = "x = bytearray(200 * 2**20)"
    assert [r.status for r in run_samples([sample(code)] * 4, memory=2**30)] == [PASSED] * 4
    record = run_samples([sample(code)], memory=100 * 2**20)[0]
    assert (record.status, record.reason, record.line) == (FAILED, "found MemoryError", LINE)


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """For a supervisor that can't clean up: what it leaves, pytest removes."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.usefixtures("own_folder")
def test_supervisor_that_is_killed_costs_one_record():
    blocks = [sample("import os\nos.kill(os.getppid(), 9)\nwhile True: pass")]
    blocks += [sample(f"print({n})", str(n)) for n in range(5)]
    records = run_samples(blocks, jobs=1)
    assert records[0].reason == "found its supervisor dead (exit status -9), expected a record"
    assert records[0].line == LINE
    assert [record.status for record in records[1:]] == [PASSED] * 5


@pytest.mark.usefixtures("own_folder")
def test_supervisor_that_is_killed_is_missed_at_once(tmp_path):
    """Also while something that its block has started lives on: nobody is there to kill that."""
    os.mkfifo(tmp_path / "pid")
    code = f"""
    import os, signal
    if os.fork() == 0:
        os.setsid()
        pid = os.open("{tmp_path}/pid", os.O_WRONLY)
        os.write(pid, str(os.getpid()).encode())
        signal.alarm(300)
        signal.pause()
    os.kill(os.getppid(), 9)
    """
    reader = os.open(tmp_path / "pid", os.O_RDONLY | os.O_NONBLOCK)
    records = run_blocks([sample(code)], Setup(""), LIMITS, 1)
    try:
        assert next(records).reason.startswith("found its supervisor dead")
    finally:
        select.select([reader], [], [], 300)
        pid = int(os.read(reader, 20))
        with pytest.raises(BlockingIOError):  # not the end: it still holds the pipe, and lives
            os.read(reader, 20)
        os.kill(pid, signal.SIGKILL)
        os.close(reader)


@pytest.mark.usefixtures("own_folder")
def test_idle_supervisor_that_is_killed_costs_one_record():
    """It is not noticed before the next block is sent to it."""
    before = find_children()
    records = run_blocks([sample(f"{n}", line=n) for n in (1, 2, 3)], Setup(""), LIMITS, 1)
    assert next(records).status == PASSED
    (pid,) = set(find_children()) - set(before)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert [record.status for record in records] == [FAILED, PASSED]


def test_nothing_is_left_when_nobody_asks_for_more(tmp_path):
    os.mkfifo(tmp_path / "alive")
    hang = f"alive = open('{tmp_path}/alive', 'w')\nprint(1, file=alive, flush=True)\nwhile True: pass"
    records = run_blocks([sample("1"), sample(hang)], Setup(""), Limits(1000), 1)
    next(records)
    generator = run_blocks([sample("1"), sample(hang)], Setup(""), Limits(1000), 2)
    assert next(generator).status == PASSED
    with (tmp_path / "alive").open() as alive:
        assert alive.readline() == "1\n"
        generator.close()
        assert alive.read() == ""  # the end: nobody holds the other end open any more
    records.close()
    assert [pid for pid in find_children() if _is_ours(pid)] == []


def _is_ours(pid):
    """Not one of pytest's own, if it has any."""
    return os.waitpid(pid, os.WNOHANG) != (0, 0)


def test_descendants_are_gone_when_the_record_is_there(tmp_path):
    """Also those in sessions of their own whose parents live, and that nobody kills again later."""
    os.mkfifo(tmp_path / "alive")
    records = run_blocks([sample(DESCENDANTS.format(tmp_path / "alive"))], Setup(""), LIMITS, 1)
    reader = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    assert next(records).status == PASSED
    assert os.read(reader, 10) == b"here"
    assert os.read(reader, 10) == b""  # the end; while somebody lives, it is a BlockingIOError
    os.close(reader)
    records.close()


# A chain of four processes, each the leader of a session, all alive when the block ends.
DESCENDANTS = """
import os, signal
alive = os.open("{}", os.O_WRONLY)
ready, told = os.pipe()
for depth in range(4):
    if os.fork():
        break
    os.setsid()
else:
    os.write(alive, b"here")
    os.write(told, b"x")
if depth > 0:
    signal.pause()
os.read(ready, 1)
"""


def test_folder_is_made_anew_only_for_what_was_left_in_it(tmp_path):
    code = f"import os\nprint(os.getcwd(), file=open('{tmp_path}/seen', 'a'))"
    leaves = f"{code}\nopen('left', 'w').close()"
    blocks = [sample(text, line=n + 1, page=f"{n}") for n, text in enumerate([code, code, leaves, code])]
    assert {record.status for record in run_samples(blocks, jobs=1)} == {PASSED}
    seen = (tmp_path / "seen").read_text().split()
    assert seen[0] == seen[1] == seen[2] != seen[3]
    assert not any(Path(path).parent.exists() for path in seen)


def test_garbage_of_the_runner_is_not_looked_through_in_every_block():
    code = "import gc\nprint(gc.get_freeze_count() > 1000, len(gc.get_objects()) < 1000)"
    assert run_sample(code, "True True").status == PASSED


def test_signals_of_the_runner_do_not_reach_a_block():
    """A runner that ignores SIGINT, as one in the background does, still runs blocks that don't."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        record = run_sample(
            "import signal\nprint(signal.getsignal(2) is signal.default_int_handler)", "True"
        )
    finally:
        signal.signal(signal.SIGINT, before)
    assert record.status == PASSED


ENVIRONMENTS = {
    "nothing": ("", {}, ""),
    "a device": (
        "def _describe_environment():\n    return {'device': '가', 'n': 1}",
        {"device": "가", "n": 1},
        "",
    ),
    "no dict": ("def _describe_environment():\n    return 1", None, "expected a dict for JSON"),
    "no JSON": ("def _describe_environment():\n    return {1: {2}}", None, "found TypeError: "),
    "exception": (
        "def _describe_environment():\n    1 / 0",
        None,
        "found ZeroDivisionError: division by zero",
    ),
    "death": (
        "import os\ndef _describe_environment():\n    os._exit(3)",
        None,
        "found exit status 3 from",
    ),
    "hangs": (
        "def _describe_environment():\n    while True: pass",
        None,
        "found no answer after 0.3 s from",
    ),
    "prints": ("def _describe_environment():\n    print('{}')\n    return {}", {}, ""),
}


@pytest.mark.parametrize(("setup", "found", "error"), ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_environment(setup, found, error):
    if found is not None:
        assert describe_environment(Setup(setup), 1000) == found
        return
    with pytest.raises(SetupError, match=error):
        describe_environment(Setup(setup), 0.3 if "while True" in setup else 1000)


def test_children_are_found():
    pid = os.fork()
    if pid == 0:
        signal.pause()
    try:
        assert pid in find_children()
        assert pid in search_children(os.getpid(), Path("/proc"))
    finally:
        os.kill(pid, signal.SIGKILL)
        assert pid in find_children()  # a zombie
        os.waitpid(pid, 0)
    assert pid not in find_children()
    assert pid not in search_children(os.getpid(), Path("/proc"))


def test_children_are_found_whatever_their_names(tmp_path):
    for pid, text in {
        7: "7 (a) S 1 7",
        8: "8 (b) S 9) R 1 8",
        9: "9 (c) S 11 1",
        10: "10 (d 1) Z 2 1",
    }.items():
        (tmp_path / str(pid)).mkdir()
        (tmp_path / str(pid) / "stat").write_text(text)
    (tmp_path / "11").mkdir()
    assert sorted(search_children(1, tmp_path)) == [7, 8]
    assert search_children(1, tmp_path / "nowhere") == []
