"""A block that calls what is deprecated fails, unless its page says so; a library may do as it likes."""

from __future__ import annotations

import pytest
from blockrun.execution.deprecation import find_subject
from blockrun.model.record import FAILED, PASSED
from blockrun_samples import LINE, run_sample

# A library with deprecated parts, as the setup of the blocks. Its warnings lay the blame by `level`:
# 2 is the caller.
SETUP = '''
import sys as _sys
import types as _types

_source = """
import warnings

def warn(message, category=DeprecationWarning, level=2):
    warnings.warn(message, category, stacklevel=level + 1)

def old():
    warn("lib.old is deprecated, use lib.new")

def old_user():
    warn("lib.old_user is deprecated", UserWarning)

def old_future():
    warn("lib.old_future will change", FutureWarning)

def pending():
    warn("soon gone", PendingDeprecationWarning)

def wrong_level():
    warn("`lib.wrong_level` is deprecated, use `lib.new`", level=1)

def wrong_level_user():
    warn("Calling wrong_level_user() is deprecated", UserWarning, level=1)

def range(n):
    warn("lib.range is deprecated", level=1)

def capital():
    warn("Deprecated: use lib.new for lib.capital", UserWarning, level=1)

def f():
    warn("`f` is deprecated", level=1)

def new():
    return _inner() or 3

def _inner():
    old()
    wrong_level()
    wrong_level_user()
    range(3)
    capital()
    f()
    warn("The inner way is DEPRECATED", UserWarning, level=1)
    warn("it will change", FutureWarning, level=1)

def unrelated():
    warn("mind the step", UserWarning)
"""
_library = _sys.modules["lib"] = _types.ModuleType("lib")
exec(compile(_source, "lib.py", "exec"), vars(_library))
import lib
'''

# name: code, options of the block, the warning that its record names ("" where it passes)
CASES = {
    "nothing": ("1 + 1", [], ""),
    "direct": ("lib.old()", [], "DeprecationWarning: lib.old is deprecated, use lib.new"),
    "in a session": (">>> lib.old()", [], "DeprecationWarning: lib.old is deprecated, use lib.new"),
    "user warning": ("lib.old_user()", [], "UserWarning: lib.old_user is deprecated"),
    "future warning": ("lib.old_future()", [], "FutureWarning: lib.old_future will change"),
    "pending": ("lib.pending()", [], "PendingDeprecationWarning: soon gone"),
    "blame on the library, in quotes": (
        "lib.wrong_level()",
        [],
        "DeprecationWarning: `lib.wrong_level`",
    ),
    "blame on the library, underscore": (
        "lib.wrong_level_user()",
        [],
        "UserWarning: Calling wrong_level_user",
    ),
    "blame on the library, dotted": ("lib.range(1)", [], "DeprecationWarning: lib.range"),
    "blame on the library, imported": (
        "from lib import range\nrange(1)",
        [],
        "DeprecationWarning: lib.range",
    ),
    "blame on the library, another name": ("from lib import f as g\ng()", [], "DeprecationWarning: `f`"),
    "blame on the library, the word comes first": ("lib.capital()", [], "UserWarning: Deprecated: use"),
    "the library's own": ("lib.new()", [], ""),
    "the library's own, same word as a builtin": ("for n in range(3): lib.new()", [], ""),
    "the library's own, same word in a text": (
        "lib.new()\n'The lib.old wrong_level_user inner'",
        [],
        "",
    ),
    "the library's own, same word in a comment": ("lib.new()  # lib.old wrong_level_user", [], ""),
    "another warning": ("lib.unrelated()", [], ""),
    "one's own, that warns itself": (
        "import warnings\nwarnings.warn('this is deprecated')",
        [],
        "UserWarning: this is deprecated",
    ),
    "declared": ("lib.old()", ["lib.old"], ""),
    "declared by its last name": ("lib.old()", ["old"], ""),
    "declared by a longer name": ("lib.old()", ["big.lib.old"], ""),
    "declared, blame on the library": ("lib.wrong_level()", ["lib.wrong_level"], ""),
    "declared, short name in quotes": ("lib.f()", ["lib.f"], ""),
    "another one declared": (
        "lib.old()",
        ["lib.older", "lib.ol", "lib.new"],
        "DeprecationWarning: lib.old",
    ),
    "one of two declared": ("lib.old()\nlib.old_user()", ["lib.old"], "UserWarning: lib.old_user"),
    "caught": (
        "import warnings\nwith warnings.catch_warnings(record=True) as w:\n"
        "    warnings.simplefilter('always')\n    lib.old()\nassert len(w) == 1",
        [],
        "",
    ),
    "ignored on the page": ("import warnings\nwarnings.simplefilter('ignore')\nlib.old()", [], ""),
    "an error on the page": (
        "import warnings\nwarnings.simplefilter('error')\n"
        "try:\n    lib.old()\nexcept DeprecationWarning: pass",
        [],
        "",
    ),
    "after a caught one": (
        "import warnings\nwith warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n"
        "    lib.old()\nlib.old_user()",
        [],
        "UserWarning: lib.old_user",
    ),
}


@pytest.mark.parametrize(("code", "declared", "found"), CASES.values(), ids=CASES)
def test_deprecation(code, declared, found):
    record = run_sample(code, setup=SETUP, deprecated=declared)
    assert record.status == (FAILED if found else PASSED), record
    assert record.reason.startswith(f"found a deprecation, {found}" if found else "")


def test_deprecation_is_laid_to_its_line():
    assert run_sample("x = 1\n\nlib.old()", setup=SETUP).line == LINE + 2
    assert run_sample(">>> x = 1\n>>> lib.old()", setup=SETUP).line == LINE + 1
    assert run_sample("x = 1\n\nlib.wrong_level()", setup=SETUP).line == LINE


def test_deprecation_is_seen_whatever_the_filters_of_the_runner():
    for action in ("ignore", "error", "default"):
        setup = f"import warnings as _w\n_w.simplefilter({action!r})\n{SETUP}"
        assert run_sample("lib.old()", setup=setup).status == FAILED


def test_difference_is_told_before_a_deprecation():
    assert "found output" in run_sample("lib.old()\nprint(1)", "2", setup=SETUP).reason


SUBJECTS = {
    "plain": ("torch.qr is deprecated in favor of torch.linalg.qr.", UserWarning, {"torch.qr"}),
    "sentence": (
        "Using torch.cross without specifying the dim arg is deprecated. Use torch.linalg.cross.",
        UserWarning,
        {"Using", "torch.cross"},
    ),
    "quotes": ("The use of `x.T` and 'y' is deprecated", UserWarning, {"The", "x.T", "y"}),
    "apostrophe": ("it doesn't matter, `f` is deprecated", UserWarning, {"f"}),
    "one letter": ("`T` is deprecated", UserWarning, {"T"}),
    "underscore": ("size_average and reduce args will be deprecated", UserWarning, {"size_average"}),
    "other": ("The given array is not writable", UserWarning, None),
    "other category": ("`y` will change", FutureWarning, {"y"}),
    "first": ("Deprecated: use torch.b for torch.a", UserWarning, {"Deprecated", "torch.a"}),
    "empty": ("", DeprecationWarning, set()),
    "Korean": ("`f` 함수는 deprecated", UserWarning, {"f"}),
}


@pytest.mark.parametrize(("message", "category", "names"), SUBJECTS.values(), ids=SUBJECTS)
def test_subject(message, category, names):
    assert find_subject(message, category) == names
