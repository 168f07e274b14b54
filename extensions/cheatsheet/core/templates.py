"""Templates of the packages' own: every value is escaped, and a name that nobody gave is an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sphinx.locale import _

OWN = Path(__file__).parents[1] / "templates"


def make_templates(*folders: Path) -> Environment:
    """The templates of these folders, and ours."""
    templates = Environment(
        loader=FileSystemLoader([*folders, OWN]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    install_words(templates)
    return templates


def install_words(templates: Environment) -> None:
    """Let ``_`` be in the language of the build.

    The old style of gettext stays: the new one takes translations for HTML.
    """
    templates.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        _, _choose_form, newstyle=False
    )


def _choose_form(one: str, many: str, number: int) -> str:
    return _(one if number == 1 else many)
