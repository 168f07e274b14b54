"""Packages bring the words of their interface in other languages."""

import os

import polib
import pytest
from babel.messages.extract import extract_from_dir
from built_site import ROOT
from cheatsheet.ui_catalog import compile_catalog, find_ui_catalog
from gettext_lint.locales import SOURCE, find_languages

EXTENSIONS = ROOT / "extensions"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
PACKAGES = sorted(path.parent.name for path in EXTENSIONS.glob("*/locales"))
PAGE = "Page\n====\n\n.. doctest::\n\n   >>> # one\n   >>> 1\n   1\n   1\n"


def find_words(package: str) -> set[str]:
    found = extract_from_dir(str(EXTENSIONS / package), METHODS, keywords={"_": None})
    return {message for _, _, message, _, _ in found}


@pytest.mark.parametrize("package", sorted(path.name for path in EXTENSIONS.iterdir() if path.is_dir()))
def test_catalogs_know_every_word_and_no_other(package):
    words = find_words(package)
    assert (package in PACKAGES) == bool(words)
    for language in find_languages(ROOT / "locale"):
        if language != SOURCE and words:
            catalog = polib.pofile(str(find_ui_catalog(EXTENSIONS / package / "locales", language)))
            assert {entry.msgid for entry in catalog} == words
            assert [entry.msgid for entry in catalog if not entry.translated()] == []


@pytest.mark.parametrize("translation", ["", "결과"], ids=["package", "site"])
def test_site_may_say_it_otherwise(translation, make_project):
    catalogs = {"ko": {"sphinx": {"Output": translation}}} if translation else None
    built = make_project({"index": PAGE}, catalogs).build("html", "ko")
    assert f"<summary>{translation or '출력'}" in built.read("index.html")


def test_catalog_is_compiled_anew_when_it_is_newer(tmp_path):
    path = find_ui_catalog(tmp_path, "ko")
    path.parent.mkdir(parents=True)
    for text in ("가", "나"):
        path.write_text(f'msgid "a"\nmsgstr "{text}"\n', encoding="utf-8")
        os.utime(path, (2e9, 2e9) if text == "나" else None)
        compile_catalog(path, "ko")
        compiled = path.with_suffix(".mo")
        assert text in compiled.read_bytes().decode("utf-8", "replace")
        assert sorted(path.parent.iterdir()) == [compiled, path]
