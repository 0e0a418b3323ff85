"""
The prefilter: which rules could hold on which lines. It makes matching fast and changes nothing else.

Most rules hold in almost no document, so the cost of a document is the cost of finding that out. Running 300 expressions over
40 lines would take milliseconds. Instead each condition gives up front a set of *required literals*: any line on which
the condition holds contains at least one of them. One pass of Aho-Corasick automata finds the literals of all rules
at once, and a condition is checked only on lines that have one of its literals.

**The law**: there may be false positives, never false negatives. `tests/laws` runs every law with and without a prefilter, and
checks that matches are the same.

The interface is one function (`every_line.Prefilter`): it takes the conditions of some rules and returns what gives the
candidate lines of a document. There are two:

- `EveryLine` rules nothing out. The engine is correct with it alone.
- `ByLiterals` works as follows.

  1. `branches`: a condition is split at its first disjunction, because each alternative has rarer literals.
  2. `literals`: the required literals of each branch, worked out from its texts and expressions.
  3. `frequency`: of several sets of literals the rarest is taken. Where none is rare, every line is a candidate.
  4. `normalize`: literals and text are reduced to few bytes in the same way: no case, no spaces, one digit for all.
  5. `scan`: the automata find the lines. Lines that are too long for a branch are not candidates.
  6. `by_literals`: where three lines or more are left, one RE2 call over all of them usually rules them all out.

Russ Cox describes required literals in "Regular Expression Matching with a Trigram Index" (2012); RE2 has them as
`Prefilter` and `FilteredRE2`, Rust's regex-syntax as `hir::literal`. RE2's own `FilteredRE2` was measured in place of this
one: on 600 English texts it left 29 candidate branches a document instead of 5, and no lines.
"""

from .by_literals import ByLiterals
from .every_line import CandidateLines, CandidateSet, EveryLine, Prefilter

__all__ = ["ByLiterals", "CandidateLines", "CandidateSet", "EveryLine", "Prefilter"]
