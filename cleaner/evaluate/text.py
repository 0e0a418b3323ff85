"""When a line stands in a text: the one question that every measure here asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .tokens import Gram, ngrams, tokens

COVERAGE = 0.8
"""Share of a line's words that must be found: a corrected typo or a lost link text does not make a line a wrong one."""

RUN = 3
"""Words in a row that count as found; a line of fewer words has no such run."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without outer white space, and its words."""

    text: str
    words: Gram


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text, as the lines that are not blank, with what is needed to find lines in it.

    Runs of words go across line breaks: where one tool sees a paragraph, another sees two.
    """

    lines: tuple[Line, ...]
    words: Gram
    runs: frozenset[Gram]
    short_lines: frozenset[Gram]
    pieces: frozenset[Gram]

    @classmethod
    def of(cls, text: str) -> Text:
        """A text by its lines, separated by newlines only."""
        stripped = (line.strip() for line in text.split("\n"))
        return cls.of_lines(Line(line, tokens(line)) for line in stripped if line)

    @classmethod
    def of_lines(cls, lines: Iterable[Line]) -> Text:
        """A text of lines that were split before."""
        kept = tuple(lines)
        words = tuple(word for line in kept for word in line.words)
        return cls(
            lines=kept,
            words=words,
            runs=frozenset(ngrams(words, RUN)) if len(words) >= RUN else frozenset(),
            short_lines=frozenset(line.words for line in kept if len(line.words) < RUN),
            pieces=frozenset(ngrams(words, 2)) | frozenset((word,) for word in words),
        )

    def holds(self, words: Gram, *, as_line: bool = True) -> bool:
        """
        Whether a line of these words stands in the text: 80 % of them are covered by runs of three that the text has.

        One or two words have no such run, and nearly every pair of words stands somewhere, so these must be a line of
        their own; with `as_line=False` they may stand anywhere. A line without words (a row of stars) always stands.

        >>> text = Text.of("The council met on Monday.\\nShare")
        >>> text.holds(tokens("the council met on monday")), text.holds(tokens("The mayor met on Friday"))
        (True, False)
        >>> text.holds(("share",)), text.holds(("monday",)), text.holds(("monday",), as_line=False)
        (True, False, True)
        """
        count = len(words)
        if count < RUN:
            return not count or words in (self.short_lines if as_line else self.pieces)
        found = bytearray(count)
        for at, run in enumerate(ngrams(words, RUN)):
            if run in self.runs:
                found[at : at + RUN] = b"\1" * RUN
        return sum(found) >= COVERAGE * count
