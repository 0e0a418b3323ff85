"""Tables and arrays are read as lines of JSONL are, and a row may name its fields as it likes."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned
from cleaner.errors import RunError
from cleaner.formats import json_array
from cleaner.formats.inputs import find_inputs
from cleaner.formats.one_document import read_one
from cleaner.formats.registry import INPUT_FORMATS, read_items
from cleaner.formats.work_item import InputFile, WorkItem
from cleaner.match.rulebook import Rulebook
from cleaner.record import Rejected
from cleaner.run.worker import results_of
from cleaner.settings import USUAL_KEYS, RowKeys, Settings

STORY = "Snow fell on the hills above the town."
KEYS = RowKeys("article.body", "page", "guid", "link", "outlet")


def items(name: str, data: bytes, limit: int = 1 << 20) -> list[WorkItem]:
    """The items of a file, by its suffix."""
    format_ = name.rsplit(".", maxsplit=1)[-1]
    return list(INPUT_FORMATS[format_].read(io.BytesIO(data), InputFile("f", name, format_), limit))


def rejections(found: list[WorkItem]) -> list[tuple[str, str, str]]:
    """Id, reason and detail of each item."""
    return [(item.id, item.reason, item.detail) for item in found if item.reason]


def results(path: Path, keys: RowKeys = USUAL_KEYS) -> list[Cleaned | Rejected]:
    """What a run makes of a file."""
    found = [item for file in find_inputs([str(path)]).files for item in read_items(file)]
    return results_of(found, Rulebook([]), Settings(keys=keys))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'id,title,text\n,Snow,"{STORY}\nMore."\nown,,{STORY}\n'),
        ("a.tsv", f'id\ttitle\ttext\r\n\tSnow\t"{STORY}\nMore."\r\nown\t\t{STORY}\r\n'),
        ("a.csv", f'\ufeffid,title,text\n\n,Snow,"{STORY}\nMore."\n\nown,,{STORY}'),
        ("a.json", json.dumps([{"title": "Snow", "text": f"{STORY}\nMore."}, {"id": "own", "text": STORY}], indent=1)),
        ("a.json", f'\ufeff[{{"title":"Snow","text":"{STORY}\\nMore."}},{{"id":"own","text":"{STORY}"}}]'),
    ],
)
@pytest.mark.parametrize("compressed", [False, True])
def test_rows_of_tables_and_arrays_are_records(tmp_path: Path, name: str, data: str, compressed: bool) -> None:
    path = tmp_path / (f"{name}.gz" if compressed else name)
    path.write_bytes(gzip.compress(data.encode()) if compressed else data.encode())
    first, second = results(path)
    assert isinstance(first, Cleaned)
    assert isinstance(second, Cleaned)
    assert (first.record.text, first.record.metadata.title) == (f"{STORY}\n\nMore.", "Snow")
    assert (second.record.id, second.record.text, second.record.metadata.title) == ("own", STORY, None)
    assert read_one(f"{path}#{first.record.id.split('#')[1]}").given == {"title": "Snow"}
    assert read_one(str(path), id_="own").data == STORY


def test_a_row_of_a_table_is_known_by_its_line_and_one_of_an_array_by_its_number() -> None:
    table = items("a.csv", b'text\n"One\nmore"\n\nTwo\n')
    assert [(item.id, item.place) for item in table] == [("f#2", "line 2"), ("f#5", "line 5")]
    array = items("a.json", b'[{"text":\n"One"},\n{"text": "Two"}]')
    assert [(item.id, item.place) for item in array] == [("f#1", "row 1"), ("f#2", "row 2")]


def test_a_row_with_more_cells_than_the_header_is_rejected_as_it_came() -> None:
    long, after = items("a.csv", b'text,url\n"One, more",u,v\nTwo\n')
    assert (long.reason, long.payload) == ("bad-row", b'"One, more",u,v\n')
    assert long.detail == "the row has 3 cells, and the header names 2 columns"
    assert (after.reason, json.loads(after.payload)) == ("", {"text": "Two"})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"text\nOne\nna\xefve\nTwo\n", ("f#3", "unreadable", "line 3 is not UTF-8")),
        ("text\nOne\n".encode("utf-16"), ("f#1", "unreadable", "line 1 is not UTF-8")),
        (b"text,text\nOne,two\n", ("f#1", "bad-row", "the header has 2 columns `text`")),
        (b'text\n"' + b"x" * 90, ("f#2", "limit", "the row has more than 80 bytes")),
        (b'text\n"One\nTwo\n', ("f#2", "bad-row", "the row is not valid CSV: unexpected end of data")),
        (b'text\n"One" two\nThree\n', ("f#2", "bad-row", "the row is not valid CSV: ',' expected after '\"'")),
    ],
)
def test_a_broken_table_says_where_and_why(data: bytes, expected: tuple[str, str, str]) -> None:
    (rejection,) = rejections(items("a.csv", data, limit=80))
    assert rejection[:2] == expected[:2]
    assert rejection[2].startswith(expected[2])


def test_a_field_may_be_as_large_as_a_document() -> None:
    (item,) = items("a.csv", b"text\n" + b"x" * 200_000)
    assert len(json.loads(item.payload)["text"]) == 200_000


def test_a_broken_archive_of_a_table_gives_the_rows_before_the_break(tmp_path: Path) -> None:
    rows = b"text\n" + b"".join(b"Day %d of snow.\n" % (number * 7919) for number in range(9000))
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(rows)[:-900])
    *whole, last = read_items(InputFile("a", str(tmp_path / "a.csv.gz"), "csv", "gz"))
    assert last.reason == "unreadable"
    assert len(whole) > 1000
    assert not rejections(whole)


def test_an_empty_cell_is_a_field_that_is_not_there() -> None:
    (item,) = items("a.csv", b"text,html,url\n,<p>One</p>,\n")
    assert json.loads(item.payload) == {"html": "<p>One</p>"}


@pytest.mark.parametrize("data", [b"[]", b"[ \n ]\n", b" [     ] "])
def test_an_empty_array_holds_no_documents(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(json_array, "CHUNK_BYTES", 3)
    assert items("a.json", data) == []


@pytest.mark.parametrize("data", [b"", b'{"text": "One"}', b'{"text": "One"}\n{"text": "Two"}', b'"One"'])
def test_a_json_file_that_is_no_array_is_told_what_would_be_right(data: bytes) -> None:
    ((id_, reason, detail),) = rejections(items("a.json", data))
    assert (id_, reason) == ("f", "bad-row")
    assert "an array of objects, [{…}, {…}]" in detail
    assert ".jsonl" in detail


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b'[{"text": "One"}, {"text": "Tw', "the array does not end: the file is cut off"),
        (b'[{"text": "One"}] []', "something follows the end of the array"),
    ],
)
def test_the_elements_before_a_break_of_an_array_are_read(data: bytes, detail: str) -> None:
    first, last = items("a.json", data)
    assert json.loads(first.payload) == {"text": "One"}
    assert (last.id, last.reason, last.detail) == ("f#2", "bad-row", detail)


def test_an_element_over_the_limit_does_not_hide_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_array, "CHUNK_BYTES", 7)
    large, after = items("a.json", b'[{"text": "' + b"x" * 99 + b'"}, {"text": "Two"}]', limit=20)
    assert (large.reason, large.size) == ("limit", 111)
    assert json.loads(after.payload) == {"text": "Two"}


def test_an_element_that_is_no_object_is_rejected_and_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[5, {"text": "One."}, {"body": "x"},]')
    number, one, neither, nothing = results(tmp_path / "a.json")
    assert isinstance(number, Rejected)
    assert (number.detail, number.place) == ("the row is a number, not an object with `text`", "row 1")
    assert isinstance(one, Cleaned)
    assert isinstance(neither, Rejected)
    assert neither.detail == "the row has neither `text` nor `html`"
    assert isinstance(nothing, Rejected)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('a"\\[]{},ü \n')),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.sampled_from('a"\\,]')), inner),
    max_leaves=8,
)


@given(st.lists(VALUES), st.integers(1, 9), st.sampled_from([None, 2]), st.booleans())
def test_an_array_is_split_where_json_splits_it(values: list[object], chunk: int, indent: int, ascii_: bool) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "CHUNK_BYTES", chunk)
        found = items("a.json", data + b" \n")
    assert [json.loads(item.payload) for item in found] == values


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("lost", ["", "\ud800"])
def test_a_row_read_with_keys_gives_the_record_that_the_usual_names_give(tmp_path: Path, kind: str, lost: str) -> None:
    document = STORY if kind == "text" else f"<h1>Snow</h1><p>{STORY} {STORY} {STORY} {STORY}</p>"
    document += lost
    usual = {"id": "7", kind: document, "url": "https://a.example/1", "source": "A", "topic": {"n": 1}}
    inner = {"article": {"body": document}} if kind == "text" else {"page": document}
    named = {"guid": "7", **inner, "link": "https://a.example/1", "outlet": "A", "topic": {"n": 1}}
    records = []
    for row, keys in ((usual, USUAL_KEYS), (named, KEYS)):
        (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
        (result,) = results(tmp_path / "a.jsonl", keys)
        assert isinstance(result, Cleaned), result
        records.append((result.record.to_json(), result.ledger.to_json()))
    assert records[0] == records[1]


def test_a_row_is_found_by_its_id_also_behind_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('none\n{"id": "b", "text": "One."}\n{"id": "c", "text": "Two."}\n')
    assert read_one(str(tmp_path / "a.jsonl"), id_="c").data == "Two."
    with pytest.raises(RunError, match=r"no row has the id d \(rows: 3\)"):
        read_one(str(tmp_path / "a.jsonl"), id_="d")


def test_a_field_whose_usual_name_another_field_takes_goes_to_extra(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Teaser", "id": 3, "body": STORY, "guid": "g"}) + "\n")
    (result,) = results(tmp_path / "a.jsonl", RowKeys(text="body", id="guid"))
    assert isinstance(result, Cleaned)
    assert (result.record.id, result.record.text) == ("g", STORY)
    assert json.loads(result.record.metadata.extra) == {"row.id": 3, "row.text": "Teaser"}


def test_one_field_can_be_both_id_and_url(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"link,text\nhttps://a.example/1,{STORY}\n")
    (result,) = results(tmp_path / "a.csv", RowKeys(id="link", url="link"))
    assert isinstance(result, Cleaned)
    assert result.record.id == result.record.metadata.url == "https://a.example/1"


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ({"text": STORY}, "the row has neither `article.body` nor `page`"),
        ({"article": STORY}, "the row has neither `article.body` nor `page`"),
        ({"article": {"body": 5}}, "`article.body` is a number, not a string"),
        ({"page": None}, "`page` is null, not a string"),
        ({"page": "<p>", "guid": []}, "`guid` is an array, not a string or a whole number"),
    ],
)
def test_a_rejection_names_the_key_that_was_asked_for(tmp_path: Path, row: dict[str, object], detail: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (result,) = results(tmp_path / "a.jsonl", KEYS)
    assert isinstance(result, Rejected)
    assert (result.reason, result.detail) == ("bad-row", detail)
    with pytest.raises(RunError, match="bad-row"):
        read_one(str(tmp_path / "a.jsonl"), keys=KEYS)


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b"{snow", "bad-row", "the row is not valid JSON: unexpected character, expected a string key, at character 2"),
        (b'{"text": "Schnee f\xe4llt."}', "bad-row", "the row is not encoded in UTF-8"),
        (b'{"text": " "}', "empty", "nothing visible in it"),
        (b'{"html": "<p></p>"}', "empty", "no article was found on the page"),
    ],
)
def test_a_rejection_says_what_is_wrong_with_a_row(tmp_path: Path, line: bytes, reason: str, detail: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(line + b"\n")
    (result,) = results(tmp_path / "a.jsonl", USUAL_KEYS)
    assert isinstance(result, Rejected)
    assert (result.reason, result.detail) == (reason, detail)


def test_a_number_of_more_than_64_bits_is_never_rounded() -> None:
    line = b'{"text": "a", "n": 1180591620717411303425, "m": {"k": [18446744073709551617]}, "f": 1e300, "i": 9223372036854775807}'
    given_ = INPUT_FORMATS["jsonl"].parse(WorkItem("f#1", "f", "jsonl", line), USUAL_KEYS).given
    assert given_ == {
        "n": "1180591620717411303425", "m": {"k": ["18446744073709551617"]}, "f": 1e300, "i": 9223372036854775807
    }  # fmt: skip
