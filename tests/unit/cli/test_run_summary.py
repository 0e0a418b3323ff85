"""What a run says at its end."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cleaner.cli.run_summary import FEW_DOCUMENTS, MAX_ROWS, summary_lines
from cleaner.run.run_report import run_report
from cleaner.run.tally import Tally
from tests.unit.run.test_run_report import FACTS, report_of
from tests.unit.run.test_tally import cleaned, counted, edit, rejected


def summary(tally: Tally, out: str = "out", **facts: Any) -> list[str]:
    return list(summary_lines(report_of(tally, **facts), out))


def test_a_run_of_one_document_is_summed_up_in_a_few_lines() -> None:
    assert summary(counted(cleaned(edit("Share", "p/a"), source="pier.example", routing="url", chars_in=1_000))) == [
        "1 document in out/documents",
        "2.0 s, 0.5/s, 0.5% of 1,000 characters removed",
        "removed        share 0.50%",
        "publisher      pier.example 1",
        "identified by  url 1",
        "rule           p/a 1",
        "next           cleaner restore out --to back  get the inputs back",
        "               cleaner explain FILE           see what goes, and by which rule",
        "               cleaner diff out OTHER         compare it with another run",
    ]


def test_rejections_are_named_with_their_reasons_and_where_they_are() -> None:
    lines = summary(counted(cleaned(), *[rejected("limit")] * 2, rejected("empty")))
    assert lines[0] == "1 document in out/documents, 3 rejected (see out/rejected)"
    assert "rejected       limit 2, empty 1" in lines


def test_a_small_run_names_the_first_of_many() -> None:
    lines = summary(counted(*(rejected(reason) for reason in ("limit", "empty", "fault", "bad-row", "not-text"))))
    assert lines[2:] == ["rejected  bad-row 1, empty 1, fault 1 and 2 more"]


def test_a_run_without_documents_says_nothing_of_rules_and_next_steps() -> None:
    assert summary(Tally()) == ["0 documents in out/documents", "2.0 s, 0.0/s"]


def test_a_larger_run_is_summed_up_in_tables() -> None:
    some = [
        cleaned(edit("Share", f"p/r{n % 2}"), source="pier.example", routing="url", chars_in=500) for n in range(1999)
    ]
    lines = summary(counted(*some, rejected("limit")))
    assert lines[:2] == [
        "1,999 documents in out/documents, 1 rejected (see out/rejected)",
        "2.0 s, 1,000/s, 1.0% of 999,500 characters removed",
    ]
    tables = "\n".join(lines).split("\n\n")
    assert tables[2] == "removed  share  characters\nshare    1.00%       9,995"
    assert tables[3] == "publisher     documents\npier.example      1,999"
    assert tables[5] == "rule  documents  characters\np/r0      1,000       5,000\np/r1        999       4,995"
    assert tables[-1].startswith("next  cleaner restore out --to back")


def test_a_table_has_ten_rows_and_says_where_the_others_are() -> None:
    rules = {f"p/r{number}": Counter(documents=number, edits=1, chars=1) for number in range(1, MAX_ROWS + 2)}
    table = "\n".join(summary(Tally(documents=FEW_DOCUMENTS, rules=rules))).split("\n\n")[1].splitlines()
    assert table[1].split() == ["p/r11", "11", "1"]
    assert table[-2].split() == ["p/r2", "2", "1"]
    assert table[-1] == "... and more in out/run.json"


def test_a_table_of_ten_is_whole() -> None:
    rules = {f"p/r{number}": Counter(documents=1) for number in range(MAX_ROWS)}
    assert "more" not in "\n".join(summary(Tally(documents=FEW_DOCUMENTS, rules=rules)))


def test_the_most_frequent_publisher_without_a_pack_is_a_next_step() -> None:
    tally = Tally(documents=3, site=Counter({"mole.example": 1, "quay.example": 2}))
    lines = "\n".join(summary(tally))
    assert "without a pack  quay.example 2, mole.example 1" in lines
    assert "cleaner new quay.example " in lines


def test_a_run_that_was_stopped_says_how_to_set_the_limit() -> None:
    assert any("--abort-over" in line for line in summary(Tally(), stopped=True))
    assert not any("--abort-over" in line for line in summary(Tally()))


def test_a_folder_can_be_named_anything() -> None:
    lines = "\n".join(summary(Tally(documents=1), out="my out\x1b[2J"))
    assert "cleaner restore 'my out‹U+001B›[2J' --to back" in lines
    assert "\x1b" not in lines


def test_names_of_rules_kinds_and_publishers_are_harmless() -> None:
    hostile = cleaned(edit("Share", "p/\x1b[31m", kind="\x1b[2J"), routing="\x1b]0;", chars_in=5)
    for results in ([hostile], [hostile] * FEW_DOCUMENTS):
        assert "\x1b" not in "".join(summary_lines(run_report(counted(*results), FACTS), "out"))
