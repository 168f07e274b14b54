"""A hidden check runs after its block with the block's names, and says what it found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from blockrun.execution.checks import VALUE_LIMIT
from blockrun.model.record import FAILED, PASSED, Record
from blockrun_samples import run_samples, sample

BLOCK = sample(">>> x = [3]\n>>> len(x)\n1")
PROGRAM = sample("x = [3]\nprint(x)", "[3]")
LINE = 20  # where the check starts


def check(code: str, block=BLOCK) -> Record:
    return run_samples([replace(block, check=code, check_line=LINE)])[0]


@pytest.mark.parametrize(
    "code",
    [
        "assert x == [3]",
        "import math\ny = math.floor(3.5)\nassert x[0] == y < 9",
        "assert x and len(x) == 1 and x[0] > 2",
        "assert x != [4], 1 / 0",
        "assert [y for y in x if y in x]",
    ],
)
def test_check_that_holds_changes_nothing(code):
    for block in (BLOCK, PROGRAM):
        record = check(code, block)
        assert (record.status, record.line) == (PASSED, 10), record


def test_last_value_of_a_session_has_a_name():
    assert check("assert _ == 1").status == PASSED


# check, line, what its record says
FAILURES = {
    "equal": ("assert x == [4]", 20, "found [3] for 'x', expected [4]; mend the block, or its check"),
    "later line": ("import math\n\nassert x[0] < 3", 22, "found 3 for 'x[0]', expected < 3"),
    "several lines": ("assert (\n    x\n    is None\n)", 20, "found [3] for 'x', expected is None"),
    "chain": ("assert 2 < x[0] <= 2", 20, "found 3 for 'x[0]', expected <= 2"),
    "second of two": ("assert x and x[0] in ('가', 4)", 20, "found 3 for 'x[0]', expected in ('가', 4)"),
    "truth": ("assert x[1:]", 20, "found [] for 'x[1:]', expected what counts as true"),
    "message": ("assert not x, f'why {x}'", 20, "expected what counts as true; why [3]"),
    "error": ("assert x\nassert 1 / 0 == x", 21, "found ZeroDivisionError: division by zero"),
    "no name": ("assert y == 1", 20, "found NameError: name 'y' is not defined"),
    "output": ("z = print('a')\nassert z is None", 20, "found output 'a', expected a check that prints"),
}


@pytest.mark.parametrize(("code", "line", "reason"), FAILURES.values(), ids=FAILURES)
def test_check_that_does_not_hold_says_what_it_found(code, line, reason):
    for block in (BLOCK, PROGRAM):
        record = check(code, block)
        assert (record.status, record.line) == (FAILED, line)
        assert reason in record.reason


def test_traceback_of_a_check_shows_the_page_alone():
    detail = check("assert x\nassert 1 / 0 == x").detail
    assert 'File "source/page.rst", line 21' in detail
    assert "blockrun" not in detail


def test_long_value_is_shortened():
    assert len(check("assert x * 999 == 1").reason) < 500
    for length, is_cut in ((VALUE_LIMIT, False), (VALUE_LIMIT + 1, True)):
        reason = check(f"text = 'a' * {length - 2}\nassert text == x").reason
        assert ("... for 'text'" in reason) == is_cut


def test_each_operand_is_evaluated_once():
    assert check("y = iter([1, 2])\nassert next(y) < next(y)").status == PASSED


def test_block_that_fails_is_told_before_its_check():
    record = check("assert x == 3", sample(">>> x = 3\n>>> x\n4"))
    assert record.reason == "found output '3', expected '4'"


def test_id_is_also_of_the_check():
    ids = {
        replace(BLOCK, check=code, check_line=LINE).id for code in ("", "assert x", "assert x == [3]")
    }
    assert len(ids) == 3
    assert replace(BLOCK, check="assert x", check_line=99).id in ids
