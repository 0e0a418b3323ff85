"""Rulebooks that kill the process that asks them about a certain text: what a worker without memory looks like."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
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


class HalfwayBook(Rulebook):
    """Dies of the word DEADLY too, but only when half of the result is written."""

    def __reduce__(self) -> tuple[Any, ...]:
        return HalfwayBook, ((),)

    def route(self, document: Any, source: str = "", url: str = "") -> Any:
        if "DEADLY" in document.text:
            Connection._send = _send_half  # type: ignore[attr-defined]
        return super().route(document, source, url)


def _send_half(connection: Connection, data: bytes) -> None:
    os.write(connection.fileno(), data[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
