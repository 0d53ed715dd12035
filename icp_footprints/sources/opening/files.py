"""What is checked of any file before it is read, and how a part of a file is named."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from icp_footprints.errors import InputError
from icp_footprints.wording import shortened

# Endings of archives, in which a part may be named with its folder: ``FILE.zip:FOLDER/MEMBER``.
ARCHIVES = (".zip:", ".kmz:")
LONGEST_PATH = 260
# The files of a shapefile that are read.
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def check_file(path: Path, starts: Mapping[str, tuple[bytes, ...]]) -> None:
    """Check that a file is there and begins as its kind of file does.

    Parameters
    ----------
    path
        The file.
    starts
        How files begin, by suffix; an empty tuple for kinds that can begin in any way.

    Raises
    ------
    InputError
        When it is missing, of an unknown kind, empty, or not what its name says.
    """
    head = head_of(path)
    suffix = path.suffix.lower()
    check_kind(path.name, suffix, starts)
    if not head:
        raise InputError(f"{path.name} is empty.", "Export it again.")
    if starts[suffix] and not head.lstrip().startswith(starts[suffix]):
        raise InputError(
            f"{path.name} is not a {suffix} file, whatever its name says.",
            f"Export it again, or give it the right ending, one of: {', '.join(sorted(starts))}.",
        )


def check_kind(name: str, suffix: str, known: Iterable[str]) -> None:
    """Refuse a file whose ending is none of those that can be read."""
    if suffix not in known:
        raise InputError(
            f"{name} is of a kind that cannot be read here.",
            f"Use one of: {', '.join(sorted(known))}.",
        )


def head_of(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file.

    Raises
    ------
    InputError
        When it is a folder or a device, missing, or may not be read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a folder.", "Give a file inside it.")
        if not stat.S_ISREG(mode):
            # To open a pipe that nobody writes into would wait for ever.
            raise InputError(f"{path} is a pipe or device, not a file.", "Save it as a file.")
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {shortened(str(path), LONGEST_PATH)}.", "Check the name and folder."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name with a null character in it
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise InputError(
            f"{shortened(str(path), LONGEST_PATH)} cannot be read: {reason}.",
            "Check that you may read it.",
        ) from error


def split_layer(text: str) -> tuple[Path, str | None]:
    """A ``FILE`` or ``FILE:PART`` argument as a path and a part; a drive letter is no part.

    A part is a layer of a GeoPackage, a sheet of a workbook or a member of an archive.

    Raises
    ------
    InputError
        When the text is empty.
    """
    if not text.strip():
        raise InputError("A file is to be read, but its name is empty.", "Give the file's name.")
    path = Path(text)
    if is_there(path):
        return path, None
    colons = [at for at, letter in enumerate(text) if letter == ":" and at > 1]
    for at in colons:
        if is_there(Path(text[:at])):
            return Path(text[:at]), text[at + 1 :]
    for ending in ARCHIVES:
        at = text.lower().find(ending)
        if at > 0:
            end = at + len(ending)
            return Path(text[: end - 1]), text[end:]
    file, colon, layer = text.rpartition(":")
    if not colon or len(file) <= 1 or "/" in layer or "\\" in layer:
        return path, None
    return Path(file), layer


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder; a name that cannot be one is nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the system, or a null character
        return False


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, by which a reader can tell that it is the same one.

    A folder, as some shapefiles are given, counts as the files in it, and a ``.shp`` as all the
    files of that name beside it, in the order of their names: codes and people are not in it.
    """
    digest = hashlib.sha256()
    for each in _files_of(path):
        if not each.is_file():  # a folder, pipe or device
            continue
        with each.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.iterdir())
    if path.suffix.lower() != ".shp":
        return [path]
    wanted = {f"{path.stem.lower()}{suffix}" for suffix in SHAPEFILE_PARTS}
    return sorted(each for each in path.parent.iterdir() if each.name.lower() in wanted)
