"""What is read of a catalog is what Sphinx uses of it, or the catalog is refused with a place."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from gettext_lint.catalogs import read_catalog
from gettext_lint.parser import CatalogError, find_leftovers, names_language
from sphinx.util.i18n import CatalogInfo

CATALOG = r"""# Remark
msgid ""
msgstr ""
"Language: ko\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. note on the code:
#. x = 1
msgid "one"
msgstr "하나"

# allow numbers
#, fuzzy
#| msgid "two"
msgid ""
"t"
"wo \"2\"\n"
msgstr ""
"두"
"울\\\t"

msgid "three"
msgstr ""

#~ msgid "four"
#~ msgstr "넷"
"""
# What tools, careless hands and strangers put between the lines of a catalog.
LINES = [
    "", " ", "#", "# x", "#x", "#. x", "#: a.py:1", "#: \u2068a b", "#, fuzzy", "#,fuzzy", "#, Fuzzy",
    "#, fuzzy, python-format", "#fuzzy", "#= fuzzy", '#| msgid "x"', "#| x", '#| msgctxt "x"', '"x"',
    '#| msgid_plural "x"', 'msgid "x"', 'msgstr "x"', 'msgid "one"', 'msgid ""', 'msgstr ""', "msgstr",
    'msgctxt "x"', 'msgid_plural "x"', 'msgstr[0] "x"', 'msgstr[1] "x"', 'msgstr[x] "x"', '"x" "y"',
    '#~ msgid "x"', '#~ msgstr "x"', '#~ "x"', '#~| msgid "x"', '#~ msgctxt "x"', '#~ msgstr[0] "x"',
    '#~ msgid_plural "x"', '#~msgid "x"\n#~msgstr "y"', '#~ msgid "one"\n#~ msgstr "x"', 'domain "x"',
    'msgid "one"\nmsgstr "x"', 'msgid "x"\nmsgstr "y"', 'msgid "x"\nmsgstr "y"\nmsgstr[0] "z"',
    '"Content-Type: text/plain; charset=EUC-KR\\n"', '"Plural-Forms: nplurals=x\\n"', "\ufeff", "\x0c",
    '"PO-Revision-Date: x\\n"', '"Language: de\\n"', '"X-A: b\\n"', '"x\\', 'msgid "\\x41"', "\u2028",
    "#~",
]  # fmt: skip
# What may become of one line.
CHANGES = {
    "gone": lambda line: "",
    "twice": lambda line: f"{line}\n{line}",
    "indented": lambda line: f"  {line}",
    "blank behind": lambda line: f"{line} ",
    "no quote": lambda line: line.removesuffix('"'),
    "quote inside": lambda line: line.replace('"', '""', 1),
    "tab": lambda line: line.replace(" ", "\t", 1),
    "obsolete": lambda line: f"#~ {line}",
    "escape": lambda line: re.sub('"$', r'\\a"', line),
    "comment": lambda line: f"# {line}",
    "capitals": lambda line: line.upper(),
}


def mutate() -> Iterator[str]:
    """Catalogs of which many are sound, and many are not."""
    lines = CATALOG.split("\n")
    for place in range(len(lines)):
        for line in LINES:
            yield "\n".join([*lines[:place], *line.split("\n"), *lines[place:]])
        for change in CHANGES.values():
            yield "\n".join([*lines[:place], change(lines[place]), *lines[place + 1 :]])
        yield "\n".join([*lines[:place], *lines[place + 1 :]])
        yield "\n".join([*lines[:place], *lines[place : place + 2][::-1], *lines[place + 2 :]])


def use(folder: Path) -> dict[str, str]:
    """The translations that Sphinx has of ``a.po``, through a file that it compiles."""
    CatalogInfo(folder, "a", "utf-8").write_mo("ko")
    with (folder / "a.mo").open("rb") as file:
        used = dict(vars(gettext.GNUTranslations(file))["_catalog"])
    used.pop("", None)
    return used


def test_what_is_read_is_what_is_used(tmp_path, capsys):
    path, accepted, refused = tmp_path / "a.po", 0, []
    for text in mutate():
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            entries = read_catalog(path, "ko")
        except CatalogError as error:
            refused.append(str(error))
            continue
        read = {entry.msgid: entry.msgstr for entry in entries if entry.msgstr and not entry.fuzzy}
        assert read == use(tmp_path), text
        accepted += 1
    capsys.readouterr()
    assert accepted > 300
    pattern = re.compile(rf"{re.escape(str(path))}:\d+: found .*, expected .*; .*")
    assert not [error for error in refused if not pattern.fullmatch(error)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('msgctxt "note"\nmsgid "x"\nmsgstr "y"', "found msgctxt, expected msgid or msgstr alone"),
        ('msgid "x"\nmsgid_plural "x"\nmsgstr[0] "y"', "found msgid_plural, expected"),
        ('msgid "x"\nmsgstr "y"\nmsgstr[0] "z"', "found msgstr[0], expected"),
        ('msgid "x"\nmsgstr[0] "z"', "found msgstr[0], expected"),
        ('#~ msgctxt "x"', "found msgctxt, expected"),
        ('#| msgid_plural "x"\nmsgid "x"\nmsgstr ""', "found msgid_plural, expected"),
        ('#~ msgid_plural "x"', "found msgid_plural, expected"),
        ('#~ msgstr "x"', "found msgstr after the start, expected msgid"),
        ('#~| msgid "x"\n#~ msgid "y"\n#~ msgstr "z"', "run make catalogs"),
        ('msgid "x" y\nmsgstr ""', "expected a keyword and a string in quotes"),
    ],
)
def test_what_gettext_reads_otherwise_is_refused_at_its_line(line, said, tmp_path):
    path = tmp_path / "a.po"
    path.write_text(f"{CATALOG[: CATALOG.index('#~')]}{line}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=re.escape(said)) as error:
        read_catalog(path, "ko")
    row = int(str(error.value).split(":")[1])
    assert (
        CATALOG[: CATALOG.index("#~")].count("\n") < row <= path.read_text(encoding="utf-8").count("\n")
    )


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Language: ko\\nContent-Type: text/plain; charset=EUC-KR\\n", "charset 'EUC-KR'"),
        ("language: ko\\ncontent-type: text/plain; CHARSET=euc-kr\\n", "charset 'EUC-KR'"),
        ("Language: de\\n", "language 'de'"),
        ("Language: ko\\nLanguage: de\\n", "language 'de'"),
        ("X-Language: ko\\n", "language ''"),
        ("Language: ko\\nContent-Type: text/plain; charset=nosuch\\n", "cannot be read"),
    ],
)
def test_header_is_read_as_gettext_does(header, said, tmp_path):
    path = tmp_path / "a.po"
    path.write_text(f'msgid ""\nmsgstr "{header}"\n\nmsgid "a"\nmsgstr "가"\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=re.escape(said)):
        read_catalog(path, "ko")


@pytest.mark.parametrize("flags", ["#, fuzzy", "#, c-format, fuzzy", "# x\n#, fuzzy\n# y"])
def test_fuzzy_header_is_left_to_make_catalogs(flags):
    ((_, said),) = find_leftovers(f"{flags}\n{CATALOG}")
    assert said == "found a header that is fuzzy, expected a sure one; run make catalogs"
    assert not list(find_leftovers(CATALOG))


@pytest.mark.parametrize(
    ("found", "language", "names"),
    [
        ("ko", "ko", True),
        ("ko_KR", "ko", True),
        ("ko-KR", "ko", True),
        ("ko_kr", "ko", True),
        ("ko_Kore_KR", "ko", True),
        ("pt", "pt_BR", True),
        ("pt-br", "pt_BR", True),
        ("pt_PT", "pt_BR", False),
        ("pt_PT", "pt", True),
        ("zh_CN", "zh_Hans", True),
        ("zh_TW", "zh_Hans", False),
        ("zh", "zh_Hant", False),
        ("en", "ko", False),
        ("", "ko", False),
        ("ko KR", "ko", False),
        ("Korean", "ko", False),
    ],
)
def test_language_is_named_in_every_way_that_tools_write(found, language, names):
    assert names_language(found, language) is names


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("#,fuzzy", "#,"),
        ("#메모", "#"),
        ("#:a.py:1", "#:"),
        ('#~msgid "x"', "#~"),
        ('#|msgid "x"', "#|"),
    ],
)
def test_a_comment_without_its_blank_is_told(line: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(CATALOG.replace("#. note", f"{line}\n#. note"), encoding="utf-8")
    with pytest.raises(CatalogError) as refused:
        read_catalog(path, "ko")
    told = f"found {line!r}, expected a blank behind {mark!r}; put it in"
    assert str(refused.value) == f"{path}:7: {told}"
