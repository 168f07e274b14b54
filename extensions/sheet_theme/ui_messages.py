"""What scripts say to readers, in the language of the build."""

from __future__ import annotations

from sphinx.locale import _


def list_words() -> dict[str, str]:
    """Each word or sentence by the name that scripts know it by; `%s` is filled in there."""
    return {
        "copy": _("Copy code"),
        "link": _("Link to this entry"),
        "copyProgram": _("Copy it with all that it needs to run"),
        "copySection": _("Copy this section"),
        "copied": _("Copied"),
        "copyFailed": _("The browser does not let this page copy"),
        "found": _("%s entries"),
        "foundOne": _("1 entry"),
        "foundNone": _("No entry on this page matches. Press Enter to search the whole sheet."),
        "settings": _("Settings and keys"),
    }


def list_window_words() -> dict[str, str]:
    """The same for the window of settings and keys."""
    return {
        "settings": _("Settings and keys"),
        "theme": _("Theme"),
        "auto": _("As the system"),
        "light": _("Light"),
        "dark": _("Dark"),
        "copying": _("What copying takes"),
        "codeAlone": _("Code alone"),
        "codeAndNotes": _("Code with notes"),
        "programs": _("All that a row needs to run"),
        "singleKeys": _("Shortcuts of a single key"),
        "keys": _("Keys"),
        "keyFilter": _("Filter this page; once more to search everything"),
        "keySearch": _("Search the whole sheet"),
        "keyClear": _("Clear the filter, close what is open"),
        "keyMove": _("From entry to entry"),
        "keyCopy": _("Copy the entry"),
        "keyCopyOther": _("The other way: with or without what it needs"),
        "keyLanguage": _("The same place in the next language"),
        "keyHelp": _("This window"),
        "close": _("Close"),
        "notKept": _("The browser keeps no settings for this site: they last until you leave the page."),
    }


def list_unknown_place_words() -> dict[str, str]:
    """The same for an address that names no place of its page."""
    return {
        "unknownPlace": _("This page has no “%s”: it was renamed or moved."),
        "searchFor": _("Search for it"),
    }


def list_singlepage_words() -> dict[str, str]:
    """The same for the page of the whole sheet."""
    return {
        "loading": _("Loading the whole sheet"),
        "partialYet": _("So far %s of %s entries: the others are being loaded."),
        "partial": _("Only %s of %s entries: the others could not be loaded."),
        "notLoaded": _("Some chapters could not be loaded; follow their links instead."),
    }
