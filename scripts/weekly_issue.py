"""Keep one issue about what newer versions of torch break: ``make weekly-issue TORCH="newest nightly"``.

Reads the runs in ``build/weekly/torch-NAME``; speaks to GitHub through its command ``gh``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from blockrun.model.block import read_folder
from blockrun.model.record import read_records
from blockrun.reporting.report import count_failed, format_counts, format_failures
from gettext_lint.rules.characters import is_hidden

ROOT = Path(__file__).parent.parent
LABEL = "weekly"
TITLE = "Blocks that newer versions of torch break"
LIMIT = 65_536  # of an issue, which GitHub counts; here in UTF-16 units, the most that it could count
LEAST = 300  # units of a failure, below which it says nothing
MOST_NAMES = 20
# A torch that is run: matches "newest", "2.13.0"; not "@everyone", which would stand in a heading.
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{,39}")
# A run of backquotes, from which a fence must differ; one above the limit is cut, or fences would grow.
QUOTES = re.compile("`+")
MOST_QUOTES = 20


@dataclass(frozen=True)
class Week:
    """What came of a torch: its name (newest), whether all was well, the counts, each failure."""

    name: str
    green: bool
    counts: str
    failures: list[str] = field(default_factory=list)


def read_week(folder: Path, name: str) -> Week:
    """A run; one that left no whole records is not green."""
    path = folder / f"torch-{name}"
    try:
        summary = json.loads((path / "summary.json").read_text(encoding="utf-8"))
        records = read_records(path / "records.jsonl")
        failures = format_failures(records, read_folder(path))
        counts = f"torch {summary['torch']}, {format_counts(summary)}"
        green = bool(records) and count_failed(summary) == 0
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Week(name, False, f"no records: {type(error).__name__}; see the run")
    return Week(name, green, counts, failures)


def format_body(weeks: list[Week], run: str) -> str:
    """The issue in Markdown, `LIMIT` at most; what torch and blocks printed stands in fences.

    There GitHub heeds neither mentions nor links, and nothing in them can close them.
    """
    room = LIMIT - measure(lay_out(weeks, run, ["" for _ in weeks]))
    texts = [[clean(text) for text in (week.counts, *week.failures)] for week in weeks]
    rooms = share(list(map(count_units, texts)), room)
    return lay_out(weeks, run, list(map(fit, texts, rooms)))


def lay_out(weeks: list[Week], run: str, texts: list[str]) -> str:
    """A heading and a fence for each week; the fences are the same whatever stands in them."""
    fence = "`" * (MOST_QUOTES + 1)
    parts = [f"Found by the weekly run: {run}. This text is replaced every week."]
    for week, text in zip(weeks, texts, strict=True):
        parts.append(f"## torch {week.name}: {'all is well' if week.green else 'broken'}")
        parts.append(f"{fence}text\n{text}\n{fence}")
    return "\n\n".join(parts) + "\n"


def fit(texts: list[str], room: int) -> str:
    """Texts, a line or more each, in `room` units: where they don't fit, the longest are cut, and the
    last left out."""
    fits = count_units(texts) <= room
    shown = texts if fits else texts[: max(1, room // LEAST)]
    left = len(texts) - len(shown)
    more = [f"... and {left} more failures in the run's artifacts"] if left else []
    rest = room - sum(measure(line) + 1 for line in more) - len(shown)
    cuts = share([measure(text) for text in shown], rest)
    return "\n".join([*map(cut, shown, cuts), *more])


def share(wanted: list[int], room: int) -> list[int]:
    """What each gets of `room`: all that it wants, or as much as any other that does not."""
    given = [0] * len(wanted)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    for place, index in enumerate(order):
        given[index] = min(wanted[index], max(0, room) // (len(order) - place))
        room -= given[index]
    return given


def cut(text: str, room: int) -> str:
    """A text in `room` units; where it is cut, it says how much is missing."""
    if measure(text) <= room:
        return text
    note = f"\n... and {measure(text):,} letters in all in the run's artifacts"
    kept = text.encode("utf-16-le")[: 2 * max(0, room - len(note))]
    return (kept.decode("utf-16-le", "ignore") + note)[: max(0, room)]


def clean(text: str) -> str:
    """A text that shows itself as it is, and in which no run of backquotes is as long as a fence."""
    return QUOTES.sub(lambda found: found[0][:MOST_QUOTES], "".join(map(show_letter, text)))


@cache
def show_letter(letter: str) -> str:
    """A letter, or its number where it shows nothing, turns the direction of a line, or is no text."""
    unseen = is_hidden(letter) or unicodedata.category(letter) in ("Cc", "Zl", "Zp")
    return f"\\u{ord(letter):04x}" if unseen and letter not in "\t\n" else letter


def count_units(texts: list[str]) -> int:
    """What texts take, each on lines of its own."""
    return sum(measure(text) + 1 for text in texts)


def measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


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
    if wrong := [name for name in options.names if not NAME.fullmatch(name)]:
        parser.error(f"found {wrong[0]!r}, expected a version, newest or nightly")
    if len(options.names) > MOST_NAMES:
        parser.error(f"found {len(options.names)} versions, expected at most {MOST_NAMES}")
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
