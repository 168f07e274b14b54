"""The contract of a row: its class names are said in its template, and known to all that use them."""

from __future__ import annotations

import re
from pathlib import Path

import cheatsheet
from cheatsheet.core.templates import OWN

EXTENSIONS = Path(cheatsheet.__file__).parents[1]
TEMPLATE = OWN / "row.html"
TEXT = TEMPLATE.read_text(encoding="utf-8")
# A line of the table at the top; matches "entry-code     what holds the code", not "{#- Entries as".
TOLD = re.compile(r"^([a-z-]+) {2,}\S", re.MULTILINE)
# A class in markup that is no value of the template; matches 'class="entry"', not 'class="{{'.
WRITTEN = re.compile(r'class="([a-z -]+)')
# What names a class of a row: ".entry", ".entries", "entry-note"; not ".entries.length", "entry.py".
USED = re.compile(r"(?<![\w/-])\.?((?:entry|entries)-[a-z]+)\b|\.(entry|entries)\b(?![.(])")


def read_uses(pattern: str) -> dict[Path, set[str]]:
    files = (path for path in EXTENSIONS.rglob(pattern) if path != TEMPLATE)
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    return {path: {a or b for a, b in USED.findall(text)} for path, text in texts.items()}


def test_all_classes_of_the_template_are_told():
    markup = re.sub(r"{#.*?#}", "", TEXT, flags=re.DOTALL)
    written = {name for names in WRITTEN.findall(markup) for name in names.split()}
    written |= set(re.findall(r"%} ([a-z-]+){% endif %}\"", markup))
    assert written == set(TOLD.findall(TEXT))


def test_styles_and_scripts_know_what_the_template_tells_and_no_more():
    told = set(TOLD.findall(TEXT))
    uses = {**read_uses("*.css"), **read_uses("*.js"), **read_uses("*.html")}
    assert {path: names - told for path, names in uses.items() if names - told} == {}
    assert told - set().union(*uses.values()) == set()


def test_nothing_else_writes_rows():
    files = [path for suffix in ("*.py", "*.html", "*.js") for path in EXTENSIONS.rglob(suffix)]
    marked = re.compile(r"""<\w+[^>]*class=\\?["']entr""")
    found = [path for path in files if marked.search(path.read_text(encoding="utf-8"))]
    assert found == [TEMPLATE]
