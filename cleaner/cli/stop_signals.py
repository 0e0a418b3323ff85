"""Signals that ask a run to stop: it ends what it has begun in good order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""What else asks for an end, beside Ctrl-C: a batch system, and a terminal that is closed."""


SIGNAL_CODES = 128
"""A program that was ended by a signal ends with this and the signal's number, as shells have it."""


class StoppedBySignal(KeyboardInterrupt):
    """Raised where the program is when such a signal comes, as KeyboardInterrupt is for Ctrl-C."""

    def __init__(self, number: int):
        self.number = number
        super().__init__(signal.Signals(number).name)


@contextmanager
def stop_signals() -> Iterator[None]:
    """Raise StoppedBySignal for signals that ask for an end. What ignores them already (`nohup`) goes on doing so."""
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    heeded = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, before[number])


def _stop(number: int, _: FrameType | None) -> None:
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)  # one is enough: a second would interrupt the good order
    raise StoppedBySignal(number)
