"""A rulebook that kills the process that asks it about a certain text: what a worker without memory looks like."""

from __future__ import annotations

import os
import signal
from typing import Any

from cleaner.match.rulebook import Rulebook


class DeadlyBook(Rulebook):
    """Dies on the word DEADLY."""

    def __reduce__(self) -> tuple[Any, ...]:
        return DeadlyBook, ((),)

    def route(self, document: Any, source: str = "", url: str = "") -> Any:
        if "DEADLY" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().route(document, source, url)
