"""Build the site in every language: ``make html``.

Warnings are errors. ``build/html`` is replaced only by a whole new site.
"""

from __future__ import annotations

import runpy
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from building import LOCALE, ROOT, clean_compiled, find_unsound, hold_lock, run_sphinx
from cheatsheet.catalog_checks import check_safety
from cheatsheet.catalogs import find_catalogs, find_syntax, name_catalog, read_catalog
from cheatsheet.languages import find_languages
from sheet_exports.offline import list_files, write_worker
from sheet_exports.root import read_language, write_root

BUILD = ROOT / "build"
NOT_BUILT = "the site was not built; what was there before is unchanged"


def find_unsafe(language: str) -> Iterator[str]:
    """What no page may be built with, a line each."""
    for path in find_catalogs(LOCALE, language):
        syntax = find_syntax(ROOT / "source", name_catalog(path, LOCALE))
        yield from check_safety(path.relative_to(ROOT), read_catalog(path, language), syntax)


def finish_site(site: Path, languages: list[str]) -> None:
    """What needs all languages: the pages above them, and the service worker, which knows every file."""
    settings = runpy.run_path(str(ROOT / "conf.py"))
    spoken = [read_language(ROOT / "locale", code) for code in languages]
    write_root(ROOT / "source" / "_root", site, spoken, settings["site_url"])
    chosen = (settings["offline_also"], settings["offline_never"])
    write_worker(site, {code: list_files(site / code, *chosen) for code in languages})


def replace_site(new: Path, site: Path) -> None:
    old = site.with_name("html.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    languages = find_languages(LOCALE)
    errors = list(find_unsound(languages)) or [line for code in languages for line in find_unsafe(code)]
    if errors:
        print("\n".join(errors), file=sys.stderr)
        print(NOT_BUILT, file=sys.stderr)
        return 1
    with hold_lock("html"):
        clean_compiled()
        new = BUILD / "html.new"
        shutil.rmtree(new, ignore_errors=True)
        with ThreadPoolExecutor(2) as pool:
            built = list(pool.map(lambda code: run_sphinx("html", code, new / code)[0], languages))
        if not all(built):
            print(NOT_BUILT, file=sys.stderr)
            return 1
        finish_site(new, languages)
        replace_site(new, BUILD / "html")
    print("the site is in build/html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
