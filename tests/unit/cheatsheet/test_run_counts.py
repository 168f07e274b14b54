"""What is said of all blocks together: from the newest run on each device, and of each block once."""

from __future__ import annotations

import pytest
from cheatsheet.core.runs import Row, Run
from cheatsheet.pages.run_badges import find_lack


def make_run(*rows: Row, device: str = "CPU") -> Run:
    return Run("torch 2.14.1", device, "3.11", "2026-11-23", {row.block: row for row in rows})


PASSED = make_run(Row("a", "page", "passed"))
NEWER = Run("torch 2.15.0", "CPU", "3.11", "2026-11-24", {"a": Row("a", "page", "passed")})
FAILED = make_run(Row("a", "page", "failed"), device="H100")
SKIPPED = make_run(Row("a", "page", "skipped", "needs a GPU"))


@pytest.mark.parametrize(
    ("runs", "lack"),
    [
        pytest.param([], "not yet run", id="no run"),
        pytest.param([make_run()], "not yet run", id="changed since"),
        pytest.param([SKIPPED], "needs a GPU", id="skipped"),
        pytest.param([PASSED], "", id="passed"),
        pytest.param([SKIPPED, PASSED], "", id="passed elsewhere"),
        pytest.param([PASSED, FAILED], "failed", id="failed elsewhere"),
        pytest.param([NEWER, make_run(Row("a", "page", "failed"))], "", id="failed once"),
    ],
)
def test_a_block_lacks_what_no_run_could_do(runs, lack):
    assert find_lack("a", runs) == lack
