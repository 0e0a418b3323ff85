"""How fast a run goes, and when it will be done."""

from __future__ import annotations

from collections import deque

from ..run.run_progress import RunProgress
from .counted import counted
from .duration import duration, rate

WINDOW_SECONDS = 10.0
"""The rate is that of the last ten seconds: it evens out batches, and soon shows that a run has slowed down. Never varied."""

SECONDS_BETWEEN_SAMPLES = 0.5
"""Progress that is told more often is not kept: 20 samples are enough for a window. Never varied."""


class Pace:
    """
    The progress of a run at some moments of the last `WINDOW_SECONDS`, and at the start of this session. The first sample
    is the oldest that is needed: the latest one that is as old as the window, if there is any.
    """

    def __init__(self) -> None:
        self.samples: deque[tuple[float, RunProgress]] = deque()
        self.start: tuple[float, RunProgress] | None = None
        self.last = (0.0, RunProgress(0, 0.0))
        self.advanced = 0.0  # when `last` was first told

    def add(self, now: float, done: RunProgress) -> None:
        """Take the progress at a moment, in seconds on any clock that never goes back."""
        if done != self.last[1]:
            self.advanced = now
        self.last = now, done
        self.start = self.start or self.last
        if self.samples and now - self.samples[-1][0] < SECONDS_BETWEEN_SAMPLES:
            return
        self.samples.append(self.last)
        while len(self.samples) > 1 and now - self.samples[1][0] >= WINDOW_SECONDS:
            self.samples.popleft()

    def documents_per_second(self) -> float:
        """The rate over the last ten seconds, or since the start if that is shorter ago; 0 before any time has passed."""
        if not self.samples:
            return 0.0
        (then, before), (now, done) = self.samples[0], self.last
        return (done.documents - before.documents) / (now - then) if now > then else 0.0

    def seconds_left(self) -> float | None:
        """
        The time that the rest will take if it goes as what was done in this session: an earlier one may have run on
        another machine. Progress comes in pieces; it counts down while one is being done, and up when that takes longer than
        all that was left. None before anything is done.
        """
        if self.start is None:
            return None
        (then, before), (now, done) = self.start, self.last
        if done.share <= before.share:
            return None
        rest = max(1.0 - done.share, 0.0) / (done.share - before.share)
        left = (self.advanced - then) * rest - (now - self.advanced)
        return left if left > 0 else (now - then) * rest

    def line(self) -> str:
        """
        The progress in one line; what is not known yet is left out.

        >>> pace = Pace()
        >>> for second in range(11):
        ...     pace.add(second, RunProgress(12_000 + 100 * second, 0.2 + 0.01 * second))
        >>> pace.line()
        '13,000 documents, 100/s, 30.0%, 1 min 10 s left'
        """
        _, done = self.last
        facts = [counted(done.documents, "document"), rate(self.documents_per_second())]
        if done.share > 0:
            facts.append(f"{done.share:.1%}")
        left = self.seconds_left()
        if left is not None:
            facts.append(f"{duration(left)} left")
        return ", ".join(facts)
