"""The notice that every screen of a place must show, such as that of demonstration data."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui.canvas.style import is_dark
from ui.document import PlanDocument


class NoticeBanner(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(12, 5, 12, 5)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Notice")
        self.hide()
        document.place_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show the place's notice, if it has one."""
        notice = self._document.place.notice if self._document.is_open else ""
        self._colour()
        self.setText(notice)
        self.setVisible(bool(notice))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._colour()

    def _colour(self) -> None:
        parent = self.parentWidget()
        dark = is_dark(parent.palette() if parent is not None else self.palette())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor("#4a3b12" if dark else "#fff3cd"))
        palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffe9a8" if dark else "#4d3a00"))
        self.setPalette(palette)
