"""Properties that are computed when they are first read, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class cached_property(Generic[Value]):  # noqa: N801 - it is used as `property` is
    """
    `functools.cached_property` as it is since Python 3.12. Before, it takes a lock, which costs 1.5 µs; a document has ten
    such properties.

    >>> class Box:
    ...     @cached_property
    ...     def weight(self) -> int:
    ...         print("weighing")
    ...         return 3
    >>> box = Box()
    >>> box.weight + box.weight
    weighing
    6
    """

    def __init__(self, compute: Callable[[Any], Value]):
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> cached_property[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> cached_property[Value] | Value:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.compute(owner)
        return value
