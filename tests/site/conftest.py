"""The real site, built once: what the commands of the Makefile left, made if it is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from blockrun.block import Block, read_blocks
from browsing import open_browser, serve

ROOT = Path(__file__).parent.parent.parent


def run_script(name: str, *arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess:
    """Run a command of scripts/ as the Makefile does, in this or another copy of the repository."""
    command = [sys.executable, str(root / "scripts" / name), *arguments]
    environment = {
        "PYTHONPATH": str(root / "extensions"),
        "PATH": "/usr/bin:/bin",
        "HOME": str(Path.home()),
    }
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.fixture(scope="session")
def site() -> Path:
    folder = ROOT / "build" / "html"
    if not (folder / "index.html").exists():
        done = run_script("build_site.py")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def languages(site: Path) -> list[str]:
    return sorted(path.name for path in site.iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def entries(site: Path, languages: list[str]) -> dict[str, list[dict]]:
    """The entries of the site, by language."""
    return {
        language: json.loads((site / language / "entries.json").read_text(encoding="utf-8"))
        for language in languages
    }


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Block]]:
    """The blocks of the pages as they are now, by language, collected afresh."""
    found = {}
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES")):
        language = path.parent.name
        folder = tmp_path_factory.mktemp(f"blocks-{language}")
        options = ["-q", "-E", "-n", "-W", "--keep-going", "-b", "blocks", "-D", f"language={language}"]
        command = [sys.executable, "-m", "sphinx", *options, "-c", ".", "source", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found[language] = read_blocks(folder / "blocks.jsonl")
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository, with three pages only, to be broken."""
    import shutil

    for name in ("extensions", "scripts", "conf.py", "locale", "source", "pyproject.toml", "README.md"):
        origin = ROOT / name
        ignore = shutil.ignore_patterns("*.mo", "__pycache__")
        if origin.is_dir():
            shutil.copytree(origin, tmp_path / name, ignore=ignore)
        else:
            shutil.copy(origin, tmp_path / name)
    return tmp_path


@pytest.fixture(scope="session")
def browser():
    with open_browser() as found:
        yield found


@pytest.fixture(scope="session")
def address(site):
    with serve(site) as found:
        yield found


@pytest.fixture
def open_page(browser, address):
    """Open a page in a context of its own; every complaint of the browser is an error at the end."""
    contexts, complaints = [], []

    def open_it(path: str, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url),
        )
        page.goto(f"{address}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not complaints
