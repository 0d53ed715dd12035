"""How good any plan could be, beside how good the open one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.measures.ceilings.ceiling import (
    CEILING_MEASURE_WORDS,
    CEILING_MEASURES,
    Ceiling,
    CeilingMeasure,
    CeilingStatus,
)
from icp_footprints.measures.scores import LayerScore
from icp_footprints.measures.target_results import measured_value
from icp_footprints.plan.difference import PlanDifference
from ui import words
from ui.clipboard import cells
from ui.document import PlanDocument
from ui.help_key import add_help_key
from ui.known_ceilings import KnownCeilings
from ui.operations.ceilings import CeilingsWork, usual_number
from ui.operations.preview import keeps_the_rules
from ui.plain_label import plain_label

WIDTH_PX, HEIGHT_PX = 760, 460
HEADINGS = ("Layer", "Measure", "Your plan", "No plan can do better than", "How sure")
STATUS: dict[CeilingStatus, str] = {
    "proved": "Proved",
    "time limit": "Proved as far as the time went",
    "instant": "A first look; it may be lower",
    "impossible": "No plan fits the band",
}
LEAD = (
    "These are bounds that no plan can pass which puts every unit into footprints that are all in "
    "band. Footprints need not even be in one part, so the best plan may stay below."
)
NOT_YET = "…"


class CeilingsDialog(QDialog):
    """Stays beside the map and follows the plan; closing it stops the work."""

    def __init__(
        self,
        document: PlanDocument,
        known: KnownCeilings,
        work: CeilingsWork,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        self._known = known
        self._work = work
        self._texts: list[tuple[str, ...]] = []
        self.setWindowTitle("How good could it be?")
        add_help_key(self, "how-good")
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.number = QSpinBox(self)
        self.number.setRange(1, len(document.place.units))
        self.number.setValue(usual_number(document.place, document.plan))
        self.number.setAccessibleName("Number of footprints")
        label = QLabel("With this many &footprints", self)
        label.setBuddy(self.number)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.number)
        row.addStretch(1)
        self.status = plain_label("", self)
        self.table = self._table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        copy = buttons.addButton("&Copy table", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        # The table itself would copy one cell.
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        keys.activated.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(LEAD, self))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.status)
        layout.addWidget(buttons)
        self.number.valueChanged.connect(work.work_out)
        for signal in (work.changed, known.changed, document.plan_changed):
            signal.connect(self._show)
        document.plan_changed.connect(self._follow_bands)
        document.place_changed.connect(self.close)
        self.finished.connect(work.stop)
        work.work_out(self.number.value())
        self._show()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(HEADINGS), self)
        table.setTabKeyNavigation(False)
        table.setHorizontalHeaderLabels(HEADINGS)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAccessibleName("How good any plan could be")
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def copy(self) -> None:
        """Put the whole table on the clipboard, as cells for Excel."""
        QGuiApplication.clipboard().setText(cells([HEADINGS, *self._texts]))

    def _follow_bands(self, change: PlanDifference) -> None:
        if change.settings_changed:
            self._work.work_out(self.number.value())

    def _show(self, _: object = None) -> None:
        plan, score = self._document.plan, self._document.scorecard
        asked = self.number.value()
        known = {(each.layer, each.measure): each for each in self._known.of(plan.bands, asked)}
        is_comparable = len(plan.footprints) == asked
        rows: list[tuple[LayerScore, CeilingMeasure, Ceiling | None]] = [
            (layer, measure, known.get((layer.name, measure)))
            for layer in score.layers
            for measure in CEILING_MEASURES
        ]
        self._texts = [_texts(*row, is_comparable) for row in rows]
        self.table.setRowCount(len(rows))
        for row, texts in enumerate(self._texts):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in (2, 3):
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        self.status.setText(self._status(is_comparable))

    def _status(self, is_comparable: bool) -> str:
        said = [self._work.words] if self._work.words else []
        if is_comparable and not keeps_the_rules(self._document.scorecard):
            said.append(
                "Your plan does not have every unit in a footprint that is in band yet, so these "
                "bounds may not hold for it."
            )
        return " ".join(said)


def _texts(
    layer: LayerScore, measure: CeilingMeasure, ceiling: Ceiling | None, is_comparable: bool
) -> tuple[str, ...]:
    is_count = measure == "splits"
    value = measured_value(layer, measure)
    own = words.count(value) if is_count else words.percent_to_one(value)
    name = CEILING_MEASURE_WORDS[measure]
    return (
        words.layer_name(layer.name),
        f"{name[:1].upper()}{name[1:]}",
        own if is_comparable else "–",
        _bound(ceiling),
        STATUS[ceiling.status] if ceiling else NOT_YET,
    )


def _bound(ceiling: Ceiling | None) -> str:
    if ceiling is None:
        return NOT_YET
    if not ceiling.possible:
        return "–"
    if ceiling.is_count:
        return f"{words.count(ceiling.value)} at least"
    return ceiling.figure(ceiling.value).replace(" ", "\u00a0")
