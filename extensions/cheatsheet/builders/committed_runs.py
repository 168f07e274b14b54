"""The committed runs of a sheet, read once for all its pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from cheatsheet.core.runs import Run, RunError, read_runs


def find_runs(app: Sphinx) -> list[Run]:
    """The committed runs of the sheet; `records_dir` is relative to conf.py.

    Raises SphinxError, which Sphinx shows as it is, with ``path:line``.
    """
    if not app.config.records_dir:
        return []
    folder = app.confdir / app.config.records_dir
    files = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.jsonl")))
    try:
        return list(_read_once(folder, files))
    except RunError as error:
        raise SphinxError(str(error)) from None


@lru_cache(maxsize=1)
def _read_once(folder: Path, _files: tuple[tuple[Path, int], ...]) -> tuple[Run, ...]:
    return tuple(read_runs(folder))
