"""A record of a text and its spans: what follows from the text changes, and nothing else."""

from __future__ import annotations

from cleaner.record import Metadata, Record
from cleaner.rejoin import rejoin
from cleaner.stand_off import Taken

SHARE, SAVE = Taken(0, 5, "share", "p/share"), Taken(6, 10, "share", "p/save")


def record(*verdicts: str, text: str = "") -> Record:
    return Record("a", text, metadata=Metadata(title="Snow", verdicts=[*verdicts], chars_in=10, cleaner="0+0"))


def test_a_text_of_which_still_nothing_is_left_stays_empty() -> None:
    again = rejoin(record("empty", "hard-wrapped"), "Share\nSave", [SHARE, SAVE], "0+1")
    assert (again.text, again.metadata.verdicts, again.metadata.cleaner) == ("", ["empty", "hard-wrapped"], "0+1")


def test_verdicts_about_the_cuts_follow_the_text_and_all_others_stay() -> None:
    again = rejoin(record("empty", "hard-wrapped"), "Share\nSave", [SHARE], "0+1")
    assert again.metadata == Metadata(title="Snow", verdicts=["hard-wrapped"], chars_in=10, chars_out=4, cleaner="0+1")
    assert rejoin(record("empty"), "Share\nSave", [], "0+1").metadata.verdicts == ["unchanged"]
    assert rejoin(record("empty"), "Share\nSave", [SAVE], "0+1").metadata.verdicts == ["ok"]
