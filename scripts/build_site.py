"""Build the site in every language: ``make html``.

Warnings are errors. ``build/html`` is replaced only by a whole new site.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from building import LOCALE, ROOT, clean_compiled, find_unsound, hold_lock, run_sphinx
from cheatsheet.catalog_checks import check_safety
from cheatsheet.catalogs import find_catalogs, find_syntax, name_catalog, read_catalog
from cheatsheet.languages import find_languages, name_language
from jinja2 import Environment, FileSystemLoader

BUILD = ROOT / "build"
NOT_BUILT = "the site was not built; what was there before is unchanged"


def find_unsafe(language: str) -> Iterator[str]:
    """What no page may be built with, a line each."""
    for path in find_catalogs(LOCALE, language):
        syntax = find_syntax(ROOT / "source", name_catalog(path, LOCALE))
        yield from check_safety(path.relative_to(ROOT), read_catalog(path, language), syntax)


def write_root(languages: list[str], site: Path) -> None:
    """The pages above the languages: the one that sends a reader to theirs."""
    folder = ROOT / "source" / "_root"
    templates = Environment(loader=FileSystemLoader(folder), autoescape=True)
    names = {language.replace("_", "-"): name_language(language) for language in languages}
    for path in sorted(folder.iterdir()):
        text = templates.get_template(path.name).render(languages=names)
        (site / path.name).write_text(text + "\n", encoding="utf-8")


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
        write_root(languages, new)
        replace_site(new, BUILD / "html")
    print(f"the site is in build/html: {', '.join(languages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
