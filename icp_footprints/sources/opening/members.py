"""The members of a zip archive: which are honest, and which one is meant."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from icp_footprints.errors import InputError
from icp_footprints.wording import shortlist

MAX_MEMBERS = 10_000
MAX_DIRECTORY_BYTES = 4 << 20
REPACK = "Unpack it, check what is in it, and give the file itself."
AGAIN = "Fetch it again, or unpack it and give the file itself."
DO_NOT_USE = "Do not use this archive: it is damaged or made to do harm."
# End of central directory: signature, disks, counts, size, offset, comment length.
END_RECORD, END_RECORD_64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
# The fixed part of what stands before each member's packed bytes.
LOCAL_HEADER_BYTES = 30


@dataclass(frozen=True)
class Member:
    """A file in a zip archive: its name there, and where it is packed."""

    name: str
    info: zipfile.ZipInfo

    @property
    def path(self) -> PurePosixPath:
        """Its name as a path within the archive; never one to write to."""
        return PurePosixPath(self.name)

    @property
    def suffix(self) -> str:
        """Its ending in lower case, such as ``.csv``."""
        return self.path.suffix.lower()

    @property
    def is_hidden(self) -> bool:
        """Whether macOS, Windows or Excel adds it for itself."""
        return (
            "__MACOSX" in self.path.parts
            or self.path.name.startswith((".", "~$"))
            or self.path.name == "Thumbs.db"
        )


def check_directory_size(path: Path) -> None:
    """Refuse a list of members that would take long merely to read, before anything reads it.

    Raises
    ------
    InputError
        When there are too many members.
    zipfile.BadZipFile
        When there is no such list.
    """
    with path.open("rb") as file:
        length = file.seek(0, 2)
        start = file.seek(max(0, length - (1 << 16) - 1024))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < END_RECORD.size:
            raise zipfile.BadZipFile
        size = END_RECORD.unpack_from(tail, at)[5]
        if size == 0xFFFFFFFF and at >= LOCATOR_64.size:
            mark, _, offset, _ = LOCATOR_64.unpack_from(tail, at - LOCATOR_64.size)
            if mark != b"PK\x06\x07" or offset + END_RECORD_64.size > start + at:
                raise zipfile.BadZipFile
            file.seek(offset)
            size = END_RECORD_64.unpack(file.read(END_RECORD_64.size))[8]
    if size > MAX_DIRECTORY_BYTES:
        raise _too_many(path.name)


def check_members(file: str, infos: Sequence[zipfile.ZipInfo]) -> tuple[Member, ...]:
    """The files among the entries of an archive, in its order.

    Raises
    ------
    InputError
        When one is encrypted, a link, leads elsewhere, or shares its bytes or name with another.
    """
    if len(infos) > MAX_MEMBERS:
        raise _too_many(file)
    for info in infos:
        _check_entry(file, info)
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    for (start, size), (following, _) in pairwise(spans):
        # Shared bytes would make a small archive unpack to a vast one.
        if start + LOCAL_HEADER_BYTES + size > following:
            raise InputError(f"{file} has members that overlap in it.", DO_NOT_USE)
    files = [Member(info.filename, info) for info in infos if not info.is_dir()]
    if len({member.name.lower() for member in files}) < len(files):
        raise InputError(f"{file} has two members of the same name.", REPACK)
    return tuple(files)


def choose_member(
    file: str, members: Sequence[Member], kinds: Sequence[str], part: str | None
) -> tuple[Member, str | None]:
    """The one member to read, and what of the part named is left for the member itself.

    Parameters
    ----------
    file
        Name of the archive, for errors.
    members
        The files in it.
    kinds
        Endings of members that can be read.
    part
        What was written after the archive's name: ``MEMBER``, ``MEMBER:PART``, a part of the only
        member, or nothing.

    Raises
    ------
    InputError
        When no member, or more than one, could be meant.
    """
    usable = [each for each in members if each.suffix in kinds and not each.is_hidden]
    names = [member.name for member in usable]
    if not usable:
        held = shortlist([member.name for member in members]) or "nothing"
        raise InputError(
            f"{file} has nothing in it that can be read here: it holds {held}.",
            f"Give an archive with one of: {', '.join(kinds)}.",
        )
    # The whole name, or else without its folders where that is enough to tell it.
    for called in (names, [member.path.name for member in usable]):
        for name, member in zip(called, usable, strict=True):
            if part == name and called.count(name) == 1:
                return member, None
            if part and part.startswith(f"{name}:") and called.count(name) == 1:
                return member, part[len(name) + 1 :]
    if len(usable) > 1:
        said = f"has no file '{part}'" if part else f"holds {len(usable)} files that could be meant"
        raise InputError(f"{file} {said}.", f"Name one as {file}:MEMBER: {shortlist(names, 40)}.")
    return usable[0], part


def _too_many(file: str) -> InputError:
    return InputError(f"{file} has more than {MAX_MEMBERS:,} members.", REPACK)


def _check_entry(file: str, info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = re.split(r"[/\\]", name)
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[:80])
    if (
        ".." in parts
        or not parts[0]
        or re.match(r"[A-Za-z]:", name)
        or any(ord(letter) < 32 for letter in name)
    ):
        raise InputError(f"{file} has a member '{shown}' that would lie outside it.", DO_NOT_USE)
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise InputError(
            f"{file} has a link '{shown}' to another file.", "Pack the file itself, not a link."
        )
    if info.flag_bits & 0x41:
        raise InputError(
            f"{file} is protected by a password ('{shown}' is encrypted).",
            "Unpack it with the password and give the file itself.",
        )
    if not info.is_dir() and info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(
            f"{file} has a member '{shown}' packed in a way that cannot be read here.", REPACK
        )
