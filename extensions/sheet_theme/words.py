"""What scripts say to readers, in the language of the build."""

from __future__ import annotations

from sphinx.locale import _


def list_words() -> dict[str, str]:
    """Each word or sentence by the name that scripts know it by; `%s` is filled in there."""
    return {
        "copy": _("Copy code"),
        "copySection": _("Copy this section"),
        "copied": _("Copied"),
        "copyFailed": _("The browser does not let this page copy"),
        "asPython": _("This section as a Python file"),
        "asNotebook": _("This section as a notebook"),
        "found": _("%s entries"),
        "foundOne": _("1 entry"),
        "foundNone": _("No entry on this page matches. Press Enter to search the whole sheet."),
        "unknownPlace": _("This page has no “%s”: it was renamed or moved."),
        "searchFor": _("Search for it"),
        "settings": _("Settings and keys"),
        "theme": _("Theme"),
        "auto": _("As the system"),
        "light": _("Light"),
        "dark": _("Dark"),
        "copying": _("What copying takes"),
        "codeAlone": _("Code alone"),
        "codeAndNotes": _("Code with notes"),
        "singleKeys": _("Shortcuts of a single key"),
        "keys": _("Keys"),
        "keyFilter": _("Filter this page; once more to search everything"),
        "keySearch": _("Search the whole sheet"),
        "keyClear": _("Clear the filter, close what is open"),
        "keyMove": _("From entry to entry"),
        "keyCopy": _("Copy the entry"),
        "keyLanguage": _("The same place in the next language"),
        "keyHelp": _("This window"),
        "close": _("Close"),
        "notKept": _("The browser keeps no settings for this site: they last until you leave the page."),
        "loading": _("Loading the whole sheet"),
        "notLoaded": _("Some chapters could not be loaded; follow their links instead."),
    }
