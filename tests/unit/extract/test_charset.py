"""The encoding that a page declares."""

from __future__ import annotations

import pytest

from cleaner.extract import declared_charset


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b"<meta charset='gb2312' />", "gb2312"),
        (b'<meta content="text/html; charset=Shift_JIS" http-equiv="content-type">', "shift_jis"),
        (b'<meta http-equiv=Content-Type content="text/html;charset=big5">', "big5"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso-8859-2"),
        (b'<meta charset="utf-16le">', "utf-8"),
        (b'<meta charset="x-user-defined">', "windows-1252"),
        (b'<!-- <meta charset="gbk"> --><meta charset="euc-kr">', "euc-kr"),
        (b'<meta name="description" content="charset=gbk">', None),
        (b'<meta content="text/html; charset=gbk">', None),
        (b'<meta charset="">', None),
        (b"<p>charset=gbk</p>", None),
        (b"", None),
    ],
)
def test_the_label_is_found_where_the_standard_looks(head: bytes, label: str | None) -> None:
    assert declared_charset(head) == label


def test_the_window_ends_after_4096_bytes() -> None:
    meta = b'<meta charset="gbk">'
    assert declared_charset(b" " * (4096 - len(meta)) + meta) == "gbk"
    assert declared_charset(b" " * 4096 + meta) is None
