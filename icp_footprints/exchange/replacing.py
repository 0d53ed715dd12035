"""Writing a file whole or not at all: a failed save leaves the old file as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from icp_footprints.errors import InputError

# File systems allow names of 255 bytes; a letter can take 4.
LONGEST_STEM = 40


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Write to a hidden file beside the target, then put it in the target's place.

    Parameters
    ----------
    path
        The file to write. Where it is a symbolic link, the file it points to is replaced.

    Yields
    ------
    Path
        The path to write to: same folder, same suffix, not there yet. Within the block the target
        is untouched; when the block ends well the new file takes its place in one step.

    Raises
    ------
    InputError
        When the file cannot be written. The old file, if any, is as it was.
    """
    target, temporary = check_can_write(path)
    try:
        yield temporary
        _to_disk(temporary)
        temporary.replace(target)
    except OSError as error:
        if error.filename not in (None, str(temporary), os.fsencode(temporary)):
            raise  # another file is at fault
        raise _in_words(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_can_write(path: Path) -> tuple[Path, Path]:
    """Find out before long work whether a file can be written.

    Returns
    -------
    target, temporary
        The file that will be replaced, links followed, and a free path beside it to write to.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    try:
        target = path.resolve()
        _check_target(target)
        temporary = target.with_name(
            f".{target.stem[:LONGEST_STEM]}-{secrets.token_hex(8)}{target.suffix}"
        )
        # Made and taken away again, so that a folder one may not write in is found out here.
        temporary.touch(exist_ok=False)
        temporary.unlink()
    except OSError as error:
        raise _in_words(error, path) from error
    return target, temporary


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))


def _to_disk(temporary: Path) -> None:
    """Have the system write the file out, so that a power cut cannot leave an empty one."""
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())


def _in_words(error: OSError, path: Path) -> InputError:
    """The error as one sentence about the file and one about the way out."""
    if isinstance(error, IsADirectoryError):
        return InputError(f"{path} is a folder, not a file.", "Give a file name inside it.")
    if isinstance(error, PermissionError):
        return InputError(
            f"{path} cannot be written: it is open in another program, or read-only.",
            "Close it there (for example in Excel), or save under another name or folder.",
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(
            f"{path} cannot be written: there is no folder {path.parent}.",
            "Make the folder first, or choose another.",
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return InputError(
            f"{path} cannot be written: the disk is full.", "Make room, or choose another disk."
        )
    if error.errno == errno.EROFS:
        return InputError(f"{path} cannot be written: the disk is read-only.", "Choose another.")
    if error.errno == errno.ENAMETOOLONG:
        return InputError(f"The file name {path.name[:60]}... is too long.", "Give a shorter one.")
    return InputError(
        f"{path} cannot be written: {error.strerror or error}.", "Try another folder."
    )
