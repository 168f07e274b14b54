"""Strings that a catalog may hold and no note should pass on as they are."""

import pytest

# Each is a translation that is no plain line of words, by the name of what is wrong with it.
HOSTILE = {
    "newline": "first\nimport os",
    "carriage return": "first\rimport os",
    "vertical tab": "first\x0bimport os",
    "form feed": "first\x0cimport os",
    "file separator": "first\x1cimport os",
    "next line": "first\x85import os",
    "line separator": "first\u2028import os",
    "paragraph separator": "first\u2029import os",
    "every line end": "a\r\nb\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l",
    "nul": "first\x00second",
    "nul at the end": "words \x00",
    "escape": "\x1b[31mred\x1b[0m",
    "tab": "first\tsecond",
    "quotes": 'it\'s "quoted" and `quoted`',
    "triple quotes": "\"\"\" and '''",
    "backslash at the end": "a path\\",
    "backslash and newline": "a path\\\nimport os",
    "prompt": ">>> import os",
    "continuation": "... import os",
    "prompt on a line": "words\n>>> import os\n... pass",
    "reST": "``x`` **b** :doc:`index` |s| [1]_ x_ `a <b>`__",
    "broken reST": "``a *b `c |d :nosuch:`e` [f]_ g_",
    "unknown directive": ".. nosuch:: x",
    "reST block": "words::\n\n   literal",
    "reST directive": "words\n\n.. raw:: html\n\n   <b>raw</b>",
    "HTML": "<script>alert(1)</script> & <b>\" '</b>",
    "blank output line": "<BLANKLINE>",
    "bidi override": "a\u202eb\u202ac\u202bd\u202ce\u202d",
    "bidi isolate": "\u2066a\u2067b\u2068c\u2069",
    "bidi at the end": "words \u202e",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "10,000 characters": "long " * 2_000,
    "10,000 characters in a word": "x" * 10_000,
    "brackets": "([{ )]} if x: \\",
    "hashes before words": "## words",
    "hash inside": "words # more words",
    "percent": "%s %(name)s {0} {name}",
    "Korean": "한 줄의 낱말",
}

# Each would be an instruction to a tool if it stood in a comment.
INSTRUCTIONS = {
    "doctest": "# doctest: +SKIP",
    "doctest without marker": "doctest: +SKIP",
    "doctest in capitals": "DOCTEST: +SKIP",
    "doctest glued": "doctest:+ELLIPSIS",
    "doctest at the end": "words # doctest: +SKIP",
    "doctest on a line": "words\n# doctest: +SKIP",
    "doctest behind a NUL": "\x00doctest: +SKIP",
    "doctest around a NUL": "doc\x00test: +SKIP",
    "doctest behind an override": "# \u202edoctest: +SKIP",
    "noqa": "noqa",
    "noqa with a code": "noqa: E501",
    "type ignore": "type: ignore",
    "type ignore at the end": "words #type: ignore",
    "coding": "-*- coding: latin-1 -*-",
}

# Words that are an instruction only right behind a marker, as in "#!/bin/sh".
EDGE = {"bang": "!shouted", "bang and path": "!/bin/sh"}

# Nothing is left of these.
EMPTY = {
    "only blanks": " \u3000\t ",
    "only line ends": "\n\r\u2028",
    "only hashes": "#",
    "hashes and blanks": " # ## ",
    "only NUL": "\x00",
    "only an override": "\u202e",
}


EVERY = {**HOSTILE, **INSTRUCTIONS, **EDGE, **EMPTY}


def name_cases(strings: dict[str, str]) -> list:
    """The strings as parameters, named by their keys."""
    return [pytest.param(text, id=name.replace(" ", "-")) for name, text in strings.items()]
