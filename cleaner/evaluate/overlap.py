"""How far two sequences of words agree: by runs of four words, and by their longest common subsequence."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..errors import RunError
from .tokens import Gram, ngrams

SHINGLE = 4
"""Words in a shingle, as the article-extraction benchmark of Scrapinghub counts them, so that figures compare."""


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def agreement(shared: int, output: int, gold: int) -> Agreement:
    """
    Agreement of two collections by their sizes and the size of what they share. Nothing agrees with nothing.

    >>> agreement(shared=2, output=4, gold=2)
    Agreement(precision=0.5, recall=1.0, f1=0.6666666666666666)
    >>> agreement(0, 0, 3).f1, agreement(0, 0, 0).f1
    (0.0, 1.0)
    """
    precision = shared / output if output else float(gold == 0)
    recall = shared / gold if gold else 1.0
    both = precision + recall
    return Agreement(precision, recall, 2 * precision * recall / both if both else 0.0)


def by_shingles(output: Gram, gold: Gram) -> Agreement:
    """
    Agreement by runs of four words, each as often as it occurs.

    >>> by_shingles(tuple("abcde"), tuple("abcd"))
    Agreement(precision=0.5, recall=1.0, f1=0.6666666666666666)
    """
    ours, theirs = Counter(ngrams(output, SHINGLE)), Counter(ngrams(gold, SHINGLE))
    return agreement((ours & theirs).total(), ours.total(), theirs.total())


def by_subsequence(output: Gram, gold: Gram) -> Agreement:
    """Agreement by the longest common subsequence of words, as ROUGE-L counts it."""
    try:
        from rapidfuzz.distance import LCSseq
    except ImportError as error:
        raise RunError("quality is measured with rapidfuzz: pip install 'corpus-cleaner[eval]'") from error
    return agreement(LCSseq.similarity(output, gold), len(output), len(gold))
