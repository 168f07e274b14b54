"""Each rule for translations finds what it is for, and nothing in a sound translation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gettext_lint.catalogs import NOTE
from gettext_lint.checks import ALLOWED, RULES, UNSAFE, check_catalog, check_safety
from gettext_lint.language import Language, Term
from gettext_lint.message import Message
from hostile import EDGE, EMPTY, INSTRUCTIONS, name_cases
from polib import POEntry

KOREAN = Language("ko", (Term("tensor", "텐서", never=("텐써",)),), frozenset({"Python"}))


def find(rule: str, message: str, text: str, *, is_note: bool = False, syntax: str = "rst") -> str:
    return "\n".join(RULES[rule](Message(1, message, text, is_note, syntax), KOREAN))


# message, translation, part of the finding or ""
MARKUP = [
    pytest.param("Words.", "낱말.", "", id="none"),
    pytest.param("``a`` and ``b``", "``b`` 그리고 ``a``", "", id="any-order"),
    pytest.param("``a``", "a", "found literals [], expected ['a']", id="literal-lost"),
    pytest.param("``a``", "``b``", "found literals ['b'], expected ['a']", id="literal-changed"),
    pytest.param(
        "``a``", "``a`` ``a``", "found literals ['a', 'a'], expected ['a']", id="literal-twice"
    ),
    pytest.param("``a``", "``가``", "found literals ['가'], expected ['a']", id="literal-translated"),
    pytest.param("``a``", "`a`", "found literals []", id="literal-made-a-role"),
    pytest.param("`x <https://a.org>`__", "`글 <https://a.org>`__", "", id="link"),
    pytest.param("`x <https://a.org>`__", "`글 <https://b.org>`__", "found links", id="link-changed"),
    pytest.param("`x <https://a.org>`__", "`글 <https://a.org>`_", "found targets", id="link-named"),
    pytest.param("`x <https://a.org>`__", "글", "found links []", id="link-lost"),
    pytest.param("x", "글 https://a.org", "found links ['https://a.org']", id="link-added"),
    pytest.param("See :doc:`a`.", ":doc:`a` 참고.", "", id="role"),
    pytest.param("See :doc:`a`.", ":doc:`글 <a>` 참고.", "", id="role-with-a-title"),
    pytest.param("See :doc:`a`.", ":doc:`b` 참고.", "found roles", id="role-changed"),
    pytest.param("See :doc:`a`.", ":ref:`a` 참고.", "found roles", id="other-role"),
    pytest.param("x", ":download:`/etc/passwd`", "found roles", id="role-added"),
    pytest.param("|version| of it", "|version| 버전", "", id="substitution"),
    pytest.param("|version| of it", "|release| 버전", "found substitutions", id="substitution-changed"),
    pytest.param("a **b**", "**나** 가", "", id="strong"),
    pytest.param("a **b**", "나 가", "found emphasis", id="strong-lost"),
    pytest.param("a *b*", "**나** 가", "found emphasis", id="strong-for-emphasis"),
    pytest.param("a [1]_", "가 [1]_", "", id="footnote"),
    pytest.param("a [1]_", "가", "found footnotes", id="footnote-lost"),
    pytest.param("``a``", "값``a``", "found literals []", id="glued-and-silent"),
    pytest.param("``a``", "``a``를", "found literals []", id="glued"),
    pytest.param("x `y", "글 `y", "", id="backquote-of-the-message"),
    pytest.param("x", "글 \\`y", "found '`' where readers would see it", id="bare-backquote"),
    pytest.param(
        "`x <https://a.org>`__", "글 <https://a.org>__", "found '<>' where", id="link-without-backquotes"
    ),
    pytest.param("``a`` b", "``a` 나", "expected ['a']; copy them from the message (``", id="half"),
    pytest.param("a [#b]_ c [#d]_", "가 [#b]_ 다 [#d]_", "", id="footnotes"),
    pytest.param("a [#b]_ c [#d]_", "가 [#d]_ 다 [#b]_", "put them in the", id="footnotes-exchanged"),
    pytest.param("a b_ c_", "가 c_ b_", "found the references ['c_', 'b_']", id="names-exchanged"),
    pytest.param("a B_", "가 b_", "found the references ['b_'], expected ['B_']", id="name-in-small"),
    pytest.param("[A]_ [B]_", "[B]_ [A]_", "found the references", id="citations-exchanged"),
    pytest.param(":doc:`a` :doc:`b`", ":doc:`b` :doc:`a`", "", id="roles-exchanged"),
    pytest.param("2 * 3", "2 * 3", "", id="star-of-the-message"),
]
MARKDOWN = [
    pytest.param("`a` in **b**", "**b**의 `a`", "", id="order"),
    pytest.param("`a` in b", "b의 a", "found literals [], expected ['a']", id="literal-lost"),
    pytest.param("[x](a.md)", "[글](a.md)", "", id="link"),
    pytest.param("[x](a.md)", "[글](b.md)", "found links", id="link-changed"),
    pytest.param("{doc}`a`", "{doc}`글 <a>`", "", id="role"),
    pytest.param("{doc}`a`", "{ref}`a`", "found roles", id="other-role"),
    pytest.param("**b** c", "**(b)**는", "found emphasis []", id="strong-glued"),
    pytest.param("b", "b\\ 는", "where readers would see it", id="escaped-blank"),
    pytest.param("![x](a.png)", "![글](b.png)", "found images", id="image"),
]
# translation of "Words.", part of the finding or ""
PAGE = [
    pytest.param("낱말.", "", id="paragraph"),
    pytest.param("낱말\n둘.", "", id="two-lines"),
    pytest.param("하나.\n\n둘.", "found paragraph and paragraph", id="two-paragraphs"),
    pytest.param("- 하나", "found bullet list", id="list"),
    pytest.param("1. 하나", "found enumerated list", id="numbered"),
    pytest.param("  하나", "found block quote", id="quote"),
    pytest.param("하나\n====", "found section", id="title"),
    pytest.param(".. note:: 하나", "found note", id="directive"),
    pytest.param(".. raw:: html\n\n   <b>", "found nothing that is shown", id="raw"),
    pytest.param(".. include:: /etc/passwd", "found nothing that is shown", id="include"),
    pytest.param(".. nosuch:: 하나", "found nothing that is shown", id="unknown-directive"),
    pytest.param(":하나: 둘", "found field list", id="field"),
    pytest.param(">>> 1", "found doctest block", id="session"),
    pytest.param("하나::", "found paragraph and literal block", id="colons"),
    pytest.param("하나 # noqa", "found '# noqa'", id="noqa"),
]
BROKEN = [
    pytest.param("낱말.", "", id="sound"),
    pytest.param("``하나 둘", "(`` without its pair in '``하나 둘')", id="literal"),
    pytest.param("하나 **둘", "(** without its pair in '**둘')", id="strong"),
    pytest.param("하나 `둘", "(` without its pair in '`둘')", id="role"),
    pytest.param("하나 |둘", "(| without its pair in '|둘')", id="substitution"),
]
GLUE = [
    pytest.param("낱말", "", id="none"),
    pytest.param("``a``", "", id="alone"),
    pytest.param("``a``\\ 를 씀", "", id="escaped-blank"),
    pytest.param("(``a``), ``b``.", "", id="punctuation"),
    pytest.param("2 * 3 * 4", "", id="stars"),
    pytest.param("``a``를", "found '``a``를'", id="behind"),
    pytest.param("값``a`` 씀", "found '값``a``", id="before"),
    pytest.param("x``a``", "found 'x``a``'", id="english"),
    pytest.param("``a`` 와 ``b``는", "``는'", id="second"),
    pytest.param("``a``~\\ ``b``", "found '``a``~", id="tilde"),
    pytest.param("**a**는", "found '**a**는'", id="strong"),
    pytest.param("*a*는", "found '*a*는'", id="emphasis"),
    pytest.param(":doc:`a`를", "found ':doc:`a`를'", id="role"),
    pytest.param("`a <https://b.c>`__를", "`__를'", id="link"),
]
# The same for notes: translation, part of the finding or ""
NOTE_TEXTS = [
    pytest.param("0으로 채움", "", id="korean"),
    pytest.param("2 × 3 (행, 열)", "", id="brackets"),
    pytest.param("크기 (2, 3)", "", id="numbers-in-brackets"),
    pytest.param("모양(행, 열)", "", id="glued-brackets"),
    pytest.param("첫째\n둘째", "expected one line", id="two-lines"),
    pytest.param(" 채움", "expected one line", id="blank-first"),
    pytest.param("채움 ", "expected one line", id="blank-last"),
    pytest.param("# 채움", "expected one line", id="hash"),
    pytest.param("doctest: +SKIP", "expected one line", id="doctest"),
    pytest.param("``x``\\ 를 채움", "found markup", id="literal"),
    pytest.param("**모두** 채움", "found markup", id="bold"),
    pytest.param(":doc:`x` 참고", "found markup", id="role"),
    pytest.param("x_ 참고", "found markup", id="reference"),
    pytest.param("채움.", "found a full stop", id="full-stop"),
    pytest.param("torch.zeros(2)", "found code", id="code"),
    pytest.param("값 = 2", "found code", id="korean-code"),
]


@pytest.mark.parametrize(("message", "text", "part"), MARKUP)
def test_markup_is_that_of_the_message(message, text, part):
    found = find("markup", message, text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("message", "text", "part"), MARKDOWN)
def test_markdown_is_that_of_the_message(message, text, part):
    found = find("markup", message, text, syntax="md")
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), PAGE)
def test_translation_is_one_paragraph(text, part):
    found = find("page", "Words.", text)
    assert part in found
    assert bool(found) == bool(part)


@pytest.mark.parametrize(("text", "part"), BROKEN)
def test_markup_without_its_pair_is_told_in_words(text, part):
    found = find("broken", "Words.", text)
    assert part in found
    assert bool(found) == bool(part)
    assert "start-string" not in found


@pytest.mark.parametrize("text", ["% 하나", "(하나)=", "+++ 하나", "---\n하나: 둘\n---"])
def test_markdown_that_myst_would_drop_is_found(text):
    assert "expected paragraph" in find("page", "Words.", text, syntax="md")


# message, translation, kind, what is found: one line for one cause
CAUSES = [
    pytest.param("``a`` b", "``a``를 나", ["glue"], id="glued"),
    pytest.param("``a`` b", "``a` 나", ["markup"], id="half-a-literal"),
    pytest.param("**a** b", "**가 나", ["markup"], id="half-of-strong"),
    pytest.param("``float32`` b", "float32 나", ["markup"], id="no-backquotes"),
    pytest.param("`x <https://a.org>`__", "글 <https://a.org>__", ["markup"], id="link"),
    pytest.param("a b", "가\n\n``나", ["page"], id="two-paragraphs"),
    pytest.param("a", "가 ``나", ["broken"], id="only-broken"),
    pytest.param("``a`` 2", "``a``를 3", ["glue", "numbers"], id="two-causes"),
]


@pytest.mark.parametrize(("message", "text", "rules"), CAUSES)
def test_one_cause_is_told_once(message, text, rules):
    entry = POEntry(msgid=message, msgstr=text, linenum=8)
    found = list(check_catalog(Path("a.po"), [entry], Language("ko"), "en"))
    assert [re.match(r"a\.po:8: \[(\w+)\] ", line)[1] for line in found] == rules


def check_kind(message: str, text: str, *kinds: str) -> list[str]:
    entry = POEntry(msgid=message, msgstr=text, linenum=8)
    found = check_catalog(Path("a.po"), [entry], Language("ko"), "en", "rst", {message: kinds})
    return [re.match(r"a\.po:8: \[(\w+)\] ", line)[1] for line in found]


def test_page_tells_what_a_message_is():
    assert check_kind("a + b = c", "a + b = d", "literal") == ["literal"]
    assert check_kind("a + b = c", "a + b = c", "literal") == []
    assert check_kind("words of it", "글 ``x``", "note") == ["note"]
    assert check_kind("words of it", "낱말.", "note", "text") == ["note"]
    assert check_kind("words of it", "type: ignore 글", "title") == ["note"]


@pytest.mark.parametrize("text", ["- x", "1. x", "x\n\ny"])
def test_block_of_the_message_may_be_in_the_translation(text):
    assert find("page", text, text) == ""


def test_markdown_title_with_a_number_is_escaped():
    """Sphinx takes a translation for a title only if it is a paragraph."""
    assert "expected paragraph" in find("page", "1. Words", "1. 낱말", syntax="md")
    assert find("page", "1. Words", "1\\. 낱말", syntax="md") == ""
    for rule in ("markup", "numbers"):
        assert find(rule, "1. Words", "1\\. 낱말", syntax="md") == ""
        assert find(rule, "2. Words", "2\\. 낱말") == ""
    assert find("page", "Words", "낱말", syntax="md", is_note=True) == ""


@pytest.mark.parametrize(("text", "part"), GLUE)
def test_words_are_not_glued_to_markup(text, part):
    found = find("glue", "Words.", text)
    assert part in found
    assert bool(found) == bool(part)
    assert find("glue", "Words.", text, syntax="md") == ""


@pytest.mark.parametrize(("text", "part"), NOTE_TEXTS)
def test_note_is_one_line_of_words(text, part):
    found = find("note", "Words", text, is_note=True)
    assert part in found
    assert bool(found) == bool(part)
    assert find("note", "Words", text) == ""


@pytest.mark.parametrize("text", name_cases({**INSTRUCTIONS, **EMPTY}))
def test_note_that_a_build_refuses_is_found(text):
    assert find("note", "Words", text, is_note=True)


@pytest.mark.parametrize("text", name_cases({**INSTRUCTIONS, **EDGE, **EMPTY}))
@pytest.mark.parametrize("syntax", ["rst", "md", "plain"])
def test_no_rule_stumbles_over_a_hostile_text(text, syntax):
    for message in (text, "Words of Python in 2 lines."):
        for is_note in (True, False):
            for name in RULES:
                for line in find(name, message, text, is_note=is_note, syntax=syntax).split("\n"):
                    assert not line or re.match("found .*, expected .*; ", line), name


def make_entry(line: int, text: str, *flags: str, note: bool = False, remark: str = "") -> POEntry:
    comment = f"{NOTE}\nf()" if note else ""
    return POEntry(
        msgid="Words",
        msgstr=text,
        linenum=line,
        flags=list(flags),
        comment=comment,
        tcomment=remark,
    )


@pytest.mark.parametrize(
    ("entry", "language", "expected"),
    [
        pytest.param(make_entry(8, "낱말"), "ko", [], id="sound"),
        pytest.param(
            make_entry(8, ""),
            "ko",
            ["a.po:8: [missing] found no translation of 'Words', expected one; write it"],
            id="untranslated",
        ),
        pytest.param(make_entry(8, ""), "en", [], id="untranslated-source"),
        pytest.param(
            make_entry(9, "낱말.", "fuzzy", note=True),
            "ko",
            [
                "a.po:9: [fuzzy] found a fuzzy translation of 'Words', expected no doubt; "
                "mend it, then remove 'fuzzy' and what follows #|"
            ],
            id="fuzzy-alone",
        ),
        pytest.param(
            make_entry(12, "텐써다.", note=True),
            "ko",
            [
                "a.po:12: [note] found a full stop at the end of the note '텐써다.', expected none; "
                "describe the code in words",
                "a.po:12: [terms] found '텐써', expected '텐서' (terms.tsv); write the chosen word",
            ],
            id="two-findings",
        ),
        pytest.param(make_entry(8, "낱말."), "ko", [], id="prose-has-full-stops"),
        pytest.param(
            make_entry(8, "텐써"),
            "ko",
            ["a.po:8: [terms] found '텐써', expected '텐서' (terms.tsv); write the chosen word"],
            id="rejected-word",
        ),
        pytest.param(make_entry(8, "텐써", remark="why\nallow terms"), "ko", [], id="allowed"),
        pytest.param(
            make_entry(8, "낱말", remark="allow html"),
            "ko",
            [f"a.po:8: [allow] found allow html, expected one of {', '.join(ALLOWED)}; remove it"],
            id="never-allowed",
        ),
    ],
)
def test_findings_have_a_place_a_rule_and_a_cure(entry, language, expected):
    known = Language(language, KOREAN.terms)
    assert list(check_catalog(Path("a.po"), [entry], known, "en")) == expected


@pytest.mark.parametrize("entry", [make_entry(8, ""), make_entry(8, "말", "fuzzy")])
def test_language_under_way_may_lack_translations(entry):
    assert list(check_catalog(Path("a.po"), [entry], Language("ko", complete=False), "en")) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param("낱말", [], id="sound"),
        pytest.param("텐써", [], id="only-a-word"),
        pytest.param("글 <script>x</script>", ["html"], id="html"),
        pytest.param(".. include:: x", ["page"], id="include"),
        pytest.param(":download:`x`", ["markup"], id="role"),
        pytest.param("`글 <http://a.org>`__", ["links"], id="link"),
        pytest.param("글 www.evil.example", ["links"], id="address"),
    ],
)
def test_no_page_is_built_with_what_is_unsafe(text, rules):
    found = list(check_safety(Path("a.po"), [make_entry(8, text)], "rst"))
    assert [re.match(r"a\.po:8: \[(\w+)\] ", line)[1] for line in found] == rules
    assert set(rules) <= set(UNSAFE)


@pytest.mark.parametrize("entry", [make_entry(8, ""), make_entry(8, "<b>", "fuzzy")])
def test_what_is_not_built_cannot_be_unsafe(entry):
    assert list(check_safety(Path("a.po"), [entry], "rst")) == []
