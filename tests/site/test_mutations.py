"""What is broken is found, by the command that should find it, with the place; nothing is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import ROOT, name_changes, run_script

pytestmark = pytest.mark.slow

PAGE = "source/tensors/creation.rst"
CATALOG = "locale/ko/LC_MESSAGES/tensors/creation.po"


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence; the 1-based line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.torch
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "   tensor([[1, 2],", "   tensor([[1, 3],", "expected 'tensor([[1, 3],'", id="output"
        ),
        pytest.param("torch.as_tensor(", "torch.as_tensors(", "no attribute 'as_tensors'", id="api"),
    ],
)
def test_make_doctest_finds(copy: Path, old: str, new: str, said: str) -> None:
    line = change(copy / PAGE, old, new)
    done = run_script("run_blocks.py", "--pages", "tensors/creation", root=copy)
    assert done.returncode == 1
    place = [found for found in done.stdout.split("\n") if found.startswith(f"{PAGE}:")]
    assert len(place) == 1
    assert said in done.stdout
    records = (copy / "build" / "doctest").rglob("records.jsonl")
    assert [path.parent.name for path in records] == ["part"]
    assert abs(int(place[0].split(":")[1]) - line) <= 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "# copy from nested lists", "# x = torch.zeros(2)", "found code in the note", id="code"
        ),
        pytest.param("# copy from nested lists", "# copy ``lists``", "found markup", id="markup"),
        pytest.param("   >>> # copy from nested lists\n", "", "found no note", id="no-note"),
        pytest.param(
            "torch.tensor([[1, 2], [3, 4]])", "torch.tensor([[1, 2], [3, 4]]", "not Python", id="code"
        ),
        pytest.param(".. doctest::", ".. code-block:: python", "Python that nothing runs", id="unrun"),
        pytest.param(
            ".. doctest::\n", ".. doctest::\n   :skipif: no_cudas\n", "unknown condition", id="condition"
        ),
        pytest.param(".. doctest::\n", ".. doctest::\n   :hide:\n", "hidden", id="hidden"),
    ],
)
def test_make_check_finds_in_a_page(copy: Path, old: str, new: str, said: str) -> None:
    line = change(copy / PAGE, old, new)
    done = run_script("check_pages.py", root=copy)
    assert done.returncode == 1
    found = [text for text in done.stderr.split("\n") if said in text]
    assert found, done.stderr
    assert found[0].startswith(f"{PAGE}:")
    assert abs(int(found[0].split(":")[1]) - line) <= 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('"중첩', '"x = 2 + 3"\n"', "found code in the note", id="note-into-code"),
        pytest.param("``torch.float32``", "``torch.float64``", "found literals", id="literal"),
        pytest.param("텐서", "텐써", "found '텐써', expected '텐서'", id="term"),
    ],
)
def test_make_check_finds_in_a_catalog(copy: Path, old: str, new: str, said: str) -> None:
    path = copy / CATALOG
    text = path.read_text(encoding="utf-8")
    start = text.index('msgid "copy from nested lists"') if "note" in said else text.rindex(old)
    if "note" in said:
        head, tail = text[:start], text[start:]
        lines = tail.split("\n")
        lines[1] = 'msgstr "x = 2 + 3"'
        path.write_text(head + "\n".join(lines), encoding="utf-8")
    else:
        # The last occurrence of a literal or a term stands in a translation.
        start = text.index("msgstr", text.index(old)) if old.startswith("`") else start
        path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    done = run_script("check_catalogs.py", "ko", root=copy)
    assert done.returncode == 1
    assert said in done.stdout
    assert done.stdout.startswith(f"{CATALOG}:")


# What a catalog may be by mistake: made of the sound one, and part of the refusal. Each stands for what
# a command may forget to ask for: bytes, text, size. All kinds are in tests/unit/gettext_lint.
BAD = [
    pytest.param(lambda text: text.encode("cp949", "replace"), "expected UTF-8", id="encoding"),
    pytest.param(
        lambda text: text.replace("msgid", "<<<<<<< HEAD\nmsgid", 2).encode(),
        "conflict marker",
        id="conflict",
    ),
    pytest.param(lambda text: b"#" * 50_000_000, "found 50,000,000 bytes", id="50-MB"),
]


@pytest.mark.parametrize(("spoil", "said"), BAD)
def test_a_bad_catalog_is_refused_by_every_command(copy: Path, spoil, said: str) -> None:
    site = copy / "build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the site of yesterday")
    content = spoil((copy / CATALOG).read_text(encoding="utf-8"))
    (copy / CATALOG).write_bytes(content)
    before = {path: path.read_bytes() for path in (copy / "locale").rglob("*") if path.is_file()}
    for command in ("check_catalogs.py", "refresh_catalogs.py", "build_site.py"):
        done = run_script(command, root=copy)
        assert done.returncode == 1
        first = (done.stdout + done.stderr).split("\n")[0]
        assert re.match(rf"{CATALOG}:\d+: found .*, expected .*; \w", first), first
        assert said in first
        assert "Traceback" not in done.stdout + done.stderr
    after = {path: path.read_bytes() for path in (copy / "locale").rglob("*") if path.is_file()}
    assert not name_changes(before, after)
    assert [path.name for path in site.iterdir()] == ["index.html"]


@pytest.mark.parametrize("name", ["en/LC_MESSAGES/index.po", "ko/LC_MESSAGES/sphinx.po"])
def test_a_bad_catalog_is_refused_whatever_it_is_of(copy: Path, name: str) -> None:
    (copy / "locale" / name).write_bytes(b"\xff")
    for command in ("check_catalogs.py", "refresh_catalogs.py", "build_site.py"):
        done = run_script(command, root=copy)
        assert done.returncode == 1
        assert f"locale/{name}:1: found the byte 0xff" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("<script>alert(1)</script>", "[html]", id="html"),
        pytest.param(".. include:: /etc/passwd", "[page]", id="include"),
        pytest.param(":download:`/conf.py`", "[links]", id="download"),
        pytest.param("`x <javascript:alert(1)>`__", "[links]", id="script"),
        pytest.param("하나\\n\\n둘", "[page]", id="paragraphs"),
    ],
)
def test_no_site_is_built_with_an_unsafe_translation(copy: Path, text: str, said: str) -> None:
    path = copy / CATALOG
    line = change(path, 'msgstr "텐서 생성"', f'msgstr "{text}"')
    done = run_script("build_site.py", root=copy)
    assert done.returncode == 1
    assert f"{CATALOG}:{line}: {said}" in done.stderr
    assert not (copy / "build" / "html").exists()


def test_a_catalog_that_is_not_of_its_page_is_found(copy: Path) -> None:
    line = change(copy / PAGE, "# copy from nested lists", "# copy out of lists")
    done = run_script("check_catalogs.py", root=copy)
    assert done.returncode == 1
    assert f"{CATALOG}:1: [missing] found no message 'copy out of lists'" in done.stdout, line
    assert "found 'copy from nested lists', which the page has not; run make catalogs" in done.stdout
    assert run_script("refresh_catalogs.py", root=copy).returncode == 0
    text = (copy / CATALOG).read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "copy from nested lists"\nmsgid "copy out of lists"\nmsgstr "중첩' in text
    done = run_script("check_catalogs.py", root=copy)
    assert "[fuzzy] found a fuzzy translation of 'copy out of lists'" in done.stdout


def test_a_broken_page_leaves_the_site(copy: Path) -> None:
    site = copy / "build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the site of yesterday")
    line = change(copy / PAGE, "From data\n---------", "From data\n-----")
    done = run_script("build_site.py", root=copy)
    assert done.returncode == 1
    assert f"{PAGE}:{line}" in done.stderr or f"{PAGE}:{line + 1}" in done.stderr
    assert (site / "index.html").read_text() == "the site of yesterday"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        pytest.param("language=xx", "found 'xx', expected one of ", id="language"),
        pytest.param("site_url=https://a.org", "that ends with '/'", id="url"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, said: str) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "dummy",
        "-D",
        setting,
        "source",
        tmp_path,
        "-c",
        ".",
    ]
    done = subprocess.run(map(str, command), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert said in done.stderr


def test_catalogs_are_those_of_the_pages(whole_copy: Path) -> None:
    """`make catalogs` has nothing to do: somebody ran it, and a second run changes no byte."""
    before = {path: path.read_bytes() for path in (whole_copy / "locale").rglob("*.po")}
    done = run_script("refresh_catalogs.py", root=whole_copy)
    assert done.returncode == 0, done.stderr
    after = {path: path.read_bytes() for path in (whole_copy / "locale").rglob("*.po")}
    assert not name_changes(before, after)


def test_an_english_wording_can_be_mended_alone(copy: Path) -> None:
    path = copy / "locale/en/LC_MESSAGES/tensors/creation.po"
    text = path.read_text(encoding="utf-8")
    old = 'msgid "copy from nested lists"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, old[:-2] + '"copied from nested lists"'), encoding="utf-8")
    done = run_script("build_site.py", root=copy)
    assert done.returncode == 0, done.stderr
    english = (copy / "build/html/en/tensors/creation.html").read_text(encoding="utf-8")
    assert "copied from nested lists" in english
    assert "copied" not in (copy / "build/html/ko/tensors/creation.html").read_text(encoding="utf-8")
    assert run_script("check_catalogs.py", root=copy).returncode == 0
