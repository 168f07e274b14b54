"""One issue about what newer versions of torch break: opened, updated, closed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import weekly_issue
from blockrun.model.block import Block, write_blocks
from blockrun.model.record import Record, write_records
from markdown_it import MarkdownIt
from weekly_issue import Week, format_body, main, read_week, share

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
    detail = "    Expected:\n        1\n    Got:\n        2"
    assert week.failures == [f"source/tensors/creation.rst:12: found output '2'\n{detail}"]
    assert week.counts == "torch 2.15.0, 1 blocks: 0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize("missing", ["blocks.jsonl", "summary.json", ""])
def test_a_run_that_left_no_records_is_not_green(tmp_path: Path, missing: str) -> None:
    if missing:
        write_run(tmp_path, "nightly", "passed")
        (tmp_path / "torch-nightly" / missing).unlink()
    week = read_week(tmp_path, "nightly")
    assert not week.green
    assert "no records" in week.counts


def test_a_run_of_no_block_is_not_green(tmp_path: Path) -> None:
    write_run(tmp_path, "newest", "passed")
    (tmp_path / "torch-newest" / "records.jsonl").write_text("")
    assert not read_week(tmp_path, "newest").green


def test_an_issue_is_opened_updated_and_closed(tmp_path: Path, github: Path, capsys) -> None:
    write_run(tmp_path, "newest", "passed")
    write_run(tmp_path, "nightly", "failed")
    assert report(tmp_path) == 0
    first = (github / "issue").read_text()
    assert "## torch nightly: broken" in first
    assert "## torch newest: all is well" in first
    write_run(tmp_path, "newest", "failed")
    assert report(tmp_path) == 0
    assert "## torch newest: broken" in (github / "issue").read_text()
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


@pytest.mark.parametrize("content", ["[]", '{"torch": 1}', '{"failed": 0, "torch": "2", "reasons": []}'])
def test_a_summary_of_another_shape_is_not_green(tmp_path: Path, content: str) -> None:
    write_run(tmp_path, "newest", "passed")
    (tmp_path / "torch-newest" / "summary.json").write_text(content)
    assert not read_week(tmp_path, "newest").green


@pytest.mark.parametrize("name", ["@everyone", "a b", "[x](y)", "2.15.0\n@a", "#1", "", "a" * 41])
def test_only_a_version_is_named(name: str, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["newest", name])
    assert f"found {name!r}, expected a version" in capsys.readouterr().err


def test_twenty_versions_at_most() -> None:
    with pytest.raises(SystemExit):
        main(["2.13.0"] * 21)


HOSTILE = [
    "a\n```\n@everyone ![x](y)\n`````\n# heading",
    "`" * 100_000,
    ("`" * 30 + "\n") * 3_000,
    "\n" * 100_000,
    "fixes #1\r```\r@a\u2028```\u2028@b\x0b```",
    "~~~~~~\n</code></pre><img src=x>",
    "\u202e\x1b[31m\x00\ud800",
    "가" * 100_000,
    "😀" * 100_000,
    "x" * 100_000,
    "",
]


def read_markdown(body: str) -> tuple[list[str], list[str]]:
    """The kinds of blocks that a body has, and what stands in its fences."""
    tokens = MarkdownIt("commonmark").parse(body)
    kinds = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    return kinds, [token.content for token in tokens if token.type == "fence"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("many", [0, 2, 400])
def test_whatever_is_printed_stays_in_its_fence(text: str, many: int) -> None:
    text = text[: 100_000 // max(1, many)]
    weeks = [Week(name, False, text, [text] * many) for name in ("newest", "nightly", "2.13.0")]
    body = format_body(weeks, "run")
    assert len(body.encode("utf-16-le")) // 2 <= 65_536
    kinds, fences = read_markdown(body)
    assert kinds == ["paragraph_open", *["heading_open", "fence"] * 3]
    assert len(body) - sum(map(len, fences)) < 600
    assert all(line.isprintable() or "\t" in line for fence in fences for line in fence.split("\n"))


def test_short_failures_are_all_shown() -> None:
    body = format_body([Week("newest", False, "torch 2", ["a.rst:1: one", "b.rst:2: two"])], "run")
    assert "torch 2\na.rst:1: one\nb.rst:2: two\n" in body
    assert "more failures" not in body


@pytest.mark.parametrize(
    "text", ["\u200b", "\u2060", "\u00ad", "\ufeff", "\u3164", "\ufe0f", "\U000e0041"]
)
def test_letters_that_show_nothing_are_named(text: str) -> None:
    body = format_body([Week("newest", False, f"a{text}b", [f"c{text}d"])], "run")
    assert text not in body
    assert f"a\\u{ord(text):04x}b" in body


def test_what_torch_says_of_itself_stays_in_the_fence(tmp_path: Path) -> None:
    write_run(tmp_path, "newest", "failed")
    path = tmp_path / "torch-newest" / "summary.json"
    summary = json.loads(path.read_text())
    path.write_text(json.dumps({**summary, "torch": "2\n@everyone <img> [x](y) closes #1"}))
    body = format_body([read_week(tmp_path, "newest")], "run")
    outside = body.replace(read_markdown(body)[1][0], "")
    assert "everyone" not in outside
    assert "## torch newest: broken\n" in outside


def test_a_long_failure_leaves_room_for_the_others() -> None:
    failures = [f"page-{number}.rst:1: short" for number in range(100)]
    failures[0] = "page-0.rst:1: long\n" + "가" * 200_000
    failures[50] = "page-50.rst:1: long\n" + "😀" * 200_000
    weeks = [Week("newest", False, "counts", failures), Week("nightly", True, "all passed")]
    body = format_body(weeks, "run")
    for number in range(100):
        assert f"page-{number}.rst:1: " in body
    assert "... and 200,019 letters in all in the run's artifacts" in body
    assert "... and 400,020 letters in all in the run's artifacts" in body
    assert "all passed" in body
    assert body.count("가") > 25_000


def test_many_failures_are_counted() -> None:
    weeks = [Week("newest", False, "counts", [f"page-{n}.rst:1: {'x' * 1_000}" for n in range(1_000)])]
    body = format_body(weeks, "run")
    shown = body.count(".rst:1: ")
    assert shown > 200
    assert f"... and {1_000 - shown} more failures in the run's artifacts" in body


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([], 10, []),
        ([3, 4], 10, [3, 4]),
        ([100, 2, 100], 10, [4, 2, 4]),
        ([100, 2, 3], 9, [4, 2, 3]),
        ([5, 5], 0, [0, 0]),
        ([5], -1, [0]),
    ],
)
def test_who_wants_little_gets_it(wanted: list[int], room: int, given: list[int]) -> None:
    assert share(wanted, room) == given


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
    assert weekly_issue.LABEL == "weekly"
