"""One footprint in full: its people, how it fits each layer, who lives there, and who runs it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.plan.difference import PlanDifference
from ui import words
from ui.bar_delegate import BarDelegate
from ui.canvas.style import style_for
from ui.clipboard import cells
from ui.commit_fields import CommitLine, CommitText
from ui.document import PlanDocument
from ui.icons import swatch
from ui.models.inspector_lines import sections_of
from ui.models.inspector_tree import BAR_ROLE, InspectorTree
from ui.operations.describe_footprint import DescribeFootprint, Detail
from ui.operations.rename_footprint import RenameFootprint
from ui.plain_label import plain_label
from ui.sight import Sight

NOTHING = "No footprint is active. Choose one in the Footprints table first."
SWATCH_PX = 18
LONGEST_NAME = 200
LONGEST_NOTES = 10_000
TREE_LINES, NOTE_LINES = 9, 3
LABEL_SHARE, FIGURE_SHARE = 0.34, 0.33
"""Of the width of the tree, for its first column and each of the others."""
ROW_PAD_PX = 6


class FigureTree(QTreeView):
    """The sections, all open at first; Ctrl+C copies every line as cells."""

    def __init__(self, model: InspectorTree, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(BarDelegate(BAR_ROLE, self))
        self.setAccessibleName("Figures of the footprint")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setMinimumHeight(TREE_LINES * (self.fontMetrics().height() + ROW_PAD_PX))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(True)
        model.modelReset.connect(self.expandAll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy every section with its headings."""
        model = self.model()
        if isinstance(model, InspectorTree):
            QApplication.clipboard().setText(cells(model.copied()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            width = self.viewport().width()
            self.setColumnWidth(0, round(LABEL_SHARE * width))
            self.setColumnWidth(1, round(FIGURE_SHARE * width))
        return super().viewportEvent(event)


class InspectorPanel(QScrollArea):
    """Follows the active footprint; a field that is changed is one undo step."""

    def __init__(
        self,
        document: PlanDocument,
        rename: RenameFootprint,
        describe: DescribeFootprint,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._rename = rename
        self._describe = describe
        self._shown: str | None = None
        self._is_stale = True
        self._sight = Sight(self)
        self.model = InspectorTree(self)
        self._make_parts()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sight.gained.connect(self._catch_up)
        describe.notes_wanted.connect(self.write_notes)
        document.place_changed.connect(self._follow_place)
        document.plan_changed.connect(self._follow_plan)
        document.active_footprint_changed.connect(self._follow_active)
        document.colours_changed.connect(self._show_colour)
        for signal in (document.held_changed, document.plan_changed, document.place_changed):
            signal.connect(self._follow_rights)
        document.held_changed.connect(self._follow_held)
        self._follow_active()

    def write_notes(self) -> None:
        """Let the user write notes, wherever the panel stands."""
        dock = self.parentWidget()
        if dock is not None:
            dock.show()
            dock.raise_()
        self.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "colour"):
            self._show_colour()

    def _make_parts(self) -> None:
        content = QWidget(self)
        self.colour = QLabel(content)
        self.name = CommitLine("Name of the footprint", LONGEST_NAME, content)
        bold = self.name.font()
        bold.setBold(True)
        self.name.setFont(bold)
        self.copy_button = QPushButton("Copy figures", content)
        self.copy_button.setToolTip("Copies every figure as cells for Excel (Ctrl+C in the list)")
        self.nothing = plain_label(NOTHING, content)
        self.tree = FigureTree(self.model, content)
        self.lead = CommitLine("Clinical lead", LONGEST_NAME, content)
        self.partners = CommitLine("Partners", LONGEST_NOTES, content)
        self.notes = CommitText("Notes", LONGEST_NOTES, content)
        self.lead.setPlaceholderText("Who leads the team for this footprint")
        self.partners.setPlaceholderText("Practices, council, voluntary groups")
        self.notes.setPlaceholderText("What was agreed, and what is still open")
        self.notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.notes.setFixedHeight(round((NOTE_LINES + 0.7) * self.fontMetrics().lineSpacing()))
        self.copy_button.clicked.connect(self.tree.copy)
        self.name.committed.connect(self._take_name)
        details: tuple[tuple[Detail, CommitLine | CommitText], ...] = (
            ("lead", self.lead),
            ("partners", self.partners),
            ("notes", self.notes),
        )
        for detail, field in details:
            field.committed.connect(partial(self._take, detail))
        self._lay_out(content)
        self.setWidget(content)

    def _lay_out(self, content: QWidget) -> None:
        top = QHBoxLayout()
        for each in (self.colour, self.name, self.copy_button):
            top.addWidget(each)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("Clinical lead", self.lead)
        form.addRow("Partners", self.partners)
        form.addRow("Notes", self.notes)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tree, 1)
        layout.addLayout(form)

    # --- what the user wrote ---

    def _take_name(self, name: str) -> None:
        if self._shown is not None and not self._rename.rename(self._shown, name):
            self._refuse()

    def _take(self, detail: Detail, text: str) -> None:
        if self._shown is not None and not self._describe.describe(self._shown, detail, text):
            self._refuse()

    def _refuse(self) -> None:
        """Take back what was typed, unless the plan is only held for a while."""
        if not self._document.held_reason:
            self._show_words()

    def _follow_rights(self, _: object = None) -> None:
        """Take no letters while they could not be kept: the plan is held, or agreed."""
        document = self._document
        reason = document.edit_reason if document.is_open else ""
        for field in (self.name, self.lead, self.partners, self.notes):
            field.setReadOnly(bool(reason))
            field.setToolTip(words.tooltip(reason))

    def _follow_held(self) -> None:
        if not self._document.held_reason:
            self._commit()

    def _commit(self) -> None:
        """Hand over what is typed and not yet handed over."""
        document = self._document
        if document.is_open and self._shown in [each.id for each in document.plan.footprints]:
            for field in (self.name, self.lead, self.partners, self.notes):
                field.commit()

    # --- following the document ---

    def _follow_place(self) -> None:
        # What was typed about the plan before goes with it.
        self._shown = None
        self._follow_active()

    def _follow_active(self) -> None:
        self._commit()
        document = self._document
        self._shown = document.active_footprint_id if document.is_open else None
        is_any = self._shown is not None
        self.nothing.setVisible(not is_any)
        for each in (self.name, self.copy_button, self.tree, self.lead, self.partners, self.notes):
            each.setEnabled(is_any)
        self.copy_button.setToolTip(
            "Copies every figure as cells for Excel (Ctrl+C in the list)" if is_any else NOTHING
        )
        self._show_words()
        self._show_colour()
        self._show_figures()

    def _follow_plan(self, change: PlanDifference) -> None:
        if self._shown is None or self._shown in change.removed:
            return
        if self._shown in change.relabelled:
            self._show_words()
        # Bars of people are drawn to the scale of the largest footprint.
        if len(change.rows) or change.settings_changed or change.removed:
            self._show_figures()

    def _show_words(self) -> None:
        if self._shown is None:
            for field in (self.name, self.lead, self.partners, self.notes):
                field.keep("")
            return
        footprint = self._document.plan.footprint(self._shown)
        self.name.keep(footprint.name)
        self.lead.keep(footprint.lead)
        self.partners.keep(footprint.partners)
        self.notes.keep(footprint.notes)

    def _show_colour(self, _: object = None) -> None:
        style = style_for(self.palette())
        number = self._document.colours.get(self._shown) if self._shown else None
        fill = style.unassigned if number is None else style.fill(number)
        icon = swatch(fill, style.outline, SWATCH_PX)
        self.colour.setPixmap(icon.pixmap(SWATCH_PX, SWATCH_PX))

    def _catch_up(self) -> None:
        if self._is_stale:
            self._show_figures()

    def _show_figures(self) -> None:
        """Renew the figures; where nobody sees them, later."""
        self._is_stale = not self._sight.is_seen
        if self._is_stale:
            return
        before = {each.title for each in self.model.sections}
        self.model.show_sections(sections_of(self._document))
        for row, section in enumerate(self.model.sections):
            if section.title not in before:
                self.tree.expand(self.model.index(row, 0, QModelIndex()))
