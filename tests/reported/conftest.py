"""The small sheet that every report is run on."""

from __future__ import annotations

from small_sheet import sheet

__all__ = ["sheet"]
