"""Build the site in every language: ``make html``.

Warnings are errors. ``build/html`` is replaced only by a whole new site.
"""

from __future__ import annotations

import os
import runpy
import shutil
import signal
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from build_state import State, read_sources
from builds import Builds
from gettext_lint.catalogs import find_catalogs, find_syntax, has_page, name_catalog, read_catalog
from gettext_lint.checks import check_safety
from gettext_lint.counts import Counts, count_messages
from gettext_lint.locales import SOURCE, find_languages
from sheet_exports.offline.root_pages import read_language, write_root
from sheet_exports.offline.service_worker import list_files, write_worker
from sphinx_runner import (
    LOCALE,
    ROOT,
    UI_CATALOGS,
    UMASK,
    clean_compiled,
    find_ui_catalogs,
    find_unsound,
    hold_lock,
    run_sphinx,
)

BUILD = ROOT / "build"
STATE = "state"  # what the next build goes on with
OWN = ".buildinfo"  # what Sphinx notes there for itself, with the paths of this machine
STAYS = "what was there before is unchanged"
NOT_BUILT = f"the site was not built; {STAYS}"
INTERRUPTED = 130  # the exit status of what Ctrl-C has ended


def find_unsafe(language: str, safe: Collection[str] = ()) -> Iterator[str]:
    """What no page may be built with, a line each; `safe` are files that one was built with."""
    for path in find_catalogs(LOCALE, language):
        name = name_catalog(path, LOCALE)
        if path.relative_to(ROOT).as_posix() in safe:
            continue
        if has_page(ROOT / "source", name):  # make check tells of a catalog without
            syntax = find_syntax(ROOT / "source", name)
            yield from check_safety(path.relative_to(ROOT), read_catalog(path, language), syntax)
    for path in find_ui_catalogs(language):
        yield from check_safety(path.relative_to(ROOT), read_catalog(path, language), "plain")


def measure_share(language: str) -> int:
    """How much of all catalogs of a language is translated, in percent; the source's needs none."""
    if language == SOURCE:
        return 100
    paths = [*find_catalogs(LOCALE, language), *find_ui_catalogs(language)]
    counts = (count_messages(read_catalog(path, language)) for path in paths)
    return sum(counts, Counts()).percent


def finish_site(site: Path, languages: list[str]) -> None:
    """What needs all languages: the pages above them, and the service worker, which knows every file."""
    settings = runpy.run_path(str(ROOT / "conf.py"))
    enough = settings["translated_enough"]
    spoken = [
        read_language([LOCALE, *UI_CATALOGS], code, enough=measure_share(code) >= enough)
        for code in languages
    ]
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


def build_languages(languages: list[str], folder: Path, *, fresh: bool) -> bool:
    """Build them beside each other; whether all went well. Ctrl-C ends them all."""
    builds = Builds(sys.stderr)

    def build(code: str) -> bool:
        return run_sphinx("html", code, folder / code, builds, fresh=fresh)[0]

    with ThreadPoolExecutor(2) as pool:
        try:
            done = list(pool.map(build, languages))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            builds.stop()
            raise
    builds.show("")
    return all(done)


def find_errors(languages: list[str], safe: Collection[str]) -> list[str]:
    unsound = list(find_unsound(languages))
    return unsound or [line for code in languages for line in find_unsafe(code, safe)]


def build_site(languages: list[str], new: Path) -> int:
    """Build where the last build was, if only pages and catalogs have changed; publish a copy of it."""
    state, sources = State(BUILD / STATE), read_sources()
    if errors := find_errors(languages, state.find_unchanged(sources)):
        print("\n".join([*errors, NOT_BUILT]), file=sys.stderr)
        return 1
    clean_compiled()
    shutil.rmtree(new, ignore_errors=True)
    fresh = not state.start(sources)
    if not build_languages(languages, state.folder, fresh=fresh):
        print(NOT_BUILT, file=sys.stderr)
        return 1
    for code in languages:
        shutil.copytree(state.folder / code, new / code, ignore=shutil.ignore_patterns(OWN))
    state.finish(sources)
    finish_site(new, languages)
    replace_site(new, BUILD / "html")
    print("the site is in build/html")
    return 0


def main() -> int:
    os.umask(UMASK)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a CI ends what takes too long so
    new = BUILD / "html.new"
    try:
        with hold_lock("html"):
            return build_site(find_languages(LOCALE), new)
    except KeyboardInterrupt:
        for folder in (new, BUILD / STATE):
            shutil.rmtree(folder, ignore_errors=True)
        print(f"stopped; {STAYS}", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
