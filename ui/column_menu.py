"""Which columns of the footprint table are shown: a menu, remembered between sessions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QTableView, QToolButton, QWidget

from ui import words
from ui.models.column import Column
from ui.models.footprint_table import FootprintTable
from ui.settings import Settings

TABLE = "footprints"


class ColumnMenu(QObject):
    """Shows and hides columns, from a button or from the menu of the headings.

    It tells when the usual ones are wanted back: with their order, their widths and no sorting.

    Parameters
    ----------
    view, model
        The table and the model its columns come from.
    settings
        Where the choice is remembered, by the columns' keys.
    """

    usual_wanted = Signal()

    def __init__(
        self, view: QTableView, model: FootprintTable, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._settings = settings
        self.menu = QMenu("Columns", parent)
        self.menu.aboutToShow.connect(self.fill)
        self.button = QToolButton(parent)
        self.button.setText("&Columns")
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setAutoRaise(True)
        self.button.setAccessibleName("Columns of the table")
        self.button.setToolTip(words.tooltip("Choose which columns the table shows"))
        view.horizontalHeader().customContextMenuRequested.connect(self._pop_up)

    def apply(self) -> None:
        """Show the columns that the user wants to see."""
        chosen = self._settings.shown_columns(TABLE)
        for number, column in enumerate(self._model.columns):
            self._view.setColumnHidden(number, not _is_shown(column, chosen))

    def fill(self) -> None:
        """List every column that can be hidden, with a tick beside those shown."""
        self.menu.clear()
        chosen = self._settings.shown_columns(TABLE)
        for column in self._model.columns:
            if not column.can_hide:
                continue
            action = self.menu.addAction(words.menu_text(column.name))
            action.setCheckable(True)
            action.setChecked(_is_shown(column, chosen))
            action.setToolTip(words.tooltip(column.tip))
            action.toggled.connect(partial(self.show, column.key))
        self.menu.addSeparator()
        self.menu.addAction("&Usual columns", self.show_usual)

    def show(self, key: str, is_shown: bool) -> None:
        """Show or hide a column, from now on."""
        self._settings.remember_columns(
            TABLE, {**self._settings.shown_columns(TABLE), key: is_shown}
        )
        self.apply()

    def show_usual(self) -> None:
        """Show the columns that are there at first, as they are at first."""
        self._settings.remember_columns(TABLE, {})
        self.apply()
        self.usual_wanted.emit()

    def _pop_up(self, at: QPoint) -> None:
        self.menu.popup(self._view.horizontalHeader().mapToGlobal(at))


def _is_shown(column: Column, chosen: dict[str, bool]) -> bool:
    return not column.can_hide or chosen.get(column.key, column.is_shown)
