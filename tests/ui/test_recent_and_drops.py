"""Plan files opened last, and files dropped on the window."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.driver import Driver, wait_idle
from ui.drops import files_of
from ui.recent_menu import RecentMenu


@pytest.fixture
def saved(open_driver, qtbot, tmp_path):
    """Two plans saved one after the other; the second is open."""
    for name in ("First", "Second"):
        open_driver.files.path = tmp_path / f"{name} & more.footprints.gpkg"
        open_driver.session.operations.save_as.run()
        wait_idle(open_driver, qtbot)
    return open_driver


def menu_of(driver: Driver) -> RecentMenu:
    found = driver.window.findChild(RecentMenu)
    assert found is not None
    return found


def entries(menu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_latest_stands_first_and_opens(saved, qtbot, tmp_path):
    menu = menu_of(saved)
    menu.aboutToShow.emit()
    wait_idle(saved, qtbot)
    assert entries(menu) == [
        "&1 Second && more.footprints.gpkg",
        "&2 First && more.footprints.gpkg",
    ]
    menu.actions()[1].trigger()
    wait_idle(saved, qtbot)
    assert saved.document.path == tmp_path / "First & more.footprints.gpkg"
    assert saved.settings.recent_plans[0] == saved.document.path


def test_a_file_that_is_gone_is_grey_and_says_why(saved, qtbot, tmp_path):
    (tmp_path / "First & more.footprints.gpkg").unlink()
    menu = menu_of(saved)
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: not menu.actions()[1].isEnabled())
    gone = menu.actions()[1]
    assert gone.text().endswith("– not there")
    assert "moved, renamed or deleted" in gone.toolTip()
    assert gone.statusTip().startswith("Not now: It is no longer in")
    menu.actions()[-1].trigger()
    assert entries(menu) == ["&1 Second && more.footprints.gpkg"]


def test_without_any_the_menu_says_so(driver):
    assert entries(menu_of(driver)) == ["No plan was opened yet"]


def test_the_start_page_greys_what_is_gone(saved, qtbot, tmp_path):
    gone = tmp_path / "First & more.footprints.gpkg"
    gone.unlink()
    later = Driver(tmp_path)
    buttons = later.window.start_page.recent_buttons
    assert len(buttons) == 2
    qtbot.waitUntil(lambda: not buttons[gone].isEnabled())
    assert "moved, renamed or deleted" in buttons[gone].description()
    assert buttons[tmp_path / "Second & more.footprints.gpkg"].isEnabled()
    later.session.runner.shut_down()
    later.window.deleteLater()


# --- dropping -----------------------------------------------------------------------------------


def mime_of(*paths) -> QMimeData:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return held


def drop(widget, held: QMimeData) -> bool:
    """Drag over a widget and let go, as the system tells Qt; whether it was taken."""
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, held, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(at, copy, held, left, none)
    # Qt sends the drop to whoever took the drag: the window.
    QApplication.sendEvent(widget.window(), let_go)
    return let_go.isAccepted()


def test_a_plan_file_dropped_on_the_map_opens(saved, qtbot, tmp_path):
    first = tmp_path / "First & more.footprints.gpkg"
    assert not saved.map.viewport().acceptDrops()
    assert drop(saved.map.viewport(), mime_of(first))
    wait_idle(saved, qtbot)
    assert saved.document.path == first


def test_a_plan_file_dropped_asks_about_unsaved_changes(saved, qtbot, tmp_path):
    saved.click(3)
    before = saved.document.plan
    saved.messages.answer = "cancel"
    drop(saved.map.viewport(), mime_of(tmp_path / "First & more.footprints.gpkg"))
    wait_idle(saved, qtbot)
    assert saved.document.plan is before
    assert len(saved.messages.questions) == 1


def test_other_files_dropped_start_a_new_plan_from_them(driver, qtbot, tmp_path):
    table = tmp_path / "people.csv"
    table.write_text("lsoa21cd,people\nE01000001,1500\n", encoding="utf-8")
    assert drop(driver.window.start_page, mime_of(table))
    wizard = driver.session.asking.wizard
    qtbot.waitUntil(lambda: not wizard.looking.is_busy)
    assert [each.look.title for each in wizard.answers] == ["people.csv"]
    wizard.reject()


@pytest.mark.parametrize("what", ["text", "web"])
def test_what_is_no_file_is_not_taken(driver, what):
    held = QMimeData()
    if what == "text":
        held.setText("hello")
    else:
        held.setUrls([QUrl("https://example.org/a.gpkg")])
    assert files_of(held) == []
    assert not drop(driver.window.start_page, held)
