"""A condition that skips a block gives a reason, or is refused."""

from __future__ import annotations

import pytest
from pycode.conditions import find_conditions, gives_reason

SETUP = "no_gpu = ''\ndef older_than(version):\n    return version\n_own = 1\nimport os\n"
KNOWN = find_conditions(SETUP)


def test_the_names_of_a_setup_and_which_are_called():
    assert KNOWN == {"no_gpu": False, "older_than": True}


@pytest.mark.parametrize("text", ["no_gpu", 'older_than("2")', "no_gpu or older_than(2)", " no_gpu "])
def test_reason(text):
    assert gives_reason(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "not no_gpu",
        "no_gpu or 1",
        "older_than",
        "older_than()",
        "no_gpu()",
        "older_than(한글)",
        "other",
        "1",
    ],
)
def test_no_reason(text):
    assert not gives_reason(text, KNOWN)
