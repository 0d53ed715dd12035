"""What the program remembers between sessions: window layout and folders, never plans."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

ORGANISATION = "icp-footprints"
APPLICATION = "ICP Footprints"
MOST_RECENT = 6


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
        """Plan files opened or saved last, the latest first, without those that are gone."""
        stored = self._store.value("files/recent", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])  # pyright: ignore[reportArgumentType] - QSettings gives object
        return [Path(str(name)) for name in names if name and Path(str(name)).is_file()]

    def remember_plan(self, path: Path) -> None:
        """Put a plan file first among the recent ones."""
        # In full: the next session may start in another folder.
        path = path.resolve()
        others = [each for each in self.recent_plans if each != path]
        self._store.setValue("files/recent", [str(each) for each in (path, *others)][:MOST_RECENT])
        self.last_folder = path.parent

    def layout(self, name: str) -> QByteArray:
        """The geometry or state stored under that name; empty when there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Store a window's geometry or state."""
        self._store.setValue(f"layout/{name}", state)
