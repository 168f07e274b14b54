"""The code of pages is brought into ruff's shape, and nothing else of a page is changed."""

from __future__ import annotations

from pathlib import Path

import format_blocks
import pytest

PAGE = """\
Title
=====

.. doctest::
   :skipif: no_cuda

   >>> # a note that is 'quoted', and stays
   >>> x = torch.tensor(
   ...     [1, 2],
   ... )
   >>> def f(x):
   ...     return {
   ...         'a': x}
   >>> f(1)
   {'a': 1}

Words, 'quoted'.

* .. testcode::

     y = ( 1,
       2)

     # a list alone, too long for one line
     net = nn.Sequential([nn.Linear(1000, 1000), nn.ReLU(), nn.Linear(1000, 10)])

.. testoutput::

   'as it is'
"""
WANTED = """\
Title
=====

.. doctest::
   :skipif: no_cuda

   >>> # a note that is 'quoted', and stays
   >>> x = torch.tensor([1, 2])
   >>> def f(x):
   ...     return {"a": x}
   >>> f(1)
   {'a': 1}

Words, 'quoted'.

* .. testcode::

     y = (1, 2)

     # a list alone, too long for one line
     net = nn.Sequential([
         nn.Linear(1000, 1000),
         nn.ReLU(),
         nn.Linear(1000, 10),
     ])

.. testoutput::

   'as it is'
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(format_blocks, "ROOT", tmp_path)
    path = tmp_path / "source" / "a" / "page.rst"
    path.parent.mkdir(parents=True)
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_page_is_written(page: Path, capsys) -> None:
    assert format_blocks.main([]) == 0
    assert page.read_text(encoding="utf-8") == WANTED
    assert capsys.readouterr().out == "4 of 5 statements written anew\n"
    assert format_blocks.main(["--check"]) == 0


def test_check_names_the_line_and_writes_nothing(page: Path, capsys) -> None:
    assert format_blocks.main(["--check"]) == 1
    first, *others = capsys.readouterr().err.splitlines()
    assert first == (
        "source/a/page.rst:8: found code that begins 'x = torch.tensor(', "
        "expected 'x = torch.tensor([1, 2])', as ruff writes it; run make format"
    )
    assert len(others) == 3
    assert page.read_text(encoding="utf-8") == PAGE


def test_what_is_no_python_is_left_alone(page: Path) -> None:
    text = ".. doctest::\n\n   >>> x = (\n\n.. testcode::\n\n   y = [1,]\n\n.. doctest::"
    page.write_text(text, encoding="utf-8")
    assert format_blocks.main([]) == 0
    assert page.read_text(encoding="utf-8") == text.replace("[1,]", "[1]")


def test_flag_behind_code_is_no_part_of_its_width(page: Path) -> None:
    line = f"   >>> {'long_name' * 5}(1, 2)  # doctest: +ELLIPSIS\n"
    text = f".. doctest::\n\n{line}   …\n"
    page.write_text(text, encoding="utf-8")
    assert format_blocks.main([]) == 0
    assert page.read_text(encoding="utf-8") == text


def test_a_page_in_another_encoding_is_told_and_left(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(format_blocks, "ROOT", tmp_path)
    page = tmp_path / "source" / "a.rst"
    page.parent.mkdir()
    for arguments in (["--check"], []):
        page.write_bytes(data := PAGE.encode() + "값".encode("cp949"))
        assert format_blocks.main(arguments) == 1
        told = f"source/a.rst:{PAGE.count(chr(10)) + 1}: found the byte 0xb0, expected UTF-8; save it"
        assert capsys.readouterr().err.startswith(told)
        assert page.read_bytes() == data
