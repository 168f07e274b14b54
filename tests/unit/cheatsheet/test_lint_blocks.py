"""Pages on which code would go unrun, run unseen or be skipped are reported, at the right line."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError

# What stands above every case: the case's own text starts on line 6.
HEAD = ":orphan:\n\nPage\n====\n\n"

CHECK = ".. testcode::\n   :hide:\n\n   assert x == 1\n"

# page, then (line, part of the warning) of each warning
BROKEN = [
    pytest.param(
        ".. testcode::\n\n   from __future__ import annotations\n   x = 1\n",
        [(6, "found an import from __future__")],
        id="future",
    ),
    pytest.param(
        ".. doctest::\n\n   >>> from __future__ import annotations as a\n",
        [(6, "found an import from __future__")],
        id="future-session",
    ),
    pytest.param(
        ".. code-block:: python\n\n   x = 1\n",
        [(6, "found Python that nothing runs, 'x = 1'")],
        id="code-block",
    ),
    pytest.param(".. code:: python\n\n   x = 1\n", [(6, "found Python that nothing runs")], id="code"),
    pytest.param(
        ".. code-block:: Python\n\n   x = 1\n", [(6, "found Python that nothing runs")], id="capital"
    ),
    pytest.param(
        ".. code-block:: pycon\n\n   >>> x\n", [(6, "found Python that nothing runs")], id="pycon"
    ),
    pytest.param(
        ".. code-block:: text\n\n   >>> x\n",
        [(6, "found Python that nothing runs")],
        id="session-as-text",
    ),
    pytest.param(".. sourcecode:: py\n\n   값 = 1\n", [(6, "'값 = 1'")], id="korean"),
    pytest.param("Words::\n\n   >>> x\n", [(8, "found Python that nothing runs")], id="literal-block"),
    pytest.param(
        ".. highlight:: python\n\nWords::\n\n   x = 1\n",
        [(10, "'x = 1'")],
        id="highlight",
    ),
    pytest.param(
        "Words.\n\n>>> x\n1\n", [(8, "found a session that nothing runs, '>>> x'")], id="bare-session"
    ),
    pytest.param(".. testsetup::\n\n   x = 1\n", [(6, "found testsetup")], id="testsetup"),
    pytest.param(".. testcleanup::\n\n   x = 1\n", [(6, "found testcleanup")], id="testcleanup"),
    pytest.param(
        ".. doctest::\n   :hide:\n\n   >>> 1\n   1\n", [(6, "found a hidden doctest")], id="hide-doctest"
    ),
    pytest.param(
        ".. testcode::\n   :hide:\n\n   x = 1\n",
        [(6, "found a check, expected a block just before it")],
        id="check-alone",
    ),
    pytest.param(
        f".. testcode::\n\n   x = 1\n\nWords.\n\n{CHECK}",
        [(12, "found a check, expected a block just before it")],
        id="check-after-words",
    ),
    pytest.param(
        f".. testcode::\n\n   x = 1\n\nTitle\n-----\n\n{CHECK}",
        [(13, "found a check, expected a block just before it")],
        id="check-in-another-section",
    ),
    pytest.param(
        f".. testcode::\n\n   x = 1\n\n{CHECK}\n{CHECK}",
        [(15, "found a check, expected a block just before it")],
        id="two-checks",
    ),
    pytest.param(
        f".. testcode::\n\n   print(1)\n\n{CHECK}\n.. testoutput::\n\n   1\n",
        [(13, "found 'assert x == 1', which reads no name of the block"), (15, "found testoutput")],
        id="check-before-the-output",
    ),
    pytest.param(
        f".. testcode::\n   :skipif: never\n\n   x = 1\n\n{CHECK}",
        [(11, "found a check with the condition None, expected that of its block, 'never'")],
        id="check-without-the-condition",
    ),
    pytest.param(
        f".. doctest::\n\n   >>> x = 1\n\n{CHECK}   # 끝\n   print(x)\n",
        [(15, "found 'print(x)' in a check, expected assert, import or a name")],
        id="check-that-prints",
    ),
    pytest.param(
        ".. doctest::\n\n   >>> x = 1\n\n.. testcode:: mine\n   :hide:\n\n   assert x == 1\n",
        [(10, "found the group 'mine'")],
        id="check-in-a-group",
    ),
    pytest.param(
        ".. testcode::\n\n   print(1)\n\n.. testoutput::\n   :hide:\n\n   1\n",
        [(10, "found a hidden testoutput")],
        id="hide-testoutput",
    ),
    pytest.param(".. doctest:: mine\n\n   >>> 1\n   1\n", [(6, "found the group 'mine'")], id="group"),
    pytest.param(
        ".. doctest::\n   :options: +SKIP\n\n   >>> 1\n   1\n",
        [(6, "found a doctest that is always skipped")],
        id="skip",
    ),
    pytest.param(
        ".. doctest::\n   :options: +ELLIPSIS, +SKIP\n\n   >>> 1\n   1\n",
        [(6, "found a doctest that is always skipped")],
        id="skip-among-options",
    ),
    pytest.param(
        ".. doctest::\n\n   >>> 1  # doctest: +SKIP\n   1\n",
        [(6, "found a doctest that is always skipped")],
        id="skip-inline",
    ),
    pytest.param(
        ".. doctest::\n   :pyversion: < 3\n\n   >>> 1\n   1\n",
        [(6, "found a doctest that is always skipped")],
        id="skip-by-pyversion",
    ),
    pytest.param(
        ".. testcode::\n\n   print(1)\n\n.. testoutput::\n   :options: +SKIP\n\n   1\n",
        [(10, "found a testoutput that is always skipped")],
        id="skip-output",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: no_tpu\n\n   >>> 1\n   1\n",
        [(6, "found the unknown condition no_tpu, expected one of fewer_gpus_than, never, no_gpu")],
        id="unknown-condition",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: never or 없음\n\n   >>> 1\n   1\n",
        [(6, "found the unknown condition 없음")],
        id="unknown-korean-condition",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: math.pi > 3\n\n   >>> 1\n   1\n",
        [(6, "found the unknown condition math")],
        id="condition-through-an-import",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: floor(1)\n\n   >>> 1\n   1\n",
        [(6, "found the unknown condition floor")],
        id="condition-through-an-imported-name",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: True\n\n   >>> 1\n   1\n",
        [(6, "found the unknown condition 'True'")],
        id="condition-without-a-name",
    ),
    pytest.param(
        ".. doctest::\n   :skipif: never or\n\n   >>> 1\n   1\n",
        [(6, "found the condition 'never or' (")],
        id="broken-condition",
    ),
    pytest.param(
        ".. testcode::\n   :skipif: nope\n\n   x = 1\n",
        [(6, "found the unknown condition nope")],
        id="testcode-condition",
    ),
    pytest.param(
        ".. testoutput::\n\n   1\n", [(6, "found testoutput, expected a testcode")], id="output-alone"
    ),
    pytest.param(
        ".. doctest::\n\n   >>> 1\n   1\n\n.. testoutput::\n\n   1\n",
        [(11, "found testoutput, expected a testcode")],
        id="output-after-doctest",
    ),
    pytest.param(
        ".. testcode::\n\n   print(1)\n\n.. testoutput::\n\n   1\n\n.. testoutput::\n\n   1\n",
        [(14, "found testoutput, expected a testcode")],
        id="two-outputs",
    ),
    pytest.param(
        ".. testcode::\n   :skipif: never\n\n   print(1)\n\n.. testoutput::\n\n   1\n",
        [(11, "found testoutput with the condition None, expected that of its testcode, 'never'")],
        id="output-without-the-condition",
    ),
    pytest.param(".. testcode::\n\nWords.\n", [(6, "found an empty testcode")], id="empty-testcode"),
    pytest.param(".. doctest::\n\nWords.\n", [(6, "found an empty doctest")], id="empty-doctest"),
    pytest.param(
        ".. doctest::\n\n   >>> # only words\n", [(8, "expected code below it")], id="only-notes"
    ),
    pytest.param(
        ".. testcode::\n\n   # 설명뿐\n", [(8, "expected code below it")], id="only-korean-notes"
    ),
    pytest.param(".. testcode::\n\n   x = 1\n   y = = 2\n", [(9, "not Python")], id="not-python"),
    pytest.param(".. testcode::\n\n   x = (\n", [(8, "not Python")], id="open-bracket"),
    pytest.param(
        ".. doctest::\n   :skipif: never\n\n   >>> x = 1\n\n   >>> y = = 2\n",
        [(11, "not Python: invalid syntax, found 'y = = 2'")],
        id="session-not-python",
    ),
    pytest.param(
        ".. doctest::\n\n   >>> 1\n   1\n\n   words\n", [(11, "found 'words'")], id="text-after-output"
    ),
    pytest.param(
        ".. doctest::\n\n   >>> 1\n   1\n   >>>2\n", [(10, "found '>>>2'")], id="prompt-without-blank"
    ),
    pytest.param(".. doctest::\n\n   >>>1\n", [(8, "found '>>>1'")], id="first-prompt-without-blank"),
    pytest.param(".. doctest::\n\n   >>> x\n   ...1\n", [(9, "found '...1'")], id="dots-without-blank"),
    pytest.param(
        ".. doctest::\n\n   >>> # 설명\n   1\n",
        [(8, "found output after a comment")],
        id="output-after-note",
    ),
    pytest.param(".. doctest::\n\n   words\n", [(8, "found 'words', expected '>>> '")], id="no-prompt"),
    pytest.param(
        "Words.\n\n.. note::\n\n   .. doctest::\n\n      >>> 1\n      1\n\n      words\n",
        [(15, "found 'words'")],
        id="in-a-note",
    ),
    pytest.param(
        ".. doctest::\n   :options: +SKIP\n   :skipif: nope\n\n   >>> 1\n\n.. testcleanup::\n\n   x\n",
        [(6, "always skipped"), (6, "unknown condition nope"), (12, "found testcleanup")],
        id="three-at-once",
    ),
    *(
        pytest.param(
            f".. doctest::\n   :skipif: {condition}\n\n   >>> 1\n   1\n",
            [(6, f"found the condition {condition!r}, which gives no reason")],
            id=f"condition-{condition}",
        )
        for condition in (
            "not no_gpu",
            "no_gpu and True",
            "fewer_gpus_than",
            "fewer_gpus_than()",
            "fewer_gpus_than(2) > ''",
            "no_gpu()",
            "no_gpu if 0 else 1",
            "lambda: no_gpu",
            "[no_gpu]",
            "fewer_gpus_than(never)",
        )
    ),
    *(
        pytest.param(
            f".. {line}\n\n   >>> 1\n   1\n",
            [(6, f"found a comment, {line!r}, expected a directive")],
            id=f"comment-{line}",
        )
        for line in ("doctest:", "Doctest:", "doc test::", "code-block: python", "testcode :")
    ),
    pytest.param(
        ".. note: 한글\n",
        [(6, "found a comment, 'note: 한글', expected a directive")],
        id="comment-note",
    ),
    pytest.param(
        "..\n   .. doctest::\n\n      >>> 1\n      2\n",
        [(7, "found a session in a comment, expected one that runs")],
        id="commented-out",
    ),
    pytest.param(
        "Words\n\n   >>> 1\n   1\n", [(8, "found a session that nothing runs")], id="session-in-a-quote"
    ),
    pytest.param(
        ".. code-block:: sage\n\n   x = 1\n", [(6, "found Python that nothing runs")], id="other-python"
    ),
    *(
        pytest.param(
            f".. doctest::\n\n   >>> 1  # doctest: {flags}\n   1\n",
            [(6, f"found the flag {flag!r}, expected + or - and one of")],
            id=f"flag-{flags}",
        )
        for flags, flag in (
            ("+ELIPSIS", "+ELIPSIS"),
            ("ELLIPSIS", "ELLIPSIS"),
            ("+ELLIPSIS, -글", "-글"),
        )
    ),
]

CLEAN = [
    pytest.param("", id="empty"),
    pytest.param(".. doctest::\n\n   >>> 1\n   1\n", id="doctest"),
    pytest.param(".. doctest:: default\n\n   >>> 1\n   1\n", id="default-group"),
    pytest.param(".. testcode::\n\n   x = 1\n", id="testcode"),
    pytest.param(".. testcode::\n\n   print(1)\n\nWords.\n\n.. testoutput::\n\n   1\n", id="testoutput"),
    pytest.param(".. testcode::\n\n   print()\n\n.. testoutput::\n\n", id="empty-testoutput"),
    pytest.param(
        ".. testcode::\n   :skipif: never\n\n   f(1)\n\n.. testoutput::\n   :skipif: never\n\n   1\n",
        id="output-with-the-condition",
    ),
    pytest.param(".. code-block:: console\n\n   $ ls\n", id="console"),
    pytest.param(".. code-block:: none\n\n   x = 1\n", id="none"),
    pytest.param(".. code-block:: c++\n\n   int x;\n", id="other-language"),
    pytest.param("Words::\n\n   plain text\n", id="literal-block"),
    pytest.param(".. doctest::\n   :skipif: never\n\n   >>> 1\n   1\n", id="condition"),
    pytest.param(
        ".. doctest::\n   :skipif: never or fewer_gpus_than(2)\n\n   >>> 1\n   1\n", id="conditions"
    ),
    pytest.param(".. doctest::\n   :options: +ELLIPSIS\n\n   >>> 1\n   ...\n", id="option"),
    pytest.param(".. doctest::\n\n   >>> 1  # doctest: +ELLIPSIS\n   1\n", id="option-inline"),
    pytest.param(".. doctest::\n\n   >>> # 한글 설명\n   >>> 값 = '글'  # 끝\n", id="korean"),
    pytest.param(".. a comment\n   with >>> x\n", id="comment"),
    pytest.param(f".. testcode::\n\n   x = 1\n\n{CHECK}", id="check"),
    pytest.param(f".. doctest::\n\n   >>> x = 1\n\n{CHECK}", id="check-of-a-session"),
    pytest.param(
        f".. testcode::\n\n   x = 1\n   print(x)\n\n.. testoutput::\n\n   1\n\n{CHECK}",
        id="check-of-a-program",
    ),
    pytest.param(".. https://a.org: a remark\n", id="comment-with-an-address"),
    pytest.param(".. todo later: 한글\n", id="comment-with-a-colon"),
    pytest.param(
        ".. doctest::\n   :skipif: no_gpu and never or fewer_gpus_than(2)\n\n   >>> 1\n   1\n",
        id="conditions",
    ),
]

# The default language of a project that says nothing, and those that mean Python.
PYTHON_BY_DEFAULT = ["default", "python"]


@pytest.fixture(scope="module")
def found(make_shared_project) -> dict[str, list[tuple[int, str]]]:
    """Line and text of every warning for each case, from one project with a page for each."""
    texts = [case.values[0] for case in BROKEN + CLEAN]
    pages = {f"case-{number}": HEAD + text for number, text in enumerate(texts)}
    warnings = make_shared_project({**pages, "sample.py": "x = 1\n"}).build("dummy").warnings
    found: dict[str, list[tuple[int, str]]] = {text: [] for text in texts}
    for line in warnings.splitlines():
        match = re.fullmatch(r"(?:.*/)?case-(\d+)\.rst:(\d+): WARNING: (.*)", line)
        assert match, f"no place in {line!r}"
        found[texts[int(match[1])]].append((int(match[2]), match[3]))
    return found


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_broken_page_is_reported_at_its_line(text, expected, found):
    warnings = found[text]
    assert [line for line, _ in warnings] == [line for line, _ in expected], warnings
    for (_, message), (_, part) in zip(warnings, expected, strict=True):
        assert part in message
        assert message.endswith("[cheatsheet.block]")


@pytest.mark.parametrize("text", CLEAN)
def test_clean_page_is_not_reported(text, found):
    assert found[text] == []


@pytest.mark.parametrize("language", PYTHON_BY_DEFAULT)
def test_literal_block_must_name_a_language_where_it_would_be_python(language, make_project):
    pages = {
        "index": "Index\n=====\n\nWords::\n\n   x = 1\n\nWords::\n\n   y = 1\n",
    }
    built = make_project(pages, conf=f"highlight_language = {language!r}\n").build("dummy")
    first, second = built.warnings.splitlines()
    assert first.startswith("index.rst:6: WARNING: found a literal block without a language, 'x = 1'")
    assert second.startswith("index.rst:10: WARNING: found a literal block without a language, 'y = 1'")


def test_conditions_of_a_project_without_setup_are_all_unknown(make_project):
    page = "Index\n=====\n\n.. doctest::\n   :skipif: never\n\n   >>> 1\n   1\n"
    built = make_project({"index": page}, conf="doctest_global_setup = ''\n").build("dummy")
    assert (
        "index.rst:4: WARNING: found the unknown condition never, expected one of none" in built.warnings
    )


def test_a_setup_that_is_no_python_is_named(make_project):
    project = make_project({}, conf="doctest_global_setup = 'import math\\nx = ('\n")
    with pytest.raises(ConfigError, match=r"doctest_global_setup: found .* in line 2, expected Python"):
        project.build("dummy")
