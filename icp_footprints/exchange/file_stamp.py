"""By what a plan file on disk is known again: whether another program has changed it since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from icp_footprints.errors import InputError

# SQLite's file header: byte 18 is 2 where there is a log, bytes 24 to 27 count the changes.
HEADER_BYTES = 100
WITH_LOG = b"\x02"


class ChangedFileError(InputError):
    """A plan file that another program has changed since it was opened or saved here."""


@dataclass(frozen=True)
class FileStamp:
    """What changes with any change to a plan file.

    QGIS keeps changes in a log beside the file (``-wal``) until it closes it, so that is looked
    at too. Opening a plan file in QGIS alone changes its stamp.
    """

    size: int
    modified_ns: int
    header: bytes
    log_size: int = 0
    log_modified_ns: int = 0


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a plan file as it is now, or None where there is none that can be read.

    Take it before `open_plan_file`: then nothing that happens in between is missed.
    """
    try:
        state = path.stat()
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError:
        return None
    size, modified = _log(path) if header[18:19] == WITH_LOG else (0, 0)
    return FileStamp(state.st_size, state.st_mtime_ns, header, size, modified)


def _log(path: Path) -> tuple[int, int]:
    """Size and time of the log beside a file; an empty log says nothing, and comes and goes."""
    try:
        log = path.with_name(f"{path.name}-wal").stat()
    except OSError:
        return 0, 0
    return log.st_size, log.st_mtime_ns if log.st_size else 0


def check_unchanged(path: Path, expected: FileStamp | None) -> None:
    """Refuse to go on where a plan file is no longer the one that is known.

    Parameters
    ----------
    path
        The file about to be replaced.
    expected
        Its stamp when it was last opened or saved here; None asks for nothing. A file that has
        gone meanwhile holds nothing that could be lost.

    Raises
    ------
    ChangedFileError
        When it has been changed.
    """
    if expected is None:
        return
    found = stamp_of(path)
    if found is not None and found != expected:
        raise ChangedFileError(
            f"{path} has been changed by another program since it was opened.",
            "Save under another name to keep both, or open the file again.",
        )
