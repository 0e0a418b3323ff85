"""
Repair text line by line, and undo it.

Everything here is a pure function of a text. `repair_line` says what repair means; `repair` does it for a whole text and
records the lines that changed; `unrepair` takes them back. `repair_prefilter` makes it fast and changes no result.
"""

from .line_repair import repair, repair_line, repair_residue, unrepair

__all__ = ["repair", "repair_line", "repair_residue", "unrepair"]
