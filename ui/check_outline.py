"""An outline around the tick boxes of a list, which the style all but hides on a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.bar_delegate import blended

Index = QModelIndex | QPersistentModelIndex
STRENGTH = 0.7
"""How much of the text's colour is in the outline."""


class CheckOutlineDelegate(QStyledItemDelegate):
    """Draws a cell as ever, and an outline around its tick box, ticked or not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        widget: QWidget = shown.widget  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
        box: QRect = widget.style().subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, widget
        )
        is_chosen = bool(shown.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        palette: QPalette = shown.palette  # pyright: ignore[reportAttributeAccessIssue]
        text, base = QPalette.ColorRole.Text, QPalette.ColorRole.Base
        if is_chosen:
            text, base = QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight
        painter.save()
        painter.setPen(QPen(blended(palette.color(text), palette.color(base), STRENGTH), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()
