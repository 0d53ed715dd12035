"""A note beside a plan file that says who has it open, for colleagues on a shared drive.

The note stops nobody: it only lets the program ask before two people work on one file. What a save
would overwrite is looked at again by `icp_footprints.exchange.file_stamp`. Nothing here raises: a
folder one may not write in simply has no note.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import logging
import os
import platform
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# A note is refreshed this often; one that was not for much longer belongs to a computer that
# stopped, went to sleep or lost the drive.
REFRESH_EVERY_S = 300
STALE_AFTER_S = 1800
LARGEST_BYTES = 4096
LONGEST_NAME = 60
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LockNote:
    """Who has a plan file open.

    Parameters
    ----------
    user
        Login name.
    machine
        Name of the computer.
    since
        When it was opened.
    process
        Number of the program on that computer.
    key
        By which a program knows its own note.
    """

    user: str
    machine: str
    since: datetime
    process: int
    key: str

    @property
    def words(self) -> str:
        """Who, where and since when, to go on from "is open"."""
        local = self.since.astimezone()
        when = f"{local:%H:%M} on {local.day} {local:%B}"
        if self.machine == platform.node() and self.user == _login():
            return f"in another window on this computer since {when}"
        return f"with {self.user} on the computer {self.machine} since {when}"


def lock_path(plan_file: Path) -> Path:
    """Where the note on a plan file is: ``~$NAME.gpkg.lock`` beside it."""
    return plan_file.with_name(f"~${plan_file.name}.lock")


def own_note() -> LockNote:
    """A note in this user's name, from now on."""
    return LockNote(_login(), platform.node(), now(), os.getpid(), secrets.token_hex(8))


def now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def holder(plan_file: Path) -> LockNote | None:
    """Who else has a plan file open; None where nobody has. A note left behind is taken away."""
    path = lock_path(plan_file)
    note = _read(path)
    if note is None:
        # What nobody can read would stand in the way of every later note.
        if _is_old(path):
            _take_away(path)
        return None
    if _is_left_behind(path, note):
        _take_away(path)
        return None
    return note


def take(plan_file: Path, note: LockNote) -> bool:
    """Put a note beside a plan file, unless there is one; whether it is there now."""
    path = lock_path(plan_file)
    content = json.dumps(
        {
            "user": note.user,
            "machine": note.machine,
            "since": note.since.isoformat(),
            "process": note.process,
            "key": note.key,
        }
    )
    try:
        # Of two who open the file at once only one can make it.
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    except OSError as fault:
        _log.info("No note that %s is open: %s", plan_file, fault)
        return False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
    except OSError as fault:
        _log.info("No note that %s is open: %s", plan_file, fault)
        _take_away(path)
        return False
    return True


def refresh(plan_file: Path, note: LockNote) -> None:
    """Say that the file is still open here; a note of somebody else's is left alone."""
    path = lock_path(plan_file)
    found = _read(path)
    if found is not None and found.key == note.key:
        with contextlib.suppress(OSError):
            os.utime(path)
    elif found is None:
        take(plan_file, note)


def release(plan_file: Path, note: LockNote) -> None:
    """Take this program's note away, and nobody else's."""
    path = lock_path(plan_file)
    found = _read(path)
    if found is not None and found.key == note.key:
        _take_away(path)


def _read(path: Path) -> LockNote | None:
    """The note in a file; one that cannot be understood is nobody's."""
    try:
        with path.open("rb") as file:
            held = json.loads(file.read(LARGEST_BYTES).decode("utf-8"))
        since = datetime.fromisoformat(str(held["since"]))
        if since.tzinfo is None:
            since = since.replace(tzinfo=UTC)
        # Shown to the user, so kept short, whatever somebody wrote there.
        user, machine = (str(held[key])[:LONGEST_NAME] for key in ("user", "machine"))
        return LockNote(user, machine, since, int(held["process"]), str(held["key"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_left_behind(path: Path, note: LockNote) -> bool:
    if note.machine == platform.node():
        return not _is_running(note.process)
    return _is_old(path)


def _is_old(path: Path) -> bool:
    """Whether a note has not been refreshed for long."""
    try:
        return time.time() - path.stat().st_mtime > STALE_AFTER_S
    except OSError:
        return False


def _is_running(process: int) -> bool:
    """Whether there is such a program on this computer; yes where it cannot be known."""
    if process <= 0:
        return False
    if os.name == "nt":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_running_on_windows(process: int) -> bool:
    # There, os.kill would end the program instead of asking after it.
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there is none on other systems
    query, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    is_known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not is_known or code.value == still_active


def _take_away(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
