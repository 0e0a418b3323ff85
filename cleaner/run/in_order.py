"""Batches of documents cleaned by several processes, with the results in the order of the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..settings import Settings
from .batches import batches
from .child import Tell, Working, shared_file
from .crew import Call, ChildJob, ChildLimits, Crew
from .jobs import LONE_ATTEMPTS, lone_failure
from .worker import OutputLines, lines_of, reject_item, work

BATCH_DOCUMENTS = 256
"""Smaller batches cost more to pass on; larger ones gain nothing (measured in bench/)."""

BATCHES_PER_WORKER = 3
"""Batches under way for each worker: one that it cleans, one that waits for it, and one that waits for an earlier one."""

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


class Rules(NamedTuple):
    """What all batches share."""

    rulebook: Rulebook
    settings: Settings


@dataclass(frozen=True, slots=True)
class BatchTask(Generic[_Given, _Result]):
    """
    What is done with batches. `clean` is a function of a module, which children import; it gives one result for each document.
    `reject` makes the result of a document that its process dies of, from the reason in words.
    """

    clean: Callable[[Rules, list[_Given], Tell], list[_Result]]
    reject: Callable[[_Given, str], _Result]


def clean_in_order(
    items: Iterable[WorkItem], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[list[OutputLines]]:
    """The lines of each batch, in order."""
    return map_in_order(batches(items, BATCH_DOCUMENTS), _ITEMS_TO_LINES, Rules(rulebook, settings), workers)


def map_in_order(
    unread: Iterator[list[_Given]], task: BatchTask[_Given, _Result], rules: Rules, workers: int
) -> Iterator[list[_Result]]:
    """
    The results of each batch, in order. A single worker works in this process; of several, one that dies harms only the
    document it died of.
    """
    if workers == 1:
        yield from (task.clean(rules, batch, _tell_nobody) for batch in unread)
        return
    waiting: dict[int, list[_Result]] = {}
    begun = given = 0

    def next_job() -> ChildJob | None:
        nonlocal begun
        if begun - given >= workers * BATCHES_PER_WORKER or (batch := next(unread, None)) is None:
            return None
        begun += 1
        return _batch_job(task, begun - 1, batch, waiting.__setitem__)

    with shared_file(rules) as shared, Crew(shared, ChildLimits(), [next_job] * workers) as crew:
        for _ in crew.results():
            while given in waiting:
                yield waiting.pop(given)
                given += 1


def _batch_job(
    task: BatchTask[_Given, _Result], number: int, batch: list[_Given], done: Callable[[int, list[_Result]], None]
) -> ChildJob:
    """Clean a batch; if the process dies of it, clean its documents one by one."""
    outcome = yield Call(task.clean, batch)
    results: list[_Result] = outcome.value or []
    for document in batch if outcome.failure else []:
        outcome = yield Call(task.clean, [document])
        for _ in range(LONE_ATTEMPTS):
            if outcome.failure:
                outcome = yield Call(task.clean, [document], fresh=True)
        results += outcome.value or [task.reject(document, lone_failure(outcome.failure))]
    done(number, results)


def _tell_nobody(_: Working) -> None:
    """A task in this process need not say how far it is."""


def lines_of_batch(rules: Rules, batch: list[WorkItem], tell: Tell) -> list[OutputLines]:
    """The lines of each document of a batch."""
    tell(Working(0, len(batch)))
    return work(batch, rules.rulebook, rules.settings)[0]


def _rejected_lines(item: WorkItem, reason: str) -> OutputLines:
    return lines_of(reject_item(item, "limit", reason))


_ITEMS_TO_LINES = BatchTask(lines_of_batch, _rejected_lines)
