"""What of the open plan is kept: where to start from, which footprints are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.geography.place import Place
from icp_footprints.partition.authorities import authority_of_units
from icp_footprints.partition.problem import Start
from icp_footprints.plan.plan import Plan
from ui import words
from ui.plain_label import plain_label

STARTS: tuple[tuple[str, Start], ...] = (
    ("From &nothing", "empty"),
    ("Impro&ve the open plan", "improve"),
    ("Only &fill what is unassigned", "fill"),
)
LIST_ROWS = 7
NO_FOOTPRINTS = "The open plan has no footprints."
ID_ROLE = Qt.ItemDataRole.UserRole


class KeepFields(QWidget):
    """A start that the open plan does not allow is disabled, and says why."""

    changed = Signal()

    def __init__(self, place: Place, plan: Plan, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = plan
        self._place = place
        layout = QVBoxLayout(self)
        layout.addWidget(self._start_box())
        layout.addWidget(self._locks_box())
        self.cross = QCheckBox("Footprints may &cross local authority lines", self)
        self.cross.setVisible(authority_of_units(place) is not None)
        self.cross.toggled.connect(self.changed)
        layout.addWidget(self.cross)
        layout.addStretch(1)

    @property
    def start(self) -> Start:
        """Where to start from."""
        return next(start for start, way in self.ways.items() if way.isChecked())

    @property
    def locked(self) -> frozenset[str]:
        """Ids of the footprints that stay as they are."""
        items = [self.locks.item(row) for row in range(self.locks.count())]
        return frozenset(
            str(item.data(ID_ROLE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _start_box(self) -> QGroupBox:
        box = QGroupBox("Start", self)
        layout = QVBoxLayout(box)
        self.ways: dict[Start, QRadioButton] = {}
        for title, start in STARTS:
            way = QRadioButton(title, box)
            reason = self._cannot(start)
            way.setEnabled(not reason)
            way.setToolTip(words.tooltip(reason))
            way.setAccessibleDescription(reason)
            way.toggled.connect(self._tell)
            layout.addWidget(way)
            if reason:
                layout.addWidget(_small(f"{reason}", box))
            self.ways[start] = way
        self.ways["empty"].setChecked(True)
        return box

    def _cannot(self, start: Start) -> str:
        if start == "empty":
            return ""
        if not self._plan.footprints:
            return NO_FOOTPRINTS
        if start == "fill" and not len(self._plan.unassigned_rows):
            return "Every unit of the open plan is in a footprint."
        if start == "improve" and not (self._plan.assignment >= 0).any():
            return "No unit of the open plan is in a footprint."
        return ""

    def _locks_box(self) -> QGroupBox:
        box = QGroupBox("Footprints that stay exactly as they are", self)
        self.locks = QListWidget(box)
        self.locks.setAccessibleName("Footprints that stay exactly as they are: tick them")
        for footprint in self._plan.footprints:
            item = QListWidgetItem(footprint.name, self.locks)
            item.setData(ID_ROLE, footprint.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_locked = Qt.CheckState.Checked if footprint.locked else Qt.CheckState.Unchecked
            item.setCheckState(is_locked)
        height = self.locks.fontMetrics().height() + 6
        self.locks.setMaximumHeight(LIST_ROWS * height)
        self.locks.itemChanged.connect(self.changed)
        layout = QVBoxLayout(box)
        layout.addWidget(self.locks)
        has_any = bool(self._plan.footprints)
        self.locks.setVisible(has_any)
        if not has_any:
            layout.addWidget(_small(NO_FOOTPRINTS, box))
        return box

    def _tell(self, is_on: bool) -> None:
        # One way goes off as another comes on: one change, not two.
        if is_on:
            self.changed.emit()


def _small(text: str, parent: QWidget) -> QWidget:
    label = plain_label(text, parent)
    label.setEnabled(False)
    return label
