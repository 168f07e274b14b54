"""Check every catalog: ``python scripts/check_catalogs.py [language or .po ...]``; all without.

What was found is printed as ``path:line: [rule] found X, expected Y; do Z``.
"""

from __future__ import annotations

import os.path
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gettext_lint.catalogs import (
    find_catalogs,
    find_syntax,
    has_page,
    name_catalog,
    read_catalog,
    read_kinds,
    read_notes,
    read_templates,
)
from gettext_lint.checks import check_catalog
from gettext_lint.counts import Counts, count_messages
from gettext_lint.language import Language
from gettext_lint.locales import SOURCE, find_languages
from gettext_lint.parser import CatalogError
from gettext_lint.stale import REFRESH, compare_messages
from message_templates import write_templates
from sphinx_runner import (
    LOCALE,
    ROOT,
    find_all_catalogs,
    find_ui_catalogs,
    find_unknown,
    find_unsound,
    show_error,
)


@dataclass(frozen=True)
class Pages:
    """What the pages say now, below a folder of templates, and which messages their catalogs have.

    Without templates, which a bad catalog or page stops, nothing of the pages is known.
    """

    templates: Path | None

    @cached_property
    def messages(self) -> dict:
        return read_templates(self.templates) if self.templates else {}

    @cached_property
    def notes(self) -> dict:
        return read_notes(self.templates) if self.templates else {}

    @cached_property
    def kinds(self) -> dict:
        return read_kinds(self.templates) if self.templates else {}

    @cached_property
    def catalogs(self) -> dict[str, dict[str, list]]:
        """Every sound catalog, by language and name."""
        return {code: dict(read_sound(code)) for code in find_languages(LOCALE)}

    def find_others(self, name: str, code: str) -> set[str]:
        """The messages of a page in the catalogs of other languages."""
        others = [found.get(name, ()) for other, found in self.catalogs.items() if other != code]
        return {entry.msgid for catalog in others for entry in catalog}


def read_sound(code: str) -> Iterator[tuple[str, list]]:
    for path in find_catalogs(LOCALE, code):
        try:
            yield name_catalog(path, LOCALE), read_catalog(path, code)
        except CatalogError:  # of which find_unsound tells
            continue


def find_findings(languages: list[str], files: set[Path], pages: Pages) -> Iterator[str]:
    """What is wrong with the catalogs; with all of these languages if `files` names none."""
    for code in languages:
        try:
            language = Language.load(LOCALE, code)
        except CatalogError as error:
            yield show_error(error)
            continue
        found = {name_catalog(path, LOCALE): path for path in find_catalogs(LOCALE, code)}
        for name in sorted({*found, *(() if files else pages.messages)}):
            path = LOCALE / code / "LC_MESSAGES" / f"{name}.po"
            if not files or path in files:
                yield from find_in_catalog(name, path, language, pages)
        for path in find_ui_catalogs(code):
            if not files or path in files:
                yield from find_in_ui_catalog(path, language)


def find_in_catalog(name: str, path: Path, language: Language, pages: Pages) -> Iterator[str]:
    """What is wrong with a catalog that can be read; nothing else of one whose page is gone."""
    shown, known = path.relative_to(ROOT), pages.catalogs[language.code]
    if not has_page(ROOT / "source", name):
        yield f"{shown}:1: [missing] found no page {name!r}, expected one for the catalog; {REFRESH}"
    elif name in known or not path.exists():
        catalog, kinds = known.get(name, []), pages.kinds.get(name, {})
        syntax = find_syntax(ROOT / "source", name)
        yield from check_catalog(shown, catalog, language, SOURCE, syntax, kinds)
        if name in pages.messages:
            others = pages.find_others(name, language.code)
            notes = pages.notes.get(name, {})
            yield from compare_messages(shown, catalog, pages.messages[name], notes, others)


def find_in_ui_catalog(path: Path, language: Language) -> Iterator[str]:
    """What is wrong with the words of a package; of one that cannot be read, find_unsound tells."""
    with suppress(CatalogError):
        catalog = read_catalog(path, language.code)
        yield from check_catalog(path.relative_to(ROOT), catalog, language, SOURCE, "plain")


def find_stray(files: set[Path]) -> str:
    """What is said of a file that is no catalog of a language; empty where all are."""
    known = {path for code in find_languages(LOCALE) for path in find_all_catalogs(code)}
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
    findings = list(find_unsound(languages, files))
    templates = None if findings else write_templates()  # pages are not read with a bad catalog
    findings += find_findings(languages, files, Pages(templates))
    if not findings and templates is not None:
        for code in languages:
            if not Language.load(LOCALE, code).complete:
                print(describe_progress(code))
    print("\n".join([*findings, f"catalogs: {len(findings)} findings"]))
    return 1 if findings or templates is None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
