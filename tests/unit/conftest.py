"""Tiny Sphinx projects for the tests of packages and scripts, which know no built site and no torch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from built_site import ROOT
from guard import Guard
from projects import english, korean, make_project, make_shared_project

__all__ = ["english", "korean", "make_project", "make_shared_project"]

HERE = Path(__file__).parent
GUARD = Guard(ROOT / "build")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Guard each test here with its fixtures; pytest calls this for the tests of other folders too."""
    with GUARD.on() if HERE in item.path.parents else nullcontext():
        return (yield)
