"""What blocks will import, as far as reading their code tells: it can be imported once for all."""

from __future__ import annotations

import ast
import doctest
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pycode.tree import expand, list_imports, parse_code, write_dotted

from blockrun.model.block import Block


@dataclass(frozen=True)
class Needs:
    """What a block imports, and what it takes for granted.

    `imported` are modules; `named` is what stands in ``from a import b``, ``a.b``, a module or not.
    What is `borrowed` is dotted too, and used without being imported: where it is a module, the block
    works only because something else has imported that.
    """

    imported: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    borrowed: frozenset[str] = frozenset()


def find_needs(block: Block, hints: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> Needs:
    """Read a block.

    `hints` gives for a word in the code the modules that are imported when what it names is used;
    `names` gives for a name that every block has the module that it is.
    """
    words = [word for word in hints if word in block.code]
    imported = {module for word in words for module in hints[word]}
    named: set[str] = set()
    known = dict(names)
    tree = _parse(block)
    for found in list_imports(tree):
        imported.add(found.module)
        named.add(found.full)
        known[found.name] = found.full
    borrowed = find_prefixes(_find_dotted(tree, known)) - find_prefixes({*words, *imported, *named})
    return Needs(frozenset(imported), frozenset(named), frozenset(borrowed))


def find_modules(needs: Iterable[Needs], hints: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What is worth importing beforehand: what two blocks import, and what a hint says of one."""
    counts = Counter(module for need in needs for module in need.imported)
    hinted = {module for modules in hints.values() for module in modules}
    return frozenset(module for module, count in counts.items() if count > 1 or module in hinted)


def find_prefixes(names: Iterable[str]) -> set[str]:
    """``a.b.c`` gives ``a``, ``a.b`` and ``a.b.c``."""
    parts = [name.split(".") for name in names]
    return {".".join(words[: n + 1]) for words in parts for n in range(len(words))}


def _parse(block: Block) -> ast.Module:
    code = block.code
    if block.kind != "testcode":
        code = ""
        with suppress(ValueError):  # what is no session fails when it is run
            examples = doctest.DocTestParser().get_examples(block.code)
            code = "".join(example.source for example in examples)
    return parse_code(code)


def _find_dotted(tree: ast.Module, known: dict[str, str]) -> set[str]:
    """The attributes that the code looks up in what is known, in full; `known` gains what it assigns."""
    nodes = list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known.setdefault(node.targets[0].id, expand(write_dotted(node.value), known))
    attributes = (node for node in nodes if isinstance(node, ast.Attribute))
    return {expand(write_dotted(node), known) for node in attributes} - {""}
