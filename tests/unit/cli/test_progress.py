"""The progress of a run, by a clock of our own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from cleaner.cli import progress as module
from cleaner.cli.pace import Pace
from cleaner.cli.progress import progress, resumed_line, shown_every
from cleaner.run.run_progress import RunProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Gone(Terminal):
    def write(self, text: str) -> int:
        raise BrokenPipeError


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def shown(seconds: float, first_after: float, until: float) -> list[float]:
    """When something is shown, of a run that tells its progress a hundred times a second."""
    clock, moments = Clock(), []
    advance = shown_every(seconds, lambda _: moments.append(round(clock.now - 1_000, 2)), first_after, clock)
    for tick in range(round(until * 100) + 1):
        clock.now = 1_000 + tick / 100
        advance(RunProgress(tick, 0.0))
    return moments


def test_a_terminal_is_written_to_ten_times_a_second_at_most() -> None:
    moments = shown(0.1, 0.0, 10.0)
    assert moments[0] == 0.0
    assert 80 < len(moments) <= 101


def test_a_log_gets_a_line_a_minute_and_none_of_a_shorter_run() -> None:
    assert shown(60.0, 60.0, 59.9) == []
    assert shown(60.0, 60.0, 190.0) == [60.0, 120.0, 180.0]


def paced(*moments: tuple[float, int, float]) -> Pace:
    pace = Pace()
    for now, documents, share in moments:
        pace.add(now, RunProgress(documents, share))
    return pace


def test_the_rate_is_that_of_the_last_ten_seconds() -> None:
    quick = [(float(second), 1_000 * second, 0.0) for second in range(101)]
    slow = [(float(second), 100_000 + (second - 100), 0.0) for second in range(101, 121)]
    assert paced(*quick).documents_per_second() == 1_000
    assert paced(*quick, *slow).documents_per_second() == 1


def test_a_run_that_hangs_is_seen_to_hang() -> None:
    assert paced((0, 0, 0.0), (1, 500, 0.5), *((float(second), 500, 0.5) for second in range(2, 15))).line() == (
        "500 documents, 0.0/s, 50.0%, 14 s left"
    )


def test_the_time_left_is_reckoned_from_what_this_session_did() -> None:
    assert paced((100, 90_000, 0.9), (110, 91_000, 0.91)).seconds_left() == pytest.approx(90)


def test_the_time_left_counts_down_while_a_piece_is_being_done() -> None:
    moments = [(0, 0, 0.0), (10, 100, 0.2), (13, 100, 0.2), (20, 200, 0.4)]
    assert [paced(*moments[:count]).seconds_left() for count in (2, 3, 4)] == pytest.approx([40, 37, 30])


@pytest.mark.parametrize(
    "moments",
    [[], [(5, 0, 0.0)], [(5, 10, 0.5), (5, 10, 0.5)], [(5, 0, 0.0), (9, 0, 0.0)], [(5, 10, 1.0), (6, 10, 1.0)]],
    ids=["nothing", "the start", "no time", "no progress", "all done before"],
)
def test_what_cannot_be_known_yet_is_left_out(moments: list[tuple[float, int, float]]) -> None:
    pace = paced(*moments)
    assert pace.seconds_left() is None
    assert "left" not in pace.line()


def test_a_share_that_rounding_took_over_the_whole_leaves_no_time() -> None:
    assert paced((0, 0, 0.0), (1, 9, 1.0000001)).seconds_left() == 0


def test_memory_does_not_grow_with_the_time() -> None:
    pace = paced(*((tick / 100, tick, 0.0) for tick in range(10_000)))
    assert len(pace.samples) < 25


def test_the_line_on_a_terminal_is_redrawn_fits_and_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "20")
    with progress(quiet=False) as advance:
        advance(RunProgress(1_234_567, 0.5))
    assert terminal.getvalue() == "\r1,234,567 documents\x1b[K\r\x1b[K"


def test_the_line_is_cleared_also_when_the_run_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with suppress(KeyboardInterrupt), progress(quiet=False):
        raise KeyboardInterrupt
    assert terminal.getvalue() == "\r\x1b[K"


@pytest.mark.parametrize(("quiet", "make"), [(True, Terminal), (False, io.StringIO), (False, lambda: None)])
def test_nothing_is_written_if_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, quiet: bool, make: Callable[[], io.StringIO | None]
) -> None:
    stderr = make()
    monkeypatch.setattr(sys, "stderr", stderr)
    with progress(quiet) as advance:
        advance(RunProgress(1, 0.5))
    assert stderr is None or stderr.getvalue() == ""


def test_a_log_gets_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    monkeypatch.setattr(module, "SECONDS_BETWEEN_LINES", 0.0)
    with progress(quiet=False) as advance:
        advance(RunProgress(7, 0.5))
    assert log.getvalue() == "7 documents, 0.0/s, 50.0%\n"


def test_a_run_goes_on_when_the_terminal_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Gone())
    with progress(quiet=False) as advance:
        advance(RunProgress(1, 0.5))


def test_a_run_that_goes_on_says_how_much_is_done() -> None:
    assert resumed_line(RunProgress(1, 0.5), 2) == "continuing: 1 of 2 documents are done"
    assert resumed_line(RunProgress(12_000, 0.25)) == "continuing: 12,000 documents are done, 25.0% of the input"
