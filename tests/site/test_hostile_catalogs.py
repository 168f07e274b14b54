"""A catalog from a stranger runs no code, whatever it holds and whoever builds it."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from gettext_lint.catalogs import read_catalog

CATALOGS = ("tensors/creation.po", "guides/translate.po", "index.po", "sphinx.po")


def make_payloads(marker: Path) -> list[str]:
    """Translations that would leave a file behind if anything ran them."""
    python = f"open({str(marker)!r}, 'w')"
    shell = f"touch {marker}"
    jinja = "{{ cycler.__init__.__globals__.os.system('" + shell + "') }}"
    return [
        f">>> {python}",
        f".. testsetup::\n\n   {python}",
        f".. doctest::\n   :skipif: {python}\n\n   >>> {python}",
        f".. only:: {python}\n\n   text",
        f".. ifconfig:: {python}\n\n   text",
        f".. eval-rst::\n\n   {python}",
        f"{jinja} {{% set x = cycler.__init__.__globals__.os.system('{shell}') %}}",
        f"```{{eval-rst}}\n.. testsetup::\n\n   {python}\n```",
        f"{{eval}}`{python}` $({shell}) `{shell}` ; {shell} ; ${{{{ {shell} }}}}",
        f"%({python})s %s {{0.__class__}} {{__import__}}",
        "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    ]


def poison(path: Path, payloads: list[str], plural: str) -> None:
    """Replace every translation by a payload; the header says how plurals are computed."""
    entries = read_catalog(path, "ko")
    for entry, payload in zip(entries, itertools.cycle(payloads), strict=False):
        entry.msgstr = fit(entry.msgid, payload)
    head = f'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    path.write_text(head + "\n".join(map(str, entries)), encoding="utf-8")


def fit(message: str, payload: str) -> str:
    """A translation that can be filled in where the message is: else Sphinx stops before the rest."""
    places = re.findall(r"%(?:\(\w+\))?[sd]", message)
    return " ".join([payload.replace("%", "%%"), *places]) if places else payload


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "blocks"])
@pytest.mark.parametrize("plural", ["nplurals=1; plural=0;", "nplurals=2; plural=({});"])
def test_no_translation_is_run(copy: Path, builder: str, plural: str) -> None:
    marker = copy / "ran"
    payloads = make_payloads(marker)
    for name in CATALOGS:
        path = copy / "locale" / "ko" / "LC_MESSAGES" / name
        poison(path, payloads, plural.format(payloads[0].removeprefix(">>> ")))
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", ".", "-D", "language=ko"]
    done = subprocess.run(
        [*command, "source", "out"], cwd=copy, capture_output=True, text=True, check=False, timeout=300
    )
    assert not marker.exists()
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert any((copy / "out").iterdir())
