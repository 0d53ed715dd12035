"""Compressed files that are cut, nested, locked, far too large or point elsewhere."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.texts import EITHER, GOOD, HEADER_LINE, file_of

RAW = GOOD.encode()
BOMB_BLOCKS = 200
BLOCK = 1 << 20
SYMLINK_MODE = 0o120777 << 16
ENCRYPTED = 0x1


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], stored: bool = False) -> bytes:
    file = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    """A member that says it is a link to another file."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, SYMLINK_MODE
    return info


def named_alike() -> bytes:
    """A zip whose central directory has two members of one name, with different contents."""
    held = zipped(("a.csv", RAW), ("b.csv", RAW.replace(b"1101", b"9999")), stored=True)
    return held.replace(b"b.csv", b"a.csv")


def deflated_bomb(start: bytes) -> bytes:
    """A raw deflate stream of 200 MB, made of one block of blanks again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(b" " * BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + body * BOMB_BLOCKS + packer.flush(zlib.Z_FINISH)


def with_member(archive: bytes, name: str, stream: bytes, claimed: int) -> bytes:
    """A zip with one more member of this raw deflate stream, and the size it claims to be."""
    ending = archive[-22:]
    count, size, at = struct.unpack("<H2I", ending[10:20])
    raw = name.encode()
    fixed = struct.pack("<5H3I2H", 20, 0, 8, 0, 33, 0, len(stream), claimed, len(raw), 0)
    local = b"PK\x03\x04" + fixed + raw + stream
    entry = (
        b"PK\x01\x02" + struct.pack("<H", 20) + fixed + struct.pack("<3H2I", 0, 0, 0, 0, at) + raw
    )
    directory = archive[at : at + size] + entry
    n = count + 1
    last = struct.pack("<4H2IH", 0, 0, n, n, len(directory), at + len(local), 0)
    return archive[:at] + local + directory + b"PK\x05\x06" + last


def bomb_zip(claimed: int = BOMB_BLOCKS * BLOCK) -> bytes:
    """A zip of one member that unpacks to 200 MB, and says it does, or says less."""
    return with_member(zipped(), "data.csv", deflated_bomb(HEADER_LINE.encode()), claimed)


def bomb_gz() -> bytes:
    return (
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + deflated_bomb(HEADER_LINE.encode()) + bytes(8)
    )


def crowd() -> bytes:
    """A zip of a hundred thousand members: all of them one, told of as often in the directory."""
    local = zipped(("data.csv", RAW))
    start = local.index(b"PK\x01\x02")
    end = local.index(b"PK\x05\x06")
    entry, n = local[start:end], 100_000
    wide = struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, n, n, n * len(entry), start)
    at = struct.pack("<IQI", 0, start + n * len(entry), 1)
    short = struct.pack("<4H2IH", 0, 0, 0xFFFF, 0xFFFF, n * len(entry), start, 0)
    return (
        local[:start]
        + entry * n
        + b"PK\x06\x06"
        + wide
        + b"PK\x06\x07"
        + at
        + b"PK\x05\x06"
        + short
    )


def locked() -> bytes:
    """A zip whose member says it is encrypted."""
    held = bytearray(zipped(("data.csv", RAW)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        held[held.index(mark) + at] |= ENCRYPTED
    return bytes(held)


def damaged() -> bytes:
    """A zip whose member is not what its checksum says: one digit of a count is another."""
    return zipped(("data.csv", RAW), stored=True).replace(b",1101,", b",1111,", 1)


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo("data.csv")
        info.size = len(RAW)
        archive.addfile(info, io.BytesIO(RAW))
    return file.getvalue()


def member(name: str, chosen: str) -> Callable[[Path], str]:
    """A builder of a zip with two tables, of which one is asked for."""

    def build(folder: Path) -> str:
        other = RAW.replace(b"1101", b"9999")
        path = file_of(zipped(("data.csv", RAW), ("old/data.csv", other)), name)(folder)
        return f"{path}:{chosen}"

    return build


def packed(
    name: str, content: bytes, *must: Outcome, file: str = "data.zip", **options: Any
) -> Case:
    return Case(name, "data", file_of(content, file), must, options)


SECRET = "nobody-must-read-this"


def zip_beside_secret(link_name: str) -> Callable[[Path], Path]:
    """A zip with a link to a file outside it, which is there."""

    def build(folder: Path) -> Path:
        secret = folder / "secret.csv"
        secret.write_text(HEADER_LINE + f"{SECRET},{SECRET},1,2\n")
        return file_of(zipped((link(link_name), str(secret).encode())), "data.zip")(folder)

    return build


ARCHIVE_CASES = [
    packed("a zip of one table", zipped(("data.csv", RAW)), same()),
    packed(
        "a zip with a folder and a Mac's leavings",
        zipped(("x/", b""), ("x/data.csv", RAW), ("__MACOSX/x/._data.csv", b"\x00\x05")),
        same(),
    ),
    packed(
        "a zip of two tables", zipped(("a.csv", RAW), ("b.csv", RAW)), refused("a.csv", "b.csv")
    ),
    Case("the table of a zip asked for", "data", member("data.zip", "data.csv"), (same(),)),
    Case(
        "a table that a zip does not have",
        "data",
        member("data.zip", "new.csv"),
        (refused("new.csv", "data.csv"),),
    ),
    packed("a zip with a readme", zipped(("readme.pdf", b"%PDF"), ("data.csv", RAW)), *EITHER),
    packed("an empty zip", zipped(), refused()),
    packed("a zip cut short", zipped(("data.csv", RAW))[:-40], refused()),
    packed("a zip of rubbish", b"PK\x03\x04" + bytes(range(256)) * 4, refused()),
    packed("a zip that is a CSV file", RAW, refused()),
    packed("a zip of a damaged table", damaged(), refused()),
    packed("a locked zip", locked(), refused("password|encrypted|protected|locked")),
    packed("a zip in a zip", zipped(("inner.zip", zipped(("data.csv", RAW)))), *EITHER),
    packed("a zip bomb", bomb_zip(), refused()),
    packed("a zip bomb that says it is small", bomb_zip(claimed=len(RAW)), refused()),
    packed("a zip of a hundred thousand members", crowd(), refused()),
    packed("two members of one name", named_alike(), refused(), same()),
    packed("a zip that climbs out of its folder", zipped(("../../../data.csv", RAW)), *EITHER),
    packed("a zip with a path from the root", zipped(("/tmp/data.csv", RAW)), *EITHER),
    packed("a zip with a Windows path", zipped(("C:\\Windows\\data.csv", RAW)), *EITHER),
    packed("a zip with escapes in a name", zipped(("\x1b[31m\n<b>.csv", RAW)), *EITHER),
    Case("a zip with a link", "data", zip_beside_secret("data.csv"), (refused(),), secret=SECRET),
    packed("gz", gzip.compress(RAW), same(), file="data.csv.gz"),
    packed("gz in gz", gzip.compress(gzip.compress(RAW)), *EITHER, file="data.csv.gz"),
    packed("gz cut short", gzip.compress(RAW)[:-30], refused(), file="data.csv.gz"),
    packed("gz without its checksum", gzip.compress(RAW)[:-8], refused(), file="data.csv.gz"),
    packed(
        "gz with a wrong checksum",
        gzip.compress(RAW)[:-8] + bytes(8),
        refused(),
        file="data.csv.gz",
    ),
    packed(
        "gz with something behind", gzip.compress(RAW) + b"rubbish", *EITHER, file="data.csv.gz"
    ),
    packed(
        "two gz files in one",
        gzip.compress(RAW[:80]) + gzip.compress(RAW[80:]),
        same(),
        file="data.csv.gz",
    ),
    packed("an empty gz", gzip.compress(b""), refused(), file="data.csv.gz"),
    packed("CSV under .gz", RAW, *EITHER, file="data.csv.gz"),
    packed("gz under .csv", gzip.compress(RAW), *EITHER, file="data.csv"),
    packed("a gz bomb", bomb_gz(), refused(), file="data.csv.gz"),
    packed("a tar file", tarred(), refused(), file="data.tar.gz"),
    packed("7-Zip", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(64), refused(), file="data.7z"),
]
