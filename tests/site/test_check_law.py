"""Where `make check` finds nothing in a catalog, however it came to be as it is, the build goes well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_sheet import HEADER, sheet

__all__ = ["sheet"]

PAGE = """\
A title
=======

Words of ``x`` and `a link <https://a.org>`__, one [#first]_ two [#second]_.

.. [#first] A footnote
.. [#second] Another

.. doctest::

   >>> # add both
   >>> 1 + 1
   2

.. math:: a + b
"""
CATALOG = """\
msgid "A title"
msgstr "제목"

# a remark
msgid "Words of ``x`` and `a link <https://a.org>`__, one [#first]_ two [#second]_."
msgstr ""
"``x``\\\\ 와 `링크 <https://a.org>`__\\\\ 의 말, "
"하나 [#first]_ 둘 [#second]_."

msgid "A footnote"
msgstr "각주"

#, fuzzy
#| msgid "An other"
msgid "Another"
msgstr "다른 각주"

#. note on the code:
#. 1 + 1
msgid "add both"
msgstr "둘을 더함"

msgid "a + b\\n\\n"
msgstr "a + b\\n\\n"

#~ msgid "gone"
#~ msgstr "사라짐"
"""
# What an editor, a tool or a merge may put before a line, into it, or in its place.
BEFORE = ("#, fuzzy", "#~ ", "#| ", "# ", "\t", 'msgctxt "a"', "<<<<<<< HEAD", '"', "\ufeff", "#~| ")
INSIDE = ("\r", "\x00", "\u2028", '"', "\\", "`", "*", "[#first]_ ", "|", "{", "%s", "\xa0", "<b>")


def mutate(text: str) -> Iterator[str]:
    yield text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        above, below = lines[:number], lines[number + 1 :]
        yield "\n".join([*above, *below])
        yield "\n".join([*above, line, line, *below])
        yield "\n".join([*above, *below[:1], line, *below[1:]])
        yield "\n".join([*above, line])
        for word in BEFORE:
            yield "\n".join([*above, word, line, *below])
            yield "\n".join([*above, word + line, *below])
        for word in INSIDE:
            place = len(line) // 2
            yield "\n".join([*above, line[:place] + word + line[place:], *below])


@pytest.mark.slow
def test_what_is_green_is_built(sheet) -> None:
    texts = list(dict.fromkeys(mutate(HEADER.format(language="ko") + CATALOG)))
    assert len(texts) > 500
    pages = {f"source/p{number}.rst": PAGE for number in range(len(texts))}
    sheet.write({**pages, "locale/ko/settings.toml": "complete = false\n"})
    folder = sheet.root / "locale" / "ko" / "LC_MESSAGES"
    for number, text in enumerate(texts):
        (folder / f"p{number}.po").write_text(text, encoding="utf-8", newline="")
    _, found = sheet.check("ko")
    red = {line.partition(":")[0].rpartition("/")[2] for line in found}
    assert "p0.po" not in red
    for name in red:
        (folder / name).unlink(missing_ok=True)
        (sheet.root / "source" / name).with_suffix(".rst").unlink(missing_ok=True)
    assert len(list(folder.glob("p*.po"))) > 50
    assert sheet.build("html", "ko") == (0, "")
