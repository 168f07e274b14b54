"""The program of an entry runs it alone, wherever it is pasted."""

from __future__ import annotations

import code as console

from cheatsheet.core.programs import write_programs
from pycode.prompt import join_statements, list_import_lines, tighten

IMPORTS = list_import_lines("import math\nfrom math import floor as f, ceil\n")
SESSION = """\
>>> # a function
>>> def twice(x):
...     y = x * 2
...
...     return y  # of a number
>>> # not needed
>>> unused = [1]
>>> # used
>>> n = f(2.5)
>>> # in the end
>>> twice(n)
4"""


def test_program_has_what_the_entry_needs() -> None:
    *_, last = write_programs(SESSION, True, "", IMPORTS)
    head = "from math import floor as f, ceil\ndef twice(x):\n    y = x * 2\n    return y\n\nn = f(2.5)"
    assert (last.above, last.code) == (f"{head}\n", f"{head}\ntwice(n)")


def test_entry_that_needs_nothing_is_its_own_program() -> None:
    first, unused, *_ = write_programs(SESSION, True, "", IMPORTS)
    assert (first.above, unused.above, unused.code) == ("", "", "unused = [1]")


def test_output_of_a_program_is_that_of_all_that_prints() -> None:
    text = "# a\na = 1\nprint(a)\n# b\nb = 2\n# c\nprint(math.pi)"
    programs = write_programs(text, False, "1\n3.14", IMPORTS)
    assert [program.code for program in programs] == [
        "a = 1\nprint(a)",
        "b = 2",
        "import math\na = 1\nprint(a)\nprint(math.pi)",
    ]


def test_a_prompt_takes_it_line_by_line(capsys) -> None:
    *_, last = write_programs(SESSION, True, "", IMPORTS)
    prompt = console.InteractiveConsole()
    more = [prompt.push(line) for line in last.code.split("\n")][-1]
    assert (more, capsys.readouterr()) == (False, ("4\n", ""))


def test_empty_lines_stand_behind_bodies_and_in_texts_alone() -> None:
    assert tighten("if a:\n\n    b = '''\n\n'''\n") == "if a:\n    b = '''\n\n'''"
    assert join_statements(["if a:\n    b", "c", "d"]) == "if a:\n    b\n\nc\nd"


def test_name_that_an_entry_binds_first_is_not_needed() -> None:
    session = ">>> # a\n>>> x = 1\n>>> # b\n>>> y = x\n>>> # c\n>>> x = 2\n>>> x + y\n3"
    *_, last = write_programs(session, True, "", IMPORTS)
    assert last.rows == (1, 3, 5, 6)  # of what y is made
    assert last.needs == {"y": 3}


def test_what_ends_in_an_error_stops_no_other_program() -> None:
    """At a prompt a session goes on; a file would end there."""
    raised = "Traceback (most recent call last):\n    ...\nIndexError: pop from empty list"
    session = (
        f">>> # a\n>>> x = []\n>>> # no\n>>> x.pop()\n{raised}\n>>> # b\n>>> x.append(1)\n>>> x\n[1]"
    )
    *_, refused, last = write_programs(session, True, "", IMPORTS)
    assert refused.code == "x = []\nx.pop()"
    assert last.code == "x = []\nx.append(1)\nx"


def test_what_ends_in_an_error_is_left_out_where_all_is_needed() -> None:
    raised = "Traceback (most recent call last):\n    ...\nNameError: no"
    session = f">>> # a\n>>> x = 1\n>>> # no\n>>> y\n{raised}\n>>> # b\n>>> eval('x')\n1"
    *_, last = write_programs(session, True, "", IMPORTS)
    assert last.code == "x = 1\neval('x')"
