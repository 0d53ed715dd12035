"""Asking the user for a file to open or to write."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from ui.messages import Messages
from ui.settings import Settings

PLAN_SUFFIX = ".footprints.gpkg"
# What the readers understand (icp_footprints/sources/opening), as the file dialog wants it.
SOURCE_PATTERNS = (
    "*.gpkg *.geojson *.json *.shp *.zip *.parquet *.fgb *.kml *.kmz "
    "*.csv *.tsv *.txt *.xlsx *.xlsm *.gz"
)
# Characters that Windows does not allow in a file name.
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class Files:
    """The file dialogs, which open where the last file was."""

    def __init__(self, settings: Settings, messages: Messages) -> None:
        self._settings = settings
        self._messages = messages

    def open_plan(self) -> Path | None:
        """A plan file to open, or None when the user gives up."""
        name, _ = QFileDialog.getOpenFileName(
            QApplication.activeWindow(),
            "Open a plan file",
            str(self._settings.last_folder),
            f"Plan files (*{PLAN_SUFFIX} *.gpkg);;All files (*)",
        )
        return Path(name) if name else None

    def choose_sources(self) -> list[Path]:
        """Files to make a plan from; empty when the user gives up."""
        names, _ = QFileDialog.getOpenFileNames(
            QApplication.activeWindow(),
            "Choose files to make a plan from",
            str(self._settings.last_folder),
            f"Boundaries and tables ({SOURCE_PATTERNS});;All files (*)",
        )
        paths = [Path(name) for name in names]
        if paths:
            self._settings.last_folder = paths[0].parent
        return paths

    def choose_footprints(self) -> Path | None:
        """A file of footprints to take over, or None when the user gives up."""
        name, _ = QFileDialog.getOpenFileName(
            QApplication.activeWindow(),
            "Choose a file of footprints",
            str(self._settings.last_folder),
            f"Look-ups and polygons ({SOURCE_PATTERNS});;All files (*)",
        )
        if name:
            self._settings.last_folder = Path(name).parent
        return Path(name) if name else None

    def choose_folder(self, begin: Path) -> Path | None:
        """A folder to write files to, or None when the user gives up."""
        name = QFileDialog.getExistingDirectory(
            QApplication.activeWindow(), "Choose a folder to export to", str(begin)
        )
        return Path(name) if name else None

    def save_plan(self, suggested: str) -> Path | None:
        """Where to save a plan, or None when the user gives up."""
        return self._save("Save the plan", "Plan files", PLAN_SUFFIX, suggested)

    def _save(self, title: str, kind: str, suffix: str, suggested: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            QApplication.activeWindow(),
            title,
            str(self._settings.last_folder / file_name(suggested)),
            f"{kind} (*{suffix})",
        )
        if not name:
            return None
        path = Path(name)
        self._settings.last_folder = path.parent
        completed = with_suffix(path, suffix)
        # The dialog asked about the name as typed, not about the one we completed.
        if completed != path and completed.exists():
            words = f"{completed.name} is already in this folder. Its content would be lost."
            if not self._messages.confirm(f"Replace {completed.name}?", words, "&Replace"):
                return None
        return completed


def file_name(text: str) -> str:
    """Text as a file name that every system takes."""
    return NOT_IN_NAMES.sub(" ", text).strip(" .") or "plan"


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the suffix, added where it is missing."""
    if path.name.lower().endswith(suffix):
        return path
    last = suffix[suffix.rindex(".") :]
    stem = path.name[: -len(last)] if path.name.lower().endswith(last) else path.name
    return path.with_name(stem + suffix)
