"""The contents of a site: its pages in reading order, its chapters, and what stands above a page.

The order is Sphinx's own, by which it makes the links to the previous and the next page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

HUES = 12


@dataclass(frozen=True)
class Chapter:
    """A page below the root, and the pages below it; by their names.

    `hue` counts those that have pages, from 1 to 12 and again, for a theme to give each a colour; or 0.
    """

    name: str
    pages: tuple[str, ...]
    hue: int = field(default=0, compare=False)

    def __contains__(self, page: str) -> bool:
        return page == self.name or page in self.pages


def list_pages(env: BuildEnvironment) -> list[str]:
    """The pages in the order of the contents, then those that stand in none."""
    ordered = list_contents(env)
    return [*ordered, *sorted(env.found_docs - set(ordered))]


def list_contents(env: BuildEnvironment) -> list[str]:
    """The pages that stand in the contents, in reading order; the root is the first."""
    return list(env.collect_relations())


def list_chapters(env: BuildEnvironment) -> list[Chapter]:
    """Each page below the root with its own; the cost is theirs, not that of the site."""
    below = env.toctree_includes
    numbers = count()
    return [
        Chapter(name, pages, next(numbers) % HUES + 1 if pages else 0)
        for name in below.get(env.config.root_doc, ())
        for pages in [tuple(below.get(name, ()))]
    ]


def find_parents(env: BuildEnvironment) -> dict[str, str]:
    """The page above each page of the contents but the root."""
    return {page: parent for page, (parent, *_) in env.collect_relations().items() if parent}


def find_chapter_titles(env: BuildEnvironment) -> dict[str, str]:
    """For each page the title of the page above, for those right below the root ""."""
    root = env.config.root_doc
    above = {page: parent for page, parent in find_parents(env).items() if parent != root}
    return {page: env.titles[above[page]].astext() if page in above else "" for page in env.found_docs}


def link_page(app: Sphinx, page: str, base: str) -> dict[str, str]:
    """A page as `href`, relative to the page `base`, and `title`, plain text."""
    return {"href": app.builder.get_relative_uri(base, page), "title": app.env.titles[page].astext()}


def find_address(app: Sphinx, page: str | None = None) -> str:
    """The full address of a page; without one, of the folder of the language."""
    folder = f"{app.config.site_url}{app.config.language}/"
    return folder if page is None else folder + app.builder.get_target_uri(page)


def find_loop(env: BuildEnvironment) -> tuple[str, str]:
    """A page whose contents lead back to a page above it, and that page; "" where none does."""
    queue: list[tuple[str, ...]] = [(env.config.root_doc,)]
    done = set()
    while queue:
        *above, page = queue.pop()
        if page in above:
            return above[-1], page
        if page not in done:
            done.add(page)
            queue += [(*above, page, name) for name in env.toctree_includes.get(page, ())]
    return "", ""


def on_env_updated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """End a build whose contents have no end: Sphinx would follow them for ever."""
    page, back = find_loop(env)
    if page:
        trees = env.get_doctree(page).findall(addnodes.toctree)
        line = next((tree.line for tree in trees if back in tree["includefiles"]), 1)
        told = f"found {back!r} in a toctree below its own, expected pages below this one; remove it"
        raise SphinxError(f"{env.doc2path(page)}:{line}: ERROR: {told}")
    return []
