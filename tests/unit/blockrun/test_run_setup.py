"""What blocks get from the setup, and how its conditions decide whether they run."""

from __future__ import annotations

import re

import pytest
from blockrun.model.block_setup import Setup, SetupError
from blockrun.model.record import FAILED, PASSED, SKIPPED
from blockrun_samples import run_sample, run_samples, sample

SETUP = """
import os as _os
import json, collections.abc
import math as m
from functools import reduce, partial as p

here = ""
never = "needs a GPU"
korean = "그래픽 카드가 필요함"
lines = "needs\\n  two  lines"
blank = " "
truth = True
nothing = None

def fewer_than(count):
    return "" if count <= 1 else f"needs {count} GPUs"

def broken():
    return 1 / 0

def broken_in_lines():
    raise ValueError("a\\n b")

def unknown_inside():
    return nowhere

def leaves():
    raise SystemExit(3)

def dies():
    _os._exit(3)

def hangs():
    while True: pass

def talks():
    print("not an answer")
    return ""

_secret = "x"
"""
KNOWN = (
    "blank, broken, broken_in_lines, dies, fewer_than, hangs, here, korean, leaves, lines, "
    "never, nothing, talks, truth, unknown_inside"
)

# name: condition, status, reason
CONDITIONS = {
    "none": ("", PASSED, ""),
    "fulfilled": ("here", PASSED, ""),
    "not fulfilled": ("never", SKIPPED, "needs a GPU"),
    "Korean": ("korean", SKIPPED, "그래픽 카드가 필요함"),
    "in one line": ("lines", SKIPPED, "needs two lines"),
    "a reason without a word": ("blank", PASSED, ""),
    "call": ("fewer_than(1)", PASSED, ""),
    "call, not fulfilled": ("fewer_than(2)", SKIPPED, "needs 2 GPUs"),
    "or": ("here or never", SKIPPED, "needs a GPU"),
    "or, the first": ("fewer_than(2) or never", SKIPPED, "needs 2 GPUs"),
    "or, both fulfilled": ("here or fewer_than(1)", PASSED, ""),
    "a condition that prints": ("talks()", PASSED, ""),
    "unknown name": (
        "nevr",
        FAILED,
        f"found condition 'nevr' with the unknown name 'nevr', expected one of {KNOWN}",
    ),
    "name of an import": (
        "json",
        FAILED,
        f"found condition 'json' with the unknown name 'json', expected one of {KNOWN}",
    ),
    "hidden name": (
        "_secret",
        FAILED,
        f"found condition '_secret' with the unknown name '_secret', expected one of {KNOWN}",
    ),
    "unknown name inside": (
        "unknown_inside()",
        FAILED,
        "found condition 'unknown_inside()' with the unknown name 'nowhere'",
    ),
    "True": ("truth", FAILED, f"found condition 'truth' that is True, expected a reason; use {KNOWN}"),
    "not": ("not here", FAILED, "found condition 'not here' that is True, expected a reason"),
    "None": ("nothing", FAILED, "found condition 'nothing' that is None, expected a reason"),
    "function that is not called": (
        "fewer_than",
        FAILED,
        "found condition 'fewer_than' that is <function",
    ),
    "exception": (
        "broken()",
        FAILED,
        "found condition 'broken()': ZeroDivisionError: division by zero, expected a reason",
    ),
    "exception, told in one line": (
        "broken_in_lines()",
        FAILED,
        "found condition 'broken_in_lines()': ValueError: a b, expected a reason",
    ),
    "syntax": ("here or", FAILED, "found condition 'here or': SyntaxError: "),
    "SystemExit": ("leaves()", FAILED, "found SystemExit: 3 in what runs the block"),
    "end": ("dies()", FAILED, "found a process that left with exit status 3"),
}


@pytest.mark.parametrize(("requires", "status", "reason"), CONDITIONS.values(), ids=CONDITIONS)
def test_condition(requires, status, reason):
    record = run_sample("print(1)", "1", setup=SETUP, requires=requires)
    assert record.status == status
    assert record.reason == reason or (status == FAILED and record.reason.startswith(reason))


def test_condition_that_hangs_has_the_time_of_a_block():
    record = run_sample("print(1)", "1", setup=SETUP, requires="hangs()", timeout=0.3)
    assert (record.status, record.reason.partition(",")[0]) == (FAILED, "found no end after 0.3 s")


def test_condition_does_not_reach_the_next_block():
    setup = "import os\ndef first():\n    os.environ['SEEN'] = '1'\n    return ''"
    seen = "import os\nprint('SEEN' in os.environ)"
    blocks = [sample(seen, "True", requires="first()"), sample(seen, "False")]
    assert [record.status for record in run_samples(blocks, setup, jobs=1)] == [PASSED, PASSED]


def test_block_gets_the_imports_alone():
    code = "print(sorted(n for n in globals() if not n.startswith('__')), __name__)"
    expected = "['collections', 'json', 'm', 'p', 'reduce'] __main__"
    assert run_sample(code, expected, setup=SETUP).status == PASSED


def test_names_of_conditions():
    assert ", ".join(Setup(SETUP).conditions) == KNOWN


def test_environment_is_what_the_setup_says():
    assert Setup("").describe_environment() == {}
    assert Setup("def _describe_environment(): return {'device': '가'}").describe_environment() == {
        "device": "가"
    }


# name: setup, what is wrong with it
BROKEN = {
    "module": (
        "\nimport no_such_module",
        r"s.py:2: found ModuleNotFoundError: No module named 'no_such_module', ",
    ),
    "syntax": ("x = 1\n\ny = ", "s.py:3: found SyntaxError: "),
    "name": ("x = 1\nx + y", "s.py:2: found NameError: name 'y' is not defined, expected a setup"),
    "in a function": (
        "def f():\n    return 1 / 0\n\nx = f()",
        "s.py:2: found ZeroDivisionError: division by zero, ",
    ),
    "exit": ("import sys\nsys.exit('no torch')", "s.py:2: found SystemExit: no torch, "),
    "all names": ("import os\nfrom math import *", r"s.py:2: found an import of \*, expected names"),
    "zero": (
        "x = '\0'",
        "s.py:1: found (SyntaxError|ValueError): source code string cannot contain null bytes",
    ),
}


@pytest.mark.parametrize(("source", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_setup(source, message):
    with pytest.raises(SetupError) as caught:
        Setup(source, "s.py")
    assert re.match(message, str(caught.value))
    assert "\n" not in str(caught.value)
