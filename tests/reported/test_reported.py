"""What was reported, here or to others whose work is like ours: a file a report, run as it was met.

To add one is to add a file. It says where it was reported (`reports`), what is `run` with which `files`,
and what is right: `finds` has a part of each line that is said, `holds` and `lacks` parts of files that
are there afterwards. What a check lets pass must be built, and no page may have an id twice or a link
that leads nowhere.
"""

from __future__ import annotations

import codeop
import json
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from built_site import ROOT
from cheatsheet.core.entries import parse_entries
from sheet_exports.offline.service_worker import write_worker

if TYPE_CHECKING:
    from small_sheet import Sheet

HERE = Path(__file__).parent
REPORTS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.toml")}


def find_faults(site: Path) -> Iterator[str]:
    """Ids that a page has twice, and links that lead nowhere, below a site of one language."""
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in site.rglob("*.html")}
    ids = {path: Counter(tag["id"] for tag in page.select("[id]")) for path, page in pages.items()}
    for path, page in pages.items():
        yield from (f"{path.name}: id {name} twice" for name, count in ids[path].items() if count > 1)
        for tag in page.select("a[href], link[href], script[src], img[src]"):
            address = urlsplit(tag.get("href") or tag["src"])
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            if address.scheme or address.netloc or not target.is_relative_to(site):
                continue
            place = unquote(address.fragment)
            if not target.exists() or (place and target in ids and place not in ids[target]):
                yield f"{path.name}: {address.geturl()} leads nowhere"


def run_build(sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """A builder, in a language and in the `environment` of whoever reported."""
    builder, language = report["run"]
    status, said = sheet.build(builder, language, **report.get("environment", {}))
    assert bool(status) == bool(said), said
    return [*said.splitlines(), *find_faults(sheet.root / "build" / builder)]


def run_check(sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """`make check` of the catalogs of a language; what it lets pass must be built without a warning."""
    language = report["run"][1]
    status, found = sheet.check(language)
    if not status:
        assert sheet.build("html", language) == (0, "")
    return found


def run_catalogs(sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """`make catalogs`, which a second run has nothing to add to."""
    assert sheet.refresh() == (0, "")
    texts = {path: path.read_bytes() for path in sheet.root.glob("locale/**/*.po")}
    assert sheet.refresh() == (0, "")
    assert {path: path.read_bytes() for path in sheet.root.glob("locale/**/*.po")} == texts
    return []


def run_typed(_sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """The rows of a block, each typed at Python's own prompt, or pasted there, which is the same."""
    found = []
    for entry in parse_entries(report["block"].strip("\n"), session=report["run"][1] == "doctest"):
        typed: list[str] = []
        for line in [*entry.code.split("\n"), ""]:
            typed.append(line)
            try:
                typed = [] if codeop.compile_command("\n".join(typed), symbol="single") else typed
            except SyntaxError as error:
                found.append(f"{line!r}: {error}")
                break
    return found


def run_clone(sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """A clone on a system with other line ends: the files in which these are found."""
    origin, clone = sheet.root / "origin", sheet.root / "clone"
    names = report["run"][1:]
    for name in (".gitattributes", *names):
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, origin / name)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=true"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *words], cwd=origin, check=True, capture_output=True)
    subprocess.run([*git, "clone", "-q", origin, clone], check=True, capture_output=True)
    return [name for name in names if b"\r" in (clone / name).read_bytes()]


def run_offline(sheet: Sheet, report: dict[str, Any]) -> list[str]:
    """The page, or the address, that the worker of a site gives for each address without a network."""
    names = report["kept"]
    for name in names:
        (sheet.root / name).parent.mkdir(parents=True, exist_ok=True)
        (sheet.root / name).write_text(name, encoding="utf-8")
    languages = dict.fromkeys(name.partition("/")[0] for name in names if "/" in name)
    files = {
        code: [n.partition("/")[2] for n in names if n.startswith(f"{code}/")] for code in languages
    }
    write_worker(sheet.root, files)
    given = json.dumps({"worker": str(sheet.root / "sw.js"), "kept": names, **report["asked"]})
    done = subprocess.run(
        ["node", HERE / "offline.mjs", given], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


RUNS = {
    "check": run_check,
    "catalogs": run_catalogs,
    "typed": run_typed,
    "clone": run_clone,
    "offline": run_offline,
}


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_report(name: str, sheet: Sheet) -> None:
    report = REPORTS[name]
    assert all(address.startswith("https://") for address in report["reports"])
    sheet.write(report.get("files", {}))
    found = RUNS.get(report["run"][0], run_build)(sheet, report)
    assert len(found) == len(report["finds"]), found
    for line, part in zip(found, report["finds"], strict=True):
        assert part in line
    for path, parts in report.get("holds", {}).items():
        text = (sheet.root / path).read_text(encoding="utf-8")
        assert [part for part in parts if part not in text] == []
    for path, parts in report.get("lacks", {}).items():
        text = (sheet.root / path).read_text(encoding="utf-8")
        assert [part for part in parts if part in text] == []
