"""Whether a text contains a line, allowing for small differences: the question behind every measure here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .tokens import Gram, ngrams, tokens

MIN_COVERAGE = 0.8
"""Share of a line's words that must be found. A corrected typo or a missing link text does not make a line wrong."""

RUN_WORDS = 3
"""Words count as found in runs of this length; a line with fewer words has no run."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, stripped, and its words."""

    text: str
    words: Gram


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text by its lines that are not blank, indexed for finding lines in it.

    Runs of words may cross line breaks: where one tool sees one paragraph, another sees two.
    """

    lines: tuple[Line, ...]
    words: Gram
    runs: frozenset[Gram]
    short_lines: frozenset[Gram]
    pieces: frozenset[Gram]

    @classmethod
    def of(cls, text: str) -> Text:
        """The text of a string, split at newlines only."""
        stripped = (line.strip() for line in text.split("\n"))
        return cls.of_lines(Line(line, tokens(line)) for line in stripped if line)

    @classmethod
    def of_lines(cls, lines: Iterable[Line]) -> Text:
        """The text of some lines."""
        kept = tuple(lines)
        words = tuple(word for line in kept for word in line.words)
        return cls(
            lines=kept,
            words=words,
            runs=frozenset(ngrams(words, RUN_WORDS)) if len(words) >= RUN_WORDS else frozenset(),
            short_lines=frozenset(line.words for line in kept if len(line.words) < RUN_WORDS),
            pieces=frozenset(ngrams(words, 2)) | frozenset((word,) for word in words),
        )

    def holds(self, words: Gram, *, as_line: bool = True) -> bool:
        """
        Whether the text contains a line of these words: runs of three words that the text has cover 80 % of them.

        One or two words have no run, and almost any two words occur somewhere, so these must be a line of their own; with
        `as_line=False` they may be anywhere. A line without words (a row of stars) is always contained.

        >>> text = Text.of("The council met on Monday.\\nShare")
        >>> text.holds(tokens("the council met on monday")), text.holds(tokens("The mayor met on Friday"))
        (True, False)
        >>> text.holds(("share",)), text.holds(("monday",)), text.holds(("monday",), as_line=False)
        (True, False, True)
        """
        count = len(words)
        if count < RUN_WORDS:
            return not count or words in (self.short_lines if as_line else self.pieces)
        covered = bytearray(count)
        for at, run in enumerate(ngrams(words, RUN_WORDS)):
            if run in self.runs:
                covered[at : at + RUN_WORDS] = b"\1" * RUN_WORDS
        return sum(covered) >= MIN_COVERAGE * count
