"""Bytes to text: byte-order marks, UTF-8, legacy encodings, stray control characters."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

BINARY_SIGNATURES = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP or Office"), (b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"\x7fELF", "program"), (b"BZh", "bzip2"),
    (b"\xd0\xcf\x11\xe0", "old Office"), (b"SQLite format 3\x00", "SQLite"), (b"7z\xbc\xaf", "7-Zip"),
    (b"RIFF", "RIFF media"), (b"\xfd7zXZ\x00", "xz"), (b"{\\rtf", "RTF"),
)  # fmt: skip
# The longer marks come first: the one of UTF-16 begins the one of UTF-32.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
SAMPLE = 65_536
"""Bytes from which the kind of a file and a legacy encoding are judged."""

_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_SURROGATES = re.compile("[\ud800-\udfff]")


class BinaryError(ValueError):
    """The bytes are no text. The message says what they look like."""


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and notes on what was assumed or repaired. Raises BinaryError for what is no text.

    Byte-order marks are dropped; line ends stay as they are.
    """
    encoding, damaged = detect(data)
    text = data.decode(encoding, errors="replace" if damaged else "strict")
    notes = () if encoding in ("utf-8", "utf-8-sig") else (f"decoded as {encoding}",)
    if damaged:
        notes = (*notes, f"{text.count(chr(0xFFFD))} undecodable bytes replaced")
    text, repaired = clean(text.removeprefix("\ufeff"))
    return text, notes + repaired


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without NUL and lone surrogates, same length, and notes on them.

    NUL becomes a space, since it pads texts; a lone surrogate becomes U+FFFD, since it stands for a lost character.
    """
    notes = []
    if "\0" in text:
        notes.append(f"{text.count(chr(0))} NUL characters replaced by spaces")
        text = text.replace("\0", " ")
    if not text.isascii() and not _encodes(text):
        text, count = _SURROGATES.subn("\ufffd", text)
        notes.append(f"{count} lone surrogates replaced")
    return text, tuple(notes)


def _encodes(text: str) -> bool:
    """Whether the text has no lone surrogates; many times faster than to search for them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def detect(data: bytes) -> tuple[str, bool]:
    """The encoding of ``data`` and whether single characters of it are damaged. Raises BinaryError."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, _fails(data, encoding)
    for signature, kind in BINARY_SIGNATURES:
        if data.startswith(signature):
            raise BinaryError(f"a {kind} file")
    sample = data[:SAMPLE]
    wide = _wide(sample)
    if wide is not None:
        return wide, _fails(data, wide)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # NUL alone is padding or a slip of a converter; other control characters in numbers are a program's data.
    nuls = sample.count(0)
    if nuls * 2 > len(sample) or (controls - nuls) * 50 > len(sample):
        raise BinaryError("binary data")
    if not _fails(data, "utf-8"):
        return "utf-8", False
    if _damaged_utf8(sample):
        return "utf-8", True
    return _legacy(sample, data)


def _fails(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return True
    return False


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is NUL, and always the same one of the two."""
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 10 > half * 7 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 7 and odd * 20 < half:
        return "utf-16-be"
    return None


def _damaged_utf8(sample: bytes) -> bool:
    """Whether ``sample`` holds clearly more well-formed multi-byte characters than broken ones, as a cut UTF-8 file."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    good = len(text) - broken - sum(byte < 128 for byte in sample)
    return good > 4 * broken


def _legacy(sample: bytes, data: bytes) -> tuple[str, bool]:
    high = sum(byte > 127 for byte in sample)
    # A text in English with a few typographic marks or accents: too little to guess from, and Windows-1252 is what
    # the Encoding Standard (WHATWG) reads unlabelled Western text as.
    if high * 20 < len(sample):
        return "cp1252", _fails(data, "cp1252")
    best = charset_normalizer.from_bytes(sample).best()
    encoding = best.encoding if best is not None else "cp1252"
    return encoding, _fails(data, encoding)
