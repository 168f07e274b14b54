"""Committed records: what was run, on what, and when; one file for a device and a version.

A file's first line says where and when its records were made, each line after it is one block:
``{"block": ..., "page": ..., "status": ..., "reason": ...}``, sorted, without dates or times, so
that a run with the same results changes nothing. Outputs that are others each time stand there too, as
``"samples"``, from the run in which the block or its result was last another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from blockrun.model.record import STATUSES, Record
from blockrun.reporting.report import COUNTED, TIMED
from gettext_lint.parser import describe_bad_byte

MOST = 4_000  # characters of a line without samples; the longest reason has a few hundred
SAMPLE = 20_000  # characters of a sample, which the runner cuts at half of it, in JSON


class RunError(ValueError):
    """A file of records that cannot be used; the message starts with ``path:line``."""


@dataclass(frozen=True)
class Row:
    """What happened to a block, or to a `program` of one of its entries.

    `samples` are what a block gave where that may be another thing each time.
    """

    block: str
    page: str
    status: str
    reason: str = ""
    program: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """Records of one device and version. `date` is ISO 8601; `rows` is by block id."""

    software: str
    device: str
    python: str
    date: str
    rows: Mapping[str, Row]

    @property
    def blocks(self) -> list[Row]:
        """What happened to blocks, the programs left out."""
        return [row for row in self.rows.values() if not row.program]

    @property
    def file_name(self) -> str:
        """``cpu-torch-2.14.1.jsonl``"""
        return re.sub(r"[^a-z0-9.]+", "-", f"{self.device} {self.software}".lower()) + ".jsonl"


def make_run(records: Iterable[Record], summary: Mapping[str, Any], date: str) -> Run:
    """A run from what the runner wrote: its records, and its summary for where they were made.

    Raises RunError where the summary does not say what the setup describes.
    """
    known = {*COUNTED, *TIMED, "python", "device"}
    names = [name for name in summary if name not in known and isinstance(summary[name], str)]
    if len(names) != 1 or not {"device", "python"} <= summary.keys():
        raise RunError("summary.json:1: found no version and device, expected those of the setup")
    rows = {record.block: make_row(record) for record in records}
    software = f"{names[0]} {summary[names[0]]}"
    return Run(software, summary["device"], summary["python"], date, rows)


def make_row(record: Record) -> Row:
    program = bool(record.entry)
    samples = () if program else tuple(record.samples)
    return Row(record.block, record.page, record.status, record.reason, program, samples)


def merge_runs(old: Run | None, new: Run, known: set[str]) -> Run:
    """The new rows over the old ones, of known blocks alone; the old run if nothing has changed."""
    if old is None:
        return replace(new, rows={key: row for key, row in new.rows.items() if key in known})
    changed = {key: row for key, row in new.rows.items() if not is_confirmed(old.rows.get(key), row)}
    rows = {key: row for key, row in {**old.rows, **changed}.items() if key in known}
    return old if rows == dict(old.rows) else replace(new, rows=rows)


def is_confirmed(old: Row | None, new: Row) -> bool:
    """Whether a row is as before, but perhaps for its samples: then the old ones are kept."""
    if old is None or len(old.samples) != len(new.samples):
        return False
    return replace(old, samples=()) == replace(new, samples=())


def write_run(folder: Path, run: Run) -> Path:
    """Write a run's file, whole or not at all."""
    head = {key: getattr(run, key) for key in ("software", "device", "python", "date")}
    rows = sorted(run.rows.values(), key=lambda row: (row.page, row.block))
    lines = [head, *({k: v for k, v in vars(row).items() if v} for row in rows)]
    path = folder / run.file_name
    part = path.with_suffix(".part")
    folder.mkdir(exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return path


def read_run(path: Path) -> Run:
    """Read what `write_run` wrote. Raises RunError with ``path:line``."""
    rows: dict[str, Row] = {}
    number = 1
    try:
        head, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        run = Run(**read_line(head), rows=rows)
        date.fromisoformat(run.date)
        for line in lines:
            number += 1
            row = Row(**read_line(line))
            if row.status not in STATUSES:
                raise ValueError(f"the status {row.status!r} of {row.block}")
            if row.block in rows:
                raise ValueError(f"the block {row.block} again")
            rows[row.block] = row
    except UnicodeDecodeError as error:
        number, problem = describe_bad_byte(error)
        raise RunError(f"{path}:{number}: {problem}; run make records") from None
    except (OSError, ValueError, TypeError) as error:
        raise RunError(f"{path}:{number}: found {error}, expected a record; run make records") from None
    return run


def read_line(line: str) -> dict[str, Any]:
    """The values of a line, texts but for `program` and `samples`. Raises ValueError or TypeError."""
    try:
        values = dict(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        raise ValueError(repr(line[:60])) from None
    samples = values.pop("samples", [])
    kinds = all(isinstance(v, bool if k == "program" else str) for k, v in values.items())
    kinds = kinds and isinstance(samples, list) and all(isinstance(text, str) for text in samples)
    if not kinds or len(line) > MOST + SAMPLE * len(samples):
        raise ValueError(f"{line[:60]!r}")
    return {**values, "samples": tuple(samples)} if samples else values


def read_runs(folder: Path) -> list[Run]:
    """All runs, the newest version first, CPU before other devices. Raises RunError."""
    runs = [read_run(path) for path in sorted(folder.glob("*.jsonl"))]
    by_version = sorted(runs, key=lambda run: _version_key(run.software), reverse=True)
    return sorted(by_version, key=lambda run: run.device != "CPU")


def _version_key(software: str) -> list[int]:
    """("torch 2.14.1") gives [2, 14, 1]."""
    return [int(number) for number in re.findall(r"\d+", software)]
