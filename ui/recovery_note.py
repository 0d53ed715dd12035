"""What stands beside a copy of unsaved work: what the plan is called, and which file it is of."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from icp_footprints.exchange.file_stamp import FileStamp

# A path of a network drive may be long; anything longer than this is no note of ours.
LARGEST_BYTES = 65_536
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RecoveryNote:
    """What is known of the plan that a copy is of.

    Parameters
    ----------
    title
        What it was called in the window; empty where that is not known.
    path
        The file it was opened from or last saved to, if any.
    stamp
        That file's stamp, as the program knew it.
    """

    title: str = ""
    path: Path | None = None
    stamp: FileStamp | None = None


def note_path(copy: Path) -> Path:
    """Where the note of a copy stands."""
    return copy.with_name(copy.name + ".json")


def write_note(copy: Path, note: RecoveryNote) -> None:
    """Keep what a copy is of, for the question at the next start."""
    known = {"title": note.title}
    if note.path is not None:
        known["path"] = str(note.path)
    if note.stamp is not None:
        known["stamp"] = json.dumps({**asdict(note.stamp), "header": note.stamp.header.hex()})
    try:
        note_path(copy).write_text(json.dumps(known), encoding="utf-8")
    except OSError as fault:
        _log.warning("The name of the copy %s was not kept: %s", copy, fault)


def read_note(copy: Path) -> RecoveryNote:
    """The note beside a copy; one that says nothing where it cannot be read."""
    try:
        with note_path(copy).open("rb") as file:
            known = json.loads(file.read(LARGEST_BYTES).decode("utf-8"))
        path = Path(str(known["path"])) if "path" in known else None
        stamp = _stamp(str(known["stamp"])) if "stamp" in known else None
        return RecoveryNote(str(known["title"]), path, stamp)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return RecoveryNote()


def _stamp(text: str) -> FileStamp:
    values = json.loads(text)
    header = bytes.fromhex(str(values.pop("header")))
    return FileStamp(header=header, **{name: int(value) for name, value in values.items()})
