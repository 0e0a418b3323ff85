"""What is fuzzed, how its cases are made, and how one that fails is reported: reduced, and with what repeats it."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from types import FrameType

from .mutate import mutated

SECONDS_A_CASE = 60
"""Over this, a case hangs: the slowest take a tenth of a second."""

REDUCING_STEPS = 2_000


@dataclass(frozen=True)
class Target:
    """
    A part of the program that takes what strangers wrote.

    `check` gets a case and an empty folder, and raises if a promise is broken. `cases` is how many fit into five seconds.
    `make` makes a case of the seeds.
    """

    name: str
    seeds: Sequence[bytes]
    check: Callable[[bytes, Path], None]
    cases: int
    tokens: Sequence[bytes] = ()
    make: Callable[[Sequence[bytes], Sequence[bytes], Random], bytes] = field(default=mutated)


def fuzz(target: Target, folder: Path, seconds: float = 0) -> int:
    """
    Check the target's cases: a fixed number of them, the same each time, or with `seconds` new ones for so long. Returns
    how many there were. Raises AssertionError with the first that fails.
    """
    seed = os.environ.get("CLEANER_FUZZ_SEED") or (secrets.token_hex(4) if seconds else "suite")
    done = 0
    for number in _numbers(target.cases, seconds):
        case = target.make(target.seeds, target.tokens, Random(f"{seed} {target.name} {number}"))
        error = _failure(target, case, folder)
        if error:
            raise AssertionError(_report(target, case, folder, error, f"{seed} {number}")) from error
        done += 1
    return done


def _numbers(cases: int, seconds: float) -> Iterator[int]:
    if not seconds:
        yield from range(cases)
        return
    end = time.monotonic() + seconds
    for number in count():
        if time.monotonic() > end:
            return
        yield number


def _failure(target: Target, case: bytes, folder: Path) -> Exception | None:
    try:
        with _bounded(SECONDS_A_CASE):
            target.check(case, folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we are here to find
        return error
    return None


@contextmanager
def _bounded(seconds: int) -> Iterator[None]:
    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _report(target: Target, case: bytes, folder: Path, error: Exception, name: str) -> str:
    small = case if isinstance(error, TimeoutError) else reduced(target, case, folder, error)
    return (
        f"{target.name}, CLEANER_FUZZ_SEED and case {name}: {type(error).__name__}: {error}\n"
        f"reduced from {len(case)} to {len(small)} bytes, in base64:\n{base64.b64encode(small).decode()}"
    )


def reduced(target: Target, case: bytes, folder: Path, error: Exception) -> bytes:
    """A smaller case that fails in the same way: stretches are taken out as long as that changes nothing."""
    size, steps = len(case) // 2, 0
    while size and steps < REDUCING_STEPS:
        at = 0
        while at < len(case) and steps < REDUCING_STEPS:
            smaller = case[:at] + case[at + size :]
            steps += 1
            if type(_failure(target, smaller, folder)) is type(error):
                case = smaller
            else:
                at += size
        size //= 2
    return case
