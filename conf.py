"""Settings of the site; https://www.sphinx-doc.org/en/master/usage/configuration.html."""

import os
from pathlib import Path

from gettext_lint.locales import find_languages

ROOT = Path(__file__).parent

project = "PyTorch cheat sheet"
author = "PyTorch cheat sheet contributors"
copyright = "%Y"
language = "en"
languages = find_languages(ROOT / "locale")
site_url = os.environ.get("SITE_URL") or "https://pytorch-cheatsheet.github.io/"

# Where a page and its catalogs can be edited.
repository = os.environ.get("GITHUB_REPOSITORY") or "pytorch-cheatsheet/pytorch-cheatsheet"
repository_url = f"https://github.com/{repository}"
repository_branch = "main"

extensions = [
    "cheatsheet",
    "sheet_theme",
    "sheet_search",
    "sheet_exports",
    "myst_parser",
    "sphinx.ext.doctest",
    "sphinx_copybutton",
]
copybutton_prompt_text = r"\$ "
copybutton_prompt_is_regexp = True
templates_path = [str(ROOT / "source" / "_templates")]
html_static_path = [str(ROOT / "source" / "_static")]
nitpicky = True
exclude_patterns = ["_*"]
highlight_language = "none"
myst_disable_syntax = ["html_block", "html_inline"]  # a catalog holds no HTML

# Catalogs: one a page, without line numbers or dates, so that a diff shows words alone.
locale_dirs = [str(ROOT / "locale")]
gettext_compact = False
gettext_location = False
gettext_uuid = False

# Blocks: each is run after these imports, with these conditions; see scripts/run_blocks.py.
doctest_global_setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
doctest_test_doctest_blocks = ""
version_condition = 'older_than("{}")'
version_end_condition = 'newer_than("{}")'
records_dir = str(ROOT / "records")
records_page = "what-has-been-run"
status_page = "translation-status"
translated_enough = 60  # percent; with less a language says so, and no browser is sent to it

# Colab opens notebooks from where GitHub Pages serves the built site.
notebooks_repository = f"{repository}/blob/gh-pages"

# Found, installed and read offline; pictures and icons are drawn by scripts/draw_icons.py.
permalinks_file = str(ROOT / "source" / "permalinks.txt")
redirects_file = str(ROOT / "source" / "redirects.tsv")
social_pictures = {
    path.stem.partition("-")[2]: path.name for path in ROOT.glob("source/_root/social-*.png")
}
touch_icon = "icon-180.png"
manifest = {
    "theme_color": "#b3261e",
    "background_color": "#ffffff",
    "icons": [
        {"src": f"../icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ],
}
printed_pages = ["all"]
offline_also = [
    "_static/moved.js",
    "_static/copying.js",
    "_static/selection.js",
    "_static/programs.js",
    "_static/search*",
    "_static/window.*",
    "_static/unknown_place.js",
    "_static/glossary.js",
]
offline_never = ["print.html", "all/*"]
# Words of the search, by language: what is called so too, and what a name is used for.
search_glossaries = {
    code: [str(path) for name in ("terms", "words") for path in ROOT.glob(f"locale/{code}/{name}.tsv")]
    for code in languages
}
search_uses = {path.parent.name: [str(path)] for path in sorted(ROOT.glob("locale/*/uses.tsv"))}

html_theme = "sheet"
html_title = project
html_logo = html_favicon = str(ROOT / "source" / "_static" / "icon.svg")
html_baseurl = site_url
html_show_sphinx = False
html_copy_source = False
html_last_updated_fmt = None
