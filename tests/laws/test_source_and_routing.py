"""`source` and `routing` never disagree: who is named was identified by something, and nobody else is `unknown`."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.errors import DocumentError
from cleaner.formats.row import raw_of_row
from cleaner.match.rulebook import Rulebook
from cleaner.record import Record
from cleaner.rule.parse_pack import parse

HEAD = "grammar: 1\npublisher: The {0}\ndomains: [{0}.example]\nfingerprints: [{{line: {{equals: {0}}}, where: any}}]\n"
PACKS = [parse(f"publishers/{name}.example", HEAD.format(name))[0] for name in ("mill", "ferry")]
BOOK = Rulebook(pack for pack in PACKS if pack)

WORDS = ["", " ", "unknown", " unknown ", "Unknown", "mill", "mill.example", "The ferry", "www.ferry.example", "nobody"]
URLS = [
    "",
    "https://unknown/a",
    "https://mill.example/a",
    "https://nobody.example/a",
    "nobody",
    "https:///",
    "https://[",
]
ROW = st.fixed_dictionaries(
    {"text": st.lists(st.sampled_from(["mill", "ferry", "The river rose."]), min_size=1).map("\n".join)},
    optional={
        "source": st.one_of(st.sampled_from(WORDS), st.text(max_size=3), st.none(), st.integers(0, 9)),
        "url": st.one_of(st.sampled_from(URLS), st.none()),
        "publisher": st.sampled_from(WORDS),
    },
)


@given(ROW)
def test_somebody_is_named_if_and_only_if_something_identified_them(row: dict[str, Any]) -> None:
    first = cleaned(row)
    if first:
        agree(first)
        again = cleaned(first.to_dict())  # what a run wrote can be the input of another
        assert again
        agree(again)


def cleaned(row: dict[str, Any]) -> Record | None:
    try:
        result = process(raw_of_row(row, "a"), BOOK)
    except DocumentError:
        return None
    return result.record if isinstance(result, Cleaned) else None


def agree(record: Record) -> None:
    source, routing = record.source, record.metadata.routing
    assert (source == "unknown") == (routing in ("none", "ambiguous"))
    if routing == "fingerprint":
        assert source in ("mill.example", "ferry.example")


def test_a_page_that_declares_its_url_is_known_by_it() -> None:
    page = (
        '<html><head><link rel="canonical" href="https://nobody.example/a"></head><body><article>'
        "<p>The river rose in the night, and in the morning the mill could be reached by boat only.</p></article></body></html>"
    )
    result = process(Raw("a", page.encode(), kind="html"), BOOK)
    assert isinstance(result, Cleaned)
    assert (result.record.source, result.record.metadata.routing) == ("nobody.example", "url")
