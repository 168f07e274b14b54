"""Places in the templates of a theme that other packages fill: the theme knows none of them by name.

`header`: at the right of a page's header. `actions`: what can be done with the page, in its menu.
`foot`: among the links below it.
"""

from __future__ import annotations

from typing import Any, Literal

from markupsafe import Markup

Slot = Literal["header", "actions", "foot"]


def fill_slot(context: dict[str, Any], slot: Slot, markup: Markup) -> None:
    """Add markup to a place of the page that ``html-page-context`` is about; the theme joins `slots`."""
    slots = context.setdefault("slots", {})
    slots[slot] = slots.get(slot, Markup("")) + markup
