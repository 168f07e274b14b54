"""Bundle ES modules into one classic script, which a page can load from anywhere, ``file://`` included.

The modules stand in one scope, in the order in which they import each other. So the top-level names of
a bundle are unique, and an import gives no other name to what it takes; what breaks that is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import minify
from cheatsheet.core import js_values
from sphinx.errors import ExtensionError

HERE = Path(__file__).parent
# What every package may import: "#sheet_web/dom.js"; package.json says the same to other tools.
SHARED = "#sheet_web/"

# Matches 'import { a, b } from "./c.js";', over several lines too, and 'import "./c.js";'.
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";\n?', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.M)
# A name of the outermost scope, as formatted code has it: matches "const a =", "  const b" is inside.
NAME = re.compile(r"^(export )?(?:(?:async )?function\*?|const|let|class) (\w+)", re.M)
# What is left of statements that a bundle cannot hold: "export default a", "const { a } = b".
FOREIGN = re.compile(r"^(?:(?:import|export)\b.*|(?:const|let) [{[].*|var .*)", re.M)

# For each module what it exports, with values that the build knows and the script does not.
Values = Mapping[Path, Mapping[str, object]]


def bundle_scripts(entries: Iterable[Path], values: Values | None = None) -> str:
    """One small script that runs the entries in their order and leaves nothing in the page's scope.

    `values` stand in the place of modules. Raises ExtensionError with ``path:line``.
    """
    script = f'(() => {{"use strict";\n{join_modules(entries, values)}}})();'
    return shrink_script(script) + "\n"


def join_classic(texts: Iterable[str]) -> str:
    """Small scripts that are no modules, in their order and in the page's scope."""
    return "".join(f"{minify.string('application/javascript', text)};\n" for text in texts)


def bundle_readable(entries: Iterable[Path], values: Values | None = None) -> str:
    """The same as it was written, for a script that few pages load and people may read."""
    return f'"use strict";\n{{\n{join_modules(entries, values)}}}\n'


def bundle_styles(paths: Iterable[Path]) -> str:
    """One small style sheet of several, in their order."""
    return minify.string("text/css", "".join(path.read_text(encoding="utf-8") for path in paths))


def join_modules(entries: Iterable[Path], values: Values | None = None) -> str:
    """The text of all modules, each after those that it imports, without imports and exports."""
    values = {path.resolve(): given for path, given in (values or {}).items()}
    texts: dict[Path, str] = {}
    for entry in entries:
        add_module(entry.resolve(), values, texts, ())
    check_names(texts)
    order = sorted(texts, key=lambda path: path not in values)  # values first: they import nothing
    return "".join(strip_module(path, texts[path]) for path in order)


def add_module(path: Path, values: Values, texts: dict[Path, str], way: tuple[Path, ...]) -> None:
    """Add a module to `texts` after what it imports; `way` are the modules that led to it."""
    if path in texts:
        return
    text = write_values(values[path]) if path in values else path.read_text(encoding="utf-8")
    for line, names, imported in list_imports(path, text):
        if imported in (*way, path):
            raise ExtensionError(f"{path}:{line}: found a circle of imports, by {imported.name}; cut it")
        add_module(imported, values, texts, (*way, path))
        missing = names - {name for _, exported, name in find_names(texts[imported]) if exported}
        if missing:
            found = ", ".join(sorted(missing))
            raise ExtensionError(f"{path}:{line}: found {found}, which {imported.name} does not export")
    texts[path] = text


def write_values(values: Mapping[str, object]) -> str:
    """A module that exports values which JSON knows."""
    return "".join(f"export const {name} = {write_value(value)};\n" for name, value in values.items())


def write_value(value: object) -> str:
    """JSON, on one line unless it is an object of objects."""
    is_deep = isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values())
    return js_values.write_value(value, 1 if is_deep else None)


def shrink_script(script: str) -> str:
    return js_values.protect_ends(minify.string("application/javascript", script))


def list_imports(path: Path, text: str) -> Iterator[tuple[int, set[str], Path]]:
    """Of each import the 1-based line, the names, and the module."""
    for match in IMPORT.finditer(text):
        line = count_line(text, match)
        names = {name.strip() for name in (match[1] or "").split(",")} - {""}
        if found := next((name for name in names if not name.isidentifier()), None):
            raise ExtensionError(f"{path}:{line}: found {found!r}, expected a name as it is exported")
        yield line, names, find_module(path, line, match[2])


def find_module(path: Path, line: int, name: str) -> Path:
    """The file of a module: beside the one that imports it, or of those that all packages share."""
    if name.startswith(SHARED):
        found = HERE / "js" / name.removeprefix(SHARED)
    elif name.startswith("./") and "/" not in name[2:]:
        found = path.with_name(name[2:])
    else:
        expected = f"'./NAME.js' or '{SHARED}NAME.js'"
        raise ExtensionError(f"{path}:{line}: found an import of {name!r}, expected {expected}")
    if not found.is_file():
        raise ExtensionError(f"{path}:{line}: found no module {found}, expected a file")
    return found.resolve()


def find_names(text: str) -> Iterator[tuple[int, bool, str]]:
    """Of each name of the outermost scope the 1-based line, and whether it is exported."""
    for match in NAME.finditer(text):
        yield count_line(text, match), bool(match[1]), match[2]


def check_names(texts: Mapping[Path, str]) -> None:
    """Raise where two modules have the same name: in one scope the later would be the only one."""
    owners: dict[str, Path] = {}
    for path, text in texts.items():
        for line, _, name in find_names(text):
            if name in owners:
                found = f"found a second {name!r}, as in {owners[name]}"
                raise ExtensionError(f"{path}:{line}: {found}; rename one")
            owners[name] = path


def strip_module(path: Path, text: str) -> str:
    stripped = EXPORT.sub("", IMPORT.sub("", text)).rstrip("\n") + "\n"
    if match := FOREIGN.search(stripped):
        raise ExtensionError(f"{path}: found {match[0]!r}, expected a declaration with a name")
    return stripped


def count_line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
