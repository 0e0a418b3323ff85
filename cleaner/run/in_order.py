"""Batches of documents cleaned by several processes, with the results in the order of the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..settings import Settings
from .batches import batches
from .child import Working, shared_file
from .crew import Call, ChildJob, ChildLimits, Crew
from .jobs import LONE_ATTEMPTS, lone_failure
from .worker import OutputLines, lines_of, reject_item, work

BATCH_DOCUMENTS = 256
"""Smaller batches cost more to pass on; larger ones gain nothing (measured in bench/)."""

BATCHES_PER_WORKER = 3
"""Batches under way for each worker: one that it cleans, one that waits for it, and one that waits for an earlier one."""


class Rules(NamedTuple):
    """What all batches share."""

    rulebook: Rulebook
    settings: Settings


def clean_in_order(
    items: Iterable[WorkItem], rulebook: Rulebook, settings: Settings, workers: int
) -> Iterator[list[OutputLines]]:
    """
    The lines of each batch, in order. A single worker works in this process; of several, one that dies harms only the
    document it died of.
    """
    unread = batches(items, BATCH_DOCUMENTS)
    if workers == 1:
        yield from (work(batch, rulebook, settings)[0] for batch in unread)
        return
    waiting: dict[int, list[OutputLines]] = {}
    begun = given = 0

    def next_job() -> ChildJob | None:
        nonlocal begun
        if begun - given >= workers * BATCHES_PER_WORKER or (batch := next(unread, None)) is None:
            return None
        begun += 1
        return _batch_job(begun - 1, batch, waiting.__setitem__)

    with shared_file(Rules(rulebook, settings)) as shared, Crew(shared, ChildLimits(), [next_job] * workers) as crew:
        for _ in crew.results():
            while given in waiting:
                yield waiting.pop(given)
                given += 1


def _batch_job(number: int, batch: list[WorkItem], done: Callable[[int, list[OutputLines]], None]) -> ChildJob:
    """Clean a batch; if the process dies of it, clean its documents one by one."""
    outcome = yield Call(clean_batch, batch)
    lines: list[OutputLines] = outcome.value or []
    for item in batch if outcome.failure else []:
        outcome = yield Call(clean_batch, [item])
        for _ in range(LONE_ATTEMPTS):
            if outcome.failure:
                outcome = yield Call(clean_batch, [item], fresh=True)
        lines += outcome.value or [lines_of(reject_item(item, "limit", lone_failure(outcome.failure)))]
    done(number, lines)


def clean_batch(rules: Rules, batch: list[WorkItem], tell: Callable[[Working], None]) -> list[OutputLines]:
    """Clean a batch, in a child."""
    tell(Working(0, len(batch)))
    return work(batch, rules.rulebook, rules.settings)[0]
