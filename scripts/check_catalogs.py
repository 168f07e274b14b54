"""Check every catalog: ``python scripts/check_catalogs.py [language or .po ...]``; all without.

What was found is printed as ``path:line: [rule] found X, expected Y; do Z``.
"""

from __future__ import annotations

import os.path
import sys
from collections.abc import Iterator
from pathlib import Path

from building import LOCALE, ROOT, find_unknown, show_error, write_templates
from cheatsheet.catalog_checks import check_catalog
from cheatsheet.catalog_counts import Counts, count_messages
from cheatsheet.catalog_language import Language
from cheatsheet.catalog_text import CatalogError
from cheatsheet.catalogs import (
    compare_messages,
    find_catalogs,
    find_syntax,
    name_catalog,
    read_catalog,
    read_notes,
    read_templates,
)
from cheatsheet.languages import SOURCE, find_languages


def find_findings(languages: list[str], files: set[Path]) -> Iterator[str]:
    """What is wrong with the translations; of all catalogs if `files` names none."""
    for code in languages:
        try:
            language = Language.load(LOCALE, code)
            for path in find_catalogs(LOCALE, code):
                if not files or path in files:
                    yield from find_in_catalog(path, language)
        except CatalogError as error:
            yield show_error(error)


def find_in_catalog(path: Path, language: Language) -> Iterator[str]:
    try:
        catalog = read_catalog(path, language.code)
    except CatalogError as error:
        yield show_error(error)
        return
    syntax = find_syntax(ROOT / "source", name_catalog(path, LOCALE))
    yield from check_catalog(path.relative_to(ROOT), catalog, language, SOURCE, syntax)


def find_stale(languages: list[str], templates: Path) -> Iterator[str]:
    """Where a catalog is not that of its page."""
    pages, notes = read_templates(templates), read_notes(templates)
    for code in languages:
        found = {name_catalog(path, LOCALE): path for path in find_catalogs(LOCALE, code)}
        for name in sorted({*pages, *found}):
            path = LOCALE / code / "LC_MESSAGES" / f"{name}.po"
            catalog = read_catalog(path, code) if name in found else []
            known = pages.get(name, []), notes.get(name, {})
            yield from compare_messages(path.relative_to(ROOT), catalog, *known)


def find_stray(files: set[Path]) -> str:
    """What is said of a file that is no catalog of a language; empty where all are."""
    known = {path for code in find_languages(LOCALE) for path in find_catalogs(LOCALE, code)}
    stray = sorted(files - known)
    names = [os.path.relpath(path, ROOT) for path in stray]
    return f"found {names[0]!r}, expected a catalog below locale/" if names else ""


def describe_progress(code: str) -> str:
    counts = sum((count_messages(read_catalog(p, code)) for p in find_catalogs(LOCALE, code)), Counts())
    return (
        f"{code}: {counts.untranslated} of {counts.messages} messages to translate, "
        f"{counts.fuzzy} fuzzy; shown in English (locale/{code}/settings.toml)"
    )


def main(arguments: list[str]) -> int:
    chosen = [word for word in arguments if not word.endswith(".po")]
    files = {(ROOT / word).resolve() for word in arguments if word.endswith(".po")}
    unknown = find_unknown(chosen) or find_stray(files)
    if unknown:
        print(unknown, file=sys.stderr)
        return 2
    languages = chosen or find_languages(LOCALE)
    findings = list(find_findings(languages, files))
    if not findings and not files:
        templates = write_templates()
        if templates is None:
            return 1
        findings = list(find_stale(languages, templates))
    if not findings:
        for code in languages:
            if not Language.load(LOCALE, code).complete:
                print(describe_progress(code))
    print("\n".join([*findings, f"catalogs: {len(findings)} findings"]))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
