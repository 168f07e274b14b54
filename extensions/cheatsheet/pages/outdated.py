"""Find the pages to be written again beside those that were read, so that no page tells of yesterday.

Sphinx writes what it has read, and the contents that list it. Here stands what else pages show of each
other: in their frames titles and sections, in links whatever can be led to; a few count all blocks.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from cheatsheet.pages.partly import measure_lack
from cheatsheet.toc import list_contents

# Where Sphinx copies what pages take along (sphinx/builders/html 9.0); it removes nothing.
COPIED = ("_images", "_downloads")
# The pages that are written, of a build that has read its pages.
OUTDATED: WeakKeyDictionary[BuildEnvironment, set[str]] = WeakKeyDictionary()


def describe_view(app: Sphinx, env: BuildEnvironment) -> Iterator[str]:
    """What of each page other pages may show, and what all pages show."""
    yield repr(list_contents(env))
    for name in sorted(env.found_docs):
        yield f"{name} {sorted(env.metadata[name].items())}"
        yield from (env.titles[name].pformat(), env.longtitles[name].pformat(), env.tocs[name].pformat())
    for domain in env.domains.sorted():
        yield f"{domain.name} {sorted(map(repr, domain.get_objects()))}"
    yield f"{sorted(env.images)} {sorted(env.dlfiles)} {sorted(env.files_to_rebuild)}"
    yield f"{measure_lack(app)}"
    if app.config.records_dir:
        for path in sorted((Path(app.confdir) / app.config.records_dir).glob("*.jsonl")):
            yield sha256(path.read_bytes()).hexdigest()


def on_before_read(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    OUTDATED[env] = set(docnames)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages where the view has changed; else those that tell of all blocks and catalogs."""
    view = sha256("\0".join(describe_view(app, env)).encode()).hexdigest()
    config = app.config
    others = {config.root_doc, config.records_page, config.status_page} if OUTDATED[env] else set()
    if getattr(env, "cheatsheet_view", "") != view:
        others = set(env.found_docs)
        for folder in COPIED:
            shutil.rmtree(Path(app.outdir, folder), ignore_errors=True)
    env.cheatsheet_view = view  # type: ignore[attr-defined]
    others &= env.found_docs
    OUTDATED[env] |= others
    return sorted(others)


def find_outdated(app: Sphinx) -> set[str]:
    """The pages that this build writes because something of them may have changed."""
    return OUTDATED.get(app.env, set(app.env.found_docs))
