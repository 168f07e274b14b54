"""Languages: which have catalogs, and what they call themselves."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError

# The language that pages are written in, and that a reader gets who speaks none of the others.
SOURCE = "en"


def find_languages(folder: Path) -> list[str]:
    """The languages that have a folder of catalogs, sorted."""
    return sorted(path.parent.name for path in folder.glob("*/LC_MESSAGES"))


def name_language(language: str) -> str:
    """A language's own name for itself: 한국어 for ko. Raises ValueError for what is no code."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"found {language!r}, expected a code such as ko or pt-BR") from None
    name = locale.get_display_name(locale) or language
    return name[0].upper() + name[1:]
