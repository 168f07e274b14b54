"""A changed file is a page, a catalog, all of a language, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_preview.changes import Changes, Layout, sort_changes

LAYOUT = Layout(Path("/r/source"), Path("/r/locale"), ("ko", "en"))
ALL = {"ko", "en"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(
            "/r/locale/ko/LC_MESSAGES/a/b.po", Changes({"ko": {"a/b"}}, set(), {"ko"}), id="catalog"
        ),
        pytest.param(
            "/r/locale/ko/LC_MESSAGES/sphinx.po", Changes({"ko": {"sphinx"}}, set(), {"ko"}), id="words"
        ),
        pytest.param("/r/locale/ko/LC_MESSAGES/a.mo", Changes(), id="compiled"),
        pytest.param("/r/locale/ko/LC_MESSAGES/a.po.part", Changes(), id="half-written"),
        pytest.param("/r/locale/ko/terms.tsv", Changes(), id="terms"),
        pytest.param("/r/locale/ja/LC_MESSAGES/a.po", Changes(), id="other-language"),
        pytest.param("/r/locale/a.po", Changes(), id="no-language"),
        pytest.param("/r/source/a/b.rst", Changes({}, {"a/b"}, ALL), id="page"),
        pytest.param("/r/source/guide.md", Changes({}, {"guide"}, ALL), id="markdown"),
        pytest.param("/r/source/_static/a.css", Changes({}, set(), ALL), id="style"),
        pytest.param("/r/conf.py", Changes(), id="elsewhere"),
    ],
)
def test_changed_file_is_sorted(path, expected):
    assert sort_changes([Path(path)], LAYOUT) == expected


def test_changed_files_are_taken_together():
    paths = [Path(f"/r/locale/ko/LC_MESSAGES/{name}.po") for name in ("a", "b")]
    found = sort_changes([*paths, Path("/r/source/a.rst")], LAYOUT)
    assert found == Changes({"ko": {"a", "b"}}, {"a"}, ALL)
