"""Settings of the site; https://www.sphinx-doc.org/en/master/usage/configuration.html."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "extensions"))

from cheatsheet.languages import find_languages  # noqa: E402

project = "PyTorch cheat sheet"
author = "PyTorch cheat sheet contributors"
copyright = f"%Y {author}"
language = "en"
languages = find_languages(ROOT / "locale")
site_url = os.environ.get("SITE_URL", "https://pytorch-cheatsheet.github.io/")

extensions = ["cheatsheet", "sheet_theme", "sheetsearch", "sphinx.ext.doctest"]
templates_path = [str(ROOT / "source" / "_templates")]
html_static_path = [str(ROOT / "source" / "_static")]
nitpicky = True
exclude_patterns = ["_*"]
highlight_language = "none"

# Catalogs: one a page, without line numbers or dates, so that a diff shows words alone.
locale_dirs = [str(ROOT / "locale")]
gettext_compact = False
gettext_location = False
gettext_uuid = False

# Blocks: each is run after these imports, with these conditions; see scripts/run_blocks.py.
doctest_global_setup = (ROOT / "source" / "doctest_setup.py").read_text(encoding="utf-8")
doctest_test_doctest_blocks = ""
records_dir = str(ROOT / "records")
records_page = "what-has-been-run"
search_glossaries = sorted(map(str, (ROOT / "locale").glob("*/terms.tsv")))

html_theme = "sheet"
html_title = project
html_favicon = str(ROOT / "source" / "_static" / "icon.svg")
html_baseurl = site_url
html_use_index = False
html_show_sphinx = False
html_copy_source = False
html_last_updated_fmt = None
