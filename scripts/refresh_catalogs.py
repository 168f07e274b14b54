"""Bring every catalog up to the pages: ``make catalogs``. A second run changes nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from cheatsheet.catalog_text import CatalogError
from cheatsheet.catalogs import refresh_catalogs
from cheatsheet.languages import find_languages
from sphinx.cmd.build import build_main

ROOT = Path(__file__).parent.parent


def main(arguments: list[str]) -> int:
    locale, templates = ROOT / "locale", ROOT / "build" / "gettext"
    shutil.rmtree(templates, ignore_errors=True)
    paths = [ROOT / "source", templates]
    options = ["-q", "-E", "-n", "-W", "--keep-going", "-b", "gettext", "-c", ROOT]
    if build_main([str(word) for word in (*options, "-d", ROOT / "build/doctrees/gettext", *paths)]):
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
