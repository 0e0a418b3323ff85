"""
The character encoding that a page declares.

Source: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding, with a longer window.
"""

from __future__ import annotations

import re

PRESCAN_BYTES = 4096
"""Browsers stop at 1,024, but content management systems put comments and preloads before the meta; never varied."""

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]((?:[^>\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([^\s/>=\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_IN_CONTENT = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']+)[\"']")
_LABEL = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")


def declared_charset(head: bytes) -> str | None:
    """
    The label that a page declares, in lower case, or None: meta charset, http-equiv, then the XML declaration.

    A label of UTF-16 that can be read as ASCII is wrong and means UTF-8; `x-user-defined` means windows-1252.

    >>> declared_charset(b'<html><head><meta charset="Windows-1251">')
    'windows-1251'
    >>> declared_charset(b'<meta http-equiv=Content-Type content="text/html; charset=gbk">')
    'gbk'
    >>> declared_charset(b"<p>charset=gbk</p>") is None
    True
    """
    head = _COMMENT.sub(b"", head[:PRESCAN_BYTES])
    for meta in _META.finditer(head):
        if label := _of_meta(meta[1]):
            return label
    if declared := _XML.search(head):
        return _label(declared[1])
    return None


def _of_meta(attributes: bytes) -> str | None:
    values: dict[bytes, bytes] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), double or single or bare)
    if b"charset" in values:
        return _label(values[b"charset"])
    if values.get(b"http-equiv", b"").strip().lower() == b"content-type":
        match = _IN_CONTENT.search(values.get(b"content", b""))
        return _label(match[1]) if match else None
    return None


def _label(raw: bytes) -> str | None:
    label = raw.strip().lower()
    if not _LABEL.fullmatch(label):
        return None
    name = label.decode("ascii")
    return "utf-8" if name.startswith("utf-16") else "windows-1252" if name == "x-user-defined" else name
