"""Write values into files of JavaScript."""

from __future__ import annotations

import json

# Line ends to JavaScript before ES2019 and to many tools, though JSON lets them stand in a text.
ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


def write_value(value: object, indent: int | None = None) -> str:
    """A value as an expression; short unless it is indented."""
    separators = None if indent else (",", ":")
    return protect_ends(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def protect_ends(script: str) -> str:
    """A script whose texts hold no line end as it is; outside texts there is none but a newline."""
    return script.translate(ENDS)
