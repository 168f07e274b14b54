"""Add a language: ``make language LANGUAGE=ja``. The site then has it, in English where it is empty.

A folder below ``locale/`` is all that a language is: its catalogs, settings and terms. Whatever needs
the list of languages reads it from there, the switch on the pages too.
"""

from __future__ import annotations

import shutil
import sys

from babel import Locale, UnknownLocaleError
from gettext_lint.catalogs import read_catalog
from gettext_lint.counts import Counts, count_messages
from gettext_lint.locales import find_languages, name_language
from gettext_lint.merge import refresh_catalogs
from message_templates import write_templates, write_ui_templates
from sphinx_runner import LOCALE, ROOT, find_all_catalogs, find_unreadable

SETTINGS = """\
# Every message has a translation; where it is false, those without one are counted, not found.
complete = false
# Quotes are those of a keyboard, and no symbol looks like another.
plain_punctuation = false
"""
TERMS = "english\t{name}\talso_searched\tnever\talso_right\tnote\n"


def find_problem(code: str) -> str:
    """Why a code is none of a new language, in one line; empty if it is one."""
    wanted = "expected a code such as ja or pt_BR; say make language LANGUAGE=ja"
    try:
        known = str(Locale.parse(code)) if code.isascii() else ""
    except (ValueError, UnknownLocaleError):
        return f"LANGUAGE: found {code!r}, {wanted}"
    if known != code:
        return (
            f"LANGUAGE: found {code!r}, expected {known!r}"
            if known
            else f"LANGUAGE: found {code!r}, {wanted}"
        )
    if code in find_languages(LOCALE):
        return f"LANGUAGE: found {code!r}, expected one that locale/ does not have; run make catalogs"
    return ""


def main(arguments: list[str]) -> int:
    code = arguments[0].replace("-", "_") if arguments else ""
    if problem := find_problem(code):
        print(problem, file=sys.stderr)
        return 2
    if unsound := list(find_unreadable(find_languages(LOCALE))):
        print("\n".join(unsound), file=sys.stderr)
        return 1
    templates = write_templates()
    if templates is None:
        return 1
    # Made apart and moved as one, so that there is a whole language or none.
    staging = ROOT / "build" / "language"
    shutil.rmtree(staging, ignore_errors=True)
    refresh_catalogs(templates, staging, code)
    (staging / code / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    name = (Locale.parse(code).get_language_name("en") or code).lower()
    (staging / code / "terms.tsv").write_text(TERMS.format(name=name), encoding="utf-8")
    shutil.move(staging / code, LOCALE / code)
    for folder, words in write_ui_templates().items():
        refresh_catalogs(words, folder, code)
    catalogs = [read_catalog(path, code) for path in find_all_catalogs(code)]
    counts = sum(map(count_messages, catalogs), Counts())
    print(f"{code}: {name_language(code)}, {len(catalogs)} catalogs, {counts.messages} messages")
    print(f"translate locale/{code}/LC_MESSAGES/index.po, and see it with make serve LANGUAGE={code}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
