"""Read a guide: the steps that a reader takes, and what no test could follow.

A step is a fence: ``console`` holds commands after ``$`` and what they print; ``diff`` is an edit;
any other language is a file, named by a comment above it. A comment may also say why a step is not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.myst_blocks import myst_block_plugin

# What a comment above a fence says. Matches "file: conf.py", "not run: needs a GPU"; not "a remark".
COMMENT = re.compile(r"(?P<key>file|not run): *(?P<value>.*)$")
KEYS = ("file", "not run")
PASSIVE = {"{toctree}"}  # directives that hold neither a command nor a file
REASON_WORDS = 3  # fewer say nothing: "needs a GPU"


@dataclass(frozen=True)
class Step:
    """A fence; `line` is the 1-based line of its first line of text.

    `path` is that of the file which it holds; `reason` says why it is not run.
    """

    line: int
    language: str
    text: str
    path: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Command:
    """What is typed after a prompt, and what it is expected to print."""

    line: int
    text: str
    output: str


def parse_steps(text: str) -> list[Step]:
    """The fences of a guide, in order."""
    steps = []
    comment: re.Match[str] | None = None
    for token in _parse(text):
        if token.type == "myst_line_comment":
            comment = COMMENT.match(token.content.strip())
        elif token.type == "fence":
            said = {comment["key"]: comment["value"].strip()} if comment else {}
            said_of_it = (said.get(key, "") for key in KEYS)
            step = Step(_find_line(token) + 1, token.info.strip(), token.content, *said_of_it)
            steps += [step] if step.language not in PASSIVE else []
            comment = None
        elif token.nesting >= 0:
            comment = None
    return steps


def _find_line(token: Token) -> int:
    """The 1-based line where a block starts."""
    return (token.map or [0])[0] + 1


def parse_commands(step: Step) -> list[Command]:
    """The commands of a console step. Raises ValueError where text stands before the first prompt."""
    commands: list[Command] = []
    for row, line in enumerate(step.text.splitlines()):
        if line.startswith("$ "):
            commands.append(Command(step.line + row, line[2:], ""))
        elif not commands:
            raise ValueError(f"found {line!r}, expected '$ ' and a command first")
        else:
            last = commands.pop()
            commands.append(Command(last.line, last.text, f"{last.output}{line}\n"))
    return commands


def parse_edits(step: Step) -> list[tuple[str, str, str]]:
    """The path, the old and the new lines of each hunk of a diff step."""
    edits: list[tuple[str, list[str], list[str]]] = []
    path = ""
    for line in step.text.splitlines(keepends=True):
        if line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/").strip()
        elif line.startswith("@@"):
            edits.append((path, [], []))
        elif edits:
            text = line[1:] or "\n"  # an editor may have removed the blank of an empty line
            edits[-1][1].append("" if line.startswith("+") else text)
            edits[-1][2].append("" if line.startswith("-") else text)
    return [(path, "".join(old), "".join(new)) for path, old, new in edits]


def find_problems(text: str) -> Iterator[tuple[int, str]]:
    """What no test could follow, or what does not read well, with its 1-based line."""
    for row, line in enumerate(text.split("\n"), 1):
        if line.rstrip() != line or "\t" in line:
            yield row, "found a tab or a blank at the end, expected neither"
    if not text.endswith("\n"):
        yield text.count("\n") + 1, "found no newline at the end, expected one"
    for token in _parse(text):
        if token.type == "code_block":
            yield _find_line(token), "found indented code, expected a fence: no test runs it"
    for step in parse_steps(text):
        yield from ((step.line, problem) for problem in _find_step_problems(step, text))
    yield from _find_idle_comments(text)


def _find_step_problems(step: Step, text: str) -> Iterator[str]:
    if step.reason:
        if len(step.reason.split()) < REASON_WORDS:
            yield f"found the reason {step.reason!r}, expected at least {REASON_WORDS} words"
    elif step.language == "console":
        try:
            if not parse_commands(step):
                yield "found an empty fence, expected '$ ' and a command"
        except ValueError as error:
            yield str(error)
    elif step.language == "diff":
        if not all(path for path, _, _ in parse_edits(step)) or not parse_edits(step):
            yield "found a diff that edits nothing, expected '--- a/PATH', '+++ b/PATH' and '@@'"
    elif not step.path:
        yield (
            f"found a fence of {step.language or 'no language'!r} that no test runs, expected "
            "console, diff, or a comment above it: '% file: PATH', '% not run: REASON'"
        )
    elif f"`{step.path}`" not in text:
        yield f"found the file {step.path} in a comment alone; name it where readers see it"


def _find_idle_comments(text: str) -> Iterator[tuple[int, str]]:
    """Comments for a fence that is not there: what they say would hold for nothing."""
    tokens = [token for token in _parse(text) if token.nesting >= 0]
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "myst_line_comment" and (after is None or after.type != "fence"):
            yield _find_line(token), f"found the comment {token.content!r}, expected a fence below it"


def _parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").use(myst_block_plugin).enable("table").parse(text)
