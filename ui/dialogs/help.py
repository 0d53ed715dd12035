"""The help: its pages on the left, the page on the right, and words to look for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.announce import announce
from ui.help_pages import FIRST_PAGE, SUFFIX, HelpPage, help_folder, help_pages
from ui.plain_label import plain_label

WIDTH_PX, HEIGHT_PX = 900, 640
LIST_PX, TEXT_PX = 220, 640
NAME_ROLE = Qt.ItemDataRole.UserRole
MARGIN_PX = 14


class PageView(QTextBrowser):
    """Shows pages of the help and nothing else: no file beside them, no network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName("Help page")
        self.document().setDocumentMargin(MARGIN_PX)
        self._widest_px = TEXT_PX

    def show_page(self, page: HelpPage) -> None:
        """Show a page from its top."""
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(
            page.text, features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """A picture of the help's own folder, no wider than the text; nothing else."""
        folder = help_folder().resolve()
        path = (folder / QUrl(name).path()).resolve()
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        if not is_picture or not QUrl(name).isRelative() or not path.is_relative_to(folder):
            return QByteArray()
        picture = QImage(str(path))
        if picture.width() > self._widest_px:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(self._widest_px, smooth)
        return picture


class HelpDialog(QDialog):
    """Stays open beside the window, which can be used meanwhile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setModal(False)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.pages = help_pages()
        self.search = QLineEdit(self)
        self.search.setAccessibleName("Words to look for in the help")
        self.search.setPlaceholderText("Words to look for")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Pages of the help")
        self.list.setWordWrap(True)
        self.found = plain_label("", self)
        self.view = PageView(self)
        self._lay_out()
        for page in self.pages.values():
            item = QListWidgetItem(page.title, self.list)
            item.setData(NAME_ROLE, page.name)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._open_first)
        self.list.currentItemChanged.connect(self._show_current)
        self.view.anchorClicked.connect(self._follow_link)
        self._look_for("")
        self.open_page(FIRST_PAGE)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        is_any = self.list.currentRow() >= 0
        return str(self.list.currentItem().data(NAME_ROLE)) if is_any else ""

    def open_page(self, name: str) -> None:
        """Show a page, the first where there is none of that name."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(NAME_ROLE) == (name if name in self.pages else FIRST_PAGE):
                item.setHidden(False)
                self.list.setCurrentItem(item)

    def _lay_out(self) -> None:
        side = QWidget(self)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Look for", side)
        label.setBuddy(self.search)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.search, 1)
        left.addLayout(row)
        left.addWidget(self.found)
        left.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(side)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([LIST_PX, WIDTH_PX - LIST_PX])
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        # Enter in the search opens a page; it closes nothing.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)

    def _look_for(self, text: str) -> None:
        """List the pages that have every word, and show the first place in the open page."""
        wanted = text.split()
        shown = 0
        for row in range(self.list.count()):
            item = self.list.item(row)
            has_all = self.pages[str(item.data(NAME_ROLE))].has(wanted)
            item.setHidden(not has_all)
            shown += has_all
        pages = "1 page" if shown == 1 else f"{shown:,} pages"
        self.found.setText(f"{pages} with these words" if wanted else "")
        self.found.setVisible(bool(wanted))
        if wanted:
            announce(self, self.found.text())
        self._mark()

    def _open_first(self) -> None:
        """Show the first page that was found."""
        items = (self.list.item(row) for row in range(self.list.count()))
        first = next((item for item in items if not item.isHidden()), None)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()

    def _show_current(self) -> None:
        if self.page:
            self.view.show_page(self.pages[self.page])
            self._mark()

    def _mark(self) -> None:
        """Go to the first of the words on the page."""
        wanted = self.search.text().split()
        cursor = self.view.textCursor()
        cursor.setPosition(0)
        self.view.setTextCursor(cursor)
        if wanted:
            self.view.find(wanted[0])

    def _follow_link(self, link: QUrl) -> None:
        """Open a page of the help; a link to anywhere else leads nowhere."""
        name = link.path().removesuffix(SUFFIX)
        if link.isRelative() and name in self.pages:
            self.search.clear()
            self.open_page(name)
