"""Child processes do calls; those that die, hang or grow too large are replaced, and their jobs are told."""

from __future__ import annotations

import importlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import RunError
from cleaner.run import child
from cleaner.run.child import Working, shared_file
from cleaner.run.crew import NO_LIMITS, Call, CallOutcome, ChildJob, ChildLimits, Crew

Tell = Callable[[Working], None]


def double(shared: int, argument: int, tell: Tell) -> int:
    return shared * argument


def die(shared: int, argument: int, tell: Tell) -> None:
    tell(Working(argument, 1))
    os.kill(os.getpid(), signal.SIGKILL)


def hang(shared: int, argument: int, tell: Tell) -> None:
    tell(Working(argument, 1))
    time.sleep(3600)


def grow(shared: int, argument: int, tell: Tell) -> None:
    tell(Working(argument, 1))
    hoard = bytearray(300 << 20)
    time.sleep(3600)
    del hoard


def refuse(shared: int, argument: int, tell: Tell) -> None:
    raise RunError("the folder is full")


def fail(shared: int, argument: Exception, tell: Tell) -> None:
    raise argument


def process_id(shared: int, argument: int, tell: Tell) -> int:
    return os.getpid()


def outcomes(*calls: Call, limits: ChildLimits = NO_LIMITS) -> list[CallOutcome]:
    """What becomes of calls that one job makes, one after the other."""

    def job() -> ChildJob:
        found = []
        for call in calls:
            found.append((yield call))  # noqa: PERF401 - a comprehension cannot yield
        return found

    jobs: Iterator[ChildJob] = iter([job()])
    with shared_file(3) as shared, Crew(shared, limits, [lambda: next(jobs, None)]) as crew:
        results: list[Any] = [result for result in crew.results() if result is not None]
    assert len(results) == 1
    found: list[CallOutcome] = results[0]
    return found


def test_a_call_gets_what_all_share_and_its_argument() -> None:
    assert outcomes(Call(double, 7), Call(double, 8)) == [CallOutcome(21), CallOutcome(24)]


def test_a_job_learns_of_what_its_child_died_and_goes_on_with_another() -> None:
    assert outcomes(Call(die, 5), Call(double, 7)) == [
        CallOutcome(failure="the process that cleaned it was ended by SIGKILL", working=Working(5, 1)),
        CallOutcome(21),
    ]


def test_a_child_that_hangs_is_ended() -> None:
    (outcome,) = outcomes(Call(hang, 5), limits=ChildLimits(seconds=0.2))
    assert outcome == CallOutcome(failure="it was not done after 0.2 seconds", working=Working(5, 1))


def test_a_child_that_grows_too_large_is_ended() -> None:
    (outcome,) = outcomes(Call(grow, 5), limits=ChildLimits(memory=250 << 20))
    assert outcome == CallOutcome(failure="it needs more than 262,144,000 bytes of memory", working=Working(5, 1))


def test_what_the_operator_must_see_ends_everything() -> None:
    with pytest.raises(RunError, match="the folder is full"):
        outcomes(Call(refuse, 1))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("the archive is odd"), "the archive is odd"),
        (OSError(28, "No space left on device", "a.jsonl"), "[Errno 28] No space left on device: 'a.jsonl'"),
    ],
)
def test_an_error_says_the_same_in_the_parent(error: OSError, said: str) -> None:
    with pytest.raises(OSError, match=re.escape(said)):
        outcomes(Call(fail, error))


def test_a_fault_in_a_child_is_shown_without_what_its_message_would_do(capfd: pytest.CaptureFixture[str]) -> None:
    (outcome,) = outcomes(Call(fail, ValueError("\x1b[31mred")))
    assert outcome.failure == "the process that cleaned it ended with code 1"
    assert "ValueError: ‹U+001B›[31mred" in capfd.readouterr().err


def test_a_child_finds_modules_in_the_working_directory_if_its_parent_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd_module.py").write_text("def add(shared, argument, tell):\n    return shared + argument\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")  # as an interactive Python does
    function = importlib.import_module("odd_module").add
    assert outcomes(Call(function, 4)) == [CallOutcome(7)]


def test_a_fresh_child_has_done_nothing_before() -> None:
    first, second, third = outcomes(Call(process_id, 0), Call(process_id, 0), Call(process_id, 0, fresh=True))
    assert first == second != third


def test_children_that_do_not_start_are_not_blamed_on_what_they_should_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PROGRAM", "raise SystemExit(9)")
    with pytest.raises(RunError, match=r"worker processes do not start: .* ended with code 9"):
        outcomes(Call(double, 7))


def test_no_child_is_left() -> None:
    (outcome,) = outcomes(Call(process_id, 0))
    with pytest.raises(ProcessLookupError):
        os.kill(outcome.value, 0)
