"""Compare runs: all of a `run.json` but the time that the run took."""

from __future__ import annotations

import re

TIMING = re.compile(rb',\n  "timing": \{[^}]*\}')


def untimed(report: bytes) -> bytes:
    """
    The bytes of a `run.json` without its key `timing`, the only one that differs between equal runs.

    >>> untimed(b'{\\n  "read": 1,\\n  "timing": {\\n    "seconds": 0.1\\n  }\\n}\\n')
    b'{\\n  "read": 1\\n}\\n'
    """
    rest, found = TIMING.subn(b"", report)
    assert found == 1, report
    return rest
