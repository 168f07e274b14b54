"""What a guide holds, and what no test could follow."""

from __future__ import annotations

import pytest
from guide_runner.guide import find_problems, parse_commands, parse_edits, parse_steps

CONSOLE = "# 안내\n\n```console\n$ make check\nchecking\n\ndone\n$ cd ..\n```\n"
DIFF = "```diff\n--- a/x.po\n+++ b/x.po\n@@\n a\n-b\n+나\n\n@@\n-c\n```\n"
FILE = "Write `a.rst`:\n\n% file: a.rst\n```rst\nA\n=\n```\n"
NOT_RUN = "% not run: needs a GPU\n```console\n$ nvidia-smi\n```\n"


def test_steps_are_the_fences_in_order() -> None:
    steps = parse_steps(f"{CONSOLE}\n{DIFF}\n{FILE}\n{NOT_RUN}")
    assert [step.language for step in steps] == ["console", "diff", "rst", "console"]
    assert [step.path for step in steps] == ["", "", "a.rst", ""]
    assert [step.reason for step in steps] == ["", "", "", "needs a GPU"]
    assert steps[0].line == 4
    assert steps[2].text == "A\n=\n"


def test_a_fence_in_a_list_is_a_step_without_its_indentation() -> None:
    (step,) = parse_steps("1. Do it:\n\n   ```console\n   $ make\n   list\n   ```\n")
    assert step.text == "$ make\nlist\n"


def test_a_comment_holds_for_the_next_fence_alone() -> None:
    steps = parse_steps(f"{NOT_RUN}\n```console\n$ make\n```\n")
    assert [step.reason for step in steps] == ["needs a GPU", ""]


def test_commands_know_their_line_and_output() -> None:
    (step,) = parse_steps(CONSOLE)
    found = [(command.line, command.text, command.output) for command in parse_commands(step)]
    assert found == [(4, "make check", "checking\n\ndone\n"), (8, "cd ..", "")]


def test_edits_are_the_hunks() -> None:
    (step,) = parse_steps(DIFF)
    assert parse_edits(step) == [("x.po", "a\nb\n\n", "a\n나\n\n"), ("x.po", "c\n", "")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CONSOLE, id="console"),
        pytest.param(DIFF, id="diff"),
        pytest.param(FILE, id="file"),
        pytest.param(NOT_RUN, id="not-run"),
        pytest.param("```{toctree}\na\n```\n", id="toctree"),
        pytest.param("글만 있음\n", id="prose"),
        pytest.param("- a list\n\n  of two paragraphs\n", id="indented-prose"),
    ],
)
def test_a_sound_guide_has_no_problem(text: str) -> None:
    assert not list(find_problems(text))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("```python\nx\n```\n", 2, "'python' that no test runs", id="python"),
        pytest.param("\n```\nx\n```\n", 3, "'no language' that no test runs", id="no-language"),
        pytest.param("```{code-block} console\n$ x\n```\n", 2, "that no test runs", id="directive"),
        pytest.param("~~~bash\nmake\n~~~\n", 2, "'bash' that no test runs", id="tildes"),
        pytest.param("- a\n\n  ```sh\n  x\n  ```\n", 4, "that no test runs", id="in-a-list"),
        pytest.param("a\n\n    make check\n", 3, "indented code", id="indented"),
        pytest.param("```console\nmake\n```\n", 2, "expected '$ ' and a command", id="no-prompt"),
        pytest.param("```console\n```\n", 2, "empty fence", id="empty"),
        pytest.param("```diff\n-a\n+b\n```\n", 2, "edits nothing", id="diff-of-nothing"),
        pytest.param("```diff\n@@\n-a\n+b\n```\n", 2, "edits nothing", id="diff-without-file"),
        pytest.param("% not run: later\n```console\n$ x\n```\n", 3, "at least 3 words", id="reason"),
        pytest.param("% file: a.rst\n```rst\nA\n```\n", 3, "in a comment alone", id="unnamed-file"),
        pytest.param("% not run: needs a GPU\n\ntext\n", 1, "expected a fence below", id="idle"),
        pytest.param("% a remark\n", 1, "expected a fence below", id="idle-remark"),
        pytest.param("a \n", 1, "a blank at the end", id="blank"),
        pytest.param("a\tb\n", 1, "a tab", id="tab"),
        pytest.param("a", 1, "no newline at the end", id="newline"),
    ],
)
def test_what_no_test_could_follow_is_found(text: str, line: int, said: str) -> None:
    found = list(find_problems(text))
    assert len(found) == 1, found
    assert found[0][0] == line
    assert said in found[0][1]
