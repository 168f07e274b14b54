"""The words of the interface, safe to use whatever their catalog holds.

Sphinx and the extensions fill them in with ``%`` and write them into names, lines and attributes.
Where a catalog would break one, the message itself is used.
"""

from __future__ import annotations

from gettext import NullTranslations

from sphinx.application import Sphinx
from sphinx.locale import _, get_translator, translators

from cheatsheet.core.ui_text import choose_words


class InterfaceWords(NullTranslations):
    """The translations of another object, each of which can stand where its message can."""

    def __init__(self, origin: NullTranslations) -> None:
        super().__init__()
        self.add_fallback(origin)

    def gettext(self, message: str) -> str:
        if not message:  # gettext would answer with the head of the catalog
            return ""
        text = super().gettext(message)
        return message if text == message else choose_words(message, text)


def list_sphinx_words() -> tuple[str, ...]:
    """What Sphinx itself writes on pages, some of it for few constructs, and its catalogs may lack.

    Nobody asks for these here: they stand here for `pybabel extract`, which puts them into our catalogs.
    "Added in version" Sphinx asks for before it knows these: that is for the catalog of a site.
    """
    return (
        _("Link to this code"),
        _("Link to this definition"),
        _("Link to this equation"),
        _("Link to this image"),
        _("Link to this table"),
        _("Link to this term"),
        _("Link to this toctree"),
        _("Type"),
        _("Default"),
        _("Positional-only parameter separator (PEP 570)"),
        _("Keyword-only parameters separator (PEP 3102)"),
        _("(in %s %s)"),
    )


def on_builder_inited(app: Sphinx) -> None:
    """Let all that asks `sphinx.locale` for words be answered here."""
    app.translator = translators["general", "sphinx"] = InterfaceWords(get_translator())
