"""The page of all runs, made from records alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup

PAGE = """\
Title
=====

.. doctest::

   >>> # one and one
   >>> 1 + 1
   2

.. doctest::
   :skipif: never

   >>> # two and two
   >>> 2 + 2
   4
"""
REPORT = "Report\n======\n\nAll runs.\n"
INDEX = "Index\n=====\n\n.. toctree::\n\n   page\n   report\n"


def build(
    make_project,
    tmp_path: Path,
    rows: list[dict],
    devices: Sequence[str] = ("CPU",),
    page: str = PAGE,
    software: str = "torch 2.14.1",
) -> dict[str, str]:
    for device in devices:
        write_run(tmp_path, rows, software, device)
    conf = f"records_dir = {str(tmp_path / 'records')!r}\nrecords_page = 'report'\n"
    project = make_project({"index": INDEX, "page": page, "report": REPORT}, conf=conf)
    built = project.build("html")
    assert not built.warnings
    folder = Path(built.outdir)
    return {name: (folder / f"{name}.html").read_text() for name in ("page", "report")}


def write_run(
    tmp_path: Path, rows: list[dict], software: str = "torch 2.14.1", device: str = "CPU"
) -> None:
    head = {"software": software, "device": device, "python": "3.11.7", "date": "2026-11-23"}
    (tmp_path / "records").mkdir(exist_ok=True)
    text = "".join(json.dumps(line) + "\n" for line in [head, *rows])
    (tmp_path / "records" / f"{device}-{software}.jsonl").write_text(text)


def find_ids(make_project) -> list[str]:
    project = make_project({"index": INDEX, "page": PAGE, "report": REPORT})
    lines = (Path(project.build("blocks").outdir) / "blocks.jsonl").read_text().splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_every_block_and_run_is_listed(make_project, tmp_path: Path) -> None:
    one, two = find_ids(make_project)
    rows = [
        {"block": one, "page": "page", "status": "passed"},
        {"block": two, "page": "page", "status": "skipped", "reason": "needs nothing"},
    ]
    pages = build(make_project, tmp_path, rows)
    report = pages["report"]
    assert f'id="block-{one[:8]}"' in report
    assert f'id="block-{two[:8]}"' in report
    assert "✓ passed" in report
    assert "– needs nothing" in report
    assert "torch 2.14.1, CPU" in report
    assert "2026-11-23" in report
    assert "No block has been run on a GPU yet." in report
    assert f'href="report.html#block-{one[:8]}"' in pages["page"]
    assert "Last run on torch 2.14.1, CPU, 2026-11-23" in pages["page"]
    assert "needs nothing: not yet run" in pages["page"]


def test_what_has_not_passed_comes_first_and_the_rest_is_folded(make_project, tmp_path: Path) -> None:
    one, two = find_ids(make_project)
    rows = [
        {"block": one, "page": "page", "status": "passed"},
        {"block": two, "page": "page", "status": "skipped", "reason": "needs nothing"},
    ]
    soup = BeautifulSoup(build(make_project, tmp_path, rows)["report"], "html.parser")
    exceptions = soup.find("h2", string="Not passed").parent
    assert [row["id"] for row in exceptions.select("tbody tr")] == [f"block-{two[:8]}"]
    (row,) = exceptions.select("tbody tr")
    cells = [list(cell.stripped_strings) for cell in row.select("td")]
    assert cells == [
        ["two and two"],
        ["Page", "Title"],
        ["torch 2.14.1, CPU", "– needs nothing"],
    ]
    (chapter,) = soup.select("details")
    assert not chapter.has_attr("open")
    assert chapter.summary.h2.text.strip() == "Title"
    assert "1 of 2 blocks passed" in chapter.summary.text
    assert [row.get("id") for row in chapter.select("tbody tr")] == [f"block-{one[:8]}", None]


def test_without_exceptions_none_are_named(make_project, tmp_path: Path) -> None:
    rows = [{"block": block, "page": "page", "status": "passed"} for block in find_ids(make_project)]
    assert "Not passed" not in build(make_project, tmp_path, rows)["report"]


def test_a_changed_block_has_lost_its_record(make_project, tmp_path: Path) -> None:
    rows = [{"block": "0" * 16, "page": "page", "status": "passed"}]
    pages = build(make_project, tmp_path, rows, devices=["H100"])
    assert pages["report"].count("not run") == 4  # among the exceptions, and where they stand
    assert "✓ passed" not in pages["report"]
    assert "not yet run" in pages["page"]
    assert "No block has been run on a GPU yet." not in pages["report"]


def test_a_block_that_stands_twice_is_listed_once(make_project, tmp_path: Path) -> None:
    rows = [{"block": block, "page": "page", "status": "passed"} for block in find_ids(make_project)]
    again = PAGE + PAGE.partition("=====\n")[2].partition(".. doctest::\n   :skipif:")[0]
    report = build(make_project, tmp_path, rows, page=again)["report"]
    assert "2 of 2 blocks passed" in report


def test_one_run_on_a_gpu_is_enough(make_project, tmp_path: Path) -> None:
    report = build(make_project, tmp_path, [], devices=["CPU", "H100"])["report"]
    assert "No block has been run on a GPU yet." not in report


def test_what_an_older_torch_could_run_is_no_exception(make_project, tmp_path: Path) -> None:
    """As where a package that a block needs has no release yet for the newest torch."""
    one, two = find_ids(make_project)
    skipped = {"block": two, "page": "page", "status": "skipped", "reason": "needs nothing"}
    passed = {"block": one, "page": "page", "status": "passed"}
    write_run(tmp_path, [passed, {**skipped, "status": "passed"}], "torch 2.14.1")
    pages = build(make_project, tmp_path, [passed, skipped], software="torch 2.15.0")
    report = BeautifulSoup(pages["report"], "html.parser")
    assert "Not passed" not in report.text
    assert "2 of 2 blocks passed" in report.text
    assert "needs nothing" in report.text
