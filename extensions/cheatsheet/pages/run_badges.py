"""Say of a block where it was last run, in the language of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blockrun.execution.version_marks import NEED
from blockrun.model.record import FAILED, PASSED, SKIPPED
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.builders.blocks import collect_blocks
from cheatsheet.builders.samples import load_page
from cheatsheet.core.runs import Run


@dataclass(frozen=True)
class Stamp:
    """What readers are told: `label` in full, `newest` in short, `notice` of what is odd, or "".

    `blocks` are those that a stamp of several is true of.
    """

    passed: bool
    label: str
    notice: str = ""
    newest: str = ""
    blocks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Counts:
    """How many blocks there are, and have passed; `rest` is how many of the others lack what."""

    blocks: int
    passed: int
    rest: Mapping[str, int]


def count_blocks(app: Sphinx, runs: Sequence[Run]) -> Counts:
    """Each block of the sheet once, as it stands now: one that has changed since is not run."""
    blocks = {
        block.id
        for page in app.env.found_docs
        for block in collect_blocks(page, load_page(app, page), app.env.metadata[page], app.confdir)
    }
    rest = Counter(filter(None, (find_lack(block, runs) for block in blocks)))
    return Counts(len(blocks), len(blocks) - rest.total(), rest)


def find_newest(runs: Sequence[Run]) -> list[Run]:
    """The newest run on each device; `runs` come newest first."""
    return list({run.device: run for run in reversed(runs)}.values())[::-1]


def find_lack(block: str, runs: Sequence[Run]) -> str:
    """Why a block has not passed; "" if it has in a device's newest run, and failed in none of those.

    What they skipped an older run may have done, as with a package that is not out for the newest torch.
    """
    return name_lack(block, find_newest(runs)) and name_lack(block, runs)


def name_lack(block: str, runs: Sequence[Run]) -> str:
    rows = [run.rows[block] for run in runs if block in run.rows]
    statuses = {row.status for row in rows}
    if FAILED in statuses:
        return FAILED
    if PASSED in statuses:
        return ""
    return rows[0].reason if rows else "not yet run"


def describe_rest(counts: Counts) -> str:
    """``the other 39: needs CUDA (29), needs MPS (10)``: what those lack that have not passed."""
    lacks = sorted(counts.rest.items(), key=lambda item: (-item[1], item[0]))
    reasons = ", ".join(f"{_(lack)} ({count})" for lack, count in lacks)
    return _("the other %s: %s") % (sum(counts.rest.values()), reasons)


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
    needs = ", ".join(str(_(reason)) for reason in reasons if not NEED.fullmatch(reason))
    if not needs:
        return Stamp(True, label)
    on_cpu = any(run.device == "CPU" for run in passed)
    elsewhere = _("last run on %s") % describe_runs(passed)
    notice = needs if on_cpu else f"{needs}: {elsewhere}"
    return Stamp(True, f"{needs}; {label}", notice)


def describe_versions(requires: str, first: str, last: str) -> str:
    """Since when and until when a block holds, by its condition; "" if that says nothing of versions.

    `first` is the condition under which a version is too old, `last` too new, ``{}`` the version.
    """
    words = {first: _("since %s"), last: _("until %s")}
    found = ((find_version(form, requires), text) for form, text in words.items() if form)
    return ", ".join(text % version for version, text in found if version)


def find_version(form: str, requires: str) -> str:
    """The version of which a condition speaks in this form, "" if it does not."""
    pattern = re.escape(form).replace(re.escape("{}"), r"([\d.]+)")
    match = re.search(rf"\b{pattern}", requires)
    return match[1] if match else ""


def make_anchor(block: str) -> str:
    """Where the page of all runs tells of a block: half of its digest, which every section links to."""
    return f"block-{block[:8]}"


def make_common_stamp(blocks: Sequence[str], runs: Sequence[Run]) -> Stamp:
    """The stamp of those of the blocks that passed in the run in which most have, the newest such.

    Of what is odd it says nothing; it has no label where no run knows a block that is not odd.
    """
    plain = [block for block in blocks if not make_stamp(block, runs).notice]
    passed = [frozenset(block for block in plain if has_passed(block, run)) for run in runs]
    most = max(passed, key=len, default=frozenset())
    if not most:
        return Stamp(False, "")
    shared = [run for run, known in zip(runs, passed, strict=True) if known >= most]
    label = _("Last run on %s") % describe_runs(shared)
    return Stamp(True, label, newest=shared[0].software, blocks=most)


def has_passed(block: str, run: Run) -> bool:
    return block in run.rows and run.rows[block].status == PASSED


def find_notice(block: str, own: Stamp, common: Stamp) -> str:
    """What is said at a block itself, beside what is said of several."""
    return own.notice or ("" if block in common.blocks else own.label)


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
