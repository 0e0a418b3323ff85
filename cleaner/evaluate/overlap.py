"""How much two sequences of words overlap: by runs of four words, and by their longest common subsequence."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..extras import missing
from .tokens import Gram, ngrams

SHINGLE_WORDS = 4
"""As in Scrapinghub's article-extraction benchmark, so that figures can be compared."""


class Overlap(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def overlap(shared: int, output: int, gold: int) -> Overlap:
    """
    The overlap of two collections, from their sizes and the size of their intersection. Two empty ones overlap fully.

    >>> overlap(shared=2, output=4, gold=2)
    Overlap(precision=0.5, recall=1.0, f1=0.6666666666666666)
    >>> overlap(0, 0, 3).f1, overlap(0, 0, 0).f1
    (0.0, 1.0)
    """
    precision = shared / output if output else float(gold == 0)
    recall = shared / gold if gold else 1.0
    both = precision + recall
    return Overlap(precision, recall, 2 * precision * recall / both if both else 0.0)


def by_shingles(output: Gram, gold: Gram) -> Overlap:
    """
    Overlap by runs of four words; a run counts as often as it occurs in both.

    >>> by_shingles(tuple("abcde"), tuple("abcd"))
    Overlap(precision=0.5, recall=1.0, f1=0.6666666666666666)
    """
    ours, theirs = Counter(ngrams(output, SHINGLE_WORDS)), Counter(ngrams(gold, SHINGLE_WORDS))
    return overlap((ours & theirs).total(), ours.total(), theirs.total())


def by_subsequence(output: Gram, gold: Gram) -> Overlap:
    """Overlap by the longest common subsequence of words, as in ROUGE-L."""
    try:
        from rapidfuzz.distance import LCSseq
    except ModuleNotFoundError as error:
        raise missing("rapidfuzz", "evaluation") from error
    return overlap(LCSseq.similarity(output, gold), len(output), len(gold))
