from __future__ import annotations

from cleaner.evaluate.document_diff import Outcome
from cleaner.evaluate.run_diff import MAX_IDS, RemovedChars, rejection_changes, run_diff
from cleaner.record import Rejected
from tests.unit.evaluate.test_document_diff import PHOTO, SHARE, edit, outcome

Pair = tuple[Outcome | None, Outcome | None]
SAME: Pair = (outcome(), outcome())
MORE: Pair = (outcome(), outcome(edit(SHARE)))
LESS: Pair = (outcome(edit(SHARE)), outcome())


def rejected(id_: str, reason: str) -> Rejected:
    return Rejected(id_, "", reason, "", "", "", 0, "")


def test_more_in_one_document_does_not_hide_less_in_another() -> None:
    diff = run_diff([MORE, LESS, SAME])
    assert diff.by_rule == {"pier/share": RemovedChars(more=11, less=11, documents=2)}
    assert (diff.both, diff.different.documents, diff.fields["text"]) == (3, 2, 2)


def test_a_document_that_only_one_run_has_is_lost_or_gained_as_a_whole() -> None:
    diff = run_diff([(outcome(), None), (None, outcome()), (None, outcome())])
    assert (diff.only_first.documents, diff.only_second.documents, diff.both) == (1, 2, 0)
    assert (diff.lost_share, diff.gained) == (1.0, 2 * diff.chars)


def test_the_share_lost_is_of_the_first_runs_characters() -> None:
    diff = run_diff([MORE, SAME])
    assert (diff.lost, diff.chars) == (len("Sharethis"), 2 * len("SharethisThetidegatewasshut.Photo:A.Keeper"))
    assert diff.lost_share == diff.lost / diff.chars
    assert run_diff([]).lost_share == 0.0


def test_each_sample_is_changed_by_other_rules() -> None:
    photo: Pair = (outcome(), outcome(edit(PHOTO, "pier/photo")))
    diff = run_diff([SAME, MORE, MORE, photo], max_samples=3)
    assert [sample.by_rule for sample in diff.samples] == [{"pier/share": 11}, {"pier/photo": 16}]
    assert diff.samples[1].lines == ["-Photo: A. Keeper"]
    assert len(run_diff([MORE, photo], max_samples=1).samples) == 1


def test_a_document_with_the_same_text_is_no_sample() -> None:
    assert run_diff([(outcome(), outcome(title="Tide"))], max_samples=3).samples == []


def test_ids_are_listed_up_to_a_limit_and_counted_beyond() -> None:
    group = run_diff([MORE] * (MAX_IDS + 1)).different
    assert (len(group.ids), group.documents) == (MAX_IDS, MAX_IDS + 1)


def test_rejections_are_grouped_by_their_reasons_in_both_runs() -> None:
    before = [rejected("a", "empty"), rejected("b", "empty"), rejected("c", "limit")]
    after = [rejected("c", "limit"), rejected("b", "limit"), rejected("d", "fault")]
    changes = rejection_changes(before, after)
    assert {reasons: group.ids for reasons, group in changes.items()} == {
        ("empty", ""): ["a"],
        ("empty", "limit"): ["b"],
        ("", "fault"): ["d"],
    }


def test_several_rejections_of_one_id_are_compared_together_whatever_their_order() -> None:
    one, other = rejected("a", "duplicate-id"), rejected("a", "empty")
    assert rejection_changes([one, other], [other, one]) == {}
    assert list(rejection_changes([one, one], [one])) == [("duplicate-id, duplicate-id", "duplicate-id")]
