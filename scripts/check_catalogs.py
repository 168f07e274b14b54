"""Check every catalog: ``python scripts/check_catalogs.py [language or .po ...]``; all without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from cheatsheet.catalog_checks import Language, check_catalog
from cheatsheet.catalog_text import CatalogError
from cheatsheet.catalogs import find_catalogs, read_catalog
from cheatsheet.languages import SOURCE, find_languages

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locale"


def find_findings(arguments: list[str]) -> Iterator[str]:
    chosen = [word for word in arguments if not word.endswith(".po")]
    files = {(LOCALE.parent / word).resolve() for word in arguments if word.endswith(".po")}
    for code in chosen or find_languages(LOCALE):
        language = Language.load(LOCALE, code)
        for path in find_catalogs(LOCALE, code):
            if files and path not in files:
                continue
            try:
                catalog = read_catalog(path, code)
            except CatalogError as error:
                yield str(error).replace(f"{ROOT}/", "")
                continue
            yield from check_catalog(path.relative_to(ROOT), catalog, language, SOURCE)


def main(arguments: list[str]) -> int:
    findings = list(find_findings(arguments))
    for finding in findings:
        print(finding)
    print(f"catalogs: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
