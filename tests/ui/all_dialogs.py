"""Every dialog of the real window, made as the session makes it."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage
from shiboken6 import isValid

from icp_footprints.checks.issue import Issue
from icp_footprints.partition.verbs.change import change_of
from icp_footprints.plan.actions import assign
from icp_footprints.plan.status import Status
from icp_footprints.plan.target import Target
from ui.alternatives_cards import AlternativeCard
from ui.basemap.dialog import BasemapDialog
from ui.basemap.source import TileSource
from ui.dialogs.about import AboutDialog, KeysDialog
from ui.dialogs.alternatives import AlternativesDialog
from ui.dialogs.band import BandDialog
from ui.dialogs.ceilings import CeilingsDialog
from ui.dialogs.colour import ColourDialog
from ui.dialogs.exception import ExceptionDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.help import HelpDialog
from ui.dialogs.print_paper import PrintDialog
from ui.dialogs.print_preview import PrintPreviewDialog
from ui.dialogs.sources import SourcesDialog
from ui.dialogs.status import StatusDialog
from ui.dialogs.targets import TargetsDialog
from ui.exporting.wanted import Choices
from ui.wizard.new_plan_wizard import NewPlanWizard


def dialogs(driver):
    """Every dialog that is made of the open plan, each as the session makes it."""
    window, document = driver.window, driver.document
    place, plan = document.place, document.plan
    with_targets = replace(plan, targets=(Target("pcn", "containment", 0.75),))
    issue = Issue("band", "required", "A holds too many people.", ("F01",))
    yield GenerateDialog(place, plan, window)
    yield BandDialog(place, plan, window)
    yield TargetsDialog(place, with_targets, window)
    yield ExceptionDialog(issue, None, window)
    yield StatusDialog(plan, [issue], Status.AGREED, window)
    operations = driver.session.operations
    asked = replace(operations.export.asked(), choices=Choices(kinds=("web-map", "picture")))
    yield ExportDialog(asked, lambda folder: folder, window)
    yield PrintDialog("report", "Every page says so.", "No printer.", window)
    yield PrintPreviewDialog(operations.print_plan.printing, "summary", window)
    yield SourcesDialog(place, window)
    yield AboutDialog(driver.session.log, window)
    yield KeysDialog(window._keys, window)
    yield HelpDialog(window)
    yield ColourDialog(document, "F01", window)
    yield BasemapDialog(TileSource("https://example.org/{z}/{x}/{y}.png"), False, window)
    yield NewPlanWizard(driver.session.runner, list, (), window)
    parts = driver.session.generator
    yield AlternativesDialog((card(document),), ("A note.",), document, parts.preview, window)
    yield CeilingsDialog(document, parts.ceilings, parts.ceilings_work, window)


def card(document) -> AlternativeCard:
    """A made-up alternative to the open plan."""
    after = assign(document.plan, np.array([3], dtype=np.intp), "F02")
    change = change_of("x", document.place, (document.plan, after), (0.1, 0.2), "Nothing.")
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    return AlternativeCard("Give one", change, image, ("2 footprints",))


def each_shown(driver, qtbot):
    """Each of the dialogs, on the screen."""
    for dialog in dialogs(driver):
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.wait(1)
        yield dialog
        if isValid(dialog):
            dialog.close()
            dialog.deleteLater()
