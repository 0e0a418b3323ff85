"""The score of one page: how far its document agrees with the gold, and which lines are wrong or lost."""

from __future__ import annotations

from dataclasses import dataclass

from .containment import Line, Text
from .gold import Gold, JsonObject
from .overlap import by_shingles, by_subsequence
from .tokens import tokens


@dataclass(frozen=True, slots=True)
class Score:
    """
    The figures of one page, as shares from 0 to 1.

    `precision`, `recall` and `f1` count runs of four words, `lcs_f1` the longest common subsequence. `cruft` is the
    share of the output's characters in lines that the gold does not have (`wrong_lines`), `lost` the share of the gold's
    characters in lines that the output does not have (`lost_lines`). `verdicts` and `routing` come from the record.
    """

    id: str
    publisher: str
    language: str
    verdicts: tuple[str, ...]
    routing: str
    precision: float
    recall: float
    f1: float
    lcs_f1: float
    cruft: float
    lost: float
    empty: bool
    wrong_lines: tuple[str, ...]
    lost_lines: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether the output is exactly the article."""
        return not self.wrong_lines and not self.lost_lines


NO_DOCUMENT = "(no document)"
"""The verdict and the routing of a gold page without a record: it was rejected, or not in the run."""


def score(page: Gold, record: JsonObject | None) -> Score:
    """
    Score a page by its record; without a record, as an empty text.

    Title, standfirst and key points, which a record has in fields of their own, count as output if the gold has them:
    golds differ in whether they belong to the body, and both views are right.
    """
    gold = Text.of(page.text)
    output = _without_optional(_output(record, gold), gold, page.optional)
    shingles = by_shingles(output.words, gold.words)
    wrong = tuple(line.text for line in output.lines if not gold.holds(line.words))
    lost = tuple(line.text for line in gold.lines if not output.holds(line.words, as_line=False))
    metadata = (record or {}).get("metadata") or {}
    unknown = "" if record else NO_DOCUMENT
    return Score(
        id=page.id,
        publisher=page.publisher,
        language=page.language,
        verdicts=tuple(metadata.get("verdicts") or (unknown,)),
        routing=metadata.get("routing") or unknown,
        precision=shingles.precision,
        recall=shingles.recall,
        f1=shingles.f1,
        lcs_f1=by_subsequence(output.words, gold.words).f1,
        cruft=_share(wrong, output.lines),
        lost=_share(lost, gold.lines),
        empty=not output.words,
        wrong_lines=wrong,
        lost_lines=lost,
    )


def _output(record: JsonObject | None, gold: Text) -> Text:
    if record is None:
        return Text.of("")
    metadata = record.get("metadata") or {}
    fields = (metadata.get("title"), metadata.get("standfirst"), *(metadata.get("key_points") or ()))
    worded = ((field, tokens(field)) for field in fields if field)
    held = [field for field, words in worded if len(words) > 2 and gold.holds(words)]
    return Text.of("\n".join([*held, record.get("text") or ""]))


def _without_optional(output: Text, gold: Text, optional: str) -> Text:
    spare = Text.of(optional)
    if not spare.words:
        return output
    return Text.of_lines(line for line in output.lines if gold.holds(line.words) or not spare.holds(line.words))


def _share(part: tuple[str, ...], whole: tuple[Line, ...]) -> float:
    return sum(map(len, part)) / max(1, sum(len(line.text) for line in whole))
