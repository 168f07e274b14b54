"""What the search says to readers, in the language of the build."""

from __future__ import annotations

from sphinx.locale import _


def list_words() -> dict[str, str]:
    """Each word or sentence by the name that scripts know it by; `%s` is filled in there."""
    return {
        "search": _("Search"),
        "hint": _("Term, API name or error message"),
        "found": _("%s results"),
        "foundOne": _("1 result"),
        "instead": _("shown for: %s"),
        "none": _("Nothing found."),
        "nearest": _("Nearest terms:"),
        "loading": _("The search is loading …"),
        "failed": _("The search could not be loaded; load the page again."),
        "copy": _("Copy code"),
        "copyProgram": _("Copy it with all that it needs to run"),
        "copied": _("Copied"),
        "notCopied": _("The browser does not let this page copy"),
        "close": _("Close"),
    }
