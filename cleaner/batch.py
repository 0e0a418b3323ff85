"""Map a stage over a batch of documents. One that fails leaves the batch as a rejection; the others go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from .document import Raw
from .errors import DocumentError, RunError
from .record import Rejected, reject

Before = TypeVar("Before")
After = TypeVar("After")


def map_stage(
    raws: Sequence[Raw | Rejected], values: Sequence[Before | Rejected], stage: Callable[[Before], After]
) -> list[After | Rejected]:
    """
    What a stage makes of each value, in order. `raws` are the inputs that the values came from. Rejections are passed on,
    also those among the inputs.
    RunError means that a package is missing: no document is to blame, so none is filed, and the error goes up.

    >>> raws = [Raw("a", "1"), Raw("b", "one")]
    >>> [getattr(result, "detail", result) for result in map_stage(raws, ["1", "one"], int)]
    [1, "ValueError: invalid literal for int() with base 10: 'one'"]
    """
    return [
        value if isinstance(value, Rejected) else _filed(raw, value, stage)
        for raw, value in zip(raws, values, strict=True)
    ]


def _filed(raw: Raw | Rejected, value: Before, stage: Callable[[Before], After]) -> After | Rejected:
    """What the stage makes of the value. If anything goes wrong, the input is rejected."""
    assert isinstance(raw, Raw)  # what is rejected has no value
    try:
        return stage(value)
    except RunError as error:
        raise RunError(f"{raw.path or raw.id}: {error}") from error
    except DocumentError as error:
        failure = error
    except RecursionError as error:
        failure = DocumentError("limit", f"nested too deep: {error}")
    except MemoryError:
        failure = DocumentError("limit", "out of memory")
    except Exception as error:  # noqa: BLE001 - the only place that files documents: one bad document stops no run
        failure = DocumentError("fault", f"{type(error).__name__}: {error}", _innermost(error))
    return reject(raw.id, raw.path, raw.encoded, failure)


def _innermost(error: Exception) -> str:
    """File and line where an error was raised, for the report of a fault."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno}" if frame else ""
