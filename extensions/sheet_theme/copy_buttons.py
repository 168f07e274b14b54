"""The copy buttons of sphinx-copybutton 0.5.2: its scripts in one file, in the language of the page.

Its settings are those that it has, `copybutton_prompt_text` and so on. What it lacks, the theme's
scripts add: buttons of rows, which it listens to as to its own, the copying of sections and pages, with
notes, and what is said to a screen reader.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import sphinx_copybutton
from jinja2 import Environment
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.locale import _

STATIC = Path(sphinx_copybutton.__file__).parent / "_static"
CLIPBOARD = "clipboard.min.js"
SCRIPT = "copybutton.js"
# What pages load of it in other themes: here it is in the bundles.
BUNDLED = (CLIPBOARD, SCRIPT, "copybutton.css")
ICON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 9h11v11H9zM5 15H4V4h11v1"/></svg>'
# The table of its words by language; the names in it are those that its script asks for.
MESSAGES = re.compile(r"^const messages = \{.*?^\}$", re.MULTILINE | re.DOTALL)
# Its pictures: of success, and the one that a site without a picture of its own gets.
ICONS = re.compile(
    r"(?<=^let iconCheck = `)<svg.*?</svg>(?=`$)|^if \(!iconCopy\) \{.*?^\}$", re.MULTILINE | re.DOTALL
)
CHECK = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12l5 5L20 7"/></svg>'
# It asks for the root of the site, and makes no use of it.
WRAPPER = '(() => {{"use strict";\nconst DOCUMENTATION_OPTIONS = {{URL_ROOT: ""}};\n{}}})();'


def on_config_inited(_app: Sphinx, config: Config) -> None:
    """Let buttons have the icon that the theme draws, unless the site says otherwise."""
    config.copybutton_image_svg = config.copybutton_image_svg or ICON


def list_messages() -> dict[str, str]:
    """Its words in the language of the build, by the names that it gives them."""
    return {
        "copy": _("Copy code"),
        "copy_to_clipboard": _("Copy code"),
        "copy_success": _("Copied"),
        "copy_failure": _("The browser does not let this page copy"),
    }


def render_script(app: Sphinx) -> str:
    """Its script as Sphinx would render it, but for the language: it knows few, and not all of ours."""
    template = (STATIC / f"{SCRIPT}_t").read_text(encoding="utf-8")
    script = Environment().from_string(template).render(app.config.html_context)
    if (count := len(MESSAGES.findall(script))) != 1:
        raise ExtensionError(f"{STATIC / SCRIPT}_t: found {count} tables of messages, expected 1")
    script = ICONS.sub(lambda match: CHECK if match[0].startswith("<svg") else "", script)
    words = {app.config.language.replace("_", "-"): list_messages()}
    table = f"const messages = {json.dumps(words, ensure_ascii=False)}"
    localized = MESSAGES.sub(lambda _match: table, script)
    return WRAPPER.format(localized)


def list_scripts(app: Sphinx) -> list[str]:
    """What makes the buttons: clipboard.js, which leaves its name in the page, and the script."""
    return [(STATIC / CLIPBOARD).read_text(encoding="utf-8"), render_script(app)]
