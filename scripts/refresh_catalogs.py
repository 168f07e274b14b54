"""Bring every catalog up to the pages: ``make catalogs``. A second run changes nothing."""

from __future__ import annotations

import sys

from building import LOCALE, ROOT, find_unknown, find_unsound, write_templates
from cheatsheet.catalog_counts import Counts, count_messages
from cheatsheet.catalogs import find_catalogs, read_catalog, refresh_catalogs
from cheatsheet.languages import SOURCE, find_languages


def main(arguments: list[str]) -> int:
    if unknown := find_unknown(arguments):
        print(unknown, file=sys.stderr)
        return 2
    languages = arguments or find_languages(LOCALE)
    if unsound := list(find_unsound(find_languages(LOCALE))):
        print("\n".join(unsound), file=sys.stderr)
        print("no catalog was changed", file=sys.stderr)
        return 1
    templates = write_templates()
    if templates is None:
        print("no catalog was changed", file=sys.stderr)
        return 1
    for language in languages:
        changes = refresh_catalogs(templates, LOCALE, language)
        for verb, paths in changes.items():
            for path in paths:
                print(f"{verb} {path.relative_to(ROOT)}")
        print(f"{language}: {len(changes['written'])} catalogs changed{describe_work(language)}")
    return 0


def describe_work(language: str) -> str:
    """What is left to translate, where anything is."""
    catalogs = (read_catalog(path, language) for path in find_catalogs(LOCALE, language))
    counts = sum(map(count_messages, catalogs), Counts())
    if language == SOURCE or counts.translated == counts.messages:
        return ""
    return f"; {counts.untranslated} messages to translate, {counts.fuzzy} fuzzy"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
