"""
cleaner strips publishers' boilerplate from news text by declarative, tested rules, and can put it back.

Start reading at `cleaner/clean.py`. The names below are imported when they are first used, so that
`import cleaner` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .api import Cleaner
    from .clean import Cleaned
    from .errors import CleanerError, DocumentError, RuleError, RunError
    from .ledger import Ledger
    from .record import Record, Rejected
    from .settings import Settings
    from .undo import restore

__all__ = [
    "Cleaned", "Cleaner", "CleanerError", "DocumentError", "Ledger", "Record", "Rejected", "RuleError", "RunError",
    "Settings", "__version__", "restore",
]  # fmt: skip

_HOME = {
    "Cleaner": "api", "restore": "undo", "Cleaned": "clean", "Ledger": "ledger", "Record": "record", "Rejected": "record",
    "Settings": "settings",
}  # fmt: skip
"""The module of each name; that of all others is `errors`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(f"cleaner.{_HOME.get(name, 'errors')}"), name)
