"""The full name of a rule, as records and messages spell it: its pack and its id."""

from __future__ import annotations


class RuleName(str):
    """
    A rule's name: `pack/id`. It is a text, so it sorts, prints and serializes as one, and it knows its two parts.

    >>> name = RuleName("generic/en", "share-buttons")
    >>> name, name.pack, name.id
    ('generic/en/share-buttons', 'generic/en', 'share-buttons')
    """

    __slots__ = ("id", "pack")

    pack: str
    id: str

    def __new__(cls, pack: str, id: str) -> RuleName:  # noqa: A002  it is what packs call it
        name = super().__new__(cls, f"{pack}/{id}")
        name.pack, name.id = pack, id
        return name

    def __reduce__(self) -> tuple[type[RuleName], tuple[str, str]]:
        return RuleName, (self.pack, self.id)
