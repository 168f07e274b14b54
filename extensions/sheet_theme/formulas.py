"""Formulas as MathML, which browsers draw: Sphinx's own way asks another host for a script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

RENDERER = "mathml"
logger = logging.getLogger(__name__)


class CheckFormulas(SphinxTransform):
    """Tell of what is no LaTeX when a page is read: whatever is built, or checked, of it."""

    default_priority = 850  # behind what translates

    def apply(self, **_kwargs: Any) -> None:
        for node in self.document.findall(is_formula):
            try:
                write_mathml(node)
            except Exception as error:  # noqa: BLE001  # docutils stumbles over an "&" in no table, a deep nest
                found = error if isinstance(error, MathError) else f"{node.astext()[:60]!r}"
                logger.warning("found %s, expected LaTeX that MathML can say", found, location=node)


def is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def write_mathml(node: nodes.Element) -> str:
    return tex2mathml(node.astext(), as_block=isinstance(node, nodes.math_block))


def visit_formula(translator: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    """Write a formula, in the line or by itself; what is no LaTeX is shown as it is."""
    name = "div" if isinstance(node, nodes.math_block) else "span"
    translator.body.append(translator.starttag(node, name, "", CLASS="math notranslate nohighlight"))
    if number := node.get("number"):
        translator.body.append(f'<span class="eqno">({number})</span>')
    try:
        text = write_mathml(node)
    except Exception:  # noqa: BLE001  # CheckFormulas tells
        text = translator.encode(node.astext())
    translator.body.append(f"{text}</{name}>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer, which Sphinx prefers to its own (`math_renderer_name` of its builder)."""
    app.add_html_math_renderer(RENDERER, (visit_formula, None), (visit_formula, None))
    app.add_transform(CheckFormulas)
