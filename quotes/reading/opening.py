"""Opening inputs: files and standard input as streams of bytes, what is compressed unpacked on the way."""

from __future__ import annotations

import contextlib
import io
import lzma
import os
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from quotes.errors import ReadingError
from quotes.reading import limits, remote
from quotes.reading.extras import need

STDIN = "-"
BUFFER = 1 << 18
"""Bytes that can be looked at before they are read."""
WINDOW = 1 << 27
"""Bytes to which Zstandard may refer back, as its command line allows."""
CHUNK = 4_096
"""Bytes that are unpacked at a time; each may become some 40,000."""
COMPRESSED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "Zstandard"}
"""Suffixes of compressed files, and what they are called."""
_MAGIC = re.compile(
    rb"(?P<gz>\x1f\x8b\x08)|(?P<bz2>BZh[1-9]1AY&SY)|(?P<xz>\xfd7zXZ\x00)|(?P<zst>\x28\xb5\x2f\xfd)", re.DOTALL
)
_DAMAGED = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)


class Input(NamedTuple):
    """An open input. ``name`` is what the user called it, ``suffix`` is in lower case and tells what is inside the
    compression; "" where there is none. ``file`` says that ``stream`` can be sought."""

    name: str
    suffix: str
    stream: io.BufferedReader
    file: bool = False

    def head(self, size: int = 4_096) -> bytes:
        """The first bytes, which stay to be read."""
        return self.stream.peek(size)[:size]

    def whole(self, limit: int = limits.WHOLE, what: str = "such a file") -> bytes:
        """All of its bytes. Raises ReadingError for more than ``limit``."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise limits.too_large(self.name, limit, what)
        return data


@contextlib.contextmanager
def opened(source: str) -> Iterator[Input]:
    """The input as a stream. Raises ReadingError for what cannot be opened, and later for what cannot be unpacked."""
    with contextlib.ExitStack() as stack:
        if source == STDIN:
            stream = _buffered(sys.stdin.buffer)
            # Standard input stays open for whoever comes next.
            stack.callback(stream.detach if stream is not sys.stdin.buffer else lambda: None)
        elif remote.is_address(source):
            stream = _buffered(stack.enter_context(remote.opened(source)))
        else:
            try:
                file = stack.enter_context(Path(source).open("rb", buffering=0))
            except (OSError, ValueError) as error:
                raise ReadingError(source, reason(error), "Check the path and your permission to read it.") from error
            stream = io.BufferedReader(file, BUFFER)
            _open[source] = stream
            stack.callback(_open.pop, source, None)
        found = layered(source, stream, stack)
        local = source != STDIN and not remote.is_address(source)
        yield found._replace(file=local and found.stream is stream and stream.seekable())


_open: dict[str, io.BufferedReader] = {}
"""The files that are being read."""


def share(source: str) -> float:
    """How much of a file that is being read has been read so far, 0 to 1; 0.0 where that cannot be told."""
    file = _open.get(source)
    try:
        return file.tell() / size if file is not None and (size := os.fstat(file.fileno()).st_size) else 0.0
    except (OSError, ValueError):
        return 0.0


def layered(source: str, stream: io.BufferedReader, stack: contextlib.ExitStack) -> Input:
    """The input of a stream, what is compressed unpacked while it is read; ``stack`` closes it. Raises ReadingError."""
    packed = packing(stream.peek(16))
    if packed is not None:
        unpacked = stack.enter_context(contextlib.closing(_unpacked(stream, packed, source)))
        stream = io.BufferedReader(_Bounded(unpacked, stream, source), BUFFER)
        again = packing(stream.peek(16))
        if again is not None:
            raise ReadingError(source, f"compressed twice ({COMPRESSED[again]} within)", "Unpack it once first.")
    return Input(source, inner_suffix(source), stream)


def reason(error: OSError | ValueError) -> str:
    """Why an input cannot be opened, in the words of this program."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "cannot be read"


def packing(head: bytes) -> str | None:
    """The suffix that belongs to the compression which ``head`` shows."""
    match = _MAGIC.match(head)
    return f".{match.lastgroup}" if match else None


def inner_suffix(name: str) -> str:
    """The suffix that tells the format: ".jsonl" for "news.jsonl.gz". Lower case; "" where there is none."""
    path = Path("" if name == STDIN else name)
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return path.suffix.lower()


def _buffered(stream: IO[bytes]) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, BUFFER)  # type: ignore[arg-type]


def _unpacked(stream: io.BufferedReader, packed: str, source: str) -> IO[bytes]:
    if packed == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))
    if packed == ".bz2":
        import bz2

        return bz2.BZ2File(stream)
    if packed == ".xz":
        return lzma.LZMAFile(stream)
    zstandard = need("zstandard", extra="zst", source=source, what="Zstandard")
    return io.BufferedReader(_Frames(zstandard.ZstdDecompressor(max_window_size=WINDOW), stream), BUFFER)


class _Frames(io.RawIOBase):
    """What the frames of a Zstandard file hold. The library's own reader takes one that is cut off for a whole one."""

    def __init__(self, decompressor: Any, stream: io.BufferedReader) -> None:
        self._decompressor, self._stream = decompressor, stream
        self._frame: Any = None
        self._packed = self._unpacked = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._unpacked:
            self._packed = self._packed or self._stream.read(CHUNK)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("cut off")
                return 0
            self._frame = self._frame or self._decompressor.decompressobj()
            self._unpacked = self._frame.decompress(self._packed)
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        size = min(len(buffer), len(self._unpacked))
        buffer[:size], self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return size


class _Bounded(io.RawIOBase):
    """What is unpacked, as long as it does not grow beyond measure. Faults of the packing become ReadingError."""

    def __init__(self, unpacked: IO[bytes], packed: io.BufferedReader, source: str) -> None:
        self._unpacked, self._packed, self._source = unpacked, packed, source
        self._out = 0
        # A pipe cannot tell how far it has been read; then the size alone is bounded.
        self._tell = packed.tell if packed.seekable() else lambda: limits.WHOLE // limits.EXPANSION

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacked.read(len(buffer))
        except Exception as error:
            if not isinstance(error, _DAMAGED) and type(error).__name__ != "ZstdError":
                raise
            raise ReadingError(self._source, "damaged or cut off while it was compressed", "Fetch it again.") from error
        self._out += len(data)
        if self._out > limits.FREE and self._out > limits.EXPANSION * self._tell():
            grown = f"unpacks to more than {limits.EXPANSION} times its size"
            raise ReadingError(self._source, grown, "Unpack it yourself if you trust it.")
        buffer[: len(data)] = data
        return len(data)
