"""Join small scripts into one that a page can load from anywhere, ``file://`` included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import minify


def join_scripts(paths: Iterable[Path], words: Mapping[str, str]) -> str:
    """One small script of several, in their order, with nothing left in the page's scope.

    `words` are the reader's: the scripts find them as ``words``.
    """
    texts = [path.read_text(encoding="utf-8") for path in paths]
    head = f"const words = {json.dumps(dict(words), ensure_ascii=False, sort_keys=True)};"
    script = "\n".join(['(() => {"use strict";', head, *texts, "})();"])
    return minify.string("application/javascript", script) + "\n"


def shrink_styles(text: str) -> str:
    return minify.string("text/css", text)
