"""Make the pictures of the README and the help, from the bundled sample and nothing else.

    python packaging/screenshots.py [--all FOLDER]

Needs no screen. Without ``--all`` the pictures in ``resources`` are made again; with it, every
state is photographed in a light and a dark theme, to look through before a release.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QWizard

from icp_footprints.geography.place import Place
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.actions import assign, rename
from icp_footprints.plan.plan import Plan
from icp_footprints.resources import data_folder, resources_folder
from icp_footprints.sources.sample import sample_place
from ui.app import application
from ui.dialogs.alternatives import AlternativesDialog
from ui.dialogs.generate import GenerateDialog
from ui.operations.issue_fixes import fixes_for
from ui.session import Session
from ui.settings import Settings
from ui.wizard.place_page import PlacePage
from ui.wizard.source_panel import SourcePanel

SIZE = QSize(1400, 900)
PATIENCE_S = 240
SETTLE_S = 0.4
FOOTPRINTS = 8
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
DARK = {
    QPalette.ColorRole.Window: "#2b2d30",
    QPalette.ColorRole.WindowText: "#e8e8e8",
    QPalette.ColorRole.Base: "#1f2123",
    QPalette.ColorRole.AlternateBase: "#27292c",
    QPalette.ColorRole.Text: "#e8e8e8",
    QPalette.ColorRole.PlaceholderText: "#9a9da1",
    QPalette.ColorRole.Button: "#35383b",
    QPalette.ColorRole.ButtonText: "#e8e8e8",
    QPalette.ColorRole.ToolTipBase: "#35383b",
    QPalette.ColorRole.ToolTipText: "#e8e8e8",
    QPalette.ColorRole.Highlight: "#3d7ab8",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#7db4ef",
    QPalette.ColorRole.Mid: "#55585c",
    QPalette.ColorRole.Dark: "#1a1b1d",
    QPalette.ColorRole.Light: "#4a4d51",
}
GREYED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Stage:
    """One window, and what a picture of it is made of."""

    def __init__(self, folder: Path, place: Place, plan: Plan) -> None:
        self.place, self.plan = place, plan
        self.session = Session(Settings(folder / "settings.ini"))
        self.window = self.session.window
        self.heart = QRect(QPoint(0, 0), SIZE)
        """What the last picture is about: the dialog, else the map. The help shows only that."""
        self.window.resize(SIZE)
        self.window.show()
        self.settle()

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window work until it is so, and nothing more is under way."""
        end, rested = time.monotonic() + PATIENCE_S, time.monotonic() + SETTLE_S
        while time.monotonic() < rested:
            QApplication.processEvents()
            # What was thrown away goes only from a running event loop: there is none here.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            time.sleep(0.005)
            if self.session.runner.is_busy or not until():
                rested = time.monotonic() + SETTLE_S
            if time.monotonic() > end:
                raise TimeoutError("The window did not come to rest.")

    def open(self, plan: Plan | None = None) -> None:
        """Show the sample, with the generated plan if no other is given."""
        self.session.document.open(self.place, plan or self.plan)
        self.settle()

    def front(self, *titles: str) -> None:
        """Bring panels to the front."""
        for title in titles:
            self.window.docks[title].show()
            self.window.docks[title].raise_()
        self.settle()

    def use(self, tool: str) -> None:
        """Choose a tool by the name of its class."""
        next(a for a in self.window.tool_actions if a.objectName() == tool).trigger()

    def mouse(self, kind: QEvent.Type, row: int, button: Qt.MouseButton) -> None:
        """One event of the mouse, over a unit."""
        view = self.session.map_view
        east, north = view.picker.middles[row].tolist()
        at = QPointF(view.viewportTransform().map(QPointF(east, -north)).toPoint())
        glob = QPointF(view.viewport().mapToGlobal(at.toPoint()))
        held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
        keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(view.viewport(), QMouseEvent(kind, at, glob, button, held, keys))

    def picture(self, dialog: QDialog | None = None) -> QImage:
        """The window as it is, a dialog lying over it where there is one."""
        shot = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        centre = self.window.centralWidget()
        if centre is not None:
            self.heart = centre.geometry()
        if dialog is not None:
            self.heart = _lay_over(shot, dialog)
        return shot


def _lay_over(shot: QImage, dialog: QDialog) -> QRect:
    over = dialog.grab().toImage()
    bar = dialog.fontMetrics().height() + 12
    left = (shot.width() - over.width()) // 2
    top = max(bar, (shot.height() - over.height() + bar) // 2)
    painter = QPainter(shot)
    painter.fillRect(shot.rect(), QColor(0, 0, 0, 70))
    title = QRect(left, top - bar, over.width(), bar)
    painter.fillRect(title, dialog.palette().button())
    painter.setPen(dialog.palette().buttonText().color())
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
    painter.drawImage(QPoint(left, top), over)
    painter.setPen(dialog.palette().mid().color())
    whole = title.united(QRect(QPoint(left, top), over.size()))
    painter.drawRect(whole.adjusted(0, 0, -1, -1))
    painter.end()
    return whole


# --- the states, each with the window as it is first opened ---


def start_page(stage: Stage) -> QImage:
    return stage.picture()


def wizard(stage: Stage) -> QImage:
    folder = data_folder() / "boundaries" / "wirral"
    names = ("lsoa11.geojson", "registrations.csv", "practice_pcn.csv")
    stage.session.operations.new_plan.start([folder / name for name in names])
    found = next(each for each in stage.window.findChildren(QWizard) if each.isVisible())
    stage.settle(found.button(QWizard.WizardButton.NextButton).isEnabled)
    found.next()
    # No file of the sample is published, and this column has no published name.
    column = found.findChildren(SourcePanel)[0].columns["people"]
    column.setCurrentText("resident_modelled")
    column.activated.emit(column.currentIndex())
    stage.settle()
    found.next()
    found.findChildren(PlacePage)[0].name.setText("Wirral")
    found.next()
    stage.settle()
    shot = stage.picture(found)
    found.reject()
    return shot


def layers(stage: Stage) -> QImage:
    stage.open()
    choices = stage.session.map_view.choices
    choices.set_fill("share:pcn")
    choices.set_visible("reference:pcn", True)
    stage.settle()
    return stage.picture()


def painting(stage: Stage) -> QImage:
    stage.open()
    document = stage.session.document
    stage.use("PaintTool")
    stage.session.tool_options.brush.setValue(1)
    gains, loses = _smallest_beside_largest(stage.place, document.plan)
    document.activate(document.plan.footprints[gains].id)
    stage.settle()
    first = _border(stage.place, document.plan, loses, gains)[0]
    beside = stage.place.adjacency.matrix[[first]].indices
    others = beside[document.plan.assignment[beside] == loses].tolist()
    centres = stage.session.map_view.picker.middles
    near = sorted(others, key=lambda row: float(np.hypot(*(centres[row] - centres[first]))))
    stage.mouse(QEvent.Type.MouseButtonPress, first, LEFT)
    for row in near[:2]:
        stage.mouse(QEvent.Type.MouseMove, row, NONE)
        stage.settle()
    return stage.picture()


def inspector(stage: Stage) -> QImage:
    stage.open()
    stage.session.document.activate(stage.plan.footprints[2].id)
    stage.front("Inspector", "Matrix")
    return stage.picture()


def issues(stage: Stage) -> QImage:
    stage.open(_spoilt(stage.place, stage.plan))
    panel = stage.window.panels.issues
    stage.settle()
    document = stage.session.document
    rows = range(panel.model.rowCount())
    bands = [row for row in rows if "people" in str(panel.model.index(row, 0).data())]
    panel.list.setCurrentIndex(panel.model.index(bands[0], 0))
    stage.settle()
    issue = document.chosen_issue
    if issue is None:
        raise RuntimeError("No issue was chosen.")
    stage.session.operations.fix_issue.fix(fixes_for(document.plan, issue)[0])
    stage.settle(stage.session.preview_bar.isVisible)
    return stage.picture()


def generating(stage: Stage) -> QImage:
    stage.open()
    session = stage.session
    dialog = GenerateDialog(stage.place, stage.plan, stage.window, runner=session.runner)
    dialog.show()
    stage.settle(lambda: bool(dialog.findings.text()) and not dialog.outlook.text())
    shot = stage.picture(dialog)
    dialog.reject()
    return shot


def alternatives(stage: Stage) -> QImage:
    stage.open()
    band = stage.plan.band
    problem = Problem(stage.place, band, footprints=FOOTPRINTS, effort=0.3, base=stage.plan)
    stage.session.operations.find_alternatives.find(problem)
    stage.settle(lambda: bool(stage.window.findChildren(AlternativesDialog)))
    dialog = stage.window.findChildren(AlternativesDialog)[0]
    stage.settle()
    shot = stage.picture(dialog)
    dialog.reject()
    return shot


def history(stage: Stage) -> QImage:
    stage.open()
    document = stage.session.document
    first, second = (each.id for each in document.plan.footprints[:2])
    document.apply(rename(document.plan, first, "Birkenhead North"), "Rename to Birkenhead North")
    for _ in range(3):
        units = np.array(_border(stage.place, document.plan, 0, 1)[:1], dtype=np.intp)
        document.apply(assign(document.plan, units, second), "Give 1 unit to Neighbourhood 2")
    document.undo_stack.undo()
    stage.front("History")
    return stage.picture()


STATES: dict[str, Callable[[Stage], QImage]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        start_page,
        wizard,
        layers,
        painting,
        inspector,
        issues,
        generating,
        alternatives,
        history,
    )
}
# Pictures that are shown somewhere: state, theme, file below resources.
PICTURES = (
    ("painting", "light", "screenshots/painting.png"),
    ("inspector", "light", "screenshots/inspector.png"),
    ("alternatives", "light", "screenshots/alternatives.png"),
    ("layers", "dark", "screenshots/layers-dark.png"),
    ("painting", "light", "help/pictures/painting.png"),
    ("issues", "light", "help/pictures/fix.png"),
    ("wizard", "light", "help/pictures/check.png"),
    ("generating", "light", "help/pictures/settings.png"),
)


def _border(place: Place, plan: Plan, loses: int, gains: int) -> list[int]:
    pairs = place.adjacency.matrix.tocoo()
    across = (plan.assignment[pairs.row] == loses) & (plan.assignment[pairs.col] == gains)
    return sorted({int(row) for row in pairs.row[across]})


def _smallest_beside_largest(place: Place, plan: Plan) -> tuple[int, int]:
    """The two neighbours between whom a few units best go over, the one who gains first."""
    people = place.ledger(plan.band.ledger).people
    held = [people[plan.assignment == number].sum() for number in range(len(plan.footprints))]
    pairs = [
        (gains, loses)
        for gains in range(len(held))
        for loses in range(len(held))
        if _border(place, plan, loses, gains)
    ]
    return max(pairs, key=lambda pair: held[pair[1]] - held[pair[0]])


def _spoilt(place: Place, plan: Plan) -> Plan:
    """One footprint over its band, for the fixes to have something to mend."""
    pairs = place.adjacency.matrix.tocoo()
    people = place.ledger(plan.band.ledger).people
    while people[plan.assignment == 0].sum() <= (plan.band.high or 0):
        across = (plan.assignment[pairs.row] != 0) & (plan.assignment[pairs.col] == 0)
        plan = assign(plan, np.unique(pairs.row[across])[:1].astype(np.intp), plan.footprints[0].id)
    return plan


def _made_plan(place: Place) -> Plan:
    plan = generate(Problem(place, footprints=FOOTPRINTS, seed=1, starts=2)).plan
    return replace(plan, name="Wirral, first draft")


def _dark_palette() -> QPalette:
    palette = QPalette()
    for role, colour in DARK.items():
        palette.setColor(role, QColor(colour))
    for role in GREYED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7f8286"))
    return palette


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every state, both themes")
    parser.add_argument("--only", help="this state alone")
    choice = parser.parse_args()
    app = application()
    app.setStyle("Fusion")
    themes = {"light": app.palette(), "dark": _dark_palette()}
    place = sample_place()
    plan = _made_plan(place)
    if choice.all is None:
        base = resources_folder()
        wanted = [(*each[:2], base / each[2]) for each in PICTURES]
    else:
        wanted = [
            (name, theme, choice.all / f"{name}-{theme}.png") for name in STATES for theme in themes
        ]
    for name, theme, path in wanted:
        if choice.only in (None, name):
            app.setPalette(themes[theme])
            _write(STATES[name], place, plan, path)


def _write(state: Callable[[Stage], QImage], place: Place, plan: Plan, path: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        stage = Stage(Path(folder), place, plan)
        shot = state(stage)
        if "help" in path.parts:
            shot = shot.copy(stage.heart)
        stage.session.document.undo_stack.setClean()
        stage.window.hide()
        stage.session.runner.shut_down()
    path.parent.mkdir(parents=True, exist_ok=True)
    # 0 is the smallest file, and the slowest to write.
    if not shot.save(str(path), None, 0):
        raise OSError(f"{path} could not be written.")
    print(f"{path} ({path.stat().st_size // 1024} KB)")


if __name__ == "__main__":
    main()
