"""Unpacking archives safely: nothing an archive says about itself is believed.

Sizes are counted while unpacking, names never become paths, and what does not fit the bounds is
refused before it fills the disk or the memory.
"""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.members import (
    AGAIN,
    REPACK,
    Member,
    check_directory_size,
    check_members,
)

BLOCK = 1 << 20
MAX_BYTES = 4 << 30
# A file of figures or coordinates packs to a tenth, seldom to a hundredth of its size.
MAX_RATIO = 250
ALWAYS_ALLOWED_BYTES = 32 << 20


class Bounds:
    """Counts bytes as they are unpacked, and refuses more than any honest file would give.

    Parameters
    ----------
    path
        The archive.
    most
        How many bytes it may unpack to in all.
    """

    def __init__(self, path: Path, most: int = MAX_BYTES) -> None:
        self._file = path.name
        self._count = 0
        self._most = most
        self._most_by_ratio = max(ALWAYS_ALLOWED_BYTES, path.stat().st_size * MAX_RATIO)

    def add(self, count: int) -> None:
        """Count some bytes more.

        Raises
        ------
        InputError
            When there are too many, in all or for the size of the archive.
        """
        self._count += count
        if self._count > self._most:
            raise InputError(
                f"{self._file} unpacks to more than {self._most / (1 << 30):g} GB.", REPACK
            )
        if self._count > self._most_by_ratio:
            raise InputError(
                f"{self._file} unpacks to over {MAX_RATIO} times its size, as no file of figures "
                "does.",
                REPACK,
            )


def members_of(path: Path) -> tuple[Member, ...]:
    """The files in a zip archive, in the archive's order.

    Raises
    ------
    InputError
        When it is damaged, too large, encrypted, or has names that lead elsewhere.
    """
    with _opened(path) as archive:
        return check_members(path.name, archive.infolist())


@contextmanager
def unpacked(path: Path, wanted: Mapping[str, Member], most: int = MAX_BYTES) -> Generator[Path]:
    """A temporary folder with some members of a zip archive, under names of the caller's choice.

    Parameters
    ----------
    path
        The archive.
    wanted
        Members by the file name they get in the folder.
    most
        How many bytes they may unpack to.

    Raises
    ------
    InputError
        When a member is damaged, or larger than it may be.
    """
    with TemporaryDirectory(prefix="icp-footprints-") as name:
        folder, bounds = Path(name), Bounds(path, most)
        with _opened(path) as archive:
            for target, member in wanted.items():
                with (
                    said_clearly(f"{path.name}:{member.name}"),
                    archive.open(member.info) as packed,
                    (folder / target).open("wb") as file,
                ):
                    for block in _blocks(packed, bounds):
                        file.write(block)
        yield folder


@contextmanager
def gunzipped(path: Path, most: int = MAX_BYTES) -> Generator[Path]:
    """A temporary file with the content of a gzip file, named as it without ``.gz``.

    Raises
    ------
    InputError
        As `unpacked`.
    """
    with TemporaryDirectory(prefix="icp-footprints-") as name:
        target, bounds = Path(name) / f"unpacked{Path(path.stem).suffix}", Bounds(path, most)
        with (
            said_clearly(path.name),
            gzip.open(path, "rb") as packed,
            target.open("wb") as file,
        ):
            for block in _blocks(packed, bounds):
                file.write(block)
        yield target


@contextmanager
def repacked(
    path: Path,
    members: Iterable[Member],
    watch: Callable[[Member, bytes], None],
    most: int = MAX_BYTES,
) -> Generator[Path]:
    """A temporary zip archive of some members, which says nothing that was not found to be so.

    For formats that are zip archives themselves: whoever reads the copy finds the sizes and
    content that were checked here, and no others.

    Parameters
    ----------
    path
        The archive.
    members
        What to keep of it.
    watch
        Called with each member and each block of its content, and may refuse it.
    most
        How many bytes they may unpack to.

    Raises
    ------
    InputError
        As `unpacked`.
    """
    with TemporaryDirectory(prefix="icp-footprints-") as name:
        target, bounds = Path(name) / f"repacked{path.suffix.lower()}", Bounds(path, most)
        with _opened(path) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
            for member in members:
                with (
                    said_clearly(f"{path.name}:{member.name}"),
                    archive.open(member.info) as packed,
                    copy.open(member.name, "w", force_zip64=True) as file,
                ):
                    for block in _blocks(packed, bounds):
                        watch(member, block)
                        file.write(block)
        yield target


def _blocks(packed: IO[bytes] | gzip.GzipFile, bounds: Bounds) -> Iterator[bytes]:
    while block := packed.read(BLOCK):
        bounds.add(len(block))
        yield block


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    with said_clearly(path.name):
        check_directory_size(path)
        archive = zipfile.ZipFile(path)
    with archive:
        yield archive


@contextmanager
def said_clearly(where: str) -> Generator[None]:
    """Whatever goes wrong in unpacking, in words that name the archive and member."""
    try:
        yield
    except NotImplementedError as error:
        raise InputError(f"{where} is packed in a way that cannot be read here.", REPACK) from error
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, struct.error) as error:
        raise InputError(f"{where} is damaged or cut short.", AGAIN) from error
    except (RuntimeError, ValueError, OverflowError) as error:
        raise InputError(f"{where} cannot be unpacked.", AGAIN) from error
    except OSError as error:
        raise InputError(
            f"{where} cannot be unpacked: {error.strerror or 'the disk gave an error'}.",
            "Check that the disk has room and that you may read the file.",
        ) from error
