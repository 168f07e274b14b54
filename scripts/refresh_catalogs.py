"""Bring every catalog up to the pages: ``make catalogs``. A second run changes nothing.

With ``--templates`` alone, write what the pages say into ``build/gettext`` and leave the catalogs.
"""

from __future__ import annotations

import sys

from gettext_lint.catalogs import read_catalog
from gettext_lint.counts import Counts, count_messages
from gettext_lint.locales import SOURCE, find_languages
from gettext_lint.merge import refresh_all, refresh_catalogs
from message_templates import write_templates, write_ui_templates
from sphinx_runner import LOCALE, ROOT, find_all_catalogs, find_unknown, find_unreadable


def main(arguments: list[str]) -> int:
    if arguments == ["--templates"]:
        return 0 if write_templates() else 1
    if unknown := find_unknown(arguments):
        print(unknown, file=sys.stderr)
        return 2
    languages = arguments or find_languages(LOCALE)
    if unsound := list(find_unreadable(find_languages(LOCALE))):
        print("\n".join(unsound), file=sys.stderr)
        print("no catalog was changed", file=sys.stderr)
        return 1
    templates = write_templates()
    if templates is None:
        print("no catalog was changed", file=sys.stderr)
        return 1
    changed = refresh_all(templates, LOCALE, languages)
    for folder, words in write_ui_templates().items():
        for language in set(languages) - {SOURCE}:
            changes = refresh_catalogs(words, folder, language)
            changed[language]["written"] += changes["written"]
    for language, changes in changed.items():
        for verb, paths in changes.items():
            for path in paths:
                print(f"{verb} {path.relative_to(ROOT)}")
        print(f"{language}: {len(changes['written'])} catalogs changed{describe_work(language)}")
    return 0


def describe_work(language: str) -> str:
    """What is left to translate, where anything is."""
    catalogs = (read_catalog(path, language) for path in find_all_catalogs(language))
    counts = sum(map(count_messages, catalogs), Counts())
    if language == SOURCE or counts.translated == counts.messages:
        return ""
    return f"; {counts.untranslated} messages to translate, {counts.fuzzy} fuzzy"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
