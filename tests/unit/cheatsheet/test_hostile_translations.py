"""What a translation names is neither read nor written nor run, whatever the checks made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

SECRET = "the secret of the machine"
PAGES = {"index": "Title\n=====\n\nWords.\n", "secret.txt": f"{SECRET}\n"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(".. include:: {root}/secret.txt", id="include"),
        pytest.param(".. include:: secret.txt\n   :literal:", id="include-literal"),
        pytest.param(".. literalinclude:: /secret.txt", id="literalinclude"),
        pytest.param(".. raw:: html\n   :file: secret.txt", id="raw-file"),
        pytest.param(".. raw:: html\n\n   <script>alert(1)</script>", id="raw"),
        pytest.param(".. csv-table::\n   :file: secret.txt", id="table"),
        pytest.param(".. role:: raw-html(raw)\n   :format: html\n\n:raw-html:`<b>x</b>`", id="role"),
    ],
)
def test_no_file_and_no_html_gets_in(text: str, make_project, tmp_path: Path):
    text = text.format(root=tmp_path / "project")
    built = make_project(PAGES, {"ko": {"index": {"Words.": text}}}).build("html", "ko")
    html = built.read("index.html")
    assert SECRET not in html
    assert "<script>alert" not in html
    assert "<b>x</b>" not in html
