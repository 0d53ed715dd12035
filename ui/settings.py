"""What the program remembers between sessions: window layout and folders, never plans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

ORGANISATION = "icp-footprints"
APPLICATION = "ICP Footprints"
MOST_RECENT = 6
COPY_EVERY_S = 30.0


class Settings:
    """Remembered choices.

    Parameters
    ----------
    file
        An INI file to keep them in; the user's own settings where none is given.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._store = (
            QSettings(ORGANISATION, APPLICATION)
            if file is None
            else QSettings(str(file), QSettings.Format.IniFormat)
        )
        self._state_folder = file.parent if file is not None else None

    @property
    def state_folder(self) -> Path:
        """Where the program keeps its own files, such as the log."""
        if self._state_folder is not None:
            return self._state_folder
        location = QStandardPaths.StandardLocation.AppLocalDataLocation
        return Path(QStandardPaths.writableLocation(location))

    @property
    def copy_every_s(self) -> float:
        """How long work may go without a copy, in seconds (``recovery/copy_every_s``)."""
        try:
            seconds = float(str(self._store.value("recovery/copy_every_s", COPY_EVERY_S)))
        except ValueError:
            return COPY_EVERY_S
        return min(max(seconds, 0.1), COPY_EVERY_S)

    @property
    def basemap(self) -> tuple[str, str]:
        """Address of the background map's tiles, and whose they are; empty where there is none."""
        address = str(self._store.value("basemap/address", "") or "")
        return address, str(self._store.value("basemap/attribution", "") or "")

    def remember_basemap(self, address: str, attribution: str) -> None:
        """Store where the background map comes from."""
        self._store.setValue("basemap/address", address)
        self._store.setValue("basemap/attribution", attribution)

    @property
    def last_folder(self) -> Path:
        """The folder a file was last opened from or saved in; at first, Documents."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        stored = self._store.value("files/last_folder", "")
        folder = Path(str(stored)) if stored else None
        if folder is not None and folder.is_dir():
            return folder
        return Path(QStandardPaths.writableLocation(documents) or Path.home())

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._store.setValue("files/last_folder", str(folder))

    @property
    def recent_plans(self) -> list[Path]:
        """Plan files opened or saved last, the latest first; some may be gone since.

        Nothing is looked for here: a drive that does not answer would hold up the window.
        """
        stored = self._store.value("files/recent", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])  # pyright: ignore[reportArgumentType] - QSettings gives object
        return [Path(str(name)) for name in names if name]

    def remember_plan(self, path: Path) -> None:
        """Put a plan file first among the recent ones."""
        # In full: the next session may start in another folder.
        path = path.resolve()
        others = [each for each in self.recent_plans if each != path]
        self._store.setValue("files/recent", [str(each) for each in (path, *others)][:MOST_RECENT])
        self.last_folder = path.parent

    def shown_columns(self, table: str) -> dict[str, bool]:
        """Which columns of a table the user has shown or hidden, by their keys."""
        found = self.choices(f"columns/{table}")
        return {key: is_shown for key, is_shown in found.items() if isinstance(is_shown, bool)}

    def remember_columns(self, table: str, shown: dict[str, bool]) -> None:
        """Keep which columns of a table are shown and hidden."""
        self.remember_choices(f"columns/{table}", shown)

    def choices(self, name: str) -> dict[str, Any]:
        """What was chosen, under that name; empty where nobody has chosen."""
        stored = self._store.value(name, "")
        try:
            found = json.loads(str(stored)) if stored else {}
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    def remember_choices(self, name: str, choices: Mapping[str, Any]) -> None:
        """Keep what was chosen under that name: text, numbers, lists and mappings."""
        self._store.setValue(name, json.dumps(dict(choices)))

    @property
    def export_folder(self) -> Path:
        """The folder files were last exported to; at first, where the last file was."""
        stored = str(self._store.value("export/folder", "") or "")
        folder = Path(stored) if stored else None
        return folder if folder is not None and folder.is_dir() else self.last_folder

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._store.setValue("export/folder", str(folder))

    def forget_plans(self, paths: Iterable[Path]) -> None:
        """Take plan files off the recent ones."""
        gone = set(paths)
        kept = [str(each) for each in self.recent_plans if each not in gone]
        self._store.setValue("files/recent", kept)

    def layout(self, name: str) -> QByteArray:
        """The geometry or state stored under that name; empty when there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Store a window's geometry or state."""
        self._store.setValue(f"layout/{name}", state)
