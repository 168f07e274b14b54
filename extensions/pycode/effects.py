"""What a statement may change in place, as far as reading it tells: by the conventions of names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from pycode.conventions import (
    FAR,
    FILE,
    FRESH,
    HIDDEN,
    HOLDING,
    ITERATING,
    OF_LAYERS,
    OPAQUE,
    OWN,
    QUIET,
    RANDOM,
    REGISTERING,
    SEEDS,
    WRITING,
)
from pycode.expressions import find_root, find_roots, find_texts, name_called, walk_now

COMPOUND = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass
class Changes:
    """Names of what a statement changes: `own` in place, `far` with all that it was made of.

    `world` is what no name stands for: defaults of a library, files, the environment; `random` tells
    that random numbers are drawn, `seeds` that they begin anew. `calls` are changed if they keep count
    of calls, `layers` if they are layers and no tensors.
    """

    own: set[str] = field(default_factory=set)
    far: set[str] = field(default_factory=set)
    world: bool = False
    calls: set[str] = field(default_factory=set)
    layers: set[str] = field(default_factory=set)
    random: bool = False
    seeds: bool = False


def find_changes(node: ast.stmt, imported: set[str], *, shows: bool) -> Changes:
    """What a statement may change; `imported` are names of modules, `shows` that its value is shown."""
    changes = Changes()
    for inner in walk_now(node):
        match inner:
            case ast.Call():
                note_call(inner, imported, changes)
            case ast.FunctionDef(decorator_list=decorators) | ast.ClassDef(decorator_list=decorators):
                for decorator in decorators:
                    note_decorator(decorator, imported, changes)
            case ast.Assign(targets=targets):
                for target in targets:
                    note_target(target, imported, changes)
            case ast.AugAssign(target=target):
                note_target(target, imported, changes)
    changes.own |= set(map(find_root, find_used_up(node)))
    for statement in find_silent(node, shows=shows):
        note_silent(statement, imported, changes)
    changes.own.discard("")
    changes.far.discard("")
    return changes


def find_used_up(node: ast.stmt) -> Iterator[ast.expr]:
    """What a statement changes by its kind: the source of a loop, what is entered, deleted, added to."""
    for inner in walk_now(node):
        match inner:
            case ast.For(iter=source):
                yield source
            case ast.withitem(context_expr=ast.Name() as entered):
                yield entered
            case ast.AugAssign(target=target):
                yield target
            case ast.Delete(targets=targets):
                yield from targets


def note_target(target: ast.expr, imported: set[str], changes: Changes) -> None:
    """``x[0] = 1`` changes ``x``; ``torch.backends.a = 1`` the world."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for part in target.elts:
            note_target(part, imported, changes)
    elif isinstance(target, (ast.Subscript, ast.Attribute)):
        root = find_root(target)
        changes.own.add(root)
        changes.world |= root in imported


def note_decorator(decorator: ast.expr, imported: set[str], changes: Changes) -> None:
    """``@sort.register_fake`` changes ``sort``; ``@custom_op("my::sort")`` the library."""
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    name, receiver = name_called(func)
    if name.startswith(REGISTERING):
        changes.world |= find_root(func) in imported
        changes.far |= {receiver} - imported


def note_call(call: ast.Call, imported: set[str], changes: Changes) -> None:
    """Note what a call changes by the name of what is called, and by its arguments."""
    name, receiver = name_called(call.func)
    arguments = find_roots([*call.args, *(word.value for word in call.keywords)])
    owned = {receiver} if receiver and receiver not in imported else arguments
    note_random(call, name, owned, imported, changes)
    if any(part in name.lower() for part in WRITING):
        changes.own |= find_texts(call) | (find_roots([call.func]) - imported)
    changes.world |= name.startswith(REGISTERING) and find_root(call.func) in imported
    if _is_inplace(call) or (isinstance(call.func, ast.Call) and _is_inplace(call.func)):
        changes.own |= arguments - imported
    if (called := find_root(call.func)) and called not in imported:
        changes.calls.add(called)
        changes.layers |= {receiver} if name in OF_LAYERS else set()
    if name in ITERATING:
        changes.own |= {word.id for word in call.args if isinstance(word, ast.Name)}
    elif name.endswith("_") and not name.endswith("__"):
        changes.own |= owned
    elif name in OWN and owned == {receiver}:
        changes.own.add(receiver)
    elif name in FAR or name.startswith("register_"):
        changes.far |= {receiver, *arguments} - imported


def note_random(
    call: ast.Call, name: str, owned: set[str], imported: set[str], changes: Changes
) -> None:
    """Note what a call does to random numbers: of everybody, or of a generator that it is given."""
    if name in SEEDS:
        changes.seeds = True
        changes.own |= owned - imported
    elif any(part in name.lower() for part in RANDOM) or _is_layer(name, call, imported):
        changes.random = True
    for word in call.keywords:
        if word.arg == "generator":
            changes.own |= find_roots([word.value])


def _is_inplace(call: ast.Call) -> bool:
    """Whether a layer or a function works in place: ``nn.ReLU(inplace=True)``."""
    given = {word.arg: word.value for word in call.keywords}
    match given.get("inplace"):
        case ast.Constant(value=True):
            return True
    return False


def find_files(node: ast.stmt) -> set[str]:
    """Texts that an object is made with and that name the file, or folder, that it stands for."""
    match node:
        case ast.Assign(value=ast.Call(func=func) as call):
            name, _ = name_called(func)
            made = find_texts(call) if name[:1].isupper() else set()
            return made if name.endswith(HOLDING) else {text for text in made if FILE.search(text)}
    return set()


def find_lender(node: ast.stmt) -> str:
    """Where a library's own thing is asked for: ``logging`` of ``log = logging.getLogger()``; or ""."""
    match node:
        case ast.Assign(value=ast.Call(func=func)) if name_called(func)[0].startswith("get"):
            return find_root(func)
    return ""


def _is_layer(name: str, call: ast.Call, imported: set[str]) -> bool:
    """Whether a class of a library is made: layers draw their first weights."""
    return name[:1].isupper() and (find_root(call.func) in imported)


def find_silent(node: ast.stmt, *, shows: bool) -> Iterator[ast.Expr]:
    """Expressions that stand for what they do: at the top those that show nothing, all others inside."""
    if isinstance(node, ast.Expr):
        if not shows:
            yield node
        return
    if isinstance(node, COMPOUND):
        for inner in walk_now(node):
            if isinstance(inner, ast.Expr):
                yield inner


def note_silent(statement: ast.Expr, imported: set[str], changes: Changes) -> None:
    value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
    if not isinstance(value, ast.Call) or (isinstance(value.func, ast.Name) and value.func.id in QUIET):
        return
    root = find_root(value.func)
    behind = {root} if root else find_roots([value.func])
    arguments = find_roots([*value.args, *(word.value for word in value.keywords)])
    changes.far |= (behind | arguments) - imported
    if root in imported or isinstance(value.func, ast.Name):
        changes.world = True


def is_opaque(node: ast.stmt) -> bool:
    """Whether names can't be followed: code from text, the table of names, everything of a module.

    Neither can what a library keeps where no name stands for it.
    """
    for inner in ast.walk(node):
        match inner:
            case ast.Call(func=ast.Name(id=name)) if name in OPAQUE:
                return True
            case ast.Attribute(attr=name) if name in HIDDEN:
                return True
            case ast.ImportFrom(module=str(name)) if HIDDEN & set(name.split(".")):
                return True
            case ast.ImportFrom(names=[ast.alias(name="*")]):
                return True
    return False


def shares(value: ast.expr | None) -> bool:
    """Whether a value may be, or be part of, what it is made of: ``x.T``, not ``x + 1``, ``len(x)``."""
    match value:
        case ast.BinOp() | ast.UnaryOp() | ast.Compare() | ast.JoinedStr() | ast.Constant() | None:
            return False
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name not in FRESH
    return True
