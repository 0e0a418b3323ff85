"""
Documents that harm the process that cleans them. Python imports this module when it starts, if its folder is on the path:
so a run and its children are the real ones, and only what a document does to them is made up.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleaner import clean
from cleaner.document import Raw
from cleaner.record import Rejected

GREED_BYTES = 3 << 30
"""How much a greedy document takes at most, so that a test that fails does no harm to the machine."""

_process_all = clean.process_all


def _sabotaged(raws: Iterable[Raw | Rejected], *others: Any) -> Any:
    raws = list(raws)
    for raw in raws:
        if isinstance(raw, Raw):
            _suffer(raw.encoded)
    return _process_all(raws, *others)


def _suffer(data: bytes) -> None:
    if b"DEADLY" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    while b"ENDLESS" in data:
        pass
    if b"GREEDY" in data:
        taken = []
        for _ in range(GREED_BYTES >> 25):
            taken.append(b"x" * (1 << 25))
            time.sleep(0.05)


def _die_at_start(deaths: Path, most: int) -> None:
    """Die, if this process is a child of the run and not so many have died yet."""
    with open(f"/proc/{os.getppid()}/environ", "rb") as file:
        is_child = b"CLEANER_DEATHS=" in file.read()
    if is_child and len(list(deaths.iterdir())) < most:
        (deaths / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)


clean.process_all = _sabotaged  # type: ignore[assignment]
if "CLEANER_DEATHS" in os.environ:
    _die_at_start(Path(os.environ["CLEANER_DEATHS"]), int(os.environ["CLEANER_MOST_DEATHS"]))
