"""What a tally counts, and that it does not matter who counts what."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.edit import Edit
from cleaner.errors import DocumentError
from cleaner.match.rulebook import Rulebook
from cleaner.record import Metadata, Record, Rejected, reject
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse
from cleaner.run import tally as module
from cleaner.run.tally import MAX_SITES, Tally, most_frequent, publishers_of, site_of, total_of
from cleaner.settings import DEFAULTS

Result = Cleaned | Rejected


def rejected(reason: str = "empty") -> Rejected:
    return reject("a", "a.txt", b"", DocumentError(reason, "nothing visible in it"))


def cleaned(*edits: Edit, source: str = "unknown", **metadata: Any) -> Cleaned:
    result = process(Raw("a", "One."), Rulebook([]), DEFAULTS)
    assert isinstance(result, Cleaned)
    ledger = msgspec.structs.replace(result.ledger, edits=list(edits))
    return Cleaned(Record("a", "", source=source, metadata=Metadata(**metadata)), ledger)


def edit(text: str, *rules: str, kind: str = "share") -> Edit:
    return Edit(0, len(text), 0, rules, kind, text)


def counted(*results: Result) -> Tally:
    tally = Tally()
    for result in results:
        tally.add(result)
    return tally


edits = st.builds(edit, st.text("ab", max_size=3), st.sampled_from(["p/a", "p/b"]), kind=st.sampled_from(["x", "y"]))
results = st.builds(rejected, st.sampled_from(["empty", "limit"])) | st.lists(edits, max_size=3).flatmap(
    lambda some: st.builds(
        cleaned,
        *map(st.just, some),
        source=st.sampled_from(["pier.example", "The Pier", "unknown"]),
        url=st.sampled_from(["https://www.quay.example/a", "https://news.mole.example/b", None]),
        routing=st.sampled_from(["source", "url", "none", "ambiguous"]),
        verdicts=st.sampled_from([["ok"], ["empty", "unchanged"]]),
        chars_in=st.integers(0, 9),
    )
)


@given(st.lists(results))
def test_a_tally_comes_back_from_json_as_it_was(some: list[Result]) -> None:
    tally = counted(*some)
    assert Tally.from_json(json.loads(json.dumps(tally.to_json()))) == tally


@given(st.lists(st.lists(results, max_size=4), max_size=4), st.randoms())
def test_pieces_add_up_to_the_whole_in_any_order(pieces: list[list[Result]], dice: Any) -> None:
    whole = counted(*(result for piece in pieces for result in piece))
    dice.shuffle(pieces)
    assert total_of((counted(*piece) for piece in pieces), ()) == whole


@given(st.lists(results, max_size=4), results)
def test_a_document_that_is_taken_back_was_never_counted(some: list[Result], one: Result) -> None:
    tally = counted(one, *some)
    tally.add(one, -1)
    assert [+spread for spread in tally.spreads()] == [+spread for spread in counted(*some).spreads()]
    assert (tally.documents, tally.rejected) == (counted(*some).documents, counted(*some).rejected)


def test_a_tally_goes_on_after_it_came_from_json() -> None:
    tally = Tally.from_json(counted(rejected("empty")).to_json())
    tally.add(rejected("limit"))
    assert tally.reason == {"empty": 1, "limit": 1}


def test_a_rule_counts_its_documents_once_and_its_edits_each() -> None:
    tally = counted(cleaned(edit("Share", "p/a"), edit("Share this", "p/a", "p/b")), cleaned(edit("Share", "p/a")))
    assert tally.rules == {
        "p/a": {"documents": 2, "edits": 3, "chars": 20},
        "p/b": {"documents": 1, "edits": 1, "chars": 10},
    }
    assert tally.kind == {"share": 20}


def test_a_site_is_the_source_if_that_is_a_domain_else_the_host_of_the_url() -> None:
    url = "https://www.quay.example/a"
    tally = counted(
        cleaned(source="pier.example", url=url),
        cleaned(source="The Quay", url=url),
        cleaned(source="unknown", url=url),
        cleaned(source="The Quay"),
        cleaned(),
    )
    assert tally.site == {"pier.example": 1, "quay.example": 2}


def test_the_source_of_a_document_whose_publisher_has_a_pack_is_a_publisher() -> None:
    head = "grammar: 1\npublisher: The Pier\ndomains: [pier.example, thepier.example]\n"
    book = Rulebook(pack for pack in parse("publishers/pier.example", head) if isinstance(pack, RulePack))
    raw = Raw("a", "The tide gate was shut.", given={"url": "https://news.thepier.example/a"})
    result = process(raw, book)
    assert isinstance(result, Cleaned)
    assert publishers_of(book) == {"pier.example"} == counted(result).site.keys()


@pytest.mark.parametrize(
    "url", ["nowhere", "http://[::1", "http://127.0.0.1/a", "http://localhost/a", f"http://{'a.' * 200}example/"]
)
def test_what_no_pack_can_be_named_after_is_no_site(url: str) -> None:
    assert site_of(cleaned(url=url).record) == ""


def test_a_whole_run_keeps_the_most_frequent_sites_and_all_publishers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SITES", 2)
    pieces = [Tally(site=Counter({f"h{number}": number + 1, "often": 5})) for number in range(4)]
    assert total_of(pieces, ()).site == {"often": 20, "h3": 4}
    assert total_of(pieces, ["h0"]).site == {"often": 20, "h3": 4, "h0": 1}


def test_sites_are_exact_up_to_the_limit() -> None:
    sites = Counter({f"h{number}": 1 for number in range(MAX_SITES)})
    assert total_of([Tally(site=sites), Tally(site=sites)], ()).site == dict.fromkeys(sites, 2)


def test_of_equal_counts_the_first_name_comes_first() -> None:
    counts = Counter({"b": 1, "a": 1, "c": 1, "none": 0})
    assert most_frequent(counts, 2) == [("a", 1), ("b", 1)]


@pytest.mark.parametrize("values", [None, [], {"documents": "1"}, {"rules": {"p/a": 1}}, {"site": {"a": None}}])
def test_what_is_no_tally_is_refused(values: object) -> None:
    with pytest.raises(msgspec.ValidationError, match="Expected"):
        Tally.from_json(values)
