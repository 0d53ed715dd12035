"""Exporting from the window: the dialog, the files it writes, and that nothing is half done."""

import json
import sqlite3
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from icp_footprints.errors import InputError
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.exchange.verify import verify_file
from icp_footprints.plan.band import Band
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Cancelled, Progress
from tests.grids import plan_of
from tests.ui.driver import wait_idle
from ui.dialogs.export import BAD_NAME, NO_NAME, NOTHING, ExportDialog
from ui.exporting.kinds import KINDS, files_of
from ui.exporting.wanted import REMEMBERED, Choices, Wanted, restored
from ui.exporting.writing import write_files
from ui.operations.export import NOT_WRITTEN, STOPPED, Export
from ui.settings import Settings

EVERY = tuple(kind.key for kind in KINDS)
QUICK = ("geojson", "csv")


@pytest.fixture
def dialog(open_driver, qtbot, tmp_path):
    """The dialog as the menu opens it, for the folder of the test."""
    open_driver.settings.export_folder = tmp_path
    shown = ExportDialog(
        open_driver.session.operations.export.asked(),
        open_driver.files.choose_folder,
        open_driver.window,
    )
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


def tick(dialog, *keys):
    for key, box in dialog.fields.ticks.items():
        box.setChecked(key in keys)


def listed(dialog):
    return [dialog.files.item(row).text() for row in range(dialog.files.count())]


def names(folder):
    """What is in a folder, but for the settings and the log of the window."""
    own = {"settings.ini", "icp-footprints.log"}
    return {path.name for path in folder.iterdir() if path.name not in own and path.is_file()}


def wanted(folder, *keys, **choices):
    return Wanted(Choices(kinds=keys, **choices), folder, "Wirral")


# --- the dialog -------------------------------------------------------------------------------


def test_it_says_what_would_be_written_and_of_which_plan(dialog):
    tick(dialog, "csv", "pdf")
    assert listed(dialog) == [
        "Testham Test plan-units.csv",
        "Testham Test plan-units.meta.json",
        "Testham Test plan.pdf",
    ]
    assert dialog.status.text().endswith("draft, version 1.")
    assert dialog.export_button.isEnabled()
    assert dialog.problem.isHidden()


def test_what_would_be_replaced_is_marked(dialog, tmp_path):
    (tmp_path / "Testham Test plan.geojson").write_text("old")
    tick(dialog, *QUICK)
    assert listed(dialog)[0] == "Testham Test plan.geojson – replaces the file of that name"
    assert dialog.problem.text() == "1 file would be replaced."
    assert dialog.export_button.text() == "E&xport and replace"
    dialog.name.setText("other")
    assert dialog.problem.isHidden()
    assert dialog.export_button.text() == "E&xport"


WRONG = (
    (tick, NOTHING),
    (lambda each: each.name.setText(" "), NO_NAME),
    (lambda each: each.name.setText("../up"), BAD_NAME),
    (lambda each: each.name.setText("a:b"), BAD_NAME),
    (lambda each: each.folder.setText(each.folder.text() + "/gone"), "There is no folder"),
    (lambda each: each.folder.setText(""), "There is no folder"),
    (lambda each: each.folder.setText("."), "There is no folder"),
    (lambda each: each.fields.comments.setText("me@x?cc=all"), "is not an e-mail address"),
)


def test_what_cannot_be_written_says_why(dialog, tmp_path):
    for change, reason in WRONG:
        tick(dialog, "web-map")
        dialog.name.setText("Wirral")
        dialog.folder.setText(str(tmp_path))
        assert dialog.export_button.isEnabled(), reason
        change(dialog)
        assert not dialog.export_button.isEnabled(), reason
        assert reason in dialog.problem.text()
        assert dialog.problem.isVisible()
        assert dialog.export_button.toolTip()


def test_nothing_is_written_over_the_plan_file(open_driver, dialog, tmp_path):
    asked = replace(dialog._asked, plan_file=tmp_path / "a-map.gpkg")
    other = ExportDialog(asked, lambda folder: folder, open_driver.window)
    other.name.setText("a")
    tick(other, "gpkg")
    assert other.problem.text() == "a-map.gpkg is the plan file itself. Choose another name."
    assert not other.export_button.isEnabled()
    other.deleteLater()


def test_nothing_is_written_over_another_plan(open_driver, dialog, tmp_path):
    place, plan = open_driver.document.place, open_driver.document.plan
    save_plan_file(tmp_path / "b-map.gpkg", place, plan)
    before = (tmp_path / "b-map.gpkg").read_bytes()
    dialog.name.setText("b")
    tick(dialog, "gpkg")
    assert "b-map.gpkg is a plan file. Choose another name." in dialog.problem.text()
    assert not dialog.export_button.isEnabled()
    asked = replace(wanted(tmp_path, "gpkg"), name="b")
    with pytest.raises(InputError, match="is a plan file"):
        write_files(place, plan, asked, Progress())
    assert (tmp_path / "b-map.gpkg").read_bytes() == before


def test_how_to_write_a_file_is_shown_where_it_is_ticked(dialog):
    tick(dialog, "pdf")
    assert not dialog.fields.public.isVisibleTo(dialog)
    assert not dialog.fields.suffix.isVisibleTo(dialog)
    tick(dialog, "web-map", "picture")
    assert dialog.fields.public.isVisibleTo(dialog)
    assert dialog.fields.suffix.isVisibleTo(dialog)


def test_the_picture_can_be_of_the_active_footprint_where_there_is_one(open_driver, dialog):
    tick(dialog, "picture")
    dialog.fields.shows.setCurrentIndex(1)
    dialog.fields.suffix.setCurrentIndex(1)
    assert dialog.wanted().footprint_id == "F01"
    assert listed(dialog) == ["Testham Test plan-F01.svg"]
    asked = replace(dialog._asked, active_id=None, active_name="")
    other = ExportDialog(asked, lambda folder: folder, open_driver.window)
    assert not other.fields.shows.isEnabled()
    assert "Choose a footprint" in other.fields.shows.toolTip()
    assert other.wanted().footprint_id is None
    other.deleteLater()


def test_lines_that_cannot_be_simplified_say_so(open_driver, dialog):
    other = ExportDialog(
        replace(dialog._asked, simplifies=False), lambda folder: folder, open_driver.window
    )
    assert not other.fields.simplify.isEnabled()
    assert "overlap" in other.fields.simplify.toolTip()
    other.deleteLater()


def test_a_folder_is_chosen_by_browse(open_driver, dialog, tmp_path):
    open_driver.files.path = tmp_path.parent
    dialog.browse.click()
    assert dialog.wanted().folder == tmp_path.parent
    open_driver.files.path = None
    dialog.browse.click()
    assert dialog.wanted().folder == tmp_path.parent


def answer_with(change):
    """Answer the dialog that opens next, by the keyboard."""

    def answer():
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, ExportDialog)
        change(shown)
        QTest.keyClick(shown, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)


def test_from_the_menu_to_the_note_and_what_was_chosen_is_remembered(open_driver, qtbot, tmp_path):
    open_driver.settings.export_folder = tmp_path
    out = tmp_path / "out"
    out.mkdir()

    def choose(dialog):
        tick(dialog, *QUICK)
        dialog.folder.setText(str(out))
        dialog.name.setText("Wirral")
        dialog.made_by.setText("The team")
        dialog.fields.simplify.setValue(20)

    answer_with(choose)
    open_driver.window.action(Export).trigger()
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    assert names(out) == {"Wirral.geojson", "Wirral-units.csv", "Wirral-units.meta.json"}
    assert open_driver.messages.notes[-1] == "Saved Wirral.geojson and 2 more"
    assert open_driver.window.note_bar.open_button.isVisible()
    asked = open_driver.session.operations.export.asked()
    assert asked.folder == out
    assert (asked.choices.kinds, asked.choices.made_by) == (QUICK, "The team")
    assert asked.choices.simplify_m == 20


@pytest.mark.parametrize(
    "stored",
    [
        {"kinds": "pdf", "simplify_m": -1, "fill": "red", "made_by": 3, "public": "yes"},
        {"simplify_m": True, "suffix": ".exe", "comments_to": None, "more": 1, "only_active": 0},
    ],
)
def test_damaged_settings_are_as_at_first(tmp_path, stored):
    settings = Settings(tmp_path / "settings.ini")
    settings.remember_choices(REMEMBERED, stored)
    assert restored(settings.choices(REMEMBERED)) == Choices()


def test_without_footprints_it_says_why(open_driver):
    document = open_driver.document
    document.open(document.place, Plan.empty(12))
    for operation in ("export", "print_plan", "print_preview"):
        each = getattr(open_driver.session.operations, operation)
        assert each.reason_now() == "The plan has no footprints yet."


# --- the files --------------------------------------------------------------------------------


@pytest.fixture
def every_file(open_driver, qtbot, tmp_path):
    """Every kind of file, written as the dialog writes them."""
    asked_for = replace(wanted(tmp_path, *EVERY), footprint_id="F01")
    open_driver.session.operations.export.write(asked_for)
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    return {key: paths[0] for key, paths in files_of(asked_for).items()}


def test_every_file_opens_and_belongs_to_the_plan(open_driver, every_file, tmp_path):
    place, plan = open_driver.document.place, open_driver.document.plan
    check = content_hash(place, plan)
    assert open_driver.messages.notes[-1] == "Saved Wirral.pdf and 12 more"
    assert names(tmp_path) == {path.name for path in every_file.values()} | {
        "Wirral-units.meta.json"
    }
    text = every_file["geojson"].read_text(encoding="utf-8")
    assert len(json.loads(text)["features"]) == len(plan.footprints)
    assert check in text
    for key in ("html", "web-map"):
        assert check in every_file[key].read_text(encoding="utf-8")
    with sqlite3.connect(every_file["gpkg"]) as base:
        assert base.execute("SELECT count(*) FROM gpkg_contents").fetchone()[0]
    base.close()
    assert any(each.endswith(".shp") for each in zipfile.ZipFile(every_file["shp"]).namelist())
    assert every_file["pdf"].read_bytes().startswith(b"%PDF")
    assert QImage(str(every_file["picture"])).width() == 1600
    for key in EVERY:
        assert verify_file(every_file[key], place, plan).belongs, key


def test_a_file_in_the_way_is_one_line_and_the_rest_is_not_written(open_driver, qtbot, tmp_path):
    (tmp_path / "Wirral-units.csv").mkdir()
    open_driver.session.operations.export.write(wanted(tmp_path, *QUICK))
    wait_idle(open_driver, qtbot)
    title, words = open_driver.messages.errors[-1]
    assert title == NOT_WRITTEN
    assert words == (
        f"{tmp_path / 'Wirral-units.csv'} is a folder, not a file. Give a file name inside it."
    )
    assert names(tmp_path) == set()


def test_a_folder_one_may_not_write_in_is_one_line(open_driver, qtbot, tmp_path, monkeypatch):
    # For the superuser no folder is read-only, so the system's answer is made up.
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    open_driver.session.operations.export.write(wanted(tmp_path, "pdf"))
    wait_idle(open_driver, qtbot)
    words = open_driver.messages.errors[-1][1]
    assert words.startswith(f"{tmp_path / 'Wirral.pdf'} cannot be written: ")
    assert "\n" not in words
    assert names(tmp_path) == set()


def test_an_error_names_the_file_where_the_user_looks_for_it(
    open_driver, qtbot, tmp_path, monkeypatch
):
    from icp_footprints.report.web_map import web_map

    def full(path, *_, **__):
        raise InputError(f"{path} cannot be written: the disk is full.", "Make room.")

    monkeypatch.setattr(web_map, "write_web_map", full)
    (tmp_path / "Wirral.geojson").write_text("old")
    open_driver.session.operations.export.write(wanted(tmp_path, "geojson", "web-map"))
    wait_idle(open_driver, qtbot)
    told = f"{tmp_path / 'Wirral-map-public.html'} cannot be written: the disk is full. Make room."
    assert open_driver.messages.errors[-1][1] == told
    assert (tmp_path / "Wirral.geojson").read_text() == "old"
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".icp")] == []


def test_stopped_it_leaves_nothing(open_driver, qtbot, tmp_path, monkeypatch):
    """Stop reaches the proofs of how good any plan could be, which take most of the time."""
    from icp_footprints.report import material

    proofs, begun = material.ceilings_of_plan, threading.Event()

    def wait_for_stop(place, score, time, progress):
        begun.set()
        while not progress.cancelled:
            assert not threading.Event().wait(0.01)
        return proofs(place, score, time, progress)

    monkeypatch.setattr(material, "ceilings_of_plan", wait_for_stop)
    # Nothing is proved for a plan that does not keep the rules.
    whole = plan_of("AABB\nAABB\nCCCC", Band(3000, 5000))
    open_driver.document.open(open_driver.document.place, whole)
    tasks = []
    open_driver.session.runner.started.connect(tasks.append)
    open_driver.session.operations.export.write(wanted(tmp_path, *QUICK, "html"))
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    next(each for each in tasks if each.title == "Exporting").cancel()
    wait_idle(open_driver, qtbot)
    assert names(tmp_path) == set()
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".icp")] == []
    assert open_driver.messages.errors == []
    assert open_driver.messages.notes[-1] == STOPPED


def test_progress_only_grows_and_stops_between_files(open_driver, tmp_path):
    place, plan = open_driver.document.place, open_driver.document.plan
    told = []
    progress = Progress(lambda fraction, text: told.append((fraction, text)))
    write_files(place, plan, wanted(tmp_path, *QUICK, "picture"), progress)
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert "Writing Wirral.geojson" in [text for _, text in told]
    stopped = Progress(lambda fraction, _: stopped.cancel() if fraction > 0.3 else None)
    with pytest.raises(Cancelled):
        write_files(place, plan, wanted(tmp_path / ".." / tmp_path.name, *QUICK), stopped)
