"""
A crew of child processes that do jobs side by side, watched: one that dies, hangs or grows too large is replaced.

A job is a generator. It yields calls and gets an outcome for each, also when the child died of it; what it does then is
the job's own affair. So everything that must happen in order for one piece stands in one function.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from time import monotonic
from typing import IO, Any, NamedTuple

from ..errors import RunError
from .child import Child, Done, Failed, Function, Ready, Working

SECONDS_BETWEEN_LOOKS = 0.5
"""How often children are looked at that say nothing. Never varied."""

SECONDS_TO_START = 120
"""How long a child may take to start; usually it takes one second."""

MOST_STARTS = 3
"""A child that did not start so many times in a row will not start at all."""


class Call(NamedTuple):
    """Something for a child to do; with `fresh` it is one that has done nothing before."""

    function: Function
    argument: Any
    fresh: bool = False


class CallOutcome(NamedTuple):
    """What became of a call: its value, or how its child failed and what it was working on."""

    value: Any = None
    failure: str = ""
    working: Working = Working()


ChildJob = Generator[Call, CallOutcome, Any]
Source = Callable[[], ChildJob | None]
"""Gives the next job, or None if there is none now."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may need for one document: seconds, and bytes of memory in all. 0 is no limit."""

    seconds: float = 0
    memory: int = 0


NO_LIMITS = ChildLimits()


class Member:
    """One of the crew: at most one child at a time, for one job after the other."""

    def __init__(self, shared: IO[bytes], limits: ChildLimits, source: Source, folder: str | None = None):
        self.shared, self.limits, self.source, self.folder = shared, limits, source, folder
        self.child: Child | None = None
        self.job: ChildJob | None = None
        self.call: Call | None = None
        self.working = Working()
        self.since = 0.0
        self.starts = 0

    def begin(self) -> None:
        """Take the next job, if there is one."""
        self.job = self.source()
        if self.job is not None:
            self._do(next(self.job))

    def hear(self) -> tuple[bool, Any]:
        """What the child says. (True, value) if with that the job is done. Raises what the operator must see."""
        assert self.child is not None
        try:
            said = self.child.receive()
        except EOFError:
            return self._lose(f"the process that cleaned it {self.child.cause_of_death()}")
        self.since = monotonic()
        if isinstance(said, Ready):
            self.starts = 0
        elif isinstance(said, Working):
            self.working = said
        elif isinstance(said, Failed):
            raise said.error
        elif isinstance(said, Done):
            return self._go_on(CallOutcome(said.value))
        return False, None

    def look(self) -> tuple[bool, Any]:
        """See whether the child still gets on. (True, value) if it does not, and the job ends with that."""
        assert self.child is not None
        waited = monotonic() - self.since
        if self.starts:
            return self._lose("it did not start") if waited > SECONDS_TO_START else (False, None)
        if self.limits.seconds and self.working.documents and waited > self.limits.seconds:
            return self._lose(f"it was not done after {self.limits.seconds:g} seconds")
        if self.limits.memory and self.child.memory() > self.limits.memory:
            return self._lose(f"it needs more than {self.limits.memory:,} bytes of memory")
        return False, None

    def dismiss(self) -> None:
        """End the child."""
        if self.child is not None:
            self.child.kill()
            self.child = None

    def _do(self, call: Call) -> None:
        if call.fresh:
            self.dismiss()
        if self.child is None:
            self.child = Child(self.shared, self.folder)
            self.starts += 1
        self.call, self.working, self.since = call, Working(), monotonic()
        self.child.call(call.function, call.argument)

    def _lose(self, failure: str) -> tuple[bool, Any]:
        """The child is of no use any more. If it had not even started, another one gets the same call."""
        self.dismiss()
        if not self.starts:
            return self._go_on(CallOutcome(failure=failure, working=self.working))
        if self.starts >= MOST_STARTS:
            raise RunError(f"worker processes do not start: {failure}; their own messages are above")
        assert self.call is not None
        self._do(self.call)
        return False, None

    def _go_on(self, outcome: CallOutcome) -> tuple[bool, Any]:
        assert self.job is not None
        try:
            self._do(self.job.send(outcome))
        except StopIteration as end:
            self.job = None
            return True, end.value
        return False, None


class Crew:
    """
    Some members, one for each source of jobs, whose children work in `folder` (by default in that of this process). Usable in
    `with`; at its end no child is left.
    """

    def __init__(self, shared: IO[bytes], limits: ChildLimits, sources: Sequence[Source], folder: str | None = None):
        self.members = [Member(shared, limits, source, folder) for source in sources]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for member in self.members:
            member.dismiss()

    def rows_begun(self) -> int:
        """How many documents the jobs under way have begun with."""
        return sum(member.working.row for member in self.members if member.job is not None)

    def results(self) -> Iterator[Any]:
        """
        What the jobs return, as they end, until nobody has a job and no source gives one; and None at least every half
        second, so that the caller can say how far it is.
        """
        looked = monotonic()
        while True:
            for member in self.members:
                if member.job is None:
                    member.begin()
            busy = [member for member in self.members if member.job is not None]
            if not busy:
                return
            by_answers = {member.child.answers: member for member in busy if member.child is not None}
            ends = [by_answers[ready].hear() for ready in wait(list(by_answers), SECONDS_BETWEEN_LOOKS)]  # type: ignore[index]
            if monotonic() - looked >= SECONDS_BETWEEN_LOOKS:
                looked = monotonic()
                ends += [member.look() for member in busy if member.job is not None and member.child is not None]
                yield None
            yield from (value for ended, value in ends if ended)
