"""Make blocks that check marks: each passes from the mark's version on, and fails before it.

That something was added is checked by asking for it; that it is deprecated or gone, by the entry that
shows its warning or its error, run without what comes after it. What was removed and is shown
nowhere must not be found. The condition of each is that of the mark's first version, and of its last if
it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from blockrun.model.block import Block
from pycode.names import find_apis, find_arguments, find_imports, find_subjects, find_words

from cheatsheet.core.python_source import find_sources
from cheatsheet.transforms.version_marks import ADDED, DEPRECATED, REMOVED, Mark

# What tells that an entry shows a warning or an error. Matches "UserWarning: no" and
# "except Warning"; not "catch_warnings".
WARNING = re.compile(r"\b[A-Z]?[A-Za-z]*Warning\b")
ERROR = re.compile(r"^Traceback \(|^\s*except\b", re.MULTILINE)

HAS = """\
from pkgutil import resolve_name
resolve_name({name!r})"""
TAKES = """\
from contextlib import suppress
from inspect import signature
from pkgutil import resolve_name
with suppress(ValueError):  # a function written in C has no signature
    assert {argument!r} in signature(resolve_name({name!r})).parameters, {argument!r}"""
LACKS = """\
from contextlib import suppress
from pkgutil import resolve_name
with suppress(ImportError, AttributeError):
    raise ValueError("found " + resolve_name({name!r}).__name__)"""


@dataclass(frozen=True)
class Checks:
    """What checks are made of: the blocks of all pages, what the setup imports, the condition.

    The condition is that under which a version is too old, with ``{}`` for the version; `end` that under
    which it is too new.
    """

    blocks: Sequence[Block]
    imports: Mapping[str, str]
    condition: str
    end: str = ""

    def make(self, page: str, path: str, mark: Mark) -> list[Block]:
        """The checks of a mark; none where there is nothing to run."""
        own = [block for block in self.blocks if block.page == page]
        known = {**self.imports}
        for block in own:
            known |= find_block_imports(block)
        literal = Literal.read(mark.literal, known)
        options = {"mark": f"``{mark.literal}`` {mark.words}"}
        requires = self.condition.format(mark.version)
        requires += f" or {self.end.format(mark.until)}" if mark.until and self.end else ""
        base = Block(page, path, mark.line, "testcode", "", "", requires, options)
        if mark.kind != ADDED:
            others = [block for block in self.blocks if block.page != page]
            shown = (self.cut(block, literal, mark.kind) for block in (*own, *others))
            if found := next((block for block in shown if block), None):
                return [self.combine(base, found)]
        return [replace(base, code=code) for code in literal.ask(mark.kind)]

    def cut(self, block: Block, literal: Literal, kind: str) -> Block | None:
        """A block without what comes after the entry that shows the warning, or the error, if any."""
        if not all(word in block.code for word in literal.hints):
            return None
        known = {**self.imports, **find_block_imports(block)}
        for source, output, start in cut_entries(block):
            if literal.is_in(source, known) and shows(kind, source, output):
                return replace(block, code=start)
        return None

    def combine(self, base: Block, shown: Block) -> Block:
        """The entry shown, to be run under the mark's condition in place of its own one of versions."""
        heads = tuple(text.partition("{}")[0] for text in (self.condition, self.end) if text)
        terms = [term for term in shown.requires.split(" or ") if term and not term.startswith(heads)]
        requires = " or ".join([*terms, base.requires])
        options = {**shown.options, **base.options}
        return replace(base, kind=shown.kind, code=shown.code, requires=requires, options=options)


@dataclass(frozen=True)
class Literal:
    """What a literal names: ``torch.load(mmap=True)`` an API and an argument, ``x.T`` words alone."""

    apis: tuple[str, ...] = ()
    arguments: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str, imports: Mapping[str, str]) -> Literal:
        try:
            apis = tuple(find_apis(text, imports))
        except (SyntaxError, ValueError):
            return cls()
        arguments = find_arguments(text)
        return cls(apis, frozenset(arguments), frozenset(find_subjects(text) | arguments))

    @property
    def hints(self) -> set[str]:
        """Words without which no code uses it; to look for them is cheap."""
        names = {name.rpartition(".")[2] for name in self.apis}
        return names | self.arguments if names else set(self.words)

    def is_in(self, code: str, imports: Mapping[str, str]) -> bool:
        """Whether a piece of code uses what the literal names."""
        words, _ = find_words([code])
        if not self.apis:
            return bool(self.words) and self.words <= words
        used = find_apis(code, imports)
        found = (any(f"{name}.".startswith(f"{api}.") for name in used) for api in self.apis)
        return self.arguments <= words and all(found)

    def ask(self, kind: str) -> Iterator[str]:
        """Programs that fail unless there is, or is no more, what the literal names."""
        for name in self.apis:
            if kind == REMOVED:
                yield LACKS.format(name=name)
            elif kind == ADDED:
                yield HAS.format(name=name)
                for argument in sorted(self.arguments):
                    yield TAKES.format(name=name, argument=argument)


def shows(kind: str, source: str, output: str) -> bool:
    """Whether an entry shows the warning of what is deprecated, or the error of what is removed."""
    warns = bool(WARNING.search(f"{source}\n{output}"))
    return warns if kind == DEPRECATED else not warns and bool(ERROR.search(f"{output}\n{source}"))


def cut_entries(block: Block) -> Iterator[tuple[str, str, str]]:
    """Code up to an output, the output, and the session from its start to there."""
    if block.kind != "doctest":
        return
    lines, code = block.code.split("\n"), []
    for source in find_sources(block.code, session=True):
        code += source.lines
        if source.output:
            end = source.row + len(source.lines) + len(source.output)
            yield "\n".join(code), "\n".join(source.output), "\n".join(lines[:end])
            code = []


def find_block_imports(block: Block) -> dict[str, str]:
    sources = find_sources(block.code, session=block.kind == "doctest")
    return find_imports("\n".join(line for source in sources for line in source.lines))
