"""A piece is done again when its worker fails, and a document is rejected only when it fails twice alone in a new process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cleaner.errors import RunError
from cleaner.formats.work_item import InputFile
from cleaner.run.child import Working
from cleaner.run.clean_piece import PieceTask, Trial, clean_piece, try_rows
from cleaner.run.crew import Call, CallOutcome
from cleaner.run.jobs import LONE_ATTEMPTS, MOST_ATTEMPTS, clean_job
from cleaner.run.piece import WholeFiles
from cleaner.run.state import Completion

PIECE = WholeFiles((InputFile("a", "a.jsonl", "jsonl"),))
DONE = Completion(9, 1, {}, "")


def calls_of(answer: Callable[[Call], CallOutcome]) -> tuple[list[Call], list[Any]]:
    """The calls that cleaning a piece makes if they have these outcomes, and what it says is done."""
    done: list[Any] = []
    job = clean_job(PieceTask("part-00000", PIECE), lambda *what: done.append(what))
    calls = [next(job)]
    try:
        while True:
            calls.append(job.send(answer(calls[-1])))
    except StopIteration:
        return calls, done


def deadly(*rows: int, batch: int = 4) -> Callable[[Call], CallOutcome]:
    """A world in which these rows kill their process, whenever they are cleaned."""

    def answer(call: Call) -> CallOutcome:
        if isinstance(call.argument, Trial):
            dead = [row for row in range(call.argument.first, call.argument.end) if row in rows]
            return CallOutcome(failure="it died", working=Working(dead[0], 1)) if dead else CallOutcome()
        dead = sorted(set(rows) - call.argument.refused.keys())
        if not dead:
            return CallOutcome(DONE)
        first = dead[0] if call.argument.one_by_one else dead[0] // batch * batch
        return CallOutcome(failure="it died", working=Working(first, 1 if call.argument.one_by_one else batch))

    return answer


def test_a_piece_whose_worker_lives_is_cleaned_once() -> None:
    calls, done = calls_of(deadly())
    assert [call.function for call in calls] == [clean_piece]
    assert done == [("part-00000", DONE)]


def test_only_a_document_that_fails_alone_is_rejected() -> None:
    calls, done = calls_of(deadly(5))
    last = calls[-1].argument
    assert last.refused == {5: "it died, also when it had nothing else to do"}
    assert done == [("part-00000", DONE)]
    alone = [call for call in calls if call.function is try_rows and call.fresh]
    assert [(call.argument.first, call.argument.end) for call in alone] == [(5, 6)] * LONE_ATTEMPTS


def test_every_document_that_fails_is_found() -> None:
    calls, _ = calls_of(deadly(5, 6, 30))
    assert calls[-1].argument.refused.keys() == {5, 6, 30}


def test_a_worker_that_somebody_killed_rejects_nothing() -> None:
    kills = iter([True, True])

    def answer(call: Call) -> CallOutcome:
        if call.function is clean_piece:
            return CallOutcome(failure="it died", working=Working(8, 4)) if next(kills, False) else CallOutcome(DONE)
        return CallOutcome()

    calls, done = calls_of(answer)
    assert calls[-1].argument.refused == {}
    assert done


def test_slow_documents_that_are_too_slow_only_together_are_no_fault() -> None:
    rows = iter(range(0, 4 * MOST_ATTEMPTS, 4))

    def answer(call: Call) -> CallOutcome:
        if isinstance(call.argument, Trial) or call.argument.one_by_one:
            return CallOutcome(DONE)
        return CallOutcome(failure="it was not done after 1 seconds", working=Working(next(rows), 4))

    calls, done = calls_of(answer)
    assert done
    assert calls[-1].argument.refused == {}


def test_a_document_that_fails_once_alone_is_not_rejected() -> None:
    worker_died = iter([True])
    failures = iter([True, True])  # beside others, and once in a new process

    def answer(call: Call) -> CallOutcome:
        if call.function is clean_piece:
            return (
                CallOutcome(failure="it died", working=Working(0, 1)) if next(worker_died, False) else CallOutcome(DONE)
            )
        return CallOutcome(failure="it died", working=Working(0, 1)) if next(failures, False) else CallOutcome()

    calls, _ = calls_of(answer)
    assert calls[-1].argument.refused == {}


def test_a_piece_whose_workers_all_die_of_nothing_ends_the_run() -> None:
    calls = 0

    def answer(call: Call) -> CallOutcome:
        nonlocal calls
        calls += 1
        return CallOutcome(failure="it died")

    with pytest.raises(RunError, match=rf"part-00000 \(a.jsonl\) was tried {MOST_ATTEMPTS} times, .* it died"):
        calls_of(answer)
    assert calls == MOST_ATTEMPTS
