"""Which files to write for others, where, and what would be replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.errors import InputError
from icp_footprints.wording import count_words, shortened
from ui.exporting.kind_fields import KindFields
from ui.exporting.kinds import WEB_MAP, files_of
from ui.exporting.wanted import Choices, Wanted
from ui.files import file_name
from ui.help_key import add_help_key
from ui.operations.export import ExportAsked
from ui.plain_label import plain_label
from ui.words import tooltip

WIDTH_PX, HEIGHT_PX = 860, 740
WIDEST_PX = 1250
LONGEST_NAME, LONGEST_MAKER = 100, 200
LINES_SHOWN = 4
NOTHING = "Tick at least one file."
NO_NAME = "Give the files a name."
BAD_NAME = 'A file name cannot hold any of < > : " / \\ | ? *, nor begin or end with a dot.'


class ExportDialog(QDialog):
    """Says what would be written before anything is.

    Parameters
    ----------
    asked
        The plan, and what is shown first.
    choose_folder
        Asks for a folder, beginning at one.
    """

    def __init__(
        self,
        asked: ExportAsked,
        choose_folder: Callable[[Path], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._choose_folder = choose_folder
        self.setWindowTitle("Export")
        add_help_key(self, "export")
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.fields = KindFields(asked.choices, asked.active_name, asked.simplifies, self)
        self.folder = QLineEdit(str(asked.folder), self)
        self.browse = QPushButton("&Browse…", self)
        self.browse.setToolTip(tooltip("Chooses the folder that the files go to."))
        self.name = QLineEdit(asked.name, self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setToolTip(tooltip("What the name of every file begins with."))
        self.made_by = QLineEdit(asked.choices.made_by, self)
        self.made_by.setMaxLength(LONGEST_MAKER)
        self.made_by.setPlaceholderText("a person or team, for the cover of the report")
        self.files = QListWidget(self)
        self.files.setAccessibleName("Files that will be written")
        self.files.setToolTip(tooltip("Files that will be written, and what each would replace."))
        self.problem = plain_label("", self)
        self.problem.setAccessibleName("Why nothing can be exported")
        self._lay_out()
        for field in (self.folder, self.name, self.made_by):
            field.textChanged.connect(self._follow)
        self.fields.changed.connect(self._follow)
        self.browse.clicked.connect(self._browse)
        self._follow()

    def wanted(self) -> Wanted:
        """What is to be written."""
        choices = self.fields.choices(self.made_by.text().strip())
        one = self._asked.active_id if choices.only_active else None
        return Wanted(choices, Path(self.folder.text().strip()), self.name.text().strip(), one)

    # --- building ---

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        form = QFormLayout()
        label = QLabel("F&older", self)
        label.setBuddy(self.folder)
        form.addRow(label, where)
        form.addRow("&Name", self.name)
        form.addRow("Made b&y", self.made_by)
        form.addRow("Files", self.files)
        self.folder.setAccessibleName("Folder")
        line = self.files.fontMetrics().height() + 4
        self.files.setFixedHeight(LINES_SHOWN * line + 4 * self.files.frameWidth())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export_button = buttons.addButton("E&xport", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.status = plain_label(self._asked.status_words, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.status)
        layout.addWidget(_scrolling(self.fields, self), 1)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)

    # --- following the fields ---

    def _browse(self) -> None:
        folder = self._choose_folder(Path(self.folder.text().strip()))
        if folder is not None:
            self.folder.setText(str(folder))

    def _follow(self) -> None:
        """Show what would be written, or why nothing can be."""
        wanted = self.wanted()
        paths = [path for each in files_of(wanted).values() for path in each]
        reason = _problem(wanted) or self._clash(paths)
        there = [] if reason else [path for path in paths if path.exists()]
        self.files.clear()
        for path in paths:
            self.files.addItem(
                f"{path.name} – replaces the file of that name" if path in there else path.name
            )
        self._say(reason, len(paths), len(there))

    def _clash(self, paths: list[Path]) -> str:
        plan_file = self._asked.plan_file
        if plan_file is not None and plan_file in paths:
            return f"{plan_file.name} is the plan file itself. Choose another name."
        return _another_plan([path for path in paths if path.is_file()])

    def _say(self, reason: str, number: int, replaced: int) -> None:
        told = reason
        if not reason and replaced:
            told = f"{count_words(replaced, 'file')} would be replaced."
        self.problem.setText(told)
        self.problem.setVisible(bool(told))
        self.export_button.setEnabled(not reason)
        verb = "E&xport and replace" if replaced else "E&xport"
        self.export_button.setText(verb)
        tip = reason or f"Writes {count_words(number, 'file')}."
        self.export_button.setToolTip(tooltip(tip))


def _problem(wanted: Wanted) -> str:
    """Why it cannot be written, as far as can be told before it is tried; empty where it can."""
    choices = wanted.choices
    if not choices.kinds:
        return NOTHING
    if not wanted.name:
        return NO_NAME
    if file_name(wanted.name) != wanted.name:
        return BAD_NAME
    if not wanted.folder.is_absolute() or not wanted.folder.is_dir():
        return f"There is no folder {shortened(str(wanted.folder))}. Choose one with Browse."
    return _wrong_address(choices)


def _another_plan(paths: list[Path]) -> str:
    """Which file is a plan, with the way out; empty where none is."""
    if not paths:
        return ""
    from icp_footprints.exchange.targets import check_no_plan_file

    try:
        for path in paths:
            check_no_plan_file(path)
    except InputError as error:
        return str(error)
    return ""


def _wrong_address(choices: Choices) -> str:
    if WEB_MAP not in choices.kinds or not choices.comments_to:
        return ""
    from icp_footprints.report.web_map.comments import checked_address

    try:
        checked_address(choices.comments_to)
    except InputError as error:
        return str(error)
    return ""


def _scrolling(page: QWidget, parent: QWidget) -> QScrollArea:
    """A page that can be scrolled where large letters leave it too little room."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(min(page.minimumSizeHint().width() + bar, WIDEST_PX))
    return area
