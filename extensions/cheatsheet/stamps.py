"""Say of a block where it was last run, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blockrun.record import FAILED, PASSED, SKIPPED
from sphinx.locale import _

from cheatsheet.runs import Run


@dataclass(frozen=True)
class Stamp:
    """What readers are told of a block: `label` in full, `notice` in sight, "" where all is well."""

    passed: bool
    label: str
    notice: str = ""


def make_stamp(block: str, runs: Sequence[Run]) -> Stamp:
    """The stamp of a block, by its id, from the runs that know it."""
    known = [run for run in runs if block in run.rows]
    passed = [run for run in known if run.rows[block].status == PASSED]
    failed = [run for run in known if run.rows[block].status == FAILED]
    reasons = sorted({run.rows[block].reason for run in known if run.rows[block].status == SKIPPED})
    needs = ", ".join(str(_(reason)) for reason in reasons)
    if failed:
        notice = _("failed on %s") % describe_runs(failed)
        return Stamp(False, notice, notice)
    if not passed:
        notice = f"{needs}: {_('not yet run')}" if needs else _("not yet run")
        return Stamp(False, notice, notice)
    label = _("Last run on %s") % describe_runs(passed)
    if not needs:
        return Stamp(True, label)
    on_cpu = any(run.device == "CPU" for run in passed)
    notice = needs if on_cpu else f"{needs}: {_('last run on %s') % describe_runs(passed)}"
    return Stamp(True, f"{needs}; {label}", notice)


def describe_runs(runs: Sequence[Run]) -> str:
    """``torch 2.14.1, 2.13.0, CPU, 2026-11-23``: versions and the newest date of each device."""
    parts = []
    for device in dict.fromkeys(run.device for run in runs):
        own = [run for run in runs if run.device == device]
        name = own[0].software.rpartition(" ")[0]
        versions = ", ".join(run.software.removeprefix(name).strip() for run in own)
        date = max(run.date for run in own)
        parts.append(f"{name} {versions}, {device}, {date}")
    return "; ".join(parts)
