"""The inspector's sections and lines as a tree; only lines that say something new are renewed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ui import words
from ui.models.lines import Cell, Line, Section

Index = QModelIndex | QPersistentModelIndex
BAR_ROLE = Qt.ItemDataRole.UserRole
"""The `Bar` to draw in a cell; None for none."""
COLUMNS = 3
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class InspectorTree(QAbstractItemModel):
    """Sections with lines below them; a line has a label and two figures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return tuple(self._sections)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these, renewing only what differs."""
        if [each.title for each in sections] != [each.title for each in self._sections]:
            self.beginResetModel()
            self._sections = list(sections)
            self.endResetModel()
            return
        for number, section in enumerate(sections):
            if section != self._sections[number]:
                self._renew(number, section)

    def copied(self) -> list[list[float | str]]:
        """Every section as rows of cells, with its headings."""
        rows: list[list[float | str]] = []
        for section in self._sections:
            rows.append([section.title, *section.headings])
            rows += [[line.label, *(cell.copied for cell in line.cells)] for line in section.lines]
        return rows

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if not self.hasIndex(row, column, parent or QModelIndex()):
            return QModelIndex()
        # A section has the number 0; a line that of its section, counted from 1.
        section = parent.row() + 1 if parent is not None and parent.isValid() else 0
        return self.createIndex(row, column, section)

    def parent(self, index: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt has two of that name
        section = index.internalId() if index.isValid() else 0
        return self.createIndex(section - 1, 0, 0) if section else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._sections)
        if parent.internalId() or parent.column():
            return 0
        return len(self._sections[parent.row()].lines)

    def columnCount(self, parent: Index | None = None) -> int:
        is_line = parent is not None and parent.isValid() and parent.internalId()
        return 0 if is_line else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = index.internalId()
        if number:
            section = self._sections[number - 1]
            return _line_data(section, section.lines[index.row()], index.column(), role)
        return _heading_data(self._sections[index.row()], index.column(), role)

    def _renew(self, number: int, section: Section) -> None:
        """Put a section in the place of one of the same title."""
        parent = self.index(number, 0)
        before, now = len(self._sections[number].lines), len(section.lines)
        old = self._sections[number]
        if now < before:
            self.beginRemoveRows(parent, now, before - 1)
            self._sections[number] = Section(old.title, old.headings, old.lines[:now], old.tip)
            self.endRemoveRows()
        elif now > before:
            self.beginInsertRows(parent, before, now - 1)
            lines = (*old.lines, *section.lines[before:])
            self._sections[number] = Section(old.title, old.headings, lines, old.tip)
            self.endInsertRows()
        old, self._sections[number] = self._sections[number], section
        if (old.headings, old.tip) != (section.headings, section.tip):
            self.dataChanged.emit(parent, self.index(number, COLUMNS - 1))
        for row, (was, line) in enumerate(zip(old.lines, section.lines, strict=True)):
            if was != line:
                first = self.index(row, 0, parent)
                self.dataChanged.emit(first, self.index(row, COLUMNS - 1, parent))


def _heading_data(section: Section, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return (section.title, *section.headings)[column]
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(column == 0)
        return font
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return RIGHT if column else LEFT
    if role == Qt.ItemDataRole.ToolTipRole:
        return words.tooltip(section.tip) or None
    return None


def _line_data(section: Section, line: Line, column: int, role: int) -> Any:
    cell: Cell | None = line.cells[column - 1] if column else None
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text if cell else line.label
    if role == BAR_ROLE:
        return cell.bar if cell else None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return RIGHT if cell else LEFT
    if role == Qt.ItemDataRole.ToolTipRole:
        return words.tooltip("\n".join(filter(None, (line.label, line.tip)))) or None
    if role == Qt.ItemDataRole.AccessibleTextRole:
        if cell is None:
            return f"{section.title}: {line.label}"
        heading = section.headings[column - 1]
        said = cell.said or cell.text
        return ", ".join(filter(None, (line.label, heading, said)))
    return None
