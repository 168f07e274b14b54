"""A code that is no new language is refused in one line, before anything is made."""

from __future__ import annotations

import add_language
import pytest

SAY = "expected a code such as ja or pt_BR; say make language LANGUAGE=ja"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ja", ""),
        ("pt_BR", ""),
        ("zh_Hant_TW", ""),
        ("", f"LANGUAGE: found '', {SAY}"),
        ("xx", f"LANGUAGE: found 'xx', {SAY}"),
        ("english", f"LANGUAGE: found 'english', {SAY}"),
        ("ja_XX", f"LANGUAGE: found 'ja_XX', {SAY}"),
        ("../ja", f"LANGUAGE: found '../ja', {SAY}"),
        ("j a", f"LANGUAGE: found 'j a', {SAY}"),
        ("한국어", f"LANGUAGE: found '한국어', {SAY}"),
        ("JA", "LANGUAGE: found 'JA', expected 'ja'"),
        ("pt_br", "LANGUAGE: found 'pt_br', expected 'pt_BR'"),
        ("ko", "LANGUAGE: found 'ko', expected one that locale/ does not have; run make catalogs"),
        ("en", "LANGUAGE: found 'en', expected one that locale/ does not have; run make catalogs"),
    ],
)
def test_code_is_that_of_a_new_language(code, expected):
    assert add_language.find_problem(code) == expected


def test_wrong_code_ends_the_command(capsys):
    assert add_language.main([""]) == 2
    assert capsys.readouterr().err == f"LANGUAGE: found '', {SAY}\n"
