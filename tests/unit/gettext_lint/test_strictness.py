"""A check is no looser than the build: what it lets pass, Sphinx builds without a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cheatsheet.transforms.message_kinds import find_kinds
from gettext_lint.checks import check_catalog
from gettext_lint.language import Language
from polib import POEntry
from projects import write_messages
from sphinx.util.nodes import extract_messages

RST = """\
A title of it
=============

:doc:`index` of ``x`` and `a link <https://a.org>`__, **strong** words.

One [#first]_ two [#second]_ three [#]_ four [1]_ five.

.. [#first] The first of them.
.. [#second] The second of them.
.. [#] The third of them.
.. [1] The fourth of them.

See targetQ_ or `other Q`_ or |name| of it.

.. _targetQ: https://a.org/t
.. _other Q: https://a.org/o
.. |name| replace:: a name

Words before it::

   literal

1. An item of it
2. *Another* item

.. math:: a + b = c

.. image:: x.svg
   :alt: A picture of it

.. note:: A note with ``y``.

.. doctest::

   >>> # add both of them
   >>> 1 + 1
   2

1. A numbered title
-------------------

Last words :math:`x` of it.
"""
MARKDOWN = """\
# A title of it

[Index](index.rst) of `x` and [a link](https://a.org), **strong** words.

{doc}`index` of *it* and a note[^n].

[^n]: The note of it.

- An item of it

| Head of it | Other |
|---|---|
| Cell of it | 2 |

## Another title of it

Last words of it.
"""
LITERAL = {"a + b = c\n\n"}  # no translation passes
# What is put at the start, in the middle and at the end of a translation.
SNIPPETS = [
    "`", "``", "*", "**", "|", "_", "__", "\\", "::", "\n\n", "\n", "\n    ", "    ", "- ", "1. ", "# ",
    "% ", "+++ ", "(a)=\n", "---\n", "====\n", "\n----", ".. note:: ", ".. x\n\n", ".. math:: x\n\n",
    ".. _x: https://a.org\n\n", ".. [1] x\n\n", ".. raw:: html\n\n   x\n\n", ":a: ", ">>> 1\n", "[#]_ ",
    " [#first]_ ", " [9]_ ", " [Cit]_ ", "[^x]", "[^n]", " x_ ", " x__ ", " |x| ", " :x:`y` ", "> ",
    " :math:`y` ", "`x`:sup:", " `x` ", " `x <y>`__ ", " `x <y_>`_ ", " _`x` ", "<b>", "&lt;", "{x}`y`",
    "[x]: y\n", "![x](y)", "```\n", "~~~\n", "$x$", "# noqa", "#noqa", " ", "https://b.org", "\t",
    " :doc:`y` ", "[x](y)", "a@b.org",
]  # fmt: skip
TOKEN = re.compile(
    r"\[[^\]]*\]_?|:?[\w{}:]*`[^`]*`_*|`+[^`]+`+_*|\*+[^*]+\*+|\|\w+\||\w+_(?!\w)|[\w.]+|\S"
)


def translate(message: str) -> str:
    """A translation as it should be: some words are changed, all else stays."""
    return re.sub(r"\b(?:of|and|words|title|them)\b", "mot", message)


def mutate(text: str) -> Iterator[str]:
    """What a careless hand or a stranger makes of a translation."""
    middle = text.find(" ", len(text) // 3)
    for snippet in SNIPPETS:
        yield from (snippet + text, text + snippet, text[:middle] + snippet + text[middle:], snippet)
    tokens = list(TOKEN.finditer(text))
    for one, two in zip(tokens, [*tokens[1:], *tokens[:1]], strict=True):
        yield text[: one.start()] + text[one.end() :]
        yield text[: one.start()] + one[0] + text[one.start() :]
        if one.start() < two.start():
            between = text[one.end() : two.start()]
            yield text[: one.start()] + two[0] + between + one[0] + text[two.end() :]
    others = [match for match in tokens if not match[0].isalnum()]
    for one in others:
        for two in others:
            if one.start() < two.start() and (one[0][0], one[0][-1]) == (two[0][0], two[0][-1]):
                between = text[one.end() : two.start()]
                yield text[: one.start()] + two[0] + between + one[0] + text[two.end() :]
    for place, char in enumerate(text):
        if not char.isalnum():
            yield text[:place] + text[place + 1 :]
            yield text[:place] + char + text[place:]


def list_passing(message: str, kinds: dict, syntax: str) -> list[str]:
    """The translations of a message in which no rule finds anything; the sound one first."""
    found = dict.fromkeys([translate(message), *mutate(translate(message))])
    return [text for text in found if text and not list(check(message, text, kinds, syntax))]


def check(message: str, text: str, kinds: dict, syntax: str) -> Iterator[str]:
    entry = POEntry(msgid=message, msgstr=text)
    yield from check_catalog(Path("a.po"), [entry], Language("fr"), "en", syntax, kinds)


@pytest.mark.slow
@pytest.mark.parametrize(("page", "suffix", "syntax"), [(RST, "rst", "rst"), (MARKDOWN, "md", "md")])
def test_what_passes_is_built_without_a_warning(page, suffix, syntax, make_project):
    conf = """
extensions += ["myst_parser"]
myst_disable_syntax = ["html_block", "html_inline"]
suppress_warnings = ["image.not_readable", "toc.not_included"]
"""
    project = make_project({f"p.{suffix}": page}, conf=conf)
    doctree = project.build("gettext").app.env.get_doctree("p")
    kinds = find_kinds(doctree)
    messages = list(dict.fromkeys(message for _, message in extract_messages(doctree)))
    passing = {message: list_passing(message, kinds, syntax) for message in messages}
    refused = {m: list(check(m, translate(m), kinds, syntax)) for m in messages if m not in LITERAL}
    assert not any(refused.values()), refused
    pages = max(map(len, passing.values()))
    assert pages > 20
    for number in range(pages):
        name, own = f"p{number}", lambda text, n=number: re.sub("target|other ", r"\g<0>Q", text)
        path = project.root / f"{name}.{suffix}"
        path.write_text(own(page), encoding="utf-8")
        chosen = {own(m): own(found[number]) for m, found in passing.items() if number < len(found)}
        write_messages(project.root / "locale/ko/LC_MESSAGES" / f"{name}.po", "ko", chosen)
    assert project.build("html", "ko").warnings == ""
