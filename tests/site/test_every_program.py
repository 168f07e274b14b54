"""Every row and its program: typed at a prompt, and as the page's script has it."""

from __future__ import annotations

import codeop
import json
import re
from pathlib import Path

import pytest
from built_site import ROOT

LANGUAGES = ("en", "ko")


def type_at_prompt(program: str) -> str:
    """The first line that a prompt refuses, taken as by `code.InteractiveConsole`; "" if none."""
    typed: list[str] = []
    for line in [*program.split("\n"), ""]:
        typed.append(line)
        try:
            done = codeop.compile_command("\n".join(typed), symbol="single")
        except (SyntaxError, ValueError) as error:
            return f"{line!r}: {error}"
        if done is not None:
            typed = []
    return "an end that is none" if "".join(typed) else ""


@pytest.mark.parametrize(
    ("program", "said"),
    [
        pytest.param("x = 1\nprint(x)", "", id="two-lines"),
        pytest.param("def f():\n    a = 1\n    return a\n\nf()", "", id="empty-line-after-a-body"),
        pytest.param("def f():\n    a = 1\n    return a\nf()", "'f()': ", id="none-after-it"),
        pytest.param("def f():\n    a = 1\n\n    return a", "'    return a': ", id="one-inside"),
        pytest.param("f(", "an end that is none", id="open"),
    ],
)
def test_prompt_is_as_strict_as_pythons(program: str, said: str) -> None:
    assert type_at_prompt(program).startswith(said)
    assert bool(type_at_prompt(program)) == bool(said)


def test_every_row_and_every_program_can_be_typed(entries) -> None:
    refused = [
        f"{entry['url']}: {said}"
        for entry in entries["en"]
        for typed in (entry["code"], entry["program"])
        if (said := type_at_prompt(typed))
    ]
    assert len(entries["en"]) > 2000
    assert refused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_script_has_the_same_programs(site: Path, entries, language: str) -> None:
    text = (site / language / "_static" / "programs.js").read_text(encoding="utf-8")
    places = json.loads(re.fullmatch(r"globalThis\.sheetPrograms=(.*);\n", text)[1])
    for entry in entries[language]:
        found = places[entry["page"]][entry["id"]]
        above, code = (found, entry["code"]) if isinstance(found, str) else found
        assert above + code == entry["program"], entry["url"]


def test_a_program_is_the_same_in_every_language(entries) -> None:
    assert [e["program"] for e in entries["en"]] == [e["program"] for e in entries["ko"]]


def test_every_program_is_run() -> None:
    """By itself, or as the beginning of its block or of another program."""
    folder = ROOT / "build" / "doctest"
    programs = (folder / "programs.jsonl").read_text(encoding="utf-8").splitlines()
    records = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    ran = {record["block"] for record in map(json.loads, records) if record.get("entry")}
    assert {json.loads(program)["id"] for program in programs} == ran
    assert len(ran) > 1000
