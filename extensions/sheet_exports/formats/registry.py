"""The formats as which a page and its sections can be had. The list is open: an extension adds one.

A format is a module that writes it, and a line in a ``setup`` that adds it by `add_format`: files, links
and words on pages come from what is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sheet_exports.formats.code_cells import Source
    from sheet_exports.formats.page_items import Item

EVENT = "collect-export-formats"
# How a format's files end: matches ".py", ".7z"; not "py", ".tar.gz".
SUFFIX = re.compile(r"\.[a-z0-9]+")
TAKEN = (".html",)  # the pages' own


@dataclass(frozen=True)
class Format:
    """What kind of file it is.

    `suffix` is what links show; `write` makes the text of a file; `title` is what the link of a section
    says, in the language of the build; those of a smaller `order` come first. `hosts` open a page's
    file elsewhere: by name what gives the address, or "", for the file's place in the site.
    """

    suffix: str
    write: Callable[[Sequence[Item], Source], str]
    title: Callable[[], str]
    order: int = 100
    hosts: Mapping[str, Callable[[Config, str], str]] = field(default_factory=dict)


def add_format(app: Sphinx, added: Format) -> None:
    """Let pages be had as this too; ``sheet_exports`` must have been set up. Raises ExtensionError."""
    if not SUFFIX.fullmatch(added.suffix) or added.suffix in TAKEN:
        raise ExtensionError(f"export format: found the suffix {added.suffix!r}, expected one as '.py'")
    if added.suffix in (known.suffix for known in list_formats(app)):
        raise ExtensionError(f"export format: found {added.suffix} twice, expected it once")
    app.connect(EVENT, lambda _app: added)


def list_formats(app: Sphinx) -> list[Format]:
    """All that were added, in their order."""
    return sorted(app.emit(EVENT), key=lambda known: (known.order, known.suffix))
