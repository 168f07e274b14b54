"""A Sphinx extension for cheat sheets in several languages, whose every block is run.

Pages use the directives of `sphinx.ext.doctest` and nothing private. Notes in the code become
gettext messages, blocks become rows of entries, and a builder collects them for a runner.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.typing import ExtensionMetadata

from cheatsheet import settings, toc
from cheatsheet.builders import blocks, entries_json, html_writer, lint_notes
from cheatsheet.core.kept import load_kept, save_kept
from cheatsheet.pages import (
    interface_words,
    languages,
    outdated,
    page_links,
    partly,
    picked_rows,
    report_page,
    rows,
    singlepage,
    status_page,
)
from cheatsheet.transforms import addresses, confine, fallbacks, lint_blocks, notes, page_text
from cheatsheet.ui_catalog import add_ui_catalogs

# docutils refuses longer lines (its default is 10,000); a long translation is no reason to stop.
LINE_LENGTH_LIMIT = 1_000_000  # characters


KEPT = "kept.pickle"  # beside the doctrees


def refuse_language(app: Sphinx) -> None:
    """End a build of LaTeX that no engine could set: Sphinx would warn, and write it nevertheless."""
    if isinstance(app.builder, LaTeXBuilder) and not app.builder.babel.is_supported_language():
        found = f"found the language {app.config.language!r}, of which Sphinx knows no LaTeX"
        raise SystemExit(f"{found}, expected one such as 'en'; print the pages, or use 'text'")


def on_builder_inited(app: Sphinx) -> None:
    load_kept(Path(app.doctreedir, KEPT))
    app.env.settings["line_length_limit"] = LINE_LENGTH_LIMIT


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None:
        save_kept(Path(app.doctreedir, KEPT))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx.ext.doctest")
    app.setup_extension("cheatsheet.transforms.pictures")
    app.setup_extension("cheatsheet.transforms.message_kinds")
    confine.setup(app)
    page_text.setup(app)
    app.add_config_value("site_url", "https://example.org/", "html", str)
    app.add_config_value("languages", [], "html", list)
    app.add_config_value("ui_catalogs", [], "html", list)
    add_ui_catalogs(app, Path(__file__).parent / "locales")
    app.add_config_value("records_dir", "", "html", str)
    app.add_config_value("records_page", "", "html", str)
    app.add_config_value("version_condition", "", "html", str)
    app.add_config_value("version_end_condition", "", "html", str)
    app.add_config_value("repository_url", "", "html", str)
    app.add_config_value("repository_branch", "main", "html", str)
    app.add_config_value("status_page", "", "env", str)
    app.add_config_value("permalinks_file", "", "env", str)
    app.add_config_value("permalinks", {}, "env", dict)  # of that file
    app.add_config_value("translated_enough", 60, "html", int)
    app.add_node(notes.noted_block)
    app.add_node(notes.block_note)
    app.add_node(rows.tag, html=(rows.visit_tag, rows.depart_tag))
    app.add_transform(lint_blocks.CheckBlocks)
    app.add_transform(notes.SplitBlocks)
    app.add_transform(addresses.KeepAddresses)
    app.add_transform(addresses.DropAddresses)
    app.add_transform(fallbacks.MarkFallbacks)
    app.add_post_transform(rows.ShowText)
    app.add_builder(blocks.BlocksBuilder)
    app.add_builder(lint_notes.StyleBuilder)
    html_writer.register(app)
    # Before any word is asked for.
    app.connect("builder-inited", interface_words.on_builder_inited, priority=0)
    app.connect("builder-inited", refuse_language)
    app.connect("builder-inited", on_builder_inited)
    app.connect("config-inited", lint_blocks.on_config_inited)
    app.connect("config-inited", languages.on_config_inited)
    app.connect("config-inited", page_links.on_config_inited)
    app.connect("config-inited", settings.read_permalinks)
    app.connect("config-inited", settings.on_config_inited)
    app.connect("env-check-consistency", settings.on_check_consistency)
    app.connect("html-page-context", languages.on_page_context)
    app.connect("html-page-context", page_links.on_page_context)
    app.connect("env-before-read-docs", outdated.on_before_read)
    app.connect("env-updated", toc.on_env_updated, priority=100)  # before any follows the contents
    app.connect("env-updated", outdated.on_env_updated, priority=900)  # when others have added theirs
    app.connect("write-started", partly.on_write_started)
    app.connect("doctree-read", picked_rows.on_doctree_read)
    app.connect("doctree-read", status_page.on_doctree_read)
    app.connect("doctree-resolved", status_page.on_doctree_resolved)
    app.connect("builder-inited", report_page.on_builder_inited)
    app.connect("html-collect-pages", singlepage.on_collect_pages)
    app.connect("build-finished", entries_json.on_build_finished)
    app.connect("build-finished", on_build_finished, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
