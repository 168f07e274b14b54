"""A block's outcome is the same whether it imports for itself, or that was done for several blocks."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from blockrun.execution.supervise import find_children
from blockrun.execution.verdict import Limits
from blockrun.imports import forkserver
from blockrun.imports.forkserver import ForkServer, Plan
from blockrun.imports.import_stats import REFUSED_FOR, Learned, read_learned, write_learned
from blockrun.imports.needs import find_needs
from blockrun.model.block_setup import Setup
from blockrun.model.record import FAILED, PASSED, read_records
from blockrun.pool import run_blocks
from blockrun_samples import fill, run_command, sample, start_command

LOG = "with open(__import__('os').environ['TORCH_LOG'], 'a') as log: print(__name__, file=log)\n"
LIBRARY = "import warnings\ndef old(): warnings.warn('lib.old is deprecated', stacklevel=2)"
GONE = "found a process that left with exit status 3, expected it to reach the block's end"

# module: its source, the code of two blocks that import it, what they print, the reason of their failure
MODULES = {
    "quiet": ("x = 1", "import quiet\nprint(quiet.x)", "1", ""),
    "deprecated_one": (
        "import warnings\nwarnings.warn('deprecated_one is deprecated', DeprecationWarning, 2)",
        "import deprecated_one",
        "",
        "found a deprecation, DeprecationWarning: deprecated_one is deprecated; ",
    ),
    "deprecated_part": (
        "import warnings\nwarnings.warn('deprecated_part is deprecated')",
        "import uses_part\nimport deprecated_part",
        "",
        "found a deprecation, UserWarning: deprecated_part is deprecated; ",
    ),
    "prints": ("print('hello')", "import prints", "hello", ""),
    "prints_again": ("print('hello')", "import prints_again", "", "found output 'hello', expected ''"),
    "writes": ("import os\nos.write(1, b'x')", "import writes", "", ""),
    "logs": (
        "import logging\nlogging.warning('hello')",
        "import io, sys\nsys.stderr = io.StringIO()\nimport logs\nprint(sys.stderr.getvalue(), end='')",
        "WARNING:root:hello\n",
        "",
    ),
    "hides": (
        "import warnings\nwarnings.simplefilter('ignore')",
        "import hides, lib\nlib.old()",
        "",
        "",
    ),
    "shows": (
        "import warnings\nwarnings.simplefilter('once', ImportWarning)",
        "import shows, lib\nlib.old()",
        "",
        "found a deprecation, UserWarning: lib.old is deprecated; ",
    ),
    "sets_environment": (
        "import os\nos.environ['SET'] = '1'",
        "import os, sets_environment\nprint(os.environ['SET'])",
        "1",
        "",
    ),
    "starts_thread": (
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
        "import starts_thread, threading\nprint(threading.active_count())",
        "2",
        "",
    ),
    "starts_process": (
        "import subprocess\nsleep = subprocess.Popen(['sleep', '1000'])",
        "import starts_process\nprint(starts_process.sleep.poll())",
        "None",
        "",
    ),
    "draws": ("import random\nrandom.seed(5)", "import draws", "", ""),
    "changes_path": ("import sys\nsys.path.append('/changed')", "import changes_path", "", ""),
    "limits": ("import sys\nsys.setrecursionlimit(500)", "import limits", "", ""),
    "opens": (
        "file = open(__file__)",
        "import opens\nprint(opens.file.read().count('file'))",  # where it reads is shared by forks
        "3",
        "",
    ),
    "catches": (
        "import signal\nsignal.signal(signal.SIGUSR1, lambda *_: None)",
        "import catches",
        "",
        "",
    ),
    "raises": ("x = 1 / 0", "import raises", "", "found ZeroDivisionError: division by zero"),
    "exits": ("raise SystemExit(3)", "import exits", "", "found SystemExit: 3"),
    "leaves": ("import os\nos._exit(3)", "import leaves", "", GONE),
    "interrupts": ("raise KeyboardInterrupt", "import interrupts", "", "found KeyboardInterrupt"),
    "missing": (None, "import missing", "", "found ModuleNotFoundError: No module named 'missing'"),
    "of_the_runner": (
        None,
        "import cheatsheet",
        "",
        "found ModuleNotFoundError: No module named 'cheatsheet'",
    ),
}
MODULES["uses_part"] = ("import deprecated_part", "import uses_part", "", "")

# What one block alone does, in the process of those above as far as it may be; it takes for granted what
# they have imported, or notices what they have changed.
OTHERS = {
    "a part that nothing has imported": (
        "import package, quiet\npackage.part",
        "",
        "found AttributeError: module 'package' has no attribute 'part'",
    ),
    "a part of a standard import": (
        "import quiet\nstandard.part",
        "",
        "found AttributeError: module 'standard' has no attribute 'part'",
    ),
    "a part by another name": (
        "import quiet\nother = standard\nother.part",
        "",
        "found AttributeError: module 'standard' has no attribute 'part'",
    ),
    "a part that is imported": ("import standard.part, quiet\nprint(standard.part.x)", "1", ""),
    "a part that is imported by name": (
        "import quiet\nfrom standard import part\nprint(part.x)",
        "1",
        "",
    ),
    "nothing that others import": (
        "import sys\nprint({'quiet', 'package', 'standard.part'} & sys.modules.keys())",
        "set()",
        "",
    ),
    "which modules there are": (
        "import quiet, sys\nprint({'package', 'standard.part'} & sys.modules.keys())",
        "set()",
        "",
    ),
    "which modules there are, by name": (
        "import quiet\nfrom sys import modules as m\nprint({'package', 'standard.part'} & m.keys())",
        "set()",
        "",
    ),
    "what others changed": (
        """
        import os, quiet, random, signal, sys, threading, warnings
        print("SET" in os.environ, "/changed" in sys.path)
        print(sys.getrecursionlimit(), threading.active_count())
        print(signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL)
        print(random.random() == random.Random(5).random())
        print([entry for entry in warnings.filters if entry[:3] == ("ignore", None, Warning)])
        """,
        "False False\n1000 1\nTrue\nFalse\n[]",
        "",
    ),
}
PARTS = [
    "import package.part\nprint(package.part.x)",
    "import standard.part as p\nprint(p.x)",
    "import whole\nprint(whole.part.x)",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Modules and packages that log that they are imported, and the blocks that import them."""
    root = tmp_path_factory.mktemp("ahead")
    library = root / "library"
    for package in ("package", "standard", "whole"):
        (library / package).mkdir(parents=True)
        (library / package / "__init__.py").touch()
        (library / package / "part.py").write_text(LOG + "x = 1")
    (library / "whole" / "__init__.py").write_text(LOG + "import whole.part")
    (library / "lib.py").write_text(LIBRARY)
    for name, (source, *_) in MODULES.items():
        if source is not None:
            (library / f"{name}.py").write_text(LOG + source)
    blocks = []
    for name, (_, code, expected, _) in MODULES.items():
        blocks += [sample(code, expected, page=f"module/{name}", line=n) for n in (1, 2)]
    blocks += [
        sample(code, "1", page=f"part/{n % len(PARTS)}", line=n + 1) for n, code in enumerate(PARTS * 2)
    ]
    blocks += [
        sample(code, expected, page=f"other/{name}") for name, (code, expected, _) in OTHERS.items()
    ]
    setup = "import standard\ndef _keep_compiled(folder): pass"
    return fill(root / "run", blocks, find_below(library) + setup)


def find_below(library: Path) -> str:
    """The line of a setup by which blocks find modules; no variable of the caller's tells them where."""
    return f"import sys as _sys\n_sys.path.append({str(library)!r})\n"


def run_logged(folder, how, *options):
    """How, the records, and the modules that were imported, as often as they were."""
    log = folder.parent / how
    status, _, errors = run_command(folder, *options, TORCH_LOG=str(log))
    assert (status, errors) == (1, "")
    return how, read_records(folder / "records.jsonl"), log.read_text().split()


@pytest.fixture(scope="module")
def ran_ahead(folder):
    return run_logged(folder, "ahead")


@pytest.fixture(scope="module", params=["ahead", "again", "alone"])
def ran(request, folder):
    if request.param == "alone":
        return run_logged(folder, "alone", "--alone")
    ahead = request.getfixturevalue("ran_ahead")  # what it has found the next run knows
    return ahead if request.param == "ahead" else run_logged(folder, "again")


@pytest.mark.parametrize("name", MODULES)
def test_module(ran, name):
    reason = MODULES[name][3]
    records = [record for record in ran[1] if record.page == f"module/{name}"]
    assert [record.status for record in records] == [FAILED if reason else PASSED] * 2, records
    assert all(record.reason.startswith(reason) for record in records), records


@pytest.mark.parametrize("name", OTHERS)
def test_other(ran, name):
    reason = OTHERS[name][2]
    (record,) = (record for record in ran[1] if record.page == f"other/{name}")
    assert (record.status, record.reason) == (FAILED if reason else PASSED, reason)


def test_part(ran):
    assert {record.status for record in ran[1] if record.page.startswith("part")} == {PASSED}


def test_what_nobody_notices_is_imported_once(ran):
    """And all else by each block for itself: what one run found to be noticed is known in the next."""
    how, _, imported = ran
    if how == "again":
        assert [imported.count(name) for name in ("package.part", "whole", "shows")] == [1, 1, 1]
        assert imported.count("quiet") == 1 + 5  # five blocks would notice what others import
        assert [imported.count(name) for name in ("prints", "hides", "leaves", "draws")] == [2, 2, 2, 2]
    if how == "alone":
        assert imported.count("quiet") == 2 + 8
        assert [imported.count(name) for name in ("package.part", "whole", "shows")] == [2, 2, 2]


def test_what_a_block_imports_by_using_something_is_learned(tmp_path):
    """Its code does not say so, but the run before saw it."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "lazy.py").write_text(LOG + "def use():\n    import heavy")
    (library / "heavy.py").write_text(LOG)
    setup = "import lazy\n_preload = {'hint': ['heavy']}\ndef _keep_compiled(folder): pass"
    blocks = [sample("lazy.use()", line=n) for n in (1, 2)] + [sample("x = 1")]
    folder = fill(tmp_path / "run", blocks, find_below(library) + setup)
    environment = {"TORCH_LOG": str(tmp_path / "log")}
    imported = []
    for _ in range(3):
        (tmp_path / "log").write_text("")
        assert run_command(folder, **environment)[::2] == (0, "")
        imported.append((tmp_path / "log").read_text().split().count("heavy"))
    assert imported == [2, 1, 1]
    (learned,) = folder.glob("cache/*/learned.json")
    learned.write_text("{")
    assert run_command(folder, **environment)[::2] == (0, "")


def test_what_was_refused_is_tried_again_after_a_day(tmp_path, monkeypatch):
    """Another way to start, or a busy machine, may have been the cause."""
    path = tmp_path / "learned.json"
    learned = Learned()
    learned.refuse(["loud"])
    write_learned(path, learned)
    assert read_learned(path).refused.keys() == {"loud"}
    later = time.time() + REFUSED_FOR
    monkeypatch.setattr("blockrun.imports.import_stats.time.time", lambda: later)
    assert read_learned(path) == Learned()


def test_what_a_block_imports_adds_up() -> None:
    learned = Learned(imported={"a": ["json"]})
    learned.add("a", ["csv"])
    learned.add("b", [])
    assert learned.imported == {"a": ["csv", "json"]}


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """A folder that modules are imported from, by this process and what it forks."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def run_ahead(codes, modules, jobs=2):
    """The records of blocks whose needs are found, and the server that imported these modules."""
    blocks = [sample(code, line=n + 1) for n, code in enumerate(codes)]
    server = ForkServer(
        Plan(frozenset(modules), {block.key: find_needs(block, {}, {}) for block in blocks})
    )
    records = list(run_blocks(blocks, Setup(""), Limits(1000, 2**32), jobs, server=server))
    return sorted(records, key=lambda record: record.line), server


def test_module_that_hangs_is_left_to_its_blocks(library, monkeypatch):
    monkeypatch.setattr(forkserver, "PATIENCE", 2)  # seconds, enough for the quick one
    (library / "a_quick.py").touch()
    (library / "hangs.py").write_text(
        "import time\nif __import__('os').environ.get('TORCH_HANG'): time.sleep(1000)"
    )
    monkeypatch.setenv("TORCH_HANG", "1")
    codes = ["import a_quick"] * 2 + ["import os\nos.environ.clear()\nimport hangs"] * 2
    records, server = run_ahead(codes, ["a_quick", "hangs"])
    assert [record.status for record in records] == [PASSED] * 4
    assert set(server.learned.refused) == {"hangs"}


def test_blocks_that_need_nothing_do_not_wait(library):
    """The module waits for a block that does not need it."""
    os.mkfifo(library / "pipe")
    (library / "waits.py").write_text(f"with open({str(library / 'pipe')!r}) as f: f.read()")
    other = f"open({str(library / 'pipe')!r}, 'w').close()"
    records, server = run_ahead(["import waits", "import waits", other], ["waits"])
    assert [record.status for record in records] == [PASSED] * 3
    assert server.learned.refused == {}


def test_server_that_a_block_kills_is_not_missed(library):
    """Its lane lives on; the others that need it import for themselves, and tell their own parents."""
    (library / "quiet.py").touch()
    kill = """
        import os, quiet
        stat = open(f"/proc/{os.getppid()}/stat").read()
        os.kill(int(stat.rpartition(") ")[2].split()[1]), 9)
    """
    records, _ = run_ahead([kill, *["import quiet, sys\nx = 1"] * 5], ["quiet"], jobs=2)
    assert [record.status for record in records] == [PASSED] * 6


def test_supervisor_of_the_server_that_is_killed_costs_one_record(library, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (library / "quiet.py").touch()
    codes = ["import os, quiet\nos.kill(os.getppid(), 9)\nwhile True: pass", *["import quiet"] * 3]
    records, _ = run_ahead(codes, ["quiet"], jobs=1)
    assert records[0].reason == "found its supervisor dead (exit status -9), expected a record"
    assert [record.status for record in records[1:]] == [PASSED] * 3


def test_nothing_is_left_of_a_run_that_is_not_finished(library):
    (library / "quiet.py").touch()
    block = sample("import quiet")
    server = ForkServer(Plan(frozenset({"quiet"}), {block.key: find_needs(block, {}, {})}))
    before = set(find_children())
    records = run_blocks([block] * 5, Setup(""), Limits(1000, 2**32), 2, server=server)
    assert next(records).status == PASSED
    assert set(find_children()) > before
    records.close()
    assert set(find_children()) == before


def test_runner_that_is_killed_leaves_no_server(tmp_path):
    """Neither while it imports what never ends."""
    os.mkfifo(tmp_path / "alive")
    (tmp_path / "hangs.py").write_text(
        f"alive = open({str(tmp_path / 'alive')!r}, 'w')\n"
        "print('here', file=alive, flush=True)\nwhile True: pass"
    )
    blocks = [sample("import hangs", line=n) for n in (1, 2)]
    with start_command(fill(tmp_path / "run", blocks, find_below(tmp_path))) as process:
        with (tmp_path / "alive").open() as alive:
            assert alive.readline() == "here\n"
            process.kill()
            assert alive.read() == ""  # the end: it is gone
        process.communicate(timeout=300)
