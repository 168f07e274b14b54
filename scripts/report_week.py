"""Keep one issue about what newer versions of torch break: ``make report TORCH="newest nightly"``.

Reads the runs in ``build/weekly/torch-NAME``; speaks to GitHub through its command ``gh``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from blockrun.block import read_folder
from blockrun.record import read_records
from blockrun.report import format_report

ROOT = Path(__file__).parent.parent
LABEL = "weekly"
TITLE = "Blocks that newer versions of torch break"
LETTERS = 25_000  # of a run's report; an issue holds 65,536
# A run of backquotes; a fence around a text must be longer than any in it.
QUOTES = re.compile("`{3,}")


@dataclass(frozen=True)
class Week:
    """What came of a torch: its name (newest), whether all was well, and the report."""

    name: str
    green: bool
    report: str


def read_week(folder: Path, name: str) -> Week:
    """A run's report; one that left no whole records is not green."""
    path = folder / f"torch-{name}"
    try:
        summary = json.loads((path / "summary.json").read_text(encoding="utf-8"))
        records = read_records(path / "records.jsonl")
        report = format_report(records, read_folder(path), summary)
    except (OSError, ValueError, KeyError) as error:
        return Week(name, False, f"no records: {type(error).__name__}; see the run")
    green = bool(records) and summary["failed"] == 0
    return Week(f"{name}, which is {summary['torch']}", green, report)


def format_body(weeks: list[Week], run: str) -> str:
    """The issue in Markdown; what blocks printed stands in fences that it can't close."""
    parts = [f"Found by the weekly run: {run}. This text is replaced every week."]
    for week in weeks:
        parts.append(f"## torch {week.name}: {'all is well' if week.green else 'broken'}")
        text = week.report
        if len(text) > LETTERS:
            text = f"{text[:LETTERS]}\n... and {len(text) - LETTERS} more letters in the run's artifacts"
        fence = max(("`" * 3, *(found + "`" for found in QUOTES.findall(text))), key=len)
        parts.append(f"{fence}text\n{text}\n{fence}")
    return "\n\n".join(parts) + "\n"


def ask_github(*words: str, text: str = "") -> str:
    """Run a command of gh. Raises CalledProcessError."""
    done = subprocess.run(["gh", *words], input=text, capture_output=True, text=True, check=True)
    return done.stdout


def find_issue() -> str:
    """The number of the open issue, or ""."""
    words = ("issue", "list", "--label", LABEL, "--state", "open", "--json", "number")
    numbers = sorted(issue["number"] for issue in json.loads(ask_github(*words)))
    return str(numbers[0]) if numbers else ""


def tell(weeks: list[Week], run: str) -> str:
    """Open, update or close the issue; say which. Raises CalledProcessError."""
    issue, body = find_issue(), format_body(weeks, run)
    if all(week.green for week in weeks):
        if issue:
            ask_github("issue", "close", issue, "--comment", f"All is well again: {run}")
        return f"closed {issue}" if issue else "nothing to tell"
    if issue:
        ask_github("issue", "edit", issue, "--body-file", "-", text=body)
        return f"updated {issue}"
    ask_github("label", "create", LABEL, "--description", TITLE, "--force")
    words = ("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-")
    return f"opened {ask_github(*words, text=body).strip()}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="+", help="newest, nightly, ...")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "weekly")
    options = parser.parse_args(arguments)
    known = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, number = (os.environ.get(name, "") for name in known)
    run = f"{server}/{repository}/actions/runs/{number}" if number else "a run by hand"
    try:
        print(tell([read_week(options.folder, name) for name in options.names], run))
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        print(f"report: found that gh failed: {said.strip()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
