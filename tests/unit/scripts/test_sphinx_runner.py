"""What the builds read of the catalogs: sources alone, of pages and packages alike."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import build_site
import check_catalogs
import message_templates
import pytest
import serve_site
import sphinx_runner
from gettext_lint.catalogs import read_catalog
from gettext_lint.merge import refresh_catalogs
from sphinx._cli.util.errors import handle_exception
from sphinx.errors import ConfigError, ExtensionError

HEAD = 'msgid ""\nmsgstr "Language: ko\\n"\n\n'
SAFE = 'msgid "Search"\nmsgstr "검색"\n'
UNSAFE = 'msgid "Search"\nmsgstr "검색<meta/x>"\n'


@pytest.fixture
def folders(tmp_path: Path, monkeypatch) -> tuple[Path, Path]:
    """A folder of catalogs and one of a package, in place of the site's."""
    pages, package = tmp_path / "locale", tmp_path / "extensions" / "a" / "locales"
    for folder in (pages, package):
        (folder / "ko" / "LC_MESSAGES").mkdir(parents=True)
    for name in (sphinx_runner, check_catalogs, serve_site, build_site):
        monkeypatch.setattr(name, "LOCALE", pages)
        monkeypatch.setattr(name, "ROOT", tmp_path)
    monkeypatch.setattr(sphinx_runner, "UI_CATALOGS", [package])
    return pages, package


def write_package(folder: Path, text: str) -> Path:
    path = folder / "ko" / "LC_MESSAGES" / "sphinx.po"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_no_compiled_catalog_of_the_sources_is_used(folders) -> None:
    (folders[0] / "ja" / "LC_MESSAGES").mkdir(parents=True)
    found = []
    for folder in folders:
        for code in ("ko", "ja", "ko_KR", "ko.eucKR"):
            found.append(folder / code / "LC_MESSAGES" / "sphinx.mo")
            found[-1].parent.mkdir(parents=True, exist_ok=True)
            found[-1].write_bytes(b"")
    for path in folders[0].glob("ko?*"):
        path.joinpath("LC_MESSAGES").rename(path / "other")
    sphinx_runner.clean_compiled(["ko"])
    left = {path.parent.parent.name for folder in folders for path in folder.rglob("*.mo")}
    assert left == {"ja"}
    sphinx_runner.clean_compiled()
    assert not [path for folder in folders for path in folder.rglob("*.mo")]


def test_what_was_compiled_here_stays_while_its_catalog_is_the_same(folders) -> None:
    paths = [folders[0] / "ko" / "LC_MESSAGES" / f"{name}.po" for name in ("same", "other", "spoilt")]
    for path in paths:
        path.write_text(HEAD + SAFE, encoding="utf-8")
    sources = sphinx_runner.hash_sources("ko")
    for path in paths:
        path.with_suffix(".mo").write_bytes(b"compiled")
    sphinx_runner.note_compiled("ko", sources)
    paths[1].write_text(HEAD + UNSAFE, encoding="utf-8")
    paths[2].with_suffix(".mo").write_bytes(b"put there")
    sphinx_runner.clean_compiled()
    assert [path.name for path in folders[0].rglob("*.mo")] == ["same.mo"]


def test_what_changes_while_it_is_compiled_is_compiled_again(folders) -> None:
    path = folders[0] / "ko" / "LC_MESSAGES" / "a.po"
    path.write_text(HEAD + SAFE, encoding="utf-8")
    sources = sphinx_runner.hash_sources("ko")
    path.with_suffix(".mo").write_bytes(b"compiled")
    path.write_text(HEAD + UNSAFE, encoding="utf-8")
    sphinx_runner.note_compiled("ko", sources)
    sphinx_runner.clean_compiled()
    assert not path.with_suffix(".mo").exists()


def test_build_starts_without_compiled_catalogs(folders, monkeypatch) -> None:
    compiled = write_package(folders[1], SAFE).with_suffix(".mo")
    compiled.write_bytes(b"")
    seen = []
    monkeypatch.setattr(
        sphinx_runner.subprocess, "run", lambda *_, **__: seen.append(compiled.exists()) or 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        sphinx_runner.run_sphinx("html", "ko", folders[0])
    assert seen == [False]


def say_crash(error: Exception, *messages: str) -> str:
    """What Sphinx says of an error that ends it."""
    said = io.StringIO()
    try:
        raise error
    except Exception as raised:  # noqa: BLE001  # as Sphinx does
        handle_exception(raised, stderr=said, message_log=messages)
    return re.sub("\x1b\\[[0-9;]*m", "", said.getvalue())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RecursionError("too deep"), "RecursionError: too deep"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "UnicodeDecodeError: 'utf-8' codec can't"),
        (MemoryError(), "MemoryError, expected"),
        (OSError(36, "File name too long", "x"), "OSError: [Errno 36] File name too long: 'x'"),
    ],
)
def test_an_error_that_ends_sphinx_names_its_page(folders, error, told) -> None:
    (folders[0].parent / "source" / "a").mkdir(parents=True)
    (folders[0].parent / "source" / "a" / "b.md").write_text("# B\n")
    warning = "x.rst:1: WARNING: found an end!\n"
    said = warning + say_crash(error, "", "reading sources... [ 16%]", "a/b")
    found = sphinx_runner.describe_crash(said)
    assert found.startswith(f"{warning}source/a/b.md:1: ERROR: found {told}")
    assert found.count("\n") == 2
    assert "Traceback" not in found


def test_an_error_of_no_page_and_one_that_says_what_to_do(folders) -> None:
    found = sphinx_runner.describe_crash(say_crash(ValueError("x"), "loading translations"))
    assert found.startswith("conf.py:1: ERROR: found ValueError: x, expected")
    found = sphinx_runner.describe_crash(say_crash(ConfigError("a.tsv:1: found b\nc.tsv:2: found d")))
    assert found == "a.tsv:1: found b\nc.tsv:2: found d\n"
    threw = "Handler <function on_x at 0x7f> for event 'env-updated' threw an exception (exception: x)"
    found = sphinx_runner.describe_crash(say_crash(ExtensionError(threw), "loading translations"))
    assert found.startswith("conf.py:1: ERROR: found x, expected a page that Sphinx can read; make it")
    assert sphinx_runner.describe_crash("a.rst:1: WARNING: b\n") == "a.rst:1: WARNING: b\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (UNSAFE, ":5: [html] found HTML ['<meta/x>']"),
        ('msgid "%s of %s"\nmsgstr "%s"\n', ":5: [placeholders] found placeholders"),
    ],
)
def test_words_of_a_package_are_checked_as_those_of_the_site(folders, text, said) -> None:
    path = write_package(folders[1], text)
    place = f"extensions/a/locales/ko/LC_MESSAGES/sphinx.po{said}"
    assert [line[: len(place)] for line in build_site.find_unsafe("ko")] == [place]
    assert [line[: len(place)] for _, line in serve_site.find_broken("ko")] == [place]
    found = check_catalogs.find_findings(["ko"], {path}, check_catalogs.Pages(None))
    assert place in [line[: len(place)] for line in found]
    assert check_catalogs.find_stray({path}) == ""


@pytest.mark.parametrize("text", ['msgid "a"\nmsgid_plural "b"\nmsgstr[0] "<b>"\n', 'msgid "a'])
def test_unsound_words_of_a_package_stop_everything(folders, text) -> None:
    write_package(folders[1], text)
    place = "extensions/a/locales/ko/LC_MESSAGES/sphinx.po:"
    for found in (
        sphinx_runner.find_unsound(["ko"]),
        sphinx_runner.find_unreadable(["ko"]),
        (line for _, line in serve_site.find_broken("ko")),
    ):
        lines = list(found)
        assert lines
        assert all(line.startswith(place) for line in lines)


def test_words_of_packages_become_templates(tmp_path, monkeypatch):
    package = tmp_path / "extensions" / "sheet"
    (package / "theme").mkdir(parents=True)
    (package / "words.py").write_text('print(_("One"))\n', encoding="utf-8")
    (package / "theme" / "page.html").write_text('{{ _("Two") }}\n', encoding="utf-8")
    shutil.copy(sphinx_runner.ROOT / "pyproject.toml", tmp_path)
    path = package / "locales" / "ko" / "LC_MESSAGES" / "sphinx.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + 'msgid "One"\nmsgstr "하나"\n\nmsgid "Twos"\nmsgstr "둘"\n', encoding="utf-8")
    monkeypatch.setattr(message_templates, "ROOT", tmp_path)
    monkeypatch.setattr(message_templates, "UI_CATALOGS", [package / "locales"])
    ((folder, templates),) = message_templates.write_ui_templates().items()
    refresh_catalogs(templates, folder, "ko")
    one, two = read_catalog(path, "ko")
    assert (one.msgid, one.msgstr, one.fuzzy) == ("One", "하나", False)
    assert (two.msgid, two.msgstr, two.fuzzy, two.previous_msgid) == ("Two", "둘", True, "Twos")


@pytest.mark.parametrize("name", ["ko_KR", "ko/LC_MESSAGES/tensors", "ko/LC_MESSAGES/sphinx.mo"])
def test_link_among_catalogs_stops_everything(folders, tmp_path, name) -> None:
    """Behind it a compiled catalog would stay, and gettext would use it."""
    for folder in folders:
        (folder / name).symlink_to(tmp_path)
        told = f"{(folder / name).relative_to(tmp_path)}:1: found a link, expected a file or folder"
        for found in (sphinx_runner.find_unsound([]), sphinx_runner.find_unreadable([])):
            assert [line[: len(told)] for line in found] == [told]
        (folder / name).unlink()
