"""Reading no more of a file than there is room for: files are as hostile as who sent them."""

from __future__ import annotations

import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from icp_footprints.errors import InputError

# The whole of England's neighbourhood boundaries as GeoJSON is about 200 MB.
MOST_BYTES = 400_000_000
# A page or a workbook's properties; a web map of a large place is some 15 MB.
MOST_PAGE_BYTES = 100_000_000
MOST_MEMBER_BYTES = 10_000_000
MOST_MEMBERS = 5_000


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of a file.

    Raises
    ------
    InputError
        When it cannot be read, or is larger than any file this program writes of its kind.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > most:
        raise InputError(
            f"{path} is larger than {most // 1_000_000} MB, which no such export is.",
            "Check that it is the right file.",
        )
    return content


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of a file.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder.", "Give a file inside it.")
    if not path.is_file():
        raise InputError(f"There is no file {path}.", "Check the name and folder.")
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise unreadable(path, error) from error


def members(path: Path) -> tuple[str, ...]:
    """Names of what a zip archive holds.

    Raises
    ------
    InputError
        When it is damaged, or holds more than any export.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise damaged(path) from error
    if len(names) > MOST_MEMBERS:
        raise damaged(path)
    return tuple(names)


def check_room(path: Path) -> None:
    """Check that all a zip archive holds comes to no more than there is room for.

    Raises
    ------
    InputError
        When it is damaged, or comes to more.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise damaged(path) from error
    if unpacked > MOST_BYTES:
        raise damaged(path)


def read_member(path: Path, name: str) -> bytes:
    """The content of one member of a zip archive, unpacked no further than there is room for.

    Raises
    ------
    InputError
        When it is damaged, encrypted, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as member:
            content = member.read(MOST_MEMBER_BYTES + 1)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError) as error:
        raise damaged(path) from error
    except (ValueError, EOFError, zipfile.LargeZipFile) as error:
        raise damaged(path) from error
    if len(content) > MOST_MEMBER_BYTES:
        raise damaged(path)
    return content


@contextmanager
def reading_map(path: Path) -> Generator[None]:
    """Say of a map file that GDAL cannot read that it is damaged.

    Raises
    ------
    InputError
        When it is.
    """
    try:
        yield
    except (
        DataSourceError,
        DataLayerError,
        FieldError,
        GeometryError,
        ValueError,
        OverflowError,
        RuntimeError,
    ) as error:
        raise damaged(path) from error


def damaged(path: Path) -> InputError:
    """What is said of a file that is not what it seems."""
    return InputError(f"{path} is damaged, or not what its name says.", "Ask for it again.")


def unreadable(path: Path, error: OSError) -> InputError:
    """What is said of a file that the system does not give."""
    return InputError(f"{path} cannot be read: {error.strerror or error}.", "Check its name.")
