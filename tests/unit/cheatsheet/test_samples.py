"""Outputs that differ by machine: shown as a run saw them, marked, in every form of a page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from blockrun.model.block import read_blocks
from blockrun.model.record import FAILED, PASSED, SKIPPED
from blockrun_samples import sample
from cheatsheet.core.entries import parse_entries
from cheatsheet.core.runs import Row, Run, RunError, merge_runs, read_run, write_run
from cheatsheet.core.samples import Sample, find_samples
from sphinx.errors import SphinxError

PAGE = """\
Index
=====

.. doctest::

   >>> # version
   ... "2.14.1"  # doctest: +ELLIPSIS
   '2...'
   >>> # exact
   >>> 1
   1
   >>> # threads
   >>> n = 3
   >>> 7, n  # doctest: +ELLIPSIS
   (..., 3)

.. testcode::

   # print
   print("<1>", 2)

.. testoutput::
   :options: +ELLIPSIS

   <...> 2
"""
CONF = "extensions = ['cheatsheet', 'sheet_theme', 'sheet_search', 'sheet_exports']\n"
CPU = Run("torch 2.14.1", "CPU", "3.11.7", "2026-11-23", {})
GPU = Run("torch 2.15.0", "H100", "3.11.7", "2026-11-23", {})
PLACE = "CPU, torch 2.14.1"


@pytest.fixture
def project(make_project):
    pages = {"index": "Title\n=====\n\n.. toctree::\n\n   page\n", "page": PAGE}
    return make_project(pages, conf="records_dir = 'records'\nhtml_theme = 'sheet'\n" + CONF)


def keep(project, run: Run, *samples: tuple[str, ...], status: str = PASSED) -> None:
    """Write a run of the page's blocks, with these samples of each."""
    blocks = read_blocks(project.build("blocks").outdir / "blocks.jsonl")
    rows = [Row(b.id, b.page, status, samples=s) for b, s in zip(blocks, samples, strict=True)]
    write_run(project.root / "records", replace(run, rows={row.block: row for row in rows}))


def read(project) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Output and mark of each entry, by note; and the texts of the other forms."""
    (project.root / "records").mkdir(exist_ok=True)
    built = project.build("html")
    assert built.warnings == ""
    entries = {e["note"]: (e["output"], e["sample"]) for e in json.loads(built.read("entries.json"))}
    names = ("page.html", "all.html", "page.py", "page.ipynb", "llms-full.txt")
    return entries, {name: built.read(name) for name in names}


def test_sample_stands_in_every_form_and_says_where_it_was_seen(project):
    keep(project, CPU, ("'2.14.1+cu130'", "(8, 3)"), ("<4> 2",))
    entries, texts = read(project)
    assert entries == {
        "version": ("'2.14.1+cu130'", f"as on {PLACE}"),
        "exact": ("1", ""),
        "threads": ("(8, 3)", f"as on {PLACE}"),
        "print": ("<4> 2", f"as on {PLACE}"),
    }
    for name, text in texts.items():
        assert text.count(f"as on {PLACE}") == 3, name
        assert name.endswith(".html") or "..." not in text, name
    assert '<samp class="entry-gives">&lt;4&gt; 2</samp><p class="entry-sample">' in texts["page.html"]
    assert "#: output: as on CPU, torch 2.14.1\n" in texts["page.py"]
    assert "#> '2.14.1+cu130'" in texts["page.py"]


def test_pattern_is_marked_where_no_run_has_seen_the_output(project):
    entries, texts = read(project)
    assert entries["threads"] == ("(..., 3)", "differs by machine")
    assert texts["page.html"].count("differs by machine") == 3
    assert "#: output: differs by machine\n" in texts["page.py"]


def test_samples_change_no_block(project):
    keep(project, CPU, ("'2.1'", "(8, 3)"), ("<4> 2",))
    before = project.build("blocks").read("blocks.jsonl")
    html = project.build("html")
    assert "block-" not in html.warnings
    assert project.build("blocks", fresh=False).read("blocks.jsonl") == before


def test_records_of_another_block_are_not_shown(project):
    keep(project, CPU, ("'2.1'",), ())  # as of a block with fewer patterns
    assert read(project)[0]["version"] == ("'2...'", "differs by machine")


BLOCK_TEXT = ">>> 12  # doctest: +ELLIPSIS\n1..."


def find(*runs: Run, text: str = BLOCK_TEXT) -> dict[int, Sample]:
    block = sample(text)
    known = [replace(run, rows=dict.fromkeys([block.id], run.rows.get("x"))) for run in runs]
    return find_samples(parse_entries(text, session=True), block, known)


def row(*samples: str, status: str = PASSED) -> dict[str, Row]:
    return {"x": Row("x", "p", status, samples=samples)}


def test_first_run_that_has_it_is_shown():
    cpu, gpu = replace(CPU, rows=row("12")), replace(GPU, rows=row("13"))
    assert find(gpu, cpu) == {0: Sample("13", "H100, torch 2.15.0")}
    assert find(replace(GPU, rows=row(status=SKIPPED)), cpu) == {0: Sample("12", PLACE)}
    assert find() == {0: Sample("1...")}
    assert find(cpu, text=">>> 12\n12") == {}


def test_block_that_cannot_be_read_has_none():
    assert find(text=">>> 12  # doctest: +ELLIPSIS\n1...") != {}
    assert find(text=">>> 1  # doctest: +ELLIPSES\n1...") == {}


def test_samples_are_written_and_read(tmp_path: Path):
    run = replace(CPU, rows=row("1\n2", "가"))
    assert read_run(write_run(tmp_path, run)) == run


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        pytest.param(row("14"), True, id="another-sample"),
        pytest.param(row("14", status=FAILED), False, id="another-status"),
        pytest.param(row("14", "15"), False, id="more-samples"),
        pytest.param({"x": replace(row("14")["x"], page="q")}, False, id="another-page"),
        pytest.param({"y": Row("y", "p", PASSED, samples=("14",))}, False, id="another-block"),
    ],
)
def test_sample_is_kept_until_the_block_or_its_result_is_another(new, kept, tmp_path):
    old = replace(CPU, rows=row("12"))
    before = write_run(tmp_path, old).read_bytes()
    later = replace(CPU, rows=new, date="2027-01-01")
    path = write_run(tmp_path, merge_runs(old, later, set(new)))
    assert (path.read_bytes() == before) is kept
    if not kept:
        assert read_run(path).rows == new


def test_first_samples_are_taken_where_there_were_none():
    old = replace(CPU, rows={"x": Row("x", "p", PASSED)})
    assert merge_runs(old, replace(CPU, rows=row("12")), {"x"}).rows == row("12")


STYLES = {
    "session": (".. doctest::\n   :options: +ELLIPSIS\n\n   >>> # a\n   >>> 1\n   1\n", "ELLIPSIS"),
    "exact program": (
        ".. testcode::\n\n   # a\n   print(1)\n\n.. testoutput::\n   :options: +ELLIPSIS\n\n   1\n",
        "found the option ELLIPSIS",
    ),
    "program": (
        ".. testcode::\n\n   # a\n   print(1)\n\n.. testoutput::\n   :options: +ELLIPSIS\n\n   1...\n",
        "",
    ),
    "anything": (
        ".. doctest::\n\n   >>> # a\n   >>> 1  # doctest: +ELLIPSIS\n   …\n",
        "found the output '…', which any is like",
    ),
    "anything in brackets": (
        ".. doctest::\n\n   >>> # a\n   >>> [1]  # doctest: +ELLIPSIS\n   [...]\n",
        "found the output '[...]', which any is like",
    ),
    "anything, checked": (
        ".. doctest::\n\n   >>> # a\n   >>> 1  # doctest: +ELLIPSIS\n   …\n\n"
        ".. testcode::\n   :hide:\n\n   assert _ == 1\n",
        "",
    ),
}


@pytest.mark.parametrize(("text", "finding"), STYLES.values(), ids=STYLES)
def test_what_may_be_anything_needs_a_check(text, finding, make_project):
    warnings = make_project({"index": f"Index\n=====\n\n{text}"}).build("style").warnings
    assert (finding in warnings) if finding else warnings == ""


@pytest.mark.parametrize("samples", ["text", [1], {"0": "text"}, ["x" * 30_000]])
def test_samples_that_are_no_texts_are_refused(samples, tmp_path: Path):
    path = write_run(tmp_path, replace(CPU, rows=row("12")))
    path.write_text(path.read_text().replace('["12"]', json.dumps(samples)))
    with pytest.raises(RunError, match=r":2: found .*; run make records"):
        read_run(path)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("{junk", "found '{junk', expected a record; run make records"),
        ("[" * 100_000, "found '[[[[[["),
        ("글", "found '글'"),
        ('{"block": "a", "page": "p", "status": "passed"}\n' * 2, ":3: found the block a again"),
        ("\udcff", ":2: found the byte 0xff, expected UTF-8; run make records"),
    ],
)
def test_a_damaged_record_is_told_at_its_line_and_nothing_else(line, found, make_project):
    head = json.dumps({"software": "a 1", "device": "CPU", "python": "3", "date": "2026-01-01"})
    text = ".. doctest::\n\n   >>> # a\n   >>> 1\n   1\n"
    project = make_project({"index": f"Index\n=====\n\n{text}"}, conf="records_dir = 'records'\n")
    path = project.root / "records" / "cpu.jsonl"
    path.parent.mkdir()
    path.write_bytes(f"{head}\n{line}\n".encode("utf-8", "surrogateescape"))
    for builder in ("style", "html"):
        with pytest.raises(SphinxError) as refused:
            project.build(builder)
        assert str(refused.value).startswith(f"{path}:")
        assert found in str(refused.value)
