"""Bytes of any encoding, declared or not, and texts of rows: a record that gives them back, or a rejection."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cleaner.clean import process
from cleaner.document import Raw

from .outcome import comes_back, is_honest, rulebook
from .target import Target

SENTENCES = (
    "Über die Brücke führte früher ein schmaler Weg.\nGrößer als heute; später fuhren Züge dort.\n\nAdvertisement\n",
    "Снег шёл третий день, и дорога к морю оставалась закрытой до вечера.\n",
    "大雪连续下了三天，通往海边的道路一直封闭到晚上。\n",
    "雪は三日間降り続き、海へ向かう道は夜まで閉ざされたままでした。\n",
    "It wasnâ€™t so, said Ã¶ne of them.\r\nShare this article\r\n\r\nOSLO (Reuters) - Snow fell &amp; melted.\r\n",
    "- h\n- i\n\n  5 min read  \n\u2028e\u0301\u00ad\u200b\ufeff \u0085\n",
)
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1251", "cp1252", "cp932", "gb18030", "iso2022_jp", "hz", "euc_kr",
)  # fmt: skip
LABELS = ("", *ENCODINGS, "latin-1", "x-sjis", "punycode", "utf-7", "big5", "klingon")


def _seeds() -> list[bytes]:
    """Cases: a declared label, a line end, and the bytes."""
    bodies = [text.encode(encoding, "ignore") for text in SENTENCES for encoding in ENCODINGS]
    bodies += [bytes(range(256)), b"\x00" * 50, "é".encode() * 2_000 + b"\xff"]
    return [LABELS[number % len(LABELS)].encode() + b"\n" + body for number, body in enumerate(bodies)]


def check(case: bytes, folder: Path) -> None:
    """A file with a declared encoding, and a row if the bytes can be one."""
    label, _newline, data = case.partition(b"\n")
    raws = [Raw("a", data, declared=label.decode("latin-1"))]
    with suppress(UnicodeDecodeError):
        raws.append(Raw("a", data.decode("utf-8", "surrogatepass")))
    for raw in raws:
        result = process(raw, rulebook())
        assert is_honest(result)
        assert comes_back(raw, result)


DECODING = Target("decoding", _seeds(), check, cases=1_200)
