"""The command: what is run, what is written, how it exits, and what it does when it is interrupted."""

from __future__ import annotations

import io
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from blockrun.__main__ import main, parse_arguments
from blockrun.execution.verdict import Limits
from blockrun.model.block import write_blocks
from blockrun.model.plan import select_pages
from blockrun.model.record import read_records
from blockrun_samples import EXTENSIONS, LINE, fill, run_command, sample, start_command

IMPORTS = "import math\nfrom math import floor\n"
GOOD = sample("print(1)", "1", page="tensors/creation")
BAD = sample(">>> 1\n1\n>>> 2\n3", page="tensors/indexing")
SKIPPED = sample("1", page="nn/가", requires="never")
SETUP = "never = 'needs CUDA'\ndef _describe_environment(): return {'torch': '2.14', 'device': 'CPU'}"


def test_programs_are_told_apart_and_run_with_their_own_imports(tmp_path):
    code = ">>> floor(2.5)\n2\n"
    known = replace(sample(code), imports=["from math import floor"], entry=LINE)
    unknown = replace(sample(">>> floor(3.5)\n3\n"), imports=["import math"], entry=LINE)
    fill(tmp_path, [sample(code)], IMPORTS)
    write_blocks(tmp_path / "programs.jsonl", [known, unknown])
    status, output, errors = run_command(tmp_path)
    assert (status, errors) == (1, "")
    said = (
        "found that the row of line 10 does not run alone: found NameError: name 'floor' is not defined"
    )
    assert output.startswith(f"source/page.rst:10: {said}")
    assert output.splitlines()[-2:] == [
        "1 blocks: 1 passed, 0 failed, 0 skipped",
        "2 programs of rows: 1 passed, 1 failed, 0 skipped",
    ]
    suite = ET.parse(tmp_path / "junit.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")


def test_a_program_that_fails_where_its_block_does_is_not_told(tmp_path):
    fill(tmp_path, [BAD])
    program = replace(BAD, code="\n\n>>> 2\n3", entry=LINE)
    write_blocks(tmp_path / "programs.jsonl", [program])
    status, output, _ = run_command(tmp_path)
    assert (status, output.count("found output '2', expected '3'")) == (1, 1)
    assert output.splitlines()[-1] == "1 programs of rows: 0 passed, 1 failed, 0 skipped"


def test_all_is_written_and_told(tmp_path):
    fill(tmp_path, [GOOD, BAD, SKIPPED], SETUP)
    status, output, errors = run_command(tmp_path, "--jobs", "2")
    assert (status, errors) == (1, "")
    assert (
        output.splitlines()[0]
        == f"source/tensors/indexing.rst:{LINE + 2}: found output '2', expected '3'"
    )
    assert output.splitlines()[-1] == "3 blocks: 1 passed, 1 failed, 1 skipped (1 needs CUDA)"
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary.pop("seconds") > 0
    assert summary.pop("import_seconds") >= 0
    assert summary == {
        "blocks": 3,
        "passed": 1,
        "failed": 1,
        "skipped": 1,
        "reasons": {"needs CUDA": 1},
        "python": sys.version.split()[0],
        "torch": "2.14",
        "device": "CPU",
        "jobs": 2,
    }
    records = read_records(tmp_path / "records.jsonl")
    assert [(r.page, r.line, r.status) for r in records] == [
        ("nn/가", LINE, "skipped"),
        ("tensors/creation", LINE, "passed"),
        ("tensors/indexing", LINE + 2, "failed"),
    ]
    assert len(ET.parse(tmp_path / "junit.xml").getroot()) == 3


def test_progress_is_told_where_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr("blockrun.work.PACE", -1.0)
    fill(tmp_path, [GOOD, BAD, SKIPPED], SETUP)
    for options, count in (([], 0), (["--progress"], 3)):
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))
        main([str(tmp_path), *options])
        sys.stdout.seek(0)
        heard = sys.stdout.read()
        assert heard.count(" of 3 blocks run\n") == count


EXITS = {
    "clean": ([GOOD, SKIPPED], 0),
    "failed": ([GOOD, BAD, SKIPPED], 1),
    "nothing to do": ([], 0),
    "all skipped": ([SKIPPED], 0),
}


@pytest.mark.parametrize(("blocks", "status"), EXITS.values(), ids=EXITS)
def test_exit_status(tmp_path, blocks, status):
    assert run_command(fill(tmp_path, blocks, SETUP))[::2] == (status, "")


WRONG_USE = {
    "no folder": (["no/such/folder"], r"blockrun: .*no/such/folder"),
    "no blocks": (["empty"], r"blockrun: .*empty/blocks\.jsonl"),
    "no setup": (["no_setup"], r"blockrun: .*no_setup/setup\.py"),
    "damaged blocks": (
        ["damaged"],
        r"blockrun: damaged/blocks\.jsonl:2: found JSONDecodeError: .*collect again$",
    ),
    "broken setup": (["broken"], r"blockrun: broken/setup\.py:2: found ModuleNotFoundError: "),
    "setup that exits": (["exits"], r"blockrun: exits/setup\.py:1: found SystemExit: 0"),
    "broken description": (
        ["describes"],
        r"blockrun: found ZeroDivisionError: division by zero from _desc",
    ),
    "unknown page": (
        ["good", "--pages", "tensor"],
        r"blockrun: --pages: found 'tensor', expected a page or a folder of some; nearest: tensors, ",
    ),
    "half a name": (["good", "--pages", "tensors/crea"], r"blockrun: --pages: found 'tensors/crea', "),
    "one of two unknown": (
        ["good", "--pages", "tensors,nothing"],
        r"blockrun: --pages: found 'nothing', ",
    ),
    "no argument": ([], r"usage: (.|\n)*the following arguments are required: folder$"),
    "unknown option": (["good", "--page", "tensors", "--what"], r"usage: (.|\n)*unrecognized arguments"),
    "no jobs": (["good", "--jobs", "0"], r"usage: (.|\n)*--jobs: found 0, expected more than 0$"),
    "fewer jobs": (["good", "--jobs=-3"], r"usage: (.|\n)*--jobs: found -3, expected more than 0$"),
    "no time": (
        ["good", "--seconds", "0"],
        r"usage: (.|\n)*--seconds: found 0.0, expected more than 0$",
    ),
    "no number": (
        ["good", "--seconds", "nan"],
        r"usage: (.|\n)*--seconds: found nan, expected more than 0$",
    ),
    "no memory": (["good", "--memory", "0"], r"usage: (.|\n)*--memory: found 0, expected more than 0$"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_exits_2_and_says_why(tmp_path, arguments, message):
    fill(tmp_path / "good", [GOOD, BAD, SKIPPED], SETUP)
    (tmp_path / "empty").mkdir()
    (fill(tmp_path / "no_setup", [GOOD]) / "setup.py").unlink()
    with (fill(tmp_path / "damaged", [GOOD]) / "blocks.jsonl").open("a") as file:
        file.write("{\n")
    fill(tmp_path / "broken", [GOOD], "\nimport no_such_module")
    fill(tmp_path / "exits", [GOOD], "raise SystemExit(0)")
    fill(tmp_path / "describes", [GOOD], "def _describe_environment(): 1 / 0")
    done = subprocess.run(
        [sys.executable, "-m", "blockrun", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(EXTENSIONS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(message, done.stderr.rstrip("\n")), done.stderr
    assert "Traceback" not in done.stderr
    if not message.startswith("usage"):
        assert len(done.stderr.splitlines()) == 1


PAGES = {
    "all": ("", ["nn/가", "tensors/creation", "tensors/indexing", "tensors2"]),
    "nothing between commas": (" , ", ["nn/가", "tensors/creation", "tensors/indexing", "tensors2"]),
    "page": ("tensors/creation", ["tensors/creation"]),
    "page, as a file": ("tensors/creation.rst", ["tensors/creation"]),
    "folder": ("tensors", ["tensors/creation", "tensors/indexing"]),
    "folder, as a shell completes it": ("tensors/", ["tensors/creation", "tensors/indexing"]),
    "Korean": ("nn/가", ["nn/가"]),
    "several": ("nn, tensors/indexing", ["nn/가", "tensors/indexing"]),
    "one twice": ("nn,nn/가", ["nn/가"]),
}


@pytest.mark.parametrize(("pages", "found"), PAGES.values(), ids=PAGES)
def test_pages(pages, found):
    blocks = [SKIPPED, GOOD, BAD, sample("1", page="tensors2")]
    assert [block.page for block in select_pages(blocks, pages)] == found


def test_part_of_the_pages_is_run(tmp_path):
    fill(tmp_path, [GOOD, BAD, SKIPPED], SETUP)
    assert run_command(tmp_path, "--pages", "tensors/creation,nn")[0] == 0
    records = read_records(tmp_path / "part" / "records.jsonl")
    assert [record.page for record in records] == ["nn/가", "tensors/creation"]
    assert json.loads((tmp_path / "part" / "summary.json").read_text(encoding="utf-8"))["blocks"] == 2


PARTS = {
    "pages": (["--pages", "tensors/creation"], "part"),
    "a shard": (["--shard", "1/2"], "shard-1-of-2"),
    "a shard of pages": (["--pages", "tensors", "--shard", "2/2"], "part/shard-2-of-2"),
}


@pytest.mark.parametrize(("options", "place"), PARTS.values(), ids=PARTS)
def test_part_leaves_the_records_of_the_whole_run(tmp_path, options, place):
    fill(tmp_path, [GOOD, BAD, SKIPPED], SETUP)
    assert run_command(tmp_path)[0] == 1
    names = ("records.jsonl", "summary.json", "junit.xml")
    before = [(tmp_path / name).read_bytes() for name in names]
    run_command(tmp_path, *options)
    assert [(tmp_path / name).read_bytes() for name in names] == before
    assert all((tmp_path / place / name).exists() for name in names)


@pytest.mark.parametrize("options", [["--pages", ""], ["--pages", " , "], ["--shard", "1/1"]])
def test_all_pages_are_the_whole_run(tmp_path, options):
    fill(tmp_path, [GOOD, SKIPPED], SETUP)
    assert run_command(tmp_path, *options)[0] == 0
    assert len(read_records(tmp_path / "records.jsonl")) == 2


def test_second_run_writes_the_same_but_for_seconds(tmp_path):
    codes = ["1 / 0", "print(1)", ">>> [1][1]", "import os\nos.abort()"]
    blocks = [sample(code, page=f"{n % 2}", line=n + 1) for n, code in enumerate(codes)]
    blocks.append(sample("while True: pass", page="0", timeout=1))
    fill(tmp_path, [*blocks, SKIPPED], SETUP)
    found = []
    for jobs in ("1", "3"):
        assert run_command(tmp_path, "--jobs", jobs)[0] == 1
        text = (tmp_path / "records.jsonl").read_text(encoding="utf-8")
        found.append(re.sub(r'"seconds": [\d.]+', "", text))
    assert found[0] == found[1]
    keys = [(r.page, r.line, r.block) for r in read_records(tmp_path / "records.jsonl")]
    assert keys == sorted(keys)
    assert len(keys) == 6


def test_output_that_a_terminal_cannot_show(tmp_path):
    fill(tmp_path, [sample("print('가\\ud800')")])
    status, output, errors = run_command(tmp_path, PYTHONIOENCODING="ascii")
    assert (status, errors) == (1, "")
    assert r"found output '\uac00\ud800', expected ''" in output


def test_nothing_of_the_runner_is_printed_twice(tmp_path):
    """A fork with text in its buffers would print it once more; nor does a block print past its log."""
    code = "import os, sys\nsys.__stdout__.flush()\nx = os.write(1, b'stray'), os.write(2, b'stray')"
    fill(tmp_path, [sample(code), GOOD], "print('setup')")
    output = "setup\n2 blocks: 2 passed, 0 failed, 0 skipped\n"
    assert run_command(tmp_path) == (0, output, "")


def test_runner_needs_the_standard_library_alone():
    paths = (EXTENSIONS / "blockrun").rglob("[a-z]*.py")
    modules = [".".join(path.relative_to(EXTENSIONS).with_suffix("").parts) for path in paths]
    code = (
        f"import sys; sys.path.insert(0, {str(EXTENSIONS)!r})\n"
        f"import blockrun.__main__, {', '.join(modules)}\n"
        "names = {name.partition('.')[0] for name in sys.modules} - {'__main__', '__mp_main__'}\n"
        "print(*sorted(names - sys.stdlib_module_names))"
    )
    command = [sys.executable, "-I", "-S", "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(modules) > 10
    assert found == "blockrun pycode\n"


PYTHONS = {
    path.name: path
    for root in sorted({Path(sys.base_prefix), *Path(sys.base_prefix).parent.glob("*")})
    for path in root.glob("bin/python3.1[1-9]")
}


@pytest.mark.parametrize("python", PYTHONS.values(), ids=PYTHONS)
def test_runner_travels(tmp_path, python):
    """It, `pycode` and the blocks are enough, for every Python that stands beside this one."""
    library = tmp_path / "library"
    for name in ("blockrun", "pycode"):
        shutil.copytree(EXTENSIONS / name, library / name)
    blocks = [GOOD, SKIPPED, *(sample("import xml.dom", line=n) for n in (1, 2))]
    folder = fill(tmp_path / "carried", blocks, SETUP)
    path = f"import sys; sys.path.insert(0, {str(library)!r})"
    code = f"{path}; from blockrun.__main__ import main; sys.exit(main())"
    command = [python, "-I", "-S", "-c", code, folder]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "4 blocks: 3 passed, 0 failed, 1 skipped (1 needs CUDA)\n"
    assert len(read_records(folder / "records.jsonl")) == 4


# A run that can be interrupted: twelve blocks, and the seventh hangs with a daemon of its own as long
# as there is no file named "go". It holds the pipe "alive" open, as does the daemon: when a reader
# comes to the end of it, all of them are gone.
COUNT = "import os\nwith open(os.environ['TORCH_MARK'] + '/log', 'a') as log: print({}, file=log)"
HANG = """
import os, time
mark = os.environ["TORCH_MARK"]
with open(mark + "/log", "a") as log: print("hang", file=log)
if not os.path.exists(mark + "/go"):
    alive = os.open(mark + "/alive", os.O_WRONLY)
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.write(alive, b"here\\n")
    while True:
        time.sleep(1000)
"""


@pytest.fixture
def interruptible(tmp_path):
    mark = tmp_path / "mark"
    (mark / "tmp").mkdir(parents=True)
    os.mkfifo(mark / "alive")
    (mark / "log").touch()
    blocks = [sample(COUNT.format(n), page=f"{n:02}") for n in range(12)]
    blocks[6] = sample(HANG, page="06")
    blocks[2] = sample("1", page="02", requires="never")
    blocks[3] = sample(COUNT.format(3) + "\nprint(1)", page="03")
    return fill(tmp_path / "run", blocks, SETUP), mark


def stop_half_way(folder: Path, mark: Path, stop) -> tuple[int, str]:
    """Start the command, `stop` it when a block hangs, wait for every process of it to end."""
    environment = {"TORCH_MARK": str(mark), "TMPDIR": str(mark / "tmp")}
    with start_command(folder, "--jobs", "1", "--seconds", "1000", **environment) as process:
        with (mark / "alive").open() as alive:
            assert alive.readline() == "here\n"
            stop(process)
            assert select.select([alive], [], [], 300)[0]
            assert alive.read() == ""  # the block and its daemon are gone
        _, errors = process.communicate(timeout=300)  # its pipes too end only with the last supervisor
    return process.returncode, errors


STOPS = {
    "SIGKILL": (lambda process: process.kill(), -signal.SIGKILL, ""),
    "SIGTERM": (lambda process: process.terminate(), -signal.SIGTERM, ""),
    "SIGHUP": (lambda process: os.killpg(process.pid, signal.SIGHUP), -signal.SIGHUP, ""),
    "SIGINT": (
        lambda process: process.send_signal(signal.SIGINT),
        130,
        "blockrun: interrupted; run it again for the rest\n",
    ),
    "Ctrl-C, which reaches all": (
        lambda process: os.killpg(process.pid, signal.SIGINT),
        130,
        "blockrun: interrupted; run it again for the rest\n",
    ),
}


@pytest.mark.parametrize(("stop", "status", "says"), STOPS.values(), ids=STOPS)
def test_interrupted_run_is_finished_by_the_next(interruptible, stop, status, says):
    folder, mark = interruptible
    assert stop_half_way(folder, mark, stop) == (status, says)
    assert list((mark / "tmp").iterdir()) == []
    assert not (folder / "records.jsonl").exists()
    assert (folder / "records.journal").exists()
    assert (mark / "log").read_text().split() == ["0", "1", "3", "4", "5", "hang"]

    (mark / "go").touch()
    (mark / "log").write_text("")
    status, output, errors = run_command(folder, "--jobs", "1", TORCH_MARK=str(mark))
    assert (status, errors) == (1, "")  # the failed one is still one
    assert output.startswith("5 of 12 blocks were run before an interruption\n")
    # What failed is run again: it may have failed because of the interruption.
    assert (mark / "log").read_text().split() == ["3", "hang", "7", "8", "9", "10", "11"]
    records = read_records(folder / "records.jsonl")
    assert [record.page for record in records] == [f"{n:02}" for n in range(12)]
    statuses = ["passed"] * 12
    statuses[2:4] = ["skipped", "failed"]
    assert [record.status for record in records] == statuses
    assert not (folder / "records.journal").exists()


CHANGES = {
    "nothing": (lambda folder: None, True),
    "another setup": (lambda folder: (folder / "setup.py").open("a").write("\n# more"), False),
    "other blocks": (lambda folder: (folder / "blocks.jsonl").open("ab").write(EXTRA), False),
    "another torch": (lambda folder: os.environ.update(TORCH_NAME="3"), False),
    "no journal": (lambda folder: (folder / "records.journal").unlink(), False),
    "an empty journal": (lambda folder: (folder / "records.journal").write_text(""), False),
    "a damaged journal": (lambda folder: (folder / "records.journal").write_bytes(b"\xff\n{"), False),
    "a journal with half a letter at its end": (
        lambda folder: (folder / "records.journal").open("ab").write('{"block": "가'.encode()[:-1]),
        True,
    ),
    "a journal with more at its end": (
        lambda folder: (folder / "records.journal").open("a").write('[1]\n{"block": 1}\n'),
        True,
    ),
}
EXTRA = (json.dumps(asdict(GOOD)) + "\n").encode()


@pytest.mark.parametrize(("change", "goes_on"), CHANGES.values(), ids=CHANGES)
def test_unfinished_run_is_gone_on_with_if_it_is_the_same(interruptible, change, goes_on, monkeypatch):
    folder, mark = interruptible
    monkeypatch.setenv("TORCH_NAME", "2")  # put back at the end
    (folder / "setup.py").write_text(
        "import os as _os\nnever = 'x'\n"
        "def _describe_environment(): return {'torch': _os.environ['TORCH_NAME']}"
    )
    stop_half_way(folder, mark, lambda process: process.kill())
    (mark / "go").touch()
    change(folder)
    status, output, errors = run_command(folder, TORCH_MARK=str(mark))
    assert (status, errors) == (1, "")
    assert ("were run before an interruption" in output) == goes_on
    assert len(read_records(folder / "records.jsonl")) == (
        13 if change is CHANGES["other blocks"][0] else 12
    )


def test_interrupted_twice(interruptible):
    folder, mark = interruptible
    for _ in range(2):
        stop_half_way(folder, mark, lambda process: process.kill())
    (mark / "go").touch()
    output = run_command(folder, "--jobs", "1", TORCH_MARK=str(mark))[1]
    assert output.startswith("5 of 12 blocks were run before an interruption\n")
    assert len(read_records(folder / "records.jsonl")) == 12


def test_part_leaves_an_unfinished_run_to_be_finished(interruptible):
    folder, mark = interruptible
    stop_half_way(folder, mark, lambda process: process.kill())
    before = (folder / "records.journal").read_bytes()
    assert run_command(folder, "--pages", "00,02", TORCH_MARK=str(mark))[0] == 0
    assert (folder / "records.journal").read_bytes() == before
    (mark / "go").touch()
    output = run_command(folder, "--jobs", "1", TORCH_MARK=str(mark))[1]
    assert output.startswith("5 of 12 blocks were run before an interruption\n")


def test_two_runs_of_a_folder_wait_for_each_other(tmp_path):
    """The first is held by its block until the second has said that it waits."""
    for name in ("started", "go"):
        os.mkfifo(tmp_path / name)
    wait = f"""
    import os
    if not os.path.exists("{tmp_path}/second"):
        open("{tmp_path}/started", "w").write("x")
        open("{tmp_path}/go").read()
    """
    blocks = [sample(wait), *(sample(f"{n}", line=n + 1) for n in range(5))]
    folder = fill(tmp_path / "run", blocks)
    with start_command(folder) as first:
        (tmp_path / "started").read_text()
        (tmp_path / "second").touch()
        with start_command(folder) as second:
            assert second.stderr.readline() == f"{folder}/run.lock: waiting for another run to end\n"
            assert second.poll() is None
            (tmp_path / "go").write_text("x")
            for process in (first, second):
                output, errors = process.communicate(timeout=300)
                assert (process.returncode, errors) == (0, "")
                assert output == "6 blocks: 6 passed, 0 failed, 0 skipped\n"
    assert len(read_records(folder / "records.jsonl")) == 6
    assert not (folder / "records.journal").exists()


def test_block_that_outlives_its_runner_holds_no_lock(interruptible):
    """A run that was killed does not keep the next one waiting."""
    folder, mark = interruptible
    stop_half_way(folder, mark, lambda process: process.kill())
    (mark / "go").touch()
    assert "waiting" not in run_command(folder, TORCH_MARK=str(mark))[2]


def test_limits_that_nobody_names_are_those_of_the_runner():
    assert parse_arguments(["build/doctest"]).limits == Limits()
