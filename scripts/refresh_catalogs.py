"""Bring every catalog up to the pages: ``make catalogs``. A second run changes nothing."""

from __future__ import annotations

import shutil
import sys

from building import ROOT, run_sphinx
from cheatsheet.catalog_text import CatalogError
from cheatsheet.catalogs import refresh_catalogs
from cheatsheet.languages import SOURCE, find_languages


def main(arguments: list[str]) -> int:
    locale, templates = ROOT / "locale", ROOT / "build" / "gettext"
    shutil.rmtree(templates, ignore_errors=True)
    if not run_sphinx("gettext", SOURCE, templates)[0]:
        return 1
    for language in arguments or find_languages(locale):
        try:
            changes = refresh_catalogs(templates, locale, language)
        except CatalogError as error:
            print(error, file=sys.stderr)
            return 1
        for verb, paths in changes.items():
            for path in paths:
                print(f"{verb} {path.relative_to(ROOT)}")
        print(f"{language}: {len(changes['written'])} catalogs changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
