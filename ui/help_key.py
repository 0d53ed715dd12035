"""The help key inside a dialog: its page of the help, in a window of its own."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog


def add_help_key(dialog: QDialog, page: str) -> None:
    """Have F1 open a page of the help, which stays open until the dialog is closed."""
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
    key.activated.connect(lambda: _show(dialog, page))


def _show(dialog: QDialog, page: str) -> None:
    # The help is loaded when it is asked for; only a child can be used beside a modal dialog.
    from ui.dialogs.help import HelpDialog

    pages = dialog.findChild(HelpDialog) or HelpDialog(dialog)
    pages.open_page(page)
    pages.show()
    pages.raise_()
    pages.activateWindow()
