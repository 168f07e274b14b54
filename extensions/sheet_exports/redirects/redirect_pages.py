"""Lead from where things were to where they are: a page for each that is gone, a script for ids."""

from __future__ import annotations

from pathlib import Path

from cheatsheet.transforms.notes import find_blocks
from docutils import nodes
from gettext_lint.parser import CatalogError, read_utf8
from markupsafe import Markup
from sheet_web.bundle import bundle_readable
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sheet_exports.redirects.table import Finding, Redirect, check_redirects, make_map, parse_redirects

logger = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parents[1] / "js"
# The script comes first: it keeps the place on the page, which a refresh does not.
PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
style-src 'self'; connect-src 'self'; base-uri 'none'">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="canonical" href="{url}">
<script src="{script}"></script>
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body><p><a href="{href}">{title}</a></p></body>
</html>
""")
# What tells such a page, of an earlier build, from one that was written for readers.
MOVED = '<meta http-equiv="refresh"'


def on_config_inited(_app: Sphinx, config: Config) -> None:
    path = config.redirects_file
    if path and not Path(path).is_file():
        raise ConfigError(f"redirects_file: found no file {path!r}, expected one, or ''")


def read_redirects(app: Sphinx) -> tuple[list[Redirect], list[Finding]]:
    path = app.config.redirects_file
    try:
        return parse_redirects(read_utf8(Path(path)) if path else "")
    except CatalogError as error:
        raise ConfigError(str(error)) from None


def find_ids(doctree: nodes.document) -> set[str]:
    """What an address may name on a page: its sections and targets, and its entries."""
    return {*doctree.ids, *(name for block in find_blocks(doctree) for name in block["entry_ids"])}


def on_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every line that leads nowhere."""
    redirects, findings = read_redirects(app)
    named = {place.partition("#")[0] for found in redirects for place in (found.old, found.new)}
    places = {page: find_ids(env.get_doctree(page)) if page in named else () for page in env.found_docs}
    for finding in [*findings, *check_redirects(redirects, places)]:
        warn(app, finding)


def warn(app: Sphinx, finding: Finding) -> None:
    place = f"{app.config.redirects_file}:{finding.line}"
    logger.warning(finding.text, location=place, type="exports", subtype="redirect")


def find_address(app: Sphinx, place: str) -> str:
    page, mark, name = place.partition("#")
    return f"{app.builder.get_target_uri(page)}{mark}{name}"


def write_script(app: Sphinx, redirects: list[Redirect]) -> str:
    """The script with the moves by address below the language's root."""
    moves = {
        page: {name: find_address(app, place) for name, place in places.items()}
        for page, places in make_map(redirects).items()
    }
    return bundle_readable([SCRIPTS / "moved.js"], {SCRIPTS / "moves.js": {"moved": moves}})


def write_page(app: Sphinx, redirect: Redirect) -> str:
    """What stands where a page was."""
    uri, new = app.builder.get_target_uri(redirect.old), find_address(app, redirect.new)
    return PAGE.format(
        language=app.config.language.replace("_", "-"),
        title=app.env.titles[redirect.new.partition("#")[0]].astext(),
        url=f"{app.config.site_url}{app.config.language}/{new}",
        href=relative_uri(uri, new),
        script=relative_uri(uri, "_static/moved.js"),
    )


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    outdir = Path(app.outdir)
    redirects, _ = read_redirects(app)
    (outdir / "_static" / "moved.js").write_text(write_script(app, redirects), encoding="utf-8")
    for redirect in redirects:
        if "#" not in redirect.old and redirect.new.partition("#")[0] in app.env.found_docs:
            path = outdir / f"{redirect.old}.html"
            if path.exists() and MOVED not in path.read_text(encoding="utf-8"):
                text = f"found {redirect.old}, which is there, expected a place that is gone"
                warn(app, Finding(redirect.line, text))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write_page(app, redirect), encoding="utf-8")
