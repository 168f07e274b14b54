"""Tools that translators use read and rewrite every Korean catalog; refreshing makes it what it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from built_site import ROOT
from gettext_lint.catalogs import find_catalogs, read_catalog
from gettext_lint.merge import refresh_catalogs
from message_templates import write_templates

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def templates() -> Path:
    found = write_templates()
    assert found
    return found


def run(*words: str | Path) -> str:
    """What a command says; one from .venv, where it has it."""
    own = Path(sys.executable).with_name(str(words[0]))
    command = [own if own.exists() else words[0], *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def use_polib(path: Path, template: Path) -> None:
    polib.pofile(str(path)).save()


def use_babel(path: Path, template: Path) -> None:
    with path.open("rb") as file:
        catalog = read_po(file)
    with path.open("wb") as file:
        write_po(file, catalog, include_previous=True)


def use_pomerge(path: Path, template: Path) -> None:
    run("pomerge", "--progress=none", "-t", path, "-i", path, "-o", path)


TOOLS: dict[str, Callable[[Path, Path], object]] = {
    "msgcat": lambda path, template: run("msgcat", path, "-o", path),
    "msgcat sorted": lambda path, template: run("msgcat", "-s", "-w", "60", path, "-o", path),
    "msgmerge": lambda path, template: run("msgmerge", "-q", "--previous", path, template, "-o", path),
    "msgattrib": lambda path, template: run("msgattrib", path, "-o", path),
    "msgfmt": lambda path, template: run(
        "msgfmt", "--check-format", path, "-o", path.with_suffix(".mo")
    ),
    "polib": use_polib,
    "babel": use_babel,
    "pomerge": use_pomerge,
}


def read_bytes(locale: Path) -> dict[str, bytes]:
    return {str(path.relative_to(locale)): path.read_bytes() for path in find_catalogs(locale, "ko")}


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("*.mo")
    return Path(shutil.copytree(ROOT / "locale", tmp_path / "locale", ignore=ignore))


@pytest.mark.parametrize("tool", TOOLS)
def test_catalogs_are_as_before(tool, locale, templates):
    before = read_bytes(locale)
    for path in find_catalogs(locale, "ko"):
        name = path.relative_to(locale / "ko" / "LC_MESSAGES")
        TOOLS[tool](path, templates / name.with_suffix(".pot"))
    if tool != "msgfmt":
        assert read_bytes(locale) != before
    refresh_catalogs(templates, locale, "ko")
    changed = [name for name, content in read_bytes(locale).items() if content != before.get(name)]
    assert not changed


def test_sphinx_intl_leaves_catalogs_as_they_are(locale, templates):
    before = read_bytes(locale)
    run("sphinx-intl", "update", "-p", templates, "-d", locale, "-l", "ko", "-j", "1")
    refresh_catalogs(templates, locale, "ko")
    assert read_bytes(locale) == before
    said = run("sphinx-intl", "stat", "-d", locale, "-l", "ko").strip().split("\n")
    assert len(said) == len(before)
    assert all(line.endswith(" 0 fuzzy, 0 untranslated.") for line in said)


def test_translate_toolkit_reads_what_is_read_here(locale, tmp_path):
    """Its filter writes what it finds apart; its counts are ours."""
    before = read_bytes(locale)
    for path in find_catalogs(locale, "ko"):
        rows = run("pocount", "--csv", path).strip().split("\n")
        counts = dict(zip(rows[0].split(","), rows[-1].split(","), strict=False))
        entries = [entry for entry in read_catalog(path, "ko") if entry.msgid]
        found = {key.strip(): value.strip() for key, value in counts.items()}
        assert int(found["Translated Messages"]) == len(entries), path
    run("pofilter", "--progress=none", "-t", "untranslated", locale / "ko", tmp_path / "found")
    assert not list((tmp_path / "found").rglob("*.po"))
    assert read_bytes(locale) == before
