"""What the window shows while no plan is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCommandLinkButton,
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.icons import Icons
from ui.operations.open_plan import OpenPlan
from ui.operations.open_sample import OpenSample

COLUMN_PX = 440
TITLE_SCALE = 1.9
BADGE_PX = 56


class StartPage(QWidget):
    """Two ways to begin, and the plans opened last."""

    def __init__(
        self,
        open_sample: OpenSample,
        open_plan: OpenPlan,
        recent: list[Path],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_plan = open_plan
        outer = QVBoxLayout(self)
        column = QFrame(self)
        column.setMaximumWidth(COLUMN_PX)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        layout = QVBoxLayout(column)
        layout.setSpacing(6)
        badge = QLabel(column)
        badge.setPixmap(icons.app_icon().pixmap(QSize(BADGE_PX, BADGE_PX)))
        badge.setFixedHeight(BADGE_PX + 8)
        layout.addWidget(badge)
        title = QLabel(QApplication.applicationDisplayName(), column)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        title.setFont(font)
        layout.addWidget(title)
        lead = QLabel(
            "Draw or generate neighbourhood footprints for a place, see how they fit its primary "
            "care networks, and hand them on.",
            column,
        )
        lead.setWordWrap(True)
        layout.addWidget(lead)
        layout.addSpacing(14)
        self.sample_button = self._link(
            "Open the &Wirral sample", "Try things out. Nothing else is needed.", column
        )
        self.sample_button.clicked.connect(open_sample.run)
        self.open_button = self._link(
            "&Open a plan file…", "Go on with a plan you or a colleague saved.", column
        )
        self.open_button.clicked.connect(open_plan.run)
        layout.addWidget(self.sample_button)
        layout.addWidget(self.open_button)
        if recent:
            layout.addSpacing(14)
            layout.addWidget(QLabel("Opened recently", column))
            for path in recent:
                layout.addWidget(self._recent(path, column))

    def _link(self, title: str, words_below: str, parent: QWidget) -> QCommandLinkButton:
        button = QCommandLinkButton(title, words_below, parent)
        button.setMinimumSize(COLUMN_PX - 40, button.sizeHint().height() + 8)
        return button

    def _recent(self, path: Path, parent: QWidget) -> QCommandLinkButton:
        button = self._link(words.menu_text(path.name), words.menu_text(str(path.parent)), parent)
        button.clicked.connect(lambda: self._open_plan.open(path))
        return button
