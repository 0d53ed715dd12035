"""The help: its pages, F1, the search, and that nothing outside its folder is ever opened."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWhatsThis

from tests.ui.all_dialogs import each_shown
from ui.dialogs.about import AboutDialog, KeysDialog
from ui.dialogs.help import HelpDialog, PageView
from ui.help_menu import page_of
from ui.help_pages import FIRST_PAGE, help_folder, help_pages, page_name
from ui.tools.tool import Tool

IMAGE = QTextDocument.ResourceType.ImageResource.value
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def help_menu(open_driver):
    menu = open_driver.window.help
    yield menu
    if menu.dialog is not None:
        menu.dialog.close()


def entry(driver, text):
    actions = [
        action
        for menu in driver.window.menuBar().actions()
        if menu.text() == "&Help"
        for action in menu.menu().actions()
    ]
    return next(action for action in actions if action.text() == text)


def test_every_tool_and_panel_has_a_page(driver):
    wanted = {page_name(title): f"panel {title}" for title in driver.window.docks}
    tools = [each for each in vars(driver.session).values() if isinstance(each, Tool)]
    tools += driver.session.window.findChildren(Tool)
    tools += driver.document.findChildren(Tool)
    assert tools
    wanted |= {page_of(tool): f"tool {type(tool).__name__}" for tool in tools}
    pages = help_pages()
    missing = {f"{name}.md ({what})" for name, what in wanted.items() if name not in pages}
    assert missing == set()


def test_every_page_has_a_title_and_leads_only_to_pages_and_pictures_there_are():
    pages = help_pages()
    assert [*pages][:2] == ["index", "getting-started"]
    for page in pages.values():
        assert page.text.startswith("# "), page.name
        assert page.text.count("\n# ") == 0, page.name
        for link in LINK.findall(page.text):
            assert (help_folder() / link).is_file(), f"{page.name}: {link}"


def test_the_first_page_leads_to_every_other():
    pages = help_pages()
    linked = {link.partition("#")[0] for link in LINK.findall(pages["index"].text)}
    assert {f"{name}.md" for name in pages} - {"index.md"} - linked == set()


def test_every_page_is_on_the_list(open_driver, help_menu):
    help_menu.open_index()
    dialog = help_menu.dialog
    assert dialog.list.count() == len(help_pages())
    assert dialog.page == "index"
    assert not dialog.isModal()
    assert "Help" in dialog.view.toPlainText()


def test_f1_on_the_map_opens_the_page_of_the_tool(open_driver, help_menu, qtbot):
    open_driver.use("SelectTool")
    open_driver.map.setFocus()
    entry(open_driver, "&Help on this").trigger()
    assert help_menu.dialog.page == "select"
    assert help_menu.dialog.isVisible()
    open_driver.use("PaintTool")
    entry(open_driver, "&Help on this").trigger()
    assert help_menu.dialog.page == "paint"


def test_f1_in_a_panel_opens_its_page(open_driver, help_menu, qtbot):
    open_driver.window.docks["Matrix"].raise_()
    open_driver.window.activateWindow()
    panel = open_driver.window.panels.matrix
    panel.measure.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.measure)
    assert entry(open_driver, "&Help on this").shortcut().toString() == "F1"
    qtbot.keyClick(panel.measure, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: help_menu.dialog is not None)
    assert help_menu.dialog.page == "matrix"


def test_without_a_plan_f1_opens_the_first_page(driver):
    driver.window.help.open_here()
    assert driver.window.help.dialog.page == "index"
    driver.window.help.dialog.close()


def test_words_find_pages_and_enter_opens_the_first(open_driver, help_menu, qtbot):
    help_menu.open_index()
    dialog = help_menu.dialog
    qtbot.keyClicks(dialog.search, "two-way diagonal")
    hidden = [dialog.list.item(i).isHidden() for i in range(dialog.list.count())]
    assert all(hidden)
    assert dialog.found.text() == "0 pages with these words"
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "TWO-WAY upper left")
    assert dialog.found.text() == "1 page with these words"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.page == "matrix"
    assert dialog.isVisible()
    assert dialog.view.textCursor().selectedText().casefold() == "two-way"


def test_links_lead_to_pages_and_nowhere_else(open_driver, help_menu, monkeypatch):
    help_menu.open_index()
    dialog = help_menu.dialog
    dialog.view.anchorClicked.emit(QUrl("matrix.md"))
    assert dialog.page == "matrix"
    for elsewhere in ("https://example.org/paint.md", "file:///etc/passwd", "../LICENSE"):
        dialog.view.anchorClicked.emit(QUrl(elsewhere))
        assert dialog.page == "matrix"


def test_only_pictures_of_the_helps_own_folder_are_loaded(qtbot, tmp_path):
    view = PageView()
    qtbot.addWidget(view)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(str(tmp_path / "x.png"))
    for elsewhere in (
        QUrl.fromLocalFile(str(tmp_path / "x.png")),
        QUrl("https://example.org/x.png"),
        QUrl("../icons/app.svg"),
        QUrl("../../../../../../../../" + str(tmp_path / "x.png")),
    ):
        assert not isinstance(view.loadResource(IMAGE, elsewhere), QImage)


def test_markup_on_a_page_is_text(qtbot):
    from ui.help_pages import HelpPage

    view = PageView()
    qtbot.addWidget(view)
    view.show_page(HelpPage("x", "X", "# X\n\n<b>bold</b>"))
    assert "<b>bold</b>" in view.toPlainText()


def test_whats_this_has_words_for_every_entry_and_panel(open_driver, help_menu):
    help_menu.ask_what()
    try:
        assert QWhatsThis.inWhatsThisMode()
    finally:
        QWhatsThis.leaveWhatsThisMode()
    for action in open_driver.window.actions_of.values():
        assert action.whatsThis()
    for dock in open_driver.window.docks.values():
        assert "F1" in dock.whatsThis()


def test_f1_in_a_dialog_opens_its_own_page_beside_it(open_driver, qtbot):
    pages, without = help_pages(), (HelpDialog, AboutDialog, KeysDialog)
    for dialog in each_shown(open_driver, qtbot):
        if isinstance(dialog, without):
            continue
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        shown = dialog.findChild(HelpDialog)
        assert shown is not None, type(dialog).__name__
        assert shown.isVisible()
        assert shown.page in pages
        assert shown.page != FIRST_PAGE, type(dialog).__name__
