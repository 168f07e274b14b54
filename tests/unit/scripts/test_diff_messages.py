"""The summary of changed messages: what it shows, and that no catalog can make markup of it."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import diff_messages
import pytest
from diff_messages import (
    LETTERS,
    ROWS,
    Change,
    File,
    compare_files,
    escape,
    find_changes,
    format_summary,
    main,
)

HEAD = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n'
PATH = "locale/ko/LC_MESSAGES/a.po"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a": "가"}, {"a": "가"}, [], id="same"),
        pytest.param({"a": "가"}, {"a": "나"}, [Change("a", "가", "나")], id="changed"),
        pytest.param({"a": ""}, {"a": "가"}, [Change("a", "", "가")], id="translated"),
        pytest.param({}, {"a": ""}, [Change("a", None, "")], id="new"),
        pytest.param({"a": "가"}, {}, [Change("a", "가", None)], id="gone"),
        pytest.param({"a": "(fuzzy) 가"}, {"a": "가"}, [Change("a", "(fuzzy) 가", "가")], id="fuzzy"),
        pytest.param({}, {"b": "", "a": ""}, [Change("b", None, ""), Change("a", None, "")], id="order"),
    ],
)
def test_changes(before: dict, after: dict, expected: list) -> None:
    assert find_changes(before, after) == expected


HOSTILE = [
    "<script>alert(1)</script>",
    "</td></tr></table>\n\n# heading",
    "![x](https://example.org/x.png) [y](javascript:z)",
    "@everyone #1 owner/repo#2",
    "`code` **bold** | cell | ~~gone~~",
    "https://example.org www.example.org",
    "&lt;b&gt; \\<b>",
    "::error::x\n##[error]y",
    "\u202etxt\u200b\x1b[31m\ufeff\u2028",
    "${{ github.token }} $(touch x) {{ 7 * 7 }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_catalog_is_markup(text: str) -> None:
    shown = escape(text)
    assert not re.search(r"[^\w \[\]+&;#<>]", shown, re.ASCII) or not shown.isascii()
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<br>"}
    assert not re.search(r"[`*_|@!\\:/$(){}~.-]", shown)
    visible = html.unescape(shown.replace("<br>", "\n"))
    hidden = re.sub(r"\[U\+[0-9A-F]{4,6}\]", "", visible)
    assert hidden == "".join(c for c in text if c == "\n" or c.isprintable())


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\uffa0", "\u115f", "\u2800", "\ufe0f", "\u034f"])
def test_letters_that_show_nothing_are_named(text: str) -> None:
    assert escape(f"a{text}b") == f"a[U+{ord(text):04X}]b"


def test_a_row_stays_one_line() -> None:
    rows = format_summary([File(PATH, (Change("a\n\nb", "\n", "\r\n"),))]).split("\n")
    (row,) = [line for line in rows if line.startswith("<tr><td>")]
    assert row == "<tr><td>a<br><br>b</td><td><br></td><td>[U+000D]<br></td></tr>"


def test_a_long_message_and_a_long_list_are_cut_and_counted() -> None:
    assert escape("가" * (LETTERS + 5)).endswith("… (5 more letters)")
    changes = [Change(str(number), None, "") for number in range(ROWS + 7)]
    text = format_summary([File("a.po", tuple(changes)), File("b.po", tuple(changes[:3]), ("+ x",))])
    assert text.count("<tr><td>") == ROWS
    assert "7 more messages" in text
    assert "3 more messages" in text
    assert "1 more lines of this file" in text
    assert f"{ROWS + 10} messages in 2 catalogs" in text


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one catalog, committed as `main`."""
    monkeypatch.setattr(diff_messages, "ROOT", tmp_path)
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + '\nmsgid "a"\nmsgstr "가"\n', encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    return tmp_path


def test_a_changed_catalog_is_compared_with_the_base(repository: Path) -> None:
    path = repository / PATH
    path.write_text(HEAD + '\n#, fuzzy\nmsgid "a"\nmsgstr "나"\n', encoding="utf-8")
    expected = File(PATH, (Change("a", "가", "(fuzzy) 나"),), ("+ #, fuzzy",))
    assert list(compare_files("main")) == [expected]


def test_an_unchanged_tree_has_nothing_to_say(repository: Path, capsys) -> None:
    assert main(["main"]) == 0
    assert capsys.readouterr().out == "# Messages changed\n\n0 messages in 0 catalogs.\n"


def test_a_removed_catalog_lists_what_is_gone(repository: Path) -> None:
    (repository / PATH).unlink()
    (found,) = compare_files("main")
    assert (found.path, found.messages) == (PATH, (Change("a", "가", None),))


# What a file holds, and what of it the summary shows.
WHATEVER = [
    pytest.param(PATH, '\nmsgid "a"\nmsgid_plural "a"\nmsgstr[0] "evil"\n', "evil", id="plural"),
    pytest.param(PATH, '\nmsgctxt "x"\nmsgid "a"\nmsgstr "evil"\n', "evil", id="context"),
    pytest.param(PATH, '"X-Evil: x\\n"\n\nmsgid "a"\nmsgstr "가"\n', "Evil", id="header"),
    pytest.param(PATH, '\n# evil\nmsgid "a"\nmsgstr "가"\n', "evil", id="comment"),
    pytest.param(PATH, '\n# allow terms\nmsgid "a"\nmsgstr "가"\n', "allow terms", id="allowed"),
    pytest.param(PATH, '\nmsgid "a"\nmsgstr "가"\n\n#~ msgid "evil"\n#~ msgstr ""\n', "evil", id="old"),
    pytest.param(PATH, '\nmsgid "a"\nmsgstr ""\n"가"\n', "Only the order", id="wrapping"),
    pytest.param("locale/ko/LC_MESSAGES/b.po", '\nmsgid "b"\nmsgstr "evil"\n', "evil", id="untracked"),
    pytest.param("locale/ko/terms.tsv", "tensor\tevil\n", "evil", id="terms"),
    pytest.param("locale/ko/LC_MESSAGES/b.PO", "evil", "evil", id="capitals"),
    pytest.param("source/a.po", "evil", "evil", id="elsewhere"),
    pytest.param("locale/ko/LC_MESSAGES/a.mo", "evil", "evil", id="compiled"),
    pytest.param("a.po.orig", "evil", "evil", id="left-behind"),
]


@pytest.mark.parametrize(("path", "content", "shown"), WHATEVER)
def test_every_changed_file_is_listed_whatever_it_holds(
    repository, path, content, shown, capsys
) -> None:
    (repository / path).parent.mkdir(parents=True, exist_ok=True)
    head = HEAD if path.endswith(".po") else ""
    (repository / path).write_text(head + content, encoding="utf-8")
    assert main(["main"]) == 0
    said = capsys.readouterr().out
    assert f"## {escape(path)}" in said
    assert escape(shown) in said


def test_a_renamed_catalog_is_listed_twice(repository: Path) -> None:
    (repository / PATH).rename(repository / PATH.replace("a.po", "b.po"))
    assert [found.path for found in compare_files("main")] == [PATH, PATH.replace("a.po", "b.po")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"<<<<<<< HEAD\n", "conflict marker", id="conflict"),
        pytest.param(b"\xff", "decode", id="encoding"),
        pytest.param(b"x" * 5_000_001, "5,000,001 bytes", id="size"),
    ],
)
def test_an_unsound_catalog_is_told(repository: Path, content: bytes, said: str) -> None:
    (repository / PATH).write_bytes(content)
    (found,) = compare_files("main")
    assert found.path == PATH
    assert said in found.problem
    assert "This is no sound catalog" in format_summary([found])


def test_a_link_is_not_followed(repository: Path) -> None:
    (repository / "secret").write_text("secret")
    (repository / PATH).unlink()
    (repository / PATH).symlink_to(repository / "secret")
    assert list(compare_files("main")) == [File(PATH, problem="found a link, expected a file")]


def test_a_repository_in_place_of_catalogs_is_told(repository: Path) -> None:
    """As a submodule stands in the index: a commit, and a folder in the tree."""
    (repository / PATH).unlink()
    commit = subprocess.check_output(["git", "-C", repository, "rev-parse", "HEAD"], text=True).strip()
    place = f"160000,{commit},locale/ko"
    for words in (["rm", "-q", PATH], ["update-index", "--add", "--cacheinfo", place]):
        subprocess.run(["git", "-C", repository, *words], check=True)
    (repository / "locale/ko").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", repository / "locale/ko"], check=True)
    assert File("locale/ko", problem="found a folder, expected a file") in list(compare_files("main"))


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", "main:locale"])
def test_a_base_that_is_no_commit_is_named(repository: Path, base: str, capsys) -> None:
    assert main(["--", base]) == 2
    assert f"found {base!r}" in capsys.readouterr().err
    assert not (repository / "x").exists()
