from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import orjson

from cleaner.run.run_report import MAX_SITES_REPORTED, RunFacts, run_report
from cleaner.run.tally import Tally
from cleaner.settings import Settings
from tests.unit.run.test_tally import cleaned, counted, edit, rejected

FACTS = RunFacts(
    "1.0",
    {"re2": "1"},
    {"b": "2", "a": "1"},
    frozenset(["pier.example"]),
    Settings(added="2026-01-01"),
    seconds=2.0,
    inputs=3,
)


def report_of(tally: Tally, **facts: Any) -> dict[str, Any]:
    report = run_report(tally, replace(FACTS, **facts))
    assert json.loads(orjson.dumps(report)) == report
    return report


def test_what_was_read_was_written_or_rejected() -> None:
    report = report_of(counted(cleaned(), cleaned(), rejected("empty"), rejected("limit"), rejected("empty")))
    assert (report["read"], report["documents"], report["rejected"]) == (5, 2, 3)
    assert list(report["reason"].items()) == [("empty", 2), ("limit", 1)]


def test_the_first_key_is_the_version_by_which_a_report_is_recognised() -> None:
    assert next(iter(report_of(Tally()))) == "cleaner"


def test_only_the_timing_depends_on_the_time() -> None:
    tally = counted(cleaned(edit("Share", "p/a"), chars_in=10))
    slow, fast = report_of(tally, seconds=100.0), report_of(tally, seconds=0.0)
    assert slow.pop("timing") == {"seconds": 100.0, "documents_per_second": 0.01}
    assert fast.pop("timing") == {"seconds": 0.0, "documents_per_second": 0.0}
    assert orjson.dumps(slow) == orjson.dumps(fast)


def test_the_same_counts_are_the_same_bytes_in_whatever_order_they_came() -> None:
    some = [cleaned(edit("Share", f"p/{rule}", kind=rule), routing=rule, chars_in=9) for rule in "abc"]
    first, second = report_of(counted(*some)), report_of(counted(*some[::-1]))
    assert orjson.dumps(first) == orjson.dumps(second)


def test_what_was_removed_is_a_share_of_what_came_in() -> None:
    report = report_of(counted(cleaned(edit("Share", "p/a"), chars_in=30), rejected()))
    assert report["kind"] == {"share": {"chars": 5, "share": 0.166667}}
    assert report["rules"] == {"p/a": {"documents": 1, "edits": 1, "chars": 5}}


def test_what_was_taken_back_is_not_in_it() -> None:
    tally = counted(duplicate := cleaned(edit("Share", "p/a"), url="https://pier.example/a"))
    tally.add(duplicate, -1)
    assert report_of(tally) == report_of(Tally())


def test_documents_are_told_apart_by_whether_their_publisher_has_a_pack() -> None:
    report = report_of(Tally(site=Counter({"pier.example": 2, "quay.example": 1})))
    assert (report["publisher"], report["without_pack"]) == ({"pier.example": 2}, {"quay.example": 1})


def test_sites_without_a_pack_are_counted_by_the_domain_that_a_pack_would_have() -> None:
    sites = Counter({"news.bbc.co.uk": 2, "bbc.co.uk": 1, "a.blogspot.com": 1, "b.blogspot.com": 3, "mole.example": 1})
    assert list(report_of(Tally(site=sites))["without_pack"].items()) == [
        ("b.blogspot.com", 3), ("bbc.co.uk", 3), ("a.blogspot.com", 1), ("mole.example", 1),
    ]  # fmt: skip


def test_only_the_most_frequent_sites_without_a_pack_are_reported() -> None:
    sites = Counter({f"h{number}.example": number + 1 for number in range(500)})
    reported = report_of(Tally(site=sites))["without_pack"]
    assert (len(reported), max(reported.values()), min(reported.values())) == (MAX_SITES_REPORTED, 500, 401)


def test_settings_are_there_and_added_is_a_key_of_its_own() -> None:
    report = report_of(Tally(), keep_kinds=frozenset(["share", "caption"]))
    assert report["added"] == "2026-01-01"
    assert "added" not in report["settings"]
    assert report["settings"]["keep_kinds"] == ["caption", "share"]
    assert report["settings"]["keys"]["text"] == "text"


def test_what_was_not_read_is_counted_and_named() -> None:
    report = report_of(Tally(), unread={".pdf": 1, "": 2}, passed_over=["in/pipe", "in/a"])
    assert list(report["unread"].items()) == [("", 2), (".pdf", 1)]
    assert report["passed_over"] == ["in/a", "in/pipe"]
