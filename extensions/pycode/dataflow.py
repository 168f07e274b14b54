"""Which earlier statements a statement needs: those that made its names, and changed what they name.

Names are followed to the objects that they stand for. An object is linked to those it was made of: a
change in place is one of all that share it, a call such as ``loss.backward()`` one of all behind it.
What goes unseen here, a run of the program finds.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pycode.conventions import COUNTING
from pycode.effects import (
    COMPOUND,
    DEFINITIONS,
    Changes,
    find_changes,
    find_files,
    find_lender,
    is_opaque,
    shares,
)
from pycode.expressions import find_texts

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)

WORLD, RANDOM = "<world>", "<random>"  # objects without a name; no name of Python's can be equal


@dataclass(frozen=True)
class Step:
    """A statement as text.

    `shows` tells that its value is shown, as at a prompt; `raises` that it ends in an error: it leaves
    nothing that another step could need, and would end what it is a part of.
    """

    code: str
    shows: bool = False
    raises: bool = False


@dataclass
class _Thing:
    """An object: the step that made it, what it was made of, and what it looks up when it is called."""

    origin: int
    shared: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    late: frozenset[str] = frozenset()
    layer: bool = False
    counts: bool = False


@dataclass
class _Trace:
    """What a step reads, and what it changes, as numbers of things."""

    reads: set[int] = field(default_factory=set)
    changes: set[int] = field(default_factory=set)


class Flow:
    """The steps of a block, each followed once, in order. Raises SyntaxError.

    From the first step on whose names can't be followed, a step needs all before it, but for those that
    end in an error.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self.things: list[_Thing] = [_Thing(-1), _Thing(-1)]
        self.names: dict[str, int] = {WORLD: 0, RANDOM: 1}
        self.traces: list[_Trace] = []
        self.imported: set[str] = set()
        self.seeded = False
        self.opaque: set[int] = set()  # the steps that can't be followed
        self.raising: set[int] = set()
        for number, step in enumerate(steps):
            body = ast.parse(step.code).body
            if any(map(is_opaque, body)):
                self.opaque.add(number)
            if step.raises:
                self.raising.add(number)
            self.follow(step, body)

    def find_needed(self, wanted: Collection[int]) -> list[int]:
        """The numbers of the steps before and in `wanted` that must run for it, in order."""
        possible = [n for n in range(max(wanted) + 1) if n in wanted or n not in self.raising]
        return self.collect(wanted) if self.opaque.isdisjoint(possible) else possible

    def follow(self, step: Step, body: list[ast.stmt]) -> None:
        """Take the next step."""
        trace = _Trace()
        reads, late, binds = find_names(step.code)
        texts = set().union(*map(find_texts, body))
        modules = self.imported | ((reads | late) - self.names.keys())  # given to every block
        changes = [find_changes(node, modules, shows=step.shows) for node in body]
        self.read(trace, reads | late | texts)
        if not step.raises:
            for change in changes:
                self.note(trace, change)
            if any(isinstance(node, COMPOUND) for node in body):
                self.read(trace, binds)  # it may not bind them
            self.bind(trace, body, reads, late, binds)
        self.traces.append(trace)

    def read(self, trace: _Trace, names: Iterable[str]) -> None:
        trace.reads.add(self.names[WORLD])
        queue = [name for name in names if name in self.names]
        seen: set[str] = set()
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                number = self.names[name]
                trace.reads.add(number)
                queue += [late for late in self.things[number].late if late in self.names]

    def note(self, trace: _Trace, changes: Changes) -> None:
        for name in changes.own:
            if name.startswith("'"):  # a file, perhaps: made by the first that writes it
                self.names.setdefault(name, self.make(-1))
        counting = {name for name in changes.calls if self.is_kind(name, "counts")}
        known = changes.own | {name for name in changes.layers if self.is_kind(name, "layer")}
        for name in known & self.names.keys():
            trace.changes |= self.reach(self.names[name], far=False)
            trace.reads.add(self.names[name])
        for name in (changes.far | counting) & self.names.keys():
            trace.changes |= self.reach(self.names[name], far=True)
            trace.reads.add(self.names[name])
        if changes.world:
            trace.changes.add(self.names[WORLD])
        if changes.seeds:
            self.seeded = True
            self.names[RANDOM] = self.make(len(self.traces))
        elif changes.random and self.seeded:
            trace.reads.add(self.names[RANDOM])
            trace.changes.add(self.names[RANDOM])

    def is_kind(self, name: str, kind: str) -> bool:
        return name in self.names and getattr(self.things[self.names[name]], kind)

    def reach(self, start: int, *, far: bool) -> set[int]:
        """What a change of a thing changes too."""
        found, queue = set(), [start]
        while queue:
            number = queue.pop()
            if number not in found:
                found.add(number)
                thing = self.things[number]
                queue += thing.shared | thing.parts if far else thing.shared
        return found

    def bind(
        self, trace: _Trace, body: list[ast.stmt], reads: set[str], late: set[str], binds: set[str]
    ) -> None:
        if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in body):
            self.imported |= binds
        else:
            self.imported -= binds
        linked = {self.names[name] for name in reads & self.names.keys() if name not in self.imported}
        inherited = {name for number in trace.reads for name in self.things[number].late}
        defines = any(isinstance(node, DEFINITIONS) for node in body)
        together = defines or any(map(_shares, body))
        layer = any(map(_makes_object, body)) and not defines
        counts = any(word in ast.unparse(node) for node in body for word in COUNTING)
        counts |= any(self.things[number].counts for number in linked)
        stands_for = {number for node in body for number in self.find_outside(node)}
        for name in sorted(binds):
            number = self.make(len(self.traces))
            thing = self.things[number]
            thing.late = frozenset(late | inherited)
            thing.parts |= linked
            thing.layer, thing.counts = layer, counts
            for other in {*stands_for, *(linked if together and not defines else ())}:
                thing.shared.add(other)
                self.things[other].shared.add(number)
            self.names[name] = number

    def find_outside(self, node: ast.stmt) -> Iterator[int]:
        """What outside the block a new object stands for: files, something of a library's own."""
        for text in find_files(node):
            yield self.names.setdefault(text, self.make(-1))
        lender = find_lender(node)
        if lender and (lender in self.imported or lender not in self.names):
            yield self.names[WORLD]

    def make(self, origin: int) -> int:
        self.things.append(_Thing(origin))
        return len(self.things) - 1

    def collect(self, wanted: Collection[int]) -> list[int]:
        """The steps themselves, those that made what they read, and those that changed it before."""
        found: set[int] = set()
        queue = list(wanted)
        while queue:
            step = queue.pop()
            if step in found:
                continue
            found.add(step)
            for number in self.traces[step].reads:
                origin = max(self.things[number].origin, 0)
                queue += [n for n in range(origin, step) if number in self.traces[n].changes]
                if 0 <= self.things[number].origin < step:
                    queue.append(self.things[number].origin)
        return sorted(found)


def _shares(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(value=value) | ast.AnnAssign(value=value) | ast.AugAssign(value=value):
            return shares(value)
    return isinstance(node, COMPOUND)


def _makes_object(node: ast.stmt) -> bool:
    """Whether a class is made, by its capital: ``nn.Linear(2, 1)``, not ``torch.zeros(2)``."""
    match node:
        case ast.Assign(value=ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name))):
            return name[:1].isupper()
    return False


@lru_cache(maxsize=4096)
def find_names(code: str) -> tuple[set[str], set[str], set[str]]:
    """The names that a statement reads, those that what it defines will look up, those it binds."""
    tree = ast.parse(code)
    table = symtable.symtable(_keep_scopes(code, tree), "<step>", "exec")
    symbols = table.get_symbols()
    reads = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    binds = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
    late: set[str] = set()
    queue = list(table.get_children())
    while queue:
        inner = queue.pop()
        queue += inner.get_children()
        late |= {s.get_name() for s in inner.get_symbols() if s.is_global() or s.is_free()}
    # What no table tells: x += 1 reads x, := in a comprehension binds what is around it.
    named = _find_targets(tree, ast.NamedExpr) & {symbol.get_name() for symbol in symbols}
    return reads | _find_targets(tree, ast.AugAssign), late, binds | named


def _find_targets(tree: ast.Module, kind: type[ast.AugAssign | ast.NamedExpr]) -> set[str]:
    targets = (node.target for node in ast.walk(tree) if isinstance(node, kind))
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _keep_scopes(code: str, tree: ast.Module) -> str:
    """The code, and its tree, with generators for comprehensions: from 3.12 on these have no scope."""
    if not any(isinstance(node, COMPREHENSIONS) for node in ast.walk(tree)):
        return code
    return ast.unparse(ast.fix_missing_locations(_Generators().visit(tree)))


class _Generators(ast.NodeTransformer):
    """``[x for x in y]`` as ``[*(x for x in y)]``, which reads and binds the same names."""

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.ListComp(elt=element) | ast.SetComp(elt=element):
                return _unpack(element, node.generators)
            case ast.DictComp(key=key, value=value):
                return _unpack(ast.Tuple([key, value], ast.Load()), node.generators)
        return node


def _unpack(element: ast.expr, generators: list[ast.comprehension]) -> ast.expr:
    return ast.List([ast.Starred(ast.GeneratorExp(element, generators), ast.Load())], ast.Load())
