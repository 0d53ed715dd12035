"""What is checked of any file before it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from icp_footprints.errors import InputError


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
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder.", "Give a file inside it.")
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.", "Check the name and folder.") from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", "Check that you may read it."
        ) from error
    suffix = path.suffix.lower()
    if suffix not in starts:
        raise InputError(
            f"{path.name} is of a kind that cannot be read here.",
            f"Use one of: {', '.join(sorted(starts))}.",
        )
    if not head:
        raise InputError(f"{path.name} is empty.", "Export it again.")
    if starts[suffix] and not head.lstrip().startswith(starts[suffix]):
        raise InputError(
            f"{path.name} is not a {suffix} file, whatever its name says.",
            "Export it again, or give it the right ending.",
        )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, by which a reader can tell that it is the same one."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
