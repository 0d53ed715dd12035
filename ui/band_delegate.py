"""A cell with a bar against the band, and beside it in words how far off it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.bar_delegate import draw_bar
from ui.models.lines import Bar

Index = QModelIndex | QPersistentModelIndex
PAD_PX = 5
BAR_EMS = 3.5
"""How wide the bar is, in heights of a line: it grows with the text, and all have one scale."""


class BandDelegate(QStyledItemDelegate):
    """Draws the bar of a cell, asked for by a role, left of its text."""

    def __init__(self, bar_role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar_role = bar_role

    def bar_px(self, option: QStyleOptionViewItem) -> int:
        """How much room bar and gap take."""
        return round(BAR_EMS * option.fontMetrics.height()) + PAD_PX  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        bar = index.data(self._bar_role)
        if not isinstance(bar, Bar):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, rect = str(shown.text), QRectF(shown.rect)  # pyright: ignore[reportAttributeAccessIssue]
        shown.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        widget: QWidget = shown.widget  # pyright: ignore[reportAttributeAccessIssue]
        style = widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        state, palette = shown.state, shown.palette  # pyright: ignore[reportAttributeAccessIssue]
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        width = self.bar_px(shown)
        place = QRectF(rect.left() + PAD_PX, rect.top(), width - PAD_PX, rect.height())
        draw_bar(painter, place, bar, palette, is_chosen=is_chosen)
        beside = rect.adjusted(width + PAD_PX, 0, -PAD_PX, 0)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(shown.font)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setPen(palette.color(role))
        elided = shown.fontMetrics.elidedText(  # pyright: ignore[reportAttributeAccessIssue]
            text, Qt.TextElideMode.ElideRight, int(beside.width())
        )
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + self.bar_px(option), hint.height())
