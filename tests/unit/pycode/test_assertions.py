"""What a hidden check may hold: assertions of what its block shows, which can fail."""

from __future__ import annotations

import pytest
from pycode.assertions import Shown, find_faults

IMPORTS = {"torch": "torch", "nn": "torch.nn"}
BLOCK = """\
from torch.utils import benchmark
import re
net = nn.Linear(2, 3)
for step in range(2):
    loss = step
torch.cuda.device_count()
torch.__version__"""

CLEAN = {
    "a name": "assert loss == 1",
    "a loop's name": "assert step < 9",
    "the last value": "assert _ >= 1",
    "an API that is shown": "assert torch.cuda.device_count() < 99",
    "what is looked up in it": "assert torch.__version__.split('.')[0] == '2'",
    "of a shown value": "assert net.weight.shape == (3, 2)",
    "what compares": "assert torch.equal(loss, torch.tensor(1))",
    "a dtype": "assert net.weight.dtype == torch.float32",
    "Python's own": "import math\nassert math.isfinite(loss)",
    "an assignment": "most = max(loss, 3)\nassert most == 3",
    "a chain of assignments": "a = loss\nb = a + 1\nassert b == 2",
    "two assertions": "assert loss == 1\nassert step == 1, '가'",
    "a comprehension": "assert all(s > 0 for s in net.weight.shape)",
    "a part of a package": "import torch\nassert isinstance(net, torch.nn.Linear)",
}

# check, (row, part of the finding) of each
BROKEN = {
    "empty": ("", [(0, "found a check without an assertion")]),
    "no assertion": ("x = loss", [(0, "found a check without an assertion")]),
    "no Python": ("assert loss == 1\nassert loss ==", [(1, "not Python")]),
    "a call": ("assert loss == 1\nnet(1)", [(1, "found 'net(1)' in a check")]),
    "a print": ("print(loss)\nassert loss", [(0, "found 'print(loss)'")]),
    "a loop": (
        "for x in loss:\n    assert x",
        [(0, "found 'for x in loss:'"), (0, "without an assert")],
    ),
    "del": ("assert loss\ndel loss", [(1, "found 'del loss'")]),
    "an item": ("loss[0] = 1\nassert loss", [(0, "found 'loss[0] = 1' in a check")]),
    "an attribute": ("net.x = 1\nassert net", [(0, "found 'net.x = 1' in a check")]),
    "augmented": ("loss += 1\nassert loss", [(0, "found 'loss += 1' in a check")]),
    "star": ("from math import *\nassert loss", [(0, "found 'from math import *'")]),
    "True": ("assert True", [(0, "cannot fail")]),
    "a number": ("assert 1", [(0, "cannot fail")]),
    "a tuple": ("assert (loss == 2, 'no')", [(0, "cannot fail")]),
    "or True": ("assert loss == 2 or True", [(0, "cannot fail")]),
    "or not": ("assert loss or not loss", [(0, "cannot fail")]),
    "or the opposite": ("assert loss == 2 or loss != 2", [(0, "cannot fail")]),
    "in or not in": ("assert loss not in seen or 1 == 2 or loss in seen", [(0, "cannot fail")]),
    "in itself": ("assert loss in [2, loss]", [(0, "cannot fail")]),
    "any with True": ("assert any([loss == 2, True])", [(0, "cannot fail")]),
    "all of what holds": ("assert all((loss == loss, 1))", [(0, "cannot fail")]),
    "a text of it": ("assert repr(loss)", [(0, "cannot fail")]),
    "itself": ("assert loss == loss", [(0, "cannot fail")]),
    "and": ("assert loss == loss and 1", [(0, "cannot fail")]),
    "a length": ("assert len(loss) >= 0", [(0, "cannot fail")]),
    "a length, above less": ("assert len(loss) > -1", [(0, "cannot fail")]),
    "either": ("assert loss in (True, False)", [(0, "cannot fail")]),
    "an object": ("assert isinstance(loss, object)", [(0, "cannot fail")]),
    "not False": ("assert not False", [(0, "cannot fail")]),
    "nothing of the block": ("assert 1 == 2", [(0, "reads no name of the block")]),
    "its own name": ("x = 1\nassert x == 1", [(1, "reads no name of the block")]),
    "an import alone": ("assert torch", [(0, "reads no name of the block")]),
    "another call": ("assert net(torch.dot(loss, loss)) == 1", [(0, "found torch.dot in a check")]),
    "through a name": ("x = torch.dot(loss, loss)\nassert x == 1", [(1, "found torch.dot in a check")]),
    "of what is imported": ("assert benchmark.Timer(loss)", [(0, "found torch.utils.benchmark.Timer")]),
    "a name of the block": ("net = loss\nassert net", [(0, "found 'net' assigned in a check")]),
    "the last value anew": ("_ = loss\nassert _", [(0, "found '_' assigned in a check")]),
    "walrus": ("assert (net := loss)", [(0, "found 'net' assigned in a check")]),
    "unused": ("x = 2\nassert loss", [(0, "found 'x = 2', expected what an")]),
    "an unused import": ("import math\nassert loss", [(0, "found 'import math', expected what an")]),
}


def find(check: str, session: bool = True) -> list[tuple[int, str]]:
    return list(find_faults(check, Shown.read(BLOCK.split("\n\n"), session, IMPORTS)))


@pytest.mark.parametrize("check", CLEAN.values(), ids=CLEAN)
def test_check_of_what_is_shown_is_fine(check):
    assert find(check) == []


@pytest.mark.parametrize(("check", "expected"), BROKEN.values(), ids=BROKEN)
def test_check_that_proves_nothing_is_told_with_its_row(check, expected):
    found = find(check)
    assert [row for row, _ in found] == [row for row, _ in expected], found
    for (_, message), (_, part) in zip(found, expected, strict=True):
        assert part in message
        assert ", expected " in message
        assert "; " in message


@pytest.mark.parametrize(("length", "shown"), [(60, "1'"), (61, "1...'")])
def test_long_line_is_shortened(length, shown):
    ((_, message),) = find("assert " + "1" * (length - len("assert ")))
    assert message.split(",")[0].endswith(shown)


def test_program_has_no_last_value():
    ((row, message),) = find("assert _ == 1", session=False)
    assert (row, "reads no name of the block" in message) == (0, True)
