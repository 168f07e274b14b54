"""Find where a catalog is not that of its page, and tell the cure: to refresh it or to put it back."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from polib import POEntry

from gettext_lint.catalogs import describe_note
from gettext_lint.origins import CLOSE
from gettext_lint.parser import RESTORE

REFRESH = "run make catalogs"


def compare_messages(
    path: Path,
    catalog: Sequence[POEntry],
    template: Iterable[POEntry],
    notes: Mapping[str, Sequence[str]],
    others: Collection[str] = (),
) -> Iterator[str]:
    """Where a catalog is not that of its page, as ``path:line: what``; `notes` have their code.

    `others` are the messages of the page's catalog in other languages: what these have, and the page
    has, this one has lost.
    """
    wanted = dict.fromkeys(entry.msgid for entry in template)
    known = {entry.msgid: entry for entry in catalog}
    lost = [msgid for msgid in wanted if msgid not in known]
    edited = pair_edited(lost, [msgid for msgid in known if msgid not in wanted], others)
    lost = [msgid for msgid in lost if msgid not in edited.values()]
    yield from describe_lost(path, catalog, lost, others)
    for entry in catalog:
        place, shown = f"{path}:{entry.linenum}: [missing]", repr(entry.msgid[:60])
        if entry.msgid in edited:
            page = repr(edited[entry.msgid][:60])
            yield f"{place} found the message {shown}, expected {page}, as the page has it; {RESTORE}"
        elif entry.msgid not in wanted:
            yield f"{place} found {shown}, which the page has not; {REFRESH}"
        elif entry.msgid in notes and entry.comment != describe_note(notes[entry.msgid]):
            place = f"{path}:{entry.linenum}: [code]"
            yield f"{place} found other code above {shown}, expected the page's; {REFRESH}"


def pair_edited(lost: Sequence[str], extra: Sequence[str], others: Collection[str]) -> dict[str, str]:
    """The messages that somebody changed in this catalog alone, and what they were."""
    pairs: dict[str, str] = {}
    left = [msgid for msgid in lost if msgid in others]
    for msgid in extra:
        close = [] if msgid in others else difflib.get_close_matches(msgid, left, 1, CLOSE)
        if close:
            pairs[msgid] = close[0]
            left.remove(close[0])
    return pairs


def describe_lost(
    path: Path, catalog: Sequence[POEntry], lost: Sequence[str], others: Collection[str]
) -> Iterator[str]:
    """What of the page a catalog has not: new on the page, or lost here, where the cure is another."""
    for msgid in lost:
        if msgid not in others:
            yield f"{path}:1: [missing] found no message {msgid[:60]!r}, which the page has; {REFRESH}"
    gone = [msgid for msgid in lost if msgid in others]
    if gone:
        line = catalog[-1].linenum if catalog else 1
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        told = f"which the page has: they were deleted or cut off here; {RESTORE}"
        yield f"{path}:{line}: [missing] found no message {gone[0][:60]!r}{more}, {told}"
