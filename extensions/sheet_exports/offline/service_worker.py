"""Write the service worker: which files of the built site are kept for reading offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sheet_web.bundle import bundle_readable

SCRIPTS = Path(__file__).parents[1] / "js"
# What of the root is kept from the first visit.
SHELL = ("index.html", "offline.html", "offline.js", "root.css", "root.js")
# An address of a file that a page loads or links; matches 'src="../_static/a.js?v=1"', without the "?".
ADDRESS = re.compile(r'(?:src|href)="([^"#?:]+)')
# What a page may load from `_static`; everything else there is linked, if at all.
LOADED = {".css", ".js", ".svg", ".png", ".ico"}
MANIFEST = ".webmanifest"


def list_files(folder: Path, also: Sequence[str] = (), never: Sequence[str] = ()) -> list[str]:
    """What is kept of a language, below its folder: pages, what they load, and `also`, not `never`.

    Both are patterns. A page that is never kept beforehand is kept when it is read.
    """
    folder = folder.resolve()
    pages = [path for path in folder.rglob("*.html") if "_static" not in path.parts]
    found = {path for page in pages for path in find_loaded(page, folder)}
    found |= {path for pattern in also for path in folder.glob(pattern)}
    names = {path.relative_to(folder).as_posix() for path in {*pages, *found}}
    return sorted(name for name in names if not any(fnmatch(name, pattern) for pattern in never))


def find_loaded(page: Path, folder: Path) -> Iterator[Path]:
    """The files of `_static` and the manifest that a page names."""
    for address in set(ADDRESS.findall(page.read_text(encoding="utf-8"))):
        suffix = PurePosixPath(address).suffix
        if suffix not in LOADED and suffix != MANIFEST:
            continue  # most are pages
        path = (page.parent / PurePosixPath(address)).resolve()
        if (suffix == MANIFEST or path.is_relative_to(folder / "_static")) and path.is_file():
            yield path


def make_version(site: Path, names: Iterable[str]) -> str:
    """A hash of names and contents: 12 hexadecimal digits."""
    digest = sha256()
    for name in names:
        digest.update(f"{name}\0".encode())
        digest.update(sha256((site / name).read_bytes()).digest())
    return digest.hexdigest()[:12]


def write_worker(site: Path, files: Mapping[str, Sequence[str]]) -> None:
    """``sw.js`` at the root of the site; `files` are those to keep, by the language's folder."""
    shell = [name for name in SHELL if (site / name).is_file()]
    kept = {code: [f"{code}/{name}" for name in names] for code, names in files.items()}
    version = make_version(site, [*shell, *(name for names in kept.values() for name in names)])
    values = {"version": version, "shell": shell, "files": kept}
    text = bundle_readable([SCRIPTS / "sw.js"], {SCRIPTS / "kept.js": values})
    (site / "sw.js").write_text(text, encoding="utf-8")
