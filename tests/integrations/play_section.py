"""
Plays a section of a page, in this environment and this folder, with the blocks that need a package which not all
environments have.

    python play_section.py SECTION.md
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from scripts.walkthrough import played

NEEDS = re.compile(r"^<!-- not run: needs [^\n]+ -->\n(?=```)", re.MULTILINE)
"""The comment that keeps a block from being run where its package is missing."""

if __name__ == "__main__":
    text = NEEDS.sub("", Path(sys.argv[1]).read_text("utf-8"))
    if not re.search("^```python", text, re.MULTILINE):
        sys.exit(f"{sys.argv[1]} has no example in Python")
    if played(text, Path.cwd()) != text:
        sys.exit(f"{sys.argv[1]} shows other output than its commands have")
