"""
Decode bytes, never guessing silently and never writing U+FFFD.

In this order: a byte order mark; UTF-8 if it is valid, or if at most one byte in 1,000 or only the last character is
broken (unless another encoding is declared or visible in the bytes); the declared encoding, by web labels; a detector.
Bytes that do not decode are left out, and the ledger keeps them with their offset so that they can be put back.
"""

from __future__ import annotations

import base64
import codecs
import re

from ..document import Decoded
from ..errors import DocumentError
from .charset_guess import is_latin, latin_codec, wide_codec

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longer marks come first: the mark of UTF-32 begins with that of UTF-16."""

LABELS = {
    "ascii": "windows-1252", "us-ascii": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "l1": "windows-1252", "cp1252": "windows-1252",
    "iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-11": "windows-874", "tis-620": "windows-874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "chinese": "gb18030",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "windows-949": "cp949", "unicode": "utf-16-le", "utf-16": "utf-16-le", "x-user-defined": "windows-1252",
    "hz-gb-2312": "hz", "windows-874": "cp874", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
"""What labels mean on the web (WHATWG Encoding Standard, §4.2) where Python's codec of that name covers less."""

CHARSETS = frozenset((
    "ascii", "big5", "big5hkscs", "cp037", "cp273", "cp424", "cp437", "cp500", "cp720", "cp737", "cp775",
    "cp850", "cp852", "cp855", "cp856", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863", "cp864", "cp865",
    "cp866", "cp869", "cp874", "cp875", "cp932", "cp949", "cp950", "cp1006", "cp1026", "cp1125", "cp1140",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "euc-jis-2004",
    "euc-jisx0213", "euc-jp", "euc-kr", "gb2312", "gb18030", "gbk", "hp-roman8", "hz", "iso2022-jp",
    "iso2022-jp-1", "iso2022-jp-2", "iso2022-jp-3", "iso2022-jp-2004", "iso2022-jp-ext", "iso2022-kr",
    "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-10", "iso8859-11", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "johab",
    "koi8-r", "koi8-t", "koi8-u", "kz1048", "mac-arabic", "mac-croatian", "mac-cyrillic", "mac-farsi",
    "mac-greek", "mac-iceland", "mac-latin2", "mac-roman", "mac-romanian", "mac-turkish", "ptcp154",
    "shift-jis", "shift-jis-2004", "shift-jisx0213", "tis-620", "utf-8", "utf-16", "utf-16-be", "utf-16-le",
    "utf-32", "utf-32-be", "utf-32-le",
))  # fmt: skip
"""
Codecs of Python that are character sets: those of the web and the older ones of DOS, Macintosh and mainframes. Python
counts others as text encodings too, such as punycode, idna, utf-7 and unicode_escape, and any library may add some.
"""

STATEFUL = re.compile(rb"\x1b\$[@B]|\x1b\(J|\x1b\$\)C|~\{")
"""To a UTF-8 decoder, ISO-2022-JP, ISO-2022-KR and HZ are plain ASCII with these escapes in it."""

CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")

MULTIBYTE = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-16-le", "utf-16-be"})
MAX_BROKEN_SHARE = 1 / 1000
"""The share of bytes that may be invalid in UTF-8. Never varied."""

MAX_CUT_BYTES = 3
"""A last character that was cut off leaves at most three bytes that do not decode, however short the text is."""

DETECTOR_BYTES = 64_000
"""Bytes that the detector is given. Its cost grows with them, and its verdict on news text no longer changes."""

ESCAPED = re.compile("[\udc00-\udcff]+")
SURROGATE = re.compile("[\ud800-\udfff]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def codec_of(label: str) -> str | None:
    """
    The codec that a label means on the web, or None if it means none.

    >>> codec_of("ISO-8859-1"), codec_of(" Shift_JIS "), codec_of("klingon"), codec_of("punycode")
    ('cp1252', 'cp932', None, None)
    """
    label = label.strip().strip("\"'").lower()
    name = LABELS.get(label, label)
    name = LABELS.get(name, name)
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return codec if codec.replace("_", "-") in CHARSETS else None


def _leave_out(error: UnicodeError) -> tuple[str, int]:
    """Each byte that does not decode becomes a low surrogate, which no decoder produces, to be found afterwards."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("cleaner.leave-out", _leave_out)


def _lenient(data: bytes, encoding: str, bom: bytes = b"") -> Decoded:
    """Decode what can be decoded; note the rest with its place in the text. Too much of it raises DocumentError."""
    text = data.decode(encoding, "cleaner.leave-out")
    lost: list[tuple[int, str]] = []
    if ESCAPED.search(text):
        gone = 0
        for run in ESCAPED.finditer(text):
            lost.append((run.start() - gone, bytes(ord(char) - 0xDC00 for char in run.group()).hex()))
            gone += run.end() - run.start()
        if gone > MAX_CUT_BYTES + len(data) * MAX_BROKEN_SHARE:
            raise DocumentError("not-text", f"{gone} of {len(data)} bytes do not decode as {encoding}")
        text = ESCAPED.sub("", text)
    decoded = Decoded(text, encoding, bom.hex(), tuple(lost))
    if encoding != "utf-8" and not _encodes_to(decoded, bom + data):
        # The encoding has two byte sequences for one character and the text does not say which, so the bytes are kept.
        return decoded._replace(raw=base64.b64encode(bom + data).decode())
    return decoded


def _encodes_to(decoded: Decoded, data: bytes) -> bool:
    """Whether the text encodes to these bytes. Some codecs (iso2022_jp_1) decode to characters that they cannot encode."""
    try:
        return encode(decoded) == data
    except UnicodeEncodeError:
        return False


def _utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 in which at most one byte in 1,000 is broken, or only the last character is cut off."""
    text = data.decode("utf-8", "cleaner.leave-out")
    broken = sum(run.end() - run.start() for run in ESCAPED.finditer(text))
    cut_end = len(text) - len(text.rstrip("".join(map(chr, range(0xDC00, 0xDD00)))))
    cut_end = cut_end if cut_end <= 3 and _is_cut_character(data[len(data) - cut_end :]) else 0
    return _lenient(data, "utf-8") if broken - cut_end <= len(data) * MAX_BROKEN_SHARE else None


def _is_cut_character(tail: bytes) -> bool:
    """Whether these are the first bytes of a UTF-8 character whose last bytes are missing."""
    try:
        codecs.utf_8_decode(tail, "strict", True)
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _guess(data: bytes) -> Decoded:
    """Decode as the detector says. Raises DocumentError if it finds nothing."""
    sample = data[:DETECTOR_BYTES]
    if is_latin(sample):
        return _lenient(data, latin_codec(sample))
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise DocumentError("not-text", "no encoding fits these bytes; declare one if you know it")
    return _lenient(data, codec_of(best.encoding) or best.encoding)


def decode(data: bytes, declared: str = "") -> Decoded:
    """
    Decode bytes. `declared` is the encoding that came with them, in a header or a page's meta element.

    Raises:
        DocumentError: no encoding fits (`not-text`).

    >>> decode(b"caf\\xe9", "latin-1").text, decode("café".encode()).encoding
    ('café', 'utf-8')
    """
    stateful = (b"\x1b" in data or b"~{" in data) and STATEFUL.search(data)
    try:
        text = data.decode("utf-8")
        clean = b"\x00" not in data and not data.startswith(codecs.BOM_UTF8) and not stateful
        if clean and not (declared and codec_of(declared) in MULTIBYTE):
            return Decoded(text)
    except UnicodeDecodeError:
        pass
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding, bom)
    codec = codec_of(declared) if declared else None
    if codec in MULTIBYTE:
        return _strict_or_none(data, codec) or _fallback(data, "")
    if b"\x00" in data:
        return _with_zeros(data, codec or "")
    if stateful and (found := _stateful(data)):
        return found
    return _fallback(data, codec or "")


def _with_zeros(data: bytes, codec: str) -> Decoded:
    """Decode bytes with zeros among them: UTF-16, where half of every Latin letter is zero, or text with a few stray ones."""
    # Plain text with a few zeros can be read as Chinese in UTF-16, but real UTF-16 has other control bytes or many zeros.
    narrow = data.count(0) * 20 < len(data) and not CONTROL.search(data) and data.isascii()
    wide = None if narrow else wide_codec(data[:DETECTOR_BYTES])
    if wide:
        return _lenient(data, wide)
    if data.count(0) > 1 + len(data) * MAX_BROKEN_SHARE:
        raise DocumentError("not-text", "zero bytes in no pattern of UTF-16: this is a binary file")
    return _fallback(data, codec)


def _strict_or_none(data: bytes, encoding: str) -> Decoded | None:
    """Decode only if every byte decodes and encoding gives the same bytes again."""
    try:
        text = data.decode(encoding)
        return Decoded(text, encoding) if text.encode(encoding) == data else None
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _stateful(data: bytes) -> Decoded | None:
    """Decode an encoding with visible escapes, if they change anything: `~{` occurs in plain text as well."""
    for encoding in ("iso2022_jp", "iso2022_jp_ext", "iso2022_kr", "hz"):
        found = _strict_or_none(data, encoding)
        if found and not found.text.isascii():
            return found
    return None


def _fallback(data: bytes, codec: str) -> Decoded:
    """UTF-8 with a few broken bytes, else the declared codec, else the detector."""
    found = _utf8(data)
    # One stray byte in plain ASCII is no evidence for UTF-8 if something else is declared.
    if found and not (codec and found.text.isascii()):
        return found
    if codec and codec != "utf-8":
        return _lenient(data, codec)
    return _guess(data)


def decode_text(text: str) -> Decoded:
    r"""
    A row's text, which is decoded already. Surrogate pairs are joined, lone surrogates left out and noted.

    >>> decode_text("a\ud83d\ude00b\udc00").text, decode_text("a\udc00").undecoded
    ('a😀b', ((1, 'dc00'),))
    """
    if not SURROGATE.search(text):
        return Decoded(text)
    joined = PAIR.sub(lambda pair: pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    # A joined pair looks like the character that it encodes, so the text itself is kept.
    raw = "" if joined == text else base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
    found = enumerate(SURROGATE.finditer(joined))
    lost = tuple((one.start() - gone, f"{ord(one.group()):04x}") for gone, one in found)
    return Decoded(SURROGATE.sub("", joined), undecoded=lost, raw=raw)


def encode(decoded: Decoded) -> bytes:
    """
    Encode: the input's bytes again.

    >>> encode(decode(b"\\xef\\xbb\\xbfabc")) == b"\\xef\\xbb\\xbfabc"
    True
    """
    if decoded.raw:
        return base64.b64decode(decoded.raw)
    data = [bytes.fromhex(decoded.bom)]
    at = 0
    for place, lost in decoded.undecoded:
        data += decoded.text[at:place].encode(decoded.encoding), bytes.fromhex(lost)
        at = place
    return b"".join([*data, decoded.text[at:].encode(decoded.encoding)])


def encode_text(decoded: Decoded) -> str:
    """A row's text again, with its lone surrogates put back."""
    if decoded.raw:
        return base64.b64decode(decoded.raw).decode("utf-8", "surrogatepass")
    pieces: list[str] = []
    at = 0
    for place, lost in decoded.undecoded:
        pieces += decoded.text[at:place], chr(int(lost, 16))
        at = place
    return "".join([*pieces, decoded.text[at:]])
