"""Search engines and language models find a list of the pages."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sheet_exports.formats.llms import write_block
from sheet_exports.formats.page_items import Code, Step
from sheet_exports.seo.sitemap import find_listed

CONF = 'extensions += ["sheet_exports"]\n'
PAGES = {
    "index": "Home\n====\n\nThe home page.\n\n.. toctree::\n\n   part/index\n   last\n",
    "part/index": "Part\n====\n\n.. toctree::\n\n   a&b\n",
    "part/a&b": """\
A page
======

Words.

.. doctest::
   :skipif: no_gpu

   >>> # a floor
   >>> math.floor(1.5)
   1

.. testcode::

   # fails
   print(1)

.. testoutput::

   1
""",
    "last": "Last\n====\n",
}
KOREAN = {"part/a&b": {"Words.": "말입니다.", "a floor": "내림", "A page": "한 페이지"}}

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

GUIDE = """\
# Sheet

> The home page.

## Part

- [Part](https://example.org/ko/part/index.html)
- [한 페이지](https://example.org/ko/part/a%26b.html): 말입니다.

## Last

- [Last](https://example.org/ko/last.html)

## Optional

- [llms-full.txt](https://example.org/ko/llms-full.txt)
- [entries.json](https://example.org/ko/entries.json)
- [English](https://example.org/en/llms.txt)
"""
FULL = """\
# Sheet

## Part

<https://example.org/ko/part/index.html>

## 한 페이지

<https://example.org/ko/part/a%26b.html>

말입니다.

```python
# skipped if: no_gpu
import math
# 내림
math.floor(1.5)
#> 1
```

```python
# fails
print(1)
#> 1
```

## Last

<https://example.org/ko/last.html>
"""


@pytest.fixture(scope="module")
def korean(make_shared_project):
    return make_shared_project(PAGES, {"ko": KOREAN}, CONF).build("html", "ko")


def test_sitemap_lists_pages_with_their_alternates(korean):
    assert korean.warnings == ""
    tree = ElementTree.fromstring(korean.read("sitemap.xml"))
    pages = {
        url.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")
        }
        for url in tree
    }
    names = ["all", "index", "last", "part/a%26b", "part/index"]
    assert list(pages) == [f"https://example.org/ko/{name}.html" for name in names]
    assert pages["https://example.org/ko/part/a%26b.html"] == {
        "en": "https://example.org/en/part/a%26b.html",
        "ko": "https://example.org/ko/part/a%26b.html",
    }


def test_sitemap_lists_no_file_that_pages_load(tmp_path):
    for name in ("a.html", "_static/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(find_listed(tmp_path)) == ["a"]


def test_sitemap_is_the_same_whatever_else_was_built(make_project):
    project = make_project(PAGES, conf=CONF)
    first = project.build("html").read("sitemap.xml")
    assert project.build("html", parallel=2).read("sitemap.xml") == first


def test_guide_for_language_models(korean):
    assert korean.read("llms.txt") == GUIDE


def test_code_that_prints_nothing_has_no_comment_below_it():
    block = Code((Step("x", ("words",), "x = 1"),), session=True)
    assert write_block(block, "") == "```python\n# words\nx = 1\n```"


def test_everything_for_language_models(korean):
    assert korean.read("llms-full.txt") == FULL


@pytest.mark.parametrize("name", ["sitemap.xml", "llms.txt", "llms-full.txt"])
def test_other_builders_write_no_lists(make_project, name):
    built = make_project(PAGES, conf=CONF).build("text")
    assert not (built.outdir / name).exists()
