"""Cells shaded by how much they hold; the figure always stands there as text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.bar_delegate import blended
from ui.canvas.style import style_for

Index = QModelIndex | QPersistentModelIndex
LEAST_SHADE = 0.08
"""Below this a cell is left plain."""


class ShadeDelegate(QStyledItemDelegate):
    """Shades a cell by the share that a role gives."""

    def __init__(self, shade_role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shade_role = shade_role

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        shade = float(index.data(self._shade_role) or 0.0)
        if shade >= LEAST_SHADE:
            palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
            base = palette.color(QPalette.ColorRole.Base)
            colour = blended(style_for(palette).fill(0), base, min(shade, 1.0))
            option.backgroundBrush = QBrush(colour)  # pyright: ignore[reportAttributeAccessIssue]
