"""One issue about what newer versions of torch break: opened, updated, closed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import report_week
from blockrun.block import Block, write_blocks
from blockrun.record import Record, write_records
from report_week import Week, format_body, main, read_week

BLOCK = Block("tensors/creation", "source/tensors/creation.rst", 12, "doctest", ">>> 1\n1", "1\n")

# A GitHub of one folder: `issue` holds the open issue, `log` what was asked.
GH = """\
#!/bin/sh
cd "$GH_FOLDER" && echo "$1 $2" >> log
case "$1 $2" in
  "issue list") if [ -e issue ]; then echo '[{"number": 7}]'; else echo '[]'; fi ;;
  "issue create") cat > issue; echo https://example.org/issues/7 ;;
  "issue edit") cat > issue ;;
  "issue close") mv issue closed; echo "$@" >> log ;;
  "label create") ;;
  *) echo "gh: found $1 $2" >&2; exit 1 ;;
esac
"""


def write_run(folder: Path, name: str, status: str, detail: str = "") -> None:
    path = folder / f"torch-{name}"
    path.mkdir(parents=True, exist_ok=True)
    record = Record(BLOCK.id, BLOCK.page, BLOCK.line, status, "found output '2'", 0.1, detail)
    write_blocks(path / "blocks.jsonl", [BLOCK])
    write_records(path / "records.jsonl", [record])
    counts = {key: int(key == status) for key in ("passed", "failed", "skipped")}
    summary = {"blocks": 1, **counts, "reasons": {}, "torch": "2.15.0"}
    (path / "summary.json").write_text(json.dumps(summary))


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "github"
    folder.mkdir()
    command = folder / "gh"
    command.write_text(GH)
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GH_FOLDER", str(folder))
    return folder


def report(folder: Path, *names: str) -> int:
    return main([*(names or ("newest", "nightly")), "--folder", str(folder)])


def test_a_failure_is_told_with_page_and_line(tmp_path: Path) -> None:
    write_run(tmp_path, "newest", "failed", "Expected:\n    1\nGot:\n    2")
    week = read_week(tmp_path, "newest")
    assert not week.green
    assert "source/tensors/creation.rst:12: found output '2'" in week.report
    assert "1 blocks: 0 passed, 1 failed" in week.report
    assert week.name == "newest, which is 2.15.0"


@pytest.mark.parametrize("missing", ["blocks.jsonl", "summary.json", ""])
def test_a_run_that_left_no_records_is_not_green(tmp_path: Path, missing: str) -> None:
    if missing:
        write_run(tmp_path, "nightly", "passed")
        (tmp_path / "torch-nightly" / missing).unlink()
    week = read_week(tmp_path, "nightly")
    assert not week.green
    assert "no records" in week.report


def test_a_run_of_no_block_is_not_green(tmp_path: Path) -> None:
    write_run(tmp_path, "newest", "passed")
    (tmp_path / "torch-newest" / "records.jsonl").write_text("")
    assert not read_week(tmp_path, "newest").green


def test_an_issue_is_opened_updated_and_closed(tmp_path: Path, github: Path, capsys) -> None:
    write_run(tmp_path, "newest", "passed")
    write_run(tmp_path, "nightly", "failed")
    assert report(tmp_path) == 0
    first = (github / "issue").read_text()
    assert "## torch nightly, which is 2.15.0: broken" in first
    assert "## torch newest, which is 2.15.0: all is well" in first
    write_run(tmp_path, "newest", "failed")
    assert report(tmp_path) == 0
    assert "newest, which is 2.15.0: broken" in (github / "issue").read_text()
    write_run(tmp_path, "newest", "passed")
    write_run(tmp_path, "nightly", "passed")
    assert report(tmp_path) == 0
    assert (github / "closed").exists()
    assert report(tmp_path) == 0
    said = capsys.readouterr().out.split("\n")
    assert said[:4] == [
        "opened https://example.org/issues/7",
        "updated 7",
        "closed 7",
        "nothing to tell",
    ]
    assert (github / "log").read_text().count("issue create") == 1


def test_what_a_block_printed_cannot_leave_its_fence() -> None:
    report = "a\n```\n@everyone ![x](y)\n`````\n# heading"
    body = format_body([Week("newest", False, report)], "run")
    fence = re.search(r"^(`+)text$", body, re.MULTILINE)[1]
    assert len(fence) > 5
    assert body.rstrip().endswith(f"# heading\n{fence}")


def test_a_long_report_is_cut_below_what_an_issue_holds() -> None:
    weeks = [Week("newest", False, "가" * 100_000), Week("nightly", False, "나" * 100_000)]
    body = format_body(weeks, "run")
    assert len(body) < 65_536
    assert "75000 more letters" in body


def test_a_failing_gh_is_told(tmp_path: Path, github: Path, capsys) -> None:
    (github / "gh").write_text("#!/bin/sh\necho 'HTTP 403' >&2\nexit 1\n")
    assert report(tmp_path) == 1
    assert "report: found that gh failed: HTTP 403" in capsys.readouterr().err


def test_a_missing_gh_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert report(tmp_path) == 1
    assert "found that gh failed" in capsys.readouterr().err


def test_the_run_is_named(tmp_path: Path, github: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SERVER_URL", "https://example.org"), ("REPOSITORY", "a/b"), ("RUN_ID", "3")):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    assert report(tmp_path, "newest") == 0
    assert "https://example.org/a/b/actions/runs/3" in (github / "issue").read_text()
    assert report_week.LABEL == "weekly"
