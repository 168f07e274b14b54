"""The order in which files of tests are given out to processes."""

from __future__ import annotations

from pathlib import Path

import pytest

# What takes longest comes first, so that no process is left alone with it at the end.
FOLDERS = ("site", "browser", "unit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a test that is called slow first, then folder by folder; a file stays in one piece."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, find_folder(item.path)))


def find_folder(path: Path) -> int:
    return next((n for n, name in enumerate(FOLDERS) if name in path.parts), len(FOLDERS))
