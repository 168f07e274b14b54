"""The messages that there are to translate: of the pages, and of what the packages say to readers."""

from __future__ import annotations

import shutil
from pathlib import Path

from babel.messages.frontend import CommandLineInterface
from build_state import read_sources, run_again
from gettext_lint.locales import SOURCE
from sphinx_runner import ROOT, UI_CATALOGS, hold_lock


def write_templates() -> Path | None:
    """Write the messages of the pages, as they are now; None where a page or a catalog is wrong."""
    templates = ROOT / "build" / "gettext"
    with hold_lock("gettext"):
        shutil.rmtree(templates, ignore_errors=True)
        sound, _ = run_again("gettext", SOURCE, templates, read_sources())
        return templates if sound else None


def write_ui_templates() -> dict[Path, Path]:
    """Write what each package says, as its code is now; for its folder of catalogs that of templates."""
    found = {}
    for folder in UI_CATALOGS:
        templates = ROOT / "build" / "gettext-ui" / folder.parent.name
        shutil.rmtree(templates, ignore_errors=True)
        templates.mkdir(parents=True)
        for name in ("notes.json", "kinds.json"):  # no word of an interface is a note on code
            (templates / name).write_text("{}\n", encoding="utf-8")
        options = ["-F", str(ROOT / "pyproject.toml"), "--no-location", "--omit-header"]
        output = ["-o", str(templates / "sphinx.pot"), str(folder.parent)]
        CommandLineInterface().run(["pybabel", "--quiet", "extract", *options, *output])
        found[folder] = templates
    return found
