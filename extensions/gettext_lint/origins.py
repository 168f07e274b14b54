"""Find what a message was made from: its like, what stood in its place, what it was translated for."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from polib import POEntry

# difflib's measure of likeness from which an old translation is worth a look: anywhere, as Babel has it,
# in the same place, and for what has no place any more.
CLOSE, FAR, APART = 0.6, 0.3, 0.4


def name_origins(
    merged: Sequence[POEntry],
    known: Mapping[str, POEntry],
    gone: Mapping[str, POEntry],
    orders: Sequence[Sequence[str]],
) -> dict[str, POEntry]:
    """What each new message was made from: what sphinx-intl took, else what stood in its place.

    What became obsolete before has no place; there the two must be each other's nearest.
    """
    origins: dict[str, POEntry] = {}
    for entry in merged:
        if entry.fuzzy and entry.msgid not in known:
            same = [other.msgid for other in known.values() if other.msgstr == entry.msgstr]
            close = difflib.get_close_matches(entry.msgid, same, 1, 0)
            origins |= {entry.msgid: known[close[0]]} if close else {}
    used = {origin.msgid for origin in origins.values()}
    empty = [entry.msgid for entry in merged if not entry.msgstr and entry.msgid not in known]
    empty += [entry.msgid for entry in merged if not entry.msgstr and entry.msgid in known]
    for place, origin in pair_all(orders, [entry.msgid for entry in merged]).items():
        if place in empty and origin in gone and origin not in used:
            origins[place] = gone[origin]
            used.add(origin)
    left = [msgid for msgid, entry in gone.items() if entry.obsolete and msgid not in used]
    empty = [msgid for msgid in empty if msgid not in origins]
    for msgid in empty:
        near = difflib.get_close_matches(msgid, left, 1, APART)
        if near and difflib.get_close_matches(near[0], empty, 1, APART) == [msgid]:
            origins[msgid] = gone[near[0]]
    return origins


def pair_all(orders: Sequence[Sequence[str]], new: Sequence[str]) -> dict[str, str]:
    """For each new message the one that it replaced, in any of the orders; the first knows best."""
    pairs: dict[str, str] = {}
    for old in reversed(orders):
        pairs |= pair_places(old, new)
    return pairs


def pair_places(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """For each new message that stands in the place of old ones, the one that it replaced."""
    pairs: dict[str, str] = {}
    for kind, i, j, m, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == n - m:
            pairs |= dict(zip(new[m:n], old[i:j], strict=True))
        elif kind == "replace":
            near = {msgid: difflib.get_close_matches(msgid, old[i:j], 1, FAR) for msgid in new[m:n]}
            pairs |= {msgid: close[0] for msgid, close in near.items() if close}
    return pairs


def name_previous(
    entry: POEntry,
    origin: POEntry | None,
    known: Mapping[str, POEntry],
    orders: Sequence[Sequence[str]],
    page: Collection[str],
) -> str | None:
    """The message that a fuzzy translation was made for.

    Where plain sphinx-intl has made it fuzzy, it is no longer said; other languages may still tell.
    """
    if origin:
        return (origin.previous_msgid if origin.fuzzy else None) or origin.msgid
    if entry.msgid in known and known[entry.msgid].previous_msgid:
        return known[entry.msgid].previous_msgid
    gone = {msgid.lower(): msgid for order in orders for msgid in order if msgid not in page}
    close = difflib.get_close_matches(entry.msgid.lower(), gone, 1, CLOSE)  # as Babel compares them
    return gone[close[0]] if close else pair_all(orders, list(page)).get(entry.msgid)
