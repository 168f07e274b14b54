"""What is known of a language is read from its folder, or refused with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from gettext_lint.language import Language, Term
from gettext_lint.parser import CatalogError

HEAD = "english\tkorean\talso\tnever\talso_right\tnote\n"


def write(folder: Path, **files: str) -> Path:
    (folder / "ko").mkdir()
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_language_is_read_from_its_folder(tmp_path):
    rows = HEAD + "tensor\t텐서\t텐써\t텐써, 텐솔\t텐서화\tguide\nall\t모두\t\t\t\t\n"
    write(
        tmp_path,
        ko__terms_tsv=rows,
        ko__settings_toml="complete = false\nplain_punctuation = true\n",
        names_txt="# Names.\nPython\n\nNone\n",
    )
    language = Language.load(tmp_path, "ko")
    assert language.terms == (
        Term("tensor", "텐서", ("텐써",), ("텐써", "텐솔"), "guide", ("텐서화",)),
        Term("all", "모두"),
    )
    assert language.never == {"텐써": "텐서", "텐솔": "텐서"}
    assert language.names == {"Python", "None"}
    assert not language.complete
    assert language.plain_punctuation


def test_column_is_found_by_its_name(tmp_path):
    rows = "english\tkorean\talso\tnote\tnever\ntensor\t텐서\t\tguide\t텐솔\n"
    write(tmp_path, ko__terms_tsv=rows)
    assert Language.load(tmp_path, "ko").terms == (Term("tensor", "텐서", (), ("텐솔",), "guide"),)


def test_language_without_files_knows_nothing(tmp_path):
    assert Language.load(tmp_path, "ja") == Language("ja")
    assert Language("ja").english.search("tensor") is None


@pytest.mark.parametrize(
    ("files", "error"),
    [
        pytest.param({"ko__terms_tsv": HEAD + "a\tb\n"}, "terms.tsv:2: found 2 columns", id="columns"),
        pytest.param(
            {"ko__terms_tsv": HEAD.replace("never", "nevr") + "a\tb\t\t\t\t\n"},
            "terms.tsv:1: found the column 'nevr', expected never, also_right, note",
            id="heading",
        ),
        pytest.param(
            {"ko__terms_tsv": HEAD + "a\t가\t\t\t\t\nb\t나\t\t\t\t\na\t다\t\t\t\t\n"},
            "terms.tsv:4: found 'a' again, expected it once, first on line 2",
            id="twice",
        ),
        pytest.param({"ko__terms_tsv": HEAD + "\t가\t\t\t\t\n"}, "terms.tsv:2: found no", id="no-word"),
        pytest.param(
            {"ko__settings_toml": "complete = 1"}, "settings.toml:1: found complete = 1", id="int"
        ),
        pytest.param({"ko__settings_toml": "speed = true"}, "found speed = True, expected", id="name"),
        pytest.param({"ko__settings_toml": "complete"}, "settings.toml:1: found no TOML", id="toml"),
    ],
)
def test_wrong_file_is_refused(files, error, tmp_path):
    with pytest.raises(CatalogError, match=error):
        Language.load(write(tmp_path, **files), "ko")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A tensor of tensors", ["tensor", "tensors"]),
        ("Nested-tensor, torch.tensor, tensor.item", []),
        ("the tensor.", ["tensor"]),
        ("Gradient descent", ["Gradient descent"]),
    ],
)
def test_terms_are_found_in_english(text, expected):
    terms = (Term("tensor", "텐서"), Term("gradient", "변화도"), Term("gradient descent", "경사 하강법"))
    assert [match[0] for match in Language("ko", terms).english.finditer(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("이어 붙이기", True), ("이어붙임", True), ("이어 붙여", False), ("연결", False), ("", False)],
)
def test_chosen_word_is_found_in_its_forms(text, expected):
    assert Term("concatenate", "이어 붙이기", also_right=("이어 붙이",)).is_in(text) is expected


@pytest.mark.parametrize("name", ["names.txt", "ko/terms.tsv", "ko/settings.toml"])
def test_file_that_is_no_text_is_named(tmp_path, name):
    write(tmp_path)
    path = tmp_path / name
    path.write_bytes(b"a\n\xff")
    with pytest.raises(CatalogError, match=f"{name}:2: found the byte 0xff, expected UTF-8"):
        Language.load(tmp_path, "ko")
    path.unlink()
    path.mkdir()
    with pytest.raises(CatalogError, match=f"{name}:1: found Is a directory, expected a file"):
        Language.load(tmp_path, "ko")
