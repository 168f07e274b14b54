"""The map of the packages is true: it names all of them, and every place that it leads to is there."""

from __future__ import annotations

import re

import pytest
from built_site import ROOT

MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGES = sorted(path.parent.name for path in ROOT.glob("extensions/*/__init__.py"))
# A path in quotes, or that a link leads to. Matches "`locale/ko/terms.tsv`", "](source/a.md)".
PLACE = re.compile(r"`((?:[\w.]+/)[\w./-]*|\w+\.\w+)`|\]\(([\w./-]+)\)")
LINES = 72  # of one screen


def test_every_package_is_on_the_map():
    assert [name for name in PACKAGES if name not in MAP.partition("## Where to change")[0]] == []


@pytest.mark.parametrize("match", list(PLACE.finditer(MAP)), ids=lambda match: match[0])
def test_place_on_the_map_is_there(match):
    place = match[1] or match[2]
    inside = [
        path
        for path in (ROOT, *ROOT.glob("extensions/*"), *ROOT.glob("extensions/*/*"))
        if (path / place).exists()
    ]
    assert inside or "<" in place


def test_map_fits_a_screen():
    assert len(MAP.splitlines()) <= LINES


def test_contributors_are_led_to_the_map():
    assert "(ARCHITECTURE.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


# What a script imports of another package. Matches 'from "#sheet_web/dom.js"'.
IMPORT = re.compile(r'(?:from|import) ?"(?:#|\.\./\.\./)(\w+)/')


def test_scripts_reach_only_what_is_below():
    scripts = list(ROOT.glob("extensions/*/js/*.js"))
    assert len(scripts) > 30
    reached = {
        (path.relative_to(ROOT / "extensions").parts[0], name)
        for path in scripts
        for name in IMPORT.findall(path.read_text(encoding="utf-8"))
    }
    assert {name for package, name in reached if name != package} == {"sheet_web"}
    assert [package for package, name in reached if package == "sheet_web" != name] == []


def test_packages_do_not_reach_into_each_other_by_path():
    """No module names the folder of another package: each gives what others need by an interface."""
    for path in ROOT.glob("extensions/*/**/*.py"):
        own = path.relative_to(ROOT / "extensions").parts[0]
        text = path.read_text(encoding="utf-8")
        found = [name for name in PACKAGES if name != own and f'/ "{name}"' in text]
        assert found == [], path
