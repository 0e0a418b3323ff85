"""Where rules act, and what keeps them from acting."""

from __future__ import annotations

import pytest

from cleaner.match.conditions import occurrences
from cleaner.match.folded import FoldedDocument
from cleaner.match.like import MAX_PLACES
from cleaner.match.matcher import Matcher
from cleaner.rule.model import Matches, SpanUnit

from .rules import cleaned, document, left, pack

X = "drop: {line: {equals: x}}"


@pytest.mark.parametrize(
    ("where", "text", "stays"),
    [
        ("head 1", "x|a|x", "a|x"),
        ("head 1", "a|x|b", "a|x|b"),
        ("head 2", "a|x|b|x", "a|b|x"),
        ("tail 1", "x|a|x", "x|a"),
        ("tail 1", "a|x|b", "a|x|b"),
        ("tail 2", "x|a|x|b", "x|a|b"),
        ("anywhere", "x|a|x", "a"),
    ],
)
def test_places_count_lines_from_one(where: str, text: str, stays: str) -> None:
    assert left(text, f"{X}, where: {where}") == stays


def test_lines_that_a_drop_would_take_anywhere_do_not_count() -> None:
    assert left("x|x|x|a", f"{X}, where: head 1") == "a"
    assert left("y|x|a", f"{X}, where: head 1", "drop: {line: {equals: y}}, where: tail 1") == "y|a"


def test_lines_of_a_block_that_nothing_confirms_count() -> None:
    block = "drop: {block: {from: {equals: y}, to: end}}, confirm: [sure]"
    assert left("y|x|a|b", f"{X}, where: tail 2", block) == "y|x|a|b"
    assert left("y|x|a|sure", f"{X}, where: tail 2", block) == ""


def test_blank_lines_do_not_count() -> None:
    assert left("a||||x|b", f"{X}, where: head 2") == "a|b"


def test_for_a_keep_every_line_counts() -> None:
    keep = "keep: {line: {equals: k}}, where: head 2"
    both = "drop: {line: {equals: [x, k]}}"
    assert left("x|k|a", both, keep) == "k|a"
    assert left("x|x|k|a", both, keep) == "a"


def test_a_rule_on_the_nth_line_counts_all_lines_and_acts_once() -> None:
    rules = (X, "drop: {line: {headline: true}}, where: nth 2, needs: [r0]")
    assert left("x|Title|Other|b", *rules) == "Other|b"
    assert left("a|x|Other|b", *rules) == "a|Other|b"
    assert left("a|Other|b", *rules) == "a|Other|b"


def test_a_rule_on_the_nth_line_does_not_act_if_what_it_needs_is_kept() -> None:
    rules = (X, "drop: {line: {headline: true}}, where: nth 1, needs: [r0]", "keep: {line: {contains: x}}")
    assert left("Title|x", *rules) == "Title|x"


def test_only_rules_that_act_meet_a_need() -> None:
    needing = "drop: {line: {equals: y}}, needs: [r0]"
    assert left("x|y|a", X, needing) == "a"
    assert left("y|a", X, needing) == "y|a"
    assert left("x|y|a", X, needing, "keep: {line: {equals: x}}") == "x|y|a"
    assert (
        left("x|y|z|a", X, needing, "drop: {line: {equals: z}}, needs: [r1]", "keep: {line: {equals: x}}") == "x|y|z|a"
    )


def test_a_run_can_only_go_on_if_the_line_that_stops_it_goes() -> None:
    run = "drop: {block: {from: {starts: h}, while: {starts: i}, max_lines: 9}}"
    found = Matcher(pack(run).rules).match(document("a|h|i|stop|i|b".replace("|", "\n")))
    assert found.stable_without([0])
    assert found.stable_without([4, 5])
    assert not found.stable_without([3])
    assert not found.stable_without([2])
    closed = "drop: {block: {from: {starts: h}, to: {starts: end}, max_lines: 4}}"
    found = Matcher(pack(closed).rules).match(document("a|h|i|stop|i|b".replace("|", "\n")))
    assert not found.stable_without([4])


def test_only_a_phrase_on_another_line_confirms() -> None:
    rule = "drop: {line: {starts: x}}, confirm: [more]"
    assert left("x more|a", rule) == "x more|a"
    assert left("x more|a|no More", rule) == "a|no More"
    assert left("More|x", rule) == "More"


def test_unless_is_checked_on_the_line_itself() -> None:
    assert left("x a|x b", "drop: {line: {starts: x}}, unless: {ends: b}") == "x b"


def test_a_cut_that_would_split_a_kept_span_is_not_made() -> None:
    assert left("x a x k", "drop: {span: {contains: x}}", "keep: {span: {contains: x k}}") == "x a x k"


def test_a_cut_is_not_made_if_other_rules_would_match_what_it_leaves() -> None:
    span = "drop: {span: {starts: 'Photo: '}}"
    assert left("Photo: of a dog", span) == "of a dog"
    assert left("Photo: share", span, "drop: {line: {equals: share}}") == "Photo: share"
    assert left("Photo: Photo: of a dog", span) == "Photo: Photo: of a dog"


def test_if_a_pack_would_drop_too_much_nothing_is_dropped() -> None:
    text = "xxxxxx\na"
    rule = "drop: {line: {starts: x}}"
    assert cleaned(text, rule, share=0.9)[0].text == "a"
    applied, decision = cleaned(text, rule, share=0.8)
    assert (applied.text, decision.suspects) == ("xxxxxx\n\na", ("agencies/a",))


def test_what_is_confirmed_or_closed_does_not_count_towards_the_share() -> None:
    text = "xxxxxx\nmore\na"
    assert cleaned(text, "drop: {line: {starts: x}}, confirm: [more]", share=0.1)[0].text == "more\n\na"
    assert cleaned(text, "drop: {block: {from: {starts: x}, to: {equals: more}}}", share=0.1)[0].text == "a"


class CountingDocument(FoldedDocument):
    """A document that counts how often conditions read a line of it."""

    reads = 0

    def low_line(self, number: int) -> str:
        self.reads += 1
        return super().low_line(number)


def test_work_grows_no_faster_than_lines_and_matches() -> None:
    matcher = Matcher(
        pack(
            "drop: {block: {from: {starts: x}, to: {equals: never}, max_lines: 9999}}",
            "drop: {block: {from: {starts: x}, while: {starts: x}, max_lines: 9999}}, unless: {equals: never}",
            "drop: {block: {from: {starts: x}, to: end}}, confirm: [never, x], lift: {captions: {each: 'x'}}",
            "drop: {line: {starts: x}}, confirm: [never]",
            "keep: {line: {equals: k}}",
        ).rules
    )

    def reads(lines: int) -> int:
        counting = CountingDocument(document("x\n" * lines + "a"))
        matcher.match(counting)
        return counting.reads

    few = reads(200)
    assert few > 200
    assert reads(2_000) <= 11 * few


def test_an_expression_with_too_many_matches_on_a_line_has_none() -> None:
    unit = SpanUnit(Matches(("a[^b]*b|a",)))
    assert len(list(occurrences(unit, FoldedDocument(document("a" * MAX_PLACES)), 0))) == MAX_PLACES
    assert list(occurrences(unit, FoldedDocument(document("a" * (MAX_PLACES + 1))), 0)) == []


class CountingRows(list[bytes]):
    """The lines of a document as expressions read them, and how often they are read."""

    reads = 0

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        self.reads += 1
        return super().__getitem__(number)


def reads_by_expressions(matcher: Matcher, text: str) -> int:
    folded = FoldedDocument(document(text))
    rows = vars(folded)["rows"] = CountingRows(folded.rows)
    matcher.match(folded)
    return rows.reads


def test_lines_that_are_ruled_out_together_are_not_checked_one_by_one() -> None:
    matcher = Matcher(pack("drop: {line: {matches: '^read [^aeiou]+ more$'}}").rules)
    text = "\n".join(f"read {word} more" for word in ("one", "two", "three", "four"))
    assert reads_by_expressions(matcher, text) == 4
    assert reads_by_expressions(matcher, f"{text}\nread rhythm more") == 10
