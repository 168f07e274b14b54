"""A setting that names nothing is told with its line."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError

PAGES = {"index": "A\n=\n\n.. toctree::\n\n   b\n", "b": "B\n=\n"}


@pytest.mark.parametrize("name", ["records_page", "status_page"])
def test_page_that_is_none_is_told(make_project, name) -> None:
    project = make_project(PAGES, conf=f'\n\n{name} = "c"\n')
    text = (project.root / "conf.py").read_text(encoding="utf-8")
    line = text.split("\n").index(f'{name} = "c"') + 1
    told = f"conf.py:{line}: WARNING: found {name} = 'c', which is no page, expected one without its"
    assert told in project.build("dummy").warnings


@pytest.mark.parametrize("page", ["b", ""])
def test_page_that_is_one_is_not(make_project, page) -> None:
    project = make_project(PAGES, conf=f'records_page = status_page = "{page}"\n')
    assert project.build("dummy").warnings == ""


@pytest.mark.parametrize("share", [-1, 101, 600])
def test_share_is_a_percentage(make_project, share) -> None:
    project = make_project(PAGES, conf=f"translated_enough = {share}\n")
    told = re.escape(f"found translated_enough = {share}, expected a percentage; write 0 to 100")
    with pytest.raises(ConfigError, match=rf"conf\.py:\d+: {told}"):
        project.build("dummy")
