"""The scripts and styles of a site, which packages register and pages load, a file for each bundle."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx.errors import ExtensionError

from sheet_web.bundle import bundle_scripts, bundle_styles, join_classic

WORDS = Path(__file__).parent / "js" / "words.js"
PAGE = "page.js"  # what every page loads
STYLES = "sheet.css"
# A file of the site with the checksum that Sphinx adds (sphinx/builders/html/_assets.py, without CR).
# Matches "_static/page.js?v=0123abcd" in 'src="../_static/page.js?v=0123abcd"'.
VERSIONED = re.compile(r'(_static/[\w./-]+)\?v=([0-9a-f]{8})(?=")')
CR = b"\r"


@dataclass
class Assets:
    """Entry modules, values for modules, other scripts and styles, by the bundle that they go into."""

    scripts: dict[str, list[Path]] = field(default_factory=dict)
    values: dict[str, dict[Path, dict[str, object]]] = field(default_factory=dict)
    classic: dict[str, list[str]] = field(default_factory=dict)
    styles: dict[str, list[Path]] = field(default_factory=dict)

    def add_script(self, path: Path, bundle: str = PAGE) -> None:
        """Have a module run, with all that it imports, after those that were added before."""
        self.scripts.setdefault(bundle, []).append(path)

    def add_classic(self, text: str, bundle: str = PAGE) -> None:
        """Have a script run that is no module, before all that are."""
        self.classic.setdefault(bundle, []).append(text)

    def add_style(self, path: Path, bundle: str = STYLES) -> None:
        self.styles.setdefault(bundle, []).append(path)

    def add_values(self, path: Path, values: Mapping[str, object], bundle: str = PAGE) -> None:
        """Let a module export these instead of what stands in its file."""
        self.values.setdefault(bundle, {}).setdefault(path, {}).update(values)

    def add_words(self, words: Mapping[str, str], bundle: str = PAGE) -> None:
        """Let scripts find these in `words` of ``#sheet_web/words.js``, by name."""
        known = self.values.get(bundle, {}).get(WORDS, {}).get("words", {})
        assert isinstance(known, dict)
        if unlike := [name for name in words if known.get(name, words[name]) != words[name]]:
            raise ExtensionError(f"found other words for {unlike[0]!r} in {bundle}; rename one of them")
        self.add_values(WORDS, {"words": {**known, **words}}, bundle)

    def make_files(self) -> dict[str, str]:
        """The text of each bundle by its name."""
        classic = {name: join_classic(texts) for name, texts in self.classic.items()}
        modules = {
            name: bundle_scripts(paths, self.values.get(name)) for name, paths in self.scripts.items()
        }
        scripts = {
            name: classic.get(name, "") + modules.get(name, "") for name in {**classic, **modules}
        }
        return scripts | {name: bundle_styles(paths) for name, paths in self.styles.items()}


def update_versions(folder: Path) -> None:
    """Let pages that were not written again name the scripts and styles that there are now."""
    versions: dict[str, str] = {}
    for path in folder.rglob("*.html"):
        before = text = path.read_text(encoding="utf-8")
        for name, version in set(VERSIONED.findall(text)):
            if name not in versions:
                versions[name] = f"{zlib.crc32((folder / name).read_bytes().replace(CR, b'')):08x}"
            text = text.replace(f"{name}?v={version}", f"{name}?v={versions[name]}")
        if text != before:
            path.write_text(text, encoding="utf-8")


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
