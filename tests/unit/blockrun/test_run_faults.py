"""Whatever one block does, its record says so in a line, and no other block notices.

All faults are run together, two at a time, a neighbour beside each, by the command.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from blockrun.model.record import FAILED, PASSED, read_records
from blockrun_samples import LINE, fill, run_command, sample

MEMORY = 512  # MiB
NO_END = r"found no end after 1 s, expected one; make it shorter, or set :timeout:"
KILLED = r"found a process killed by {}, expected it to reach the block's end"
LEFT = r"found a process that left with exit status {}, expected it to reach the block's end"
FLOOD = r"found more than 1,000,000 characters of output, expected what a page shows"

# name: code, the reason ("" where it passes), the page's line
FAULTS = {
    "leaves folders in folders": (
        "import os\nfor _ in range(3000):\n    os.mkdir('a')\n    os.chdir('a')",
        "",
        LINE,
    ),
    "speaks to a terminal": (
        "raise ValueError('\\x1b]0;title\\x07\\x1b[2J \\u202e')",
        re.escape(r"found ValueError: \x1b]0;title\x07\x1b[2J \u202e"),
        LINE,
    ),
    "stops what watches it": (
        "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nwhile True: pass",
        NO_END,
        None,
    ),
    # without an end
    "loops": ("x = 1\nwhile True: pass", NO_END, LINE + 1),
    "loops in a session": (">>> x = 1\n>>> while True: pass", NO_END, LINE + 1),
    "sleeps": ("import time\ntime.sleep(1000)", NO_END, LINE + 1),
    "ignores SIGTERM and more": (
        "import signal\nfor n in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "    signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        NO_END,
        LINE,
    ),
    "swallows everything": (
        """
        import time
        while True:
            try:
                time.sleep(1000)
            except BaseException:
                pass
        """,
        NO_END,
        LINE + 3,
    ),
    "ends when it is asked where it is": (
        """
        import signal
        def stop(*_): raise ValueError
        signal.signal(signal.SIGABRT, stop)
        try:
            while True: pass
        except ValueError:
            pass
        """,
        NO_END,
        LINE,
    ),
    "waits for input that never comes": ("import os\nr, w = os.pipe()\nos.read(r, 1)", NO_END, LINE + 2),
    "stops itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", NO_END, LINE),
    "hangs without descriptors": ("import os\nos.closerange(0, 1000)\nwhile True: pass", NO_END, LINE),
    "hangs, and prints": ("import os\nwhile True: os.write(1, b'x' * 1000)", NO_END, LINE + 1),
    "asks for input": ("input()", "found EOFError: EOF when reading a line", LINE),
    # an early end
    "os._exit(0)": ("import os\nos._exit(0)", LEFT.format(0), LINE),
    "os._exit(3)": ("import os\nos._exit(3)", LEFT.format(3), LINE),
    "sys.exit()": ("import sys\nsys.exit()", "found SystemExit", LINE + 1),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "found KeyboardInterrupt", LINE),
    "BaseException": ("raise BaseException", "found BaseException", LINE),
    "GeneratorExit": (">>> raise GeneratorExit", "found GeneratorExit", LINE),
    "os.abort()": ("import os\nx = 1\nos.abort()", KILLED.format("SIGABRT"), LINE + 2),
    "segfault": (
        "import ctypes\ndef f():\n    ctypes.string_at(0)\nf()",
        KILLED.format("SIGSEGV"),
        LINE + 2,
    ),
    "SIGKILL": ("import os\nos.kill(os.getpid(), 9)", KILLED.format("SIGKILL"), LINE),
    "SIGTERM": ("import os\nos.kill(os.getpid(), 15)", KILLED.format("SIGTERM"), LINE),
    "SIGINT": ("import os\nos.kill(os.getpid(), 2)", "found KeyboardInterrupt", LINE + 1),
    "SIGHUP": ("import os\nos.kill(os.getpid(), 1)", KILLED.format("SIGHUP"), LINE),
    "a signal without a name": ("import os\nos.kill(os.getpid(), 40)", KILLED.format("signal 40"), LINE),
    "kills its group": ("import os\nos.killpg(0, 9)", KILLED.format("SIGKILL"), LINE),
    "kills its supervisor gently": (
        "import os\nfor n in (1, 2, 15): os.kill(os.getppid(), n)",
        "",
        LINE,
    ),
    "becomes another program": ("import os\nos.execlp('false', 'false')", LEFT.format(1), LINE),
    # too much
    "prints 100 MB": ("for n in range(100): print('x' * 1_000_000)", FLOOD, LINE),
    "prints 100 MB in little pieces": ("while True: print('x' * 1000)", FLOOD, LINE),
    "prints 100 MB, whatever happens": (
        """
        for n in range(100):
            try:
                print('x' * 1_000_000)
            except BaseException:
                pass
        """,
        FLOOD,
        LINE,
    ),
    "writes 100 MB": ("import os\nfor n in range(100): os.write(1, b'x' * 1_000_000)", "", LINE),
    "writes 100 MB and dies": (
        """
        import os
        for n in range(100): os.write(1, b'x' * 1_000_000)
        os.write(2, b'last words')
        os._exit(1)
        """,
        LEFT.format(1),
        LINE,
    ),
    "stderr of 100 MB": ("import sys\nfor n in range(100): sys.stderr.write('x' * 1_000_000)", "", LINE),
    "eats memory at once": ("x = 1\nx = bytearray(2**40)", "found MemoryError", LINE + 1),
    "eats memory": (
        "x = []\nwhile True:\n    x.append(bytearray(2**20))",
        "found MemoryError",
        LINE + 2,
    ),
    # Python itself has no room then to note the line.
    "eats memory in little pieces": (
        "x = []\nwhile True: x.append(str(len(x)))",
        "found MemoryError",
        None,
    ),
    "a child eats memory": (
        """
        import os
        if os.fork() == 0:
            x = []
            while True: x.append(bytearray(2**20))
        print(os.wait()[1])
        """,
        "found output '0'",  # it found a MemoryError, and had no say
        LINE,
    ),
    "takes all descriptors": (
        "x = []\nwhile True: x.append(open('/dev/null'))",
        "found OSError: .*Too many open",
        LINE + 1,
    ),
    "recursion": ("def f(): f()\nf()", "found RecursionError: maximum recursion depth exceeded", LINE),
    "a long message": ("raise ValueError('x' * 50_000_000)", "found ValueError: x+", LINE),
    # what it changes
    "changes everything": (
        """
        import builtins, gc, locale, os, random, resource, signal, sys, threading, time, warnings
        os.mkdir("below")
        os.chdir("below")
        os.chdir("/")
        os.environ.clear()
        os.environ["LEFT_BEHIND"] = "1"
        os.umask(0o777)
        locale.setlocale(locale.LC_ALL, "C")
        warnings.simplefilter("error")
        sys.path[:] = ["/left_behind"]
        sys.modules["left_behind"] = sys
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, lambda *_: None)
        random.seed(99)
        builtins.print = builtins.open = None
        sys.setrecursionlimit(500)
        sys.displayhook = sys.excepthook = print
        threading.setprofile(print)
        time.tzset()
        resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))
        gc.disable()
        sys.stdout = sys.stderr = sys.stdin = None
        """,
        "",
        LINE,
    ),
    "an alarm that keeps ringing": (
        "import signal\ndef ring(*_): raise ValueError('ring')\nsignal.signal(signal.SIGALRM, ring)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)\nwhile True: pass",
        "found ",
        None,
    ),
    "closes its output": (
        "import sys\nsys.stdout.close()",
        "found ValueError: I/O operation on closed file",
        LINE,
    ),
    "closes all descriptors": (
        "import os\nos.closerange(0, 1000)\nprint(1)",
        "found output '1', expected ''",
        LINE,
    ),
    "closes all descriptors and passes": (
        "import os\nos.closerange(0, 1000)\nfiles = [open(str(n), 'w') for n in range(20)]",
        "",
        LINE,
    ),
    "leaves files": (
        """
        import os, tempfile
        for n in range(100):
            os.makedirs(f'{n}/a/b')
            open(f'{n}/a/가', 'w').write('x')
        os.symlink('/', 'root')
        f, path = tempfile.mkstemp()
        d = tempfile.mkdtemp()
        os.chmod('1', 0)
        """,
        "",
        LINE,
    ),
    "puts a link in the place of its folder": (
        "import os\npath = os.getcwd()\nos.rmdir(path)\nos.symlink(os.environ['TMPDIR'], path)",
        "",
        LINE,
    ),
    "puts a file in the place of its folder": (
        "import os, tempfile\npath = tempfile.gettempdir()\nos.rmdir(path)\nopen(path, 'w').close()",
        "",
        LINE,
    ),
    "closes its folder to all": ("import os\nos.chmod('.', 0)\nos.chmod('..', 0)", "", LINE),
    "leaves a file beside its folder": ("open('../beside', 'w').close()", "", LINE),
    "leaves a file with a hidden name": ("open('.hidden', 'w').close()", "", LINE),
    "removes its folder": ("import os, shutil\nshutil.rmtree(os.getcwd())", "", LINE),
    "removes more than its folder": (
        "import os, shutil\nshutil.rmtree(os.path.dirname(os.getcwd()))",
        "found a process that left with exit status 1",
        LINE,
    ),
    # what it says of itself
    "prints a record": (
        """
        print('{"answer": {"status": "passed"}}')
        print('{"status": "passed"}')
        print('passed')
        1 / 0
        """,
        "found ZeroDivisionError: division by zero",
        LINE + 3,
    ),
    "writes a record and leaves": (
        """
        import os
        for fd in range(1, 3): os.write(fd, b'{"answer": {"status": "passed"}}\\n')
        os._exit(0)
        """,
        LEFT.format(0),
        LINE,
    ),
    "leaves an answer where it may be looked for": (
        """
        import os
        for name in ("answer", "answer.json", "record.json"):
            open("../" + name, "w").write('{"answer": {"status": "passed", "seconds": 1}}')
        os._exit(0)
        """,
        LEFT.format(0),
        LINE,
    ),
    "prints the report": ("print('passed')", "found output 'passed', expected ''", LINE),
    # what it starts
    "threads that never end": (
        """
        import threading, time
        for n in range(5): threading.Thread(target=time.sleep, args=(1000,)).start()
        """,
        "",
        LINE,
    ),
    "an exit handler that never ends": (
        "import atexit, time\natexit.register(time.sleep, 1000)",
        "",
        LINE,
    ),
    "both sides of a fork go on": (
        "import os\nx = os.fork()\n1 / 0",
        "found ZeroDivisionError",
        LINE + 2,
    ),
    "both sides of a fork go on and pass": ("import os\nx = os.fork()", "", LINE),
    "the child alone goes on": ("import os\nif os.fork(): os._exit(0)\n1 / 0", LEFT.format(0), LINE),
    "the child passes, the parent leaves": (
        "import os\nif os.fork():\n    os.wait()\n    os._exit(0)",
        LEFT.format(0),
        LINE,
    ),
    "leaves a child": ("import os, time\nif os.fork() == 0: time.sleep(1000)", "", LINE),
    "leaves a child that talks": (
        "import os\nif os.fork() == 0:\n    while True: os.write(1, b'x' * 1000)",
        "",
        LINE,
    ),
    "leaves a program": ("import subprocess\nx = subprocess.Popen(['sleep', '1000'])", "", LINE),
    "leaves a daemon": (
        """
        import os, signal, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for n in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
                    signal.signal(n, signal.SIG_IGN)
                os.closerange(0, 1000)
                while True: time.sleep(1000)
            os._exit(0)
        x = os.wait()
        """,
        "",
        LINE,
    ),
    "leaves a program in a session of its own": (
        "import subprocess\nx = subprocess.Popen(['sleep', '1000'], start_new_session=True)",
        "",
        LINE,
    ),
    "leaves many and crashes": (
        """
        import os, time
        for n in range(20):
            if os.fork() == 0:
                os.setsid()
                if os.fork(): os._exit(0)
                time.sleep(1000)
        os.abort()
        """,
        KILLED.format("SIGABRT"),
        LINE + 6,
    ),
    "leaves a daemon and hangs": (
        """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork(): os._exit(0)
        while True: time.sleep(1000)
        """,
        NO_END,
        LINE + 4,
    ),
    "a pool of processes": (
        """
        import multiprocessing as mp
        print(mp.get_context('fork').Pool(2).map(abs, [-1, 2]), mp.current_process().name)
        """,
        "found output",  # nothing is expected; that it comes so far is the point
        LINE,
    ),
}
# What finds the answer of its own process, and leaves something else there.
FORGE = """
import gc, json, os
(folder,) = [found for found in gc.get_objects() if type(found).__name__ == "Folder"]
place = folder._answer
{}
os._exit(0)
"""
ANSWER = {"answer": {"outcome": {"status": "fine", "reason": 5, "detail": [], "line": "x"}}}
FORGED = {
    "os.mkfifo(place)": LEFT.format(0),
    "place.symlink_to('/dev/zero')": LEFT.format(0),
    "place.write_text('[' * 200_000)": LEFT.format(0),
    "place.write_text('[1, 2]')": "found TypeError: ",
    f"place.write_text(json.dumps({ANSWER}))": "found ValueError: an answer",
}
FAULTS |= {
    f"leaves no answer: {code}": (FORGE.format(code), reason, LINE) for code, reason in FORGED.items()
}

NEIGHBOUR = """
import gc, locale, os, random, signal, sys, tempfile, warnings
problems = [
    os.listdir() != [] or sorted(os.listdir("..")) != ["tmp", "work"],
    os.listdir(tempfile.gettempdir()) != [],
    os.stat(".").st_mode & 0o700 != 0o700,
    os.path.basename(os.getcwd()) != "work",
    os.path.dirname(os.getcwd()) != os.path.dirname(tempfile.gettempdir()),
    "LEFT_BEHIND" in os.environ or "PATH" not in os.environ,
    "left_behind" in sys.modules or sys.path[0] != "" or "/left_behind" in sys.path,
    any("extensions" in path for path in sys.path),
    locale.setlocale(locale.LC_CTYPE) == "C",
    random.random() == random.Random(99).random(),
    signal.getsignal(signal.SIGINT) is not signal.default_int_handler,
    any(signal.getsignal(n) != signal.SIG_DFL for n in (1, 14, 15, 17)),
    os.umask(0o22) == 0o777,
    sys.getrecursionlimit() < 1000,
    not gc.isenabled(),
    sys.argv != [""],
    sys.stdin.read() != "",
    any(action == "error" for action, *_ in warnings.filters),
    os.getsid(0) != os.getpid(),
    len(os.listdir("/dev/fd")) > 12,
]
print(problems.index(True) if True in problems else "fine")
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The folder of the run, in a place of its own for temporary files, and what the command gave."""
    folder = tmp_path_factory.mktemp("faults")
    blocks = []
    for number, (name, (code, _, _)) in enumerate(FAULTS.items()):
        seconds = TIMES.get(name, 1000)
        fault = sample(code, page=f"fault/{name}", path="source/fault.rst", timeout=seconds)
        beside = sample(NEIGHBOUR, "fine", page=f"neighbour/{number}")
        blocks += [fault, beside]
    (folder / "tmp").mkdir()
    fill(folder, blocks)
    options = ("--jobs", "2", "--memory", str(MEMORY))
    gave = run_command(
        folder, *options, TMPDIR=str(folder / "tmp"), TORCH_MARK=str(folder), LC_ALL="C.UTF-8"
    )
    return folder, gave


# seconds, enough to come to where it hangs; what has no end is not waited for
TIMES = {name: 1 for name, (_, reason, _) in FAULTS.items() if reason == NO_END}


@pytest.fixture(scope="module")
def records(ran):
    return {record.page: record for record in read_records(ran[0] / "records.jsonl")}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_in_a_line(records, name):
    _, reason, line = FAULTS[name]
    record = records[f"fault/{name}"]
    assert record.status == (FAILED if reason else PASSED), record
    assert re.match(reason, record.reason), record
    assert record.line == line or line is None, record
    assert len(record.reason.splitlines()) <= 1
    assert len(record.reason) < 1_000
    assert len(record.detail) < 20_000
    assert "blockrun" not in record.detail
    assert all(line.replace("\t", "").isprintable() for line in record.detail.split("\n"))


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_neighbour_notices_nothing(records, number):
    assert records[f"neighbour/{number}"].status == PASSED, records[f"neighbour/{number}"]


def test_every_block_has_one_record(ran, records):
    assert len(read_records(ran[0] / "records.jsonl")) == len(records) == 2 * len(FAULTS)


def test_command_says_that_blocks_failed(ran):
    status, output, errors = ran[1]
    failed = sum(bool(reason) for _, reason, _ in FAULTS.values())
    assert status == 1
    assert output.endswith(
        f"{2 * len(FAULTS)} blocks: {2 * len(FAULTS) - failed} passed, {failed} failed, 0 skipped\n"
    )
    assert errors == ""


def test_nothing_is_left_in_the_temporary_folder(ran):
    assert list((ran[0] / "tmp").iterdir()) == []
    left = {"blocks.jsonl", "setup.py", "records.jsonl", "summary.json", "junit.xml", "run.lock", "tmp"}
    assert {path.name for path in ran[0].iterdir()} == left


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_no_process_is_left(ran):
    """Every process of the run, and whatever it started, has the folder's name in its environment."""
    mark = f"TORCH_MARK={ran[0]}".encode()
    left = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            found = mark in path.read_bytes()
        except OSError:
            continue
        if found:
            left.append((path.parent / "cmdline").read_bytes())
    assert left == []


def test_last_words_are_kept(records):
    assert records["fault/writes 100 MB and dies"].detail.endswith("last words")


def test_place_of_a_crash_is_shown(records):
    detail = records["fault/segfault"].detail
    assert "Segmentation fault" in detail
    frames = [
        f'  File "source/fault.rst", line {LINE + n} in {name}'
        for n, name in ((2, "f"), (3, "<module>"))
    ]
    assert detail.splitlines()[-2:] == frames


def test_place_where_the_time_was_over_is_shown(records):
    assert records["fault/loops"].detail.endswith(
        f'  File "source/fault.rst", line {LINE + 1} in <module>'
    )


def test_processes_of_a_block_have_plain_names(records):
    assert (
        records["fault/a pool of processes"].reason == "found output '[1, 2] MainProcess', expected ''"
    )


def test_environment_was_there_to_be_found(ran):
    """The check for processes that are left would find one."""
    assert os.environ.get("TORCH_MARK") is None
    assert f"TORCH_MARK={ran[0]}".encode() not in Path("/proc/self/environ").read_bytes()
