"""Whether a block calls what is deprecated, and the page does not say so."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable

from pycode.names import find_words

from blockrun.model.block import Block

CATEGORIES = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)

# "torch.qr" of "torch.qr is", "f" of "`f` is", but not "t" of "don't".
NAME = re.compile(r"(?<!\w)(?P<quote>[`'\"]?)(?P<name>[A-Za-z_][\w.]*(?<!\.))")


def find_own_deprecation(
    caught: Iterable[warnings.WarningMessage], block: Block, sources: Iterable[str]
) -> warnings.WarningMessage | None:
    """The first warning of something deprecated that the block itself calls, and the page hides.

    torch calls deprecated parts of itself too: those are not the block's. A warning is its own if
    Python lays it to a line of the page, or if what it names as deprecated stands in the code.
    """
    words, attributes = find_words(sources)
    for warning in caught:
        names = find_subject(str(warning.message), warning.category)
        if names is None:
            continue
        called = any(name.rpartition(".")[2] in (attributes if "." in name else words) for name in names)
        if called or warning.filename == block.path:
            declared = block.options.get("deprecated", [])
            if not any(_is_same(api, name) for api in declared for name in names):
                return warning
    return None


def find_subject(message: str, category: type[Warning]) -> set[str] | None:
    """The names of what a warning calls deprecated; None if it calls nothing so.

    They stand before the word: ``torch.qr is deprecated, use torch.linalg.qr``. A name is in quotes,
    has a dot, or is no English word: it has a capital or an underscore.
    """
    marked = re.search("deprecat", message, re.IGNORECASE)
    if not marked and not issubclass(category, CATEGORIES):
        return None
    names = _find_names(message[: marked.start()] if marked else message)
    # "Deprecated: use torch.linalg.qr instead of torch.qr"
    return names or _find_names(re.sub(r"\b(?i:use)\s+\S+", "", message))


def _find_names(text: str) -> set[str]:
    found = [(match["quote"], match["name"]) for match in NAME.finditer(text)]
    return {name for quote, name in found if quote or "." in name or "_" in name or not name.islower()}


def _is_same(api: str, name: str) -> bool:
    """Whether one of two dotted names ends with the other: ``torch.qr`` and ``qr``."""
    return f".{api}".endswith(f".{name}") or f".{name}".endswith(f".{api}")
