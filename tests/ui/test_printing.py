"""Printing and the preview: the pages of the PDF files, on paper of their size and way round."""

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from tests.ui.driver import wait_idle
from ui.dialogs.print_paper import PrintDialog
from ui.dialogs.print_preview import SHARP_PPI, PrintPreviewDialog
from ui.operations.print_plan import PrintPreview
from ui.printing.page_view import FIT_PAGE
from ui.printing.papers import SCREEN_PPI
from ui.printing.print_job import MANY, chosen_pages, new_printer, resolution
from ui.printing.printing import NO_PAGES, NO_PRINTER, NOT_PRINTED, PRINTED, STOPPED

A4_POINTS = (595, 842)
PATIENCE_MS = 60_000


@pytest.fixture
def printing(open_driver):
    made = open_driver.session.operations.print_plan.printing
    made.find_printers = lambda: ("A printer",)
    return made


@pytest.fixture
def preview(open_driver, printing, qtbot):
    """The preview as the menu opens it, of the summary, its page set."""
    open_driver.window.action(PrintPreview).trigger()
    dialog = open_driver.window.findChildren(PrintPreviewDialog)[-1]
    qtbot.waitUntil(lambda: dialog.count == 1, timeout=PATIENCE_MS)
    yield dialog
    for each in open_driver.window.findChildren(PrintPreviewDialog):
        each.close()


@pytest.fixture
def report_preview(preview, qtbot):
    """The preview of the report, all pages set."""
    preview.paper.setCurrentIndex(1)
    qtbot.waitUntil(lambda: preview.count > 1, timeout=PATIENCE_MS)
    return preview


def to_pdf(path, heard, **choices):
    """A user who prints to a file, and chooses on the way."""

    def answer(printer, count):
        heard.append((printer, count))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        for name, value in choices.items():
            getattr(printer, name)(*value)
        return True

    return answer


def sizes(path):
    with pikepdf.open(path) as file:
        boxes = [page.mediabox for page in file.pages]
        return [(round(float(box[2])), round(float(box[3]))) for box in boxes]


def is_picture(each):
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


# --- the preview ------------------------------------------------------------------------------


def test_the_preview_turns_pages_by_button_number_and_key(report_preview):
    preview = report_preview
    assert preview.count > 3
    assert preview.of.text() == f"of {preview.count}"
    assert preview.view.accessibleDescription() == f"Page 1 of {preview.count}"
    assert not preview.back.isEnabled()
    first = preview.view.picture
    preview.on.click()
    assert preview.number.value() == 2
    assert preview.view.picture != first
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.number.value() == 3
    QTest.keyClick(preview.view, Qt.Key.Key_PageUp)
    QTest.keyClick(preview.view, Qt.Key.Key_Left)
    QTest.keyClick(preview.view, Qt.Key.Key_PageUp)
    assert preview.number.value() == 1
    assert preview.view.picture == first
    preview.number.setValue(preview.count)
    assert not preview.on.isEnabled()


def test_pages_are_a4_and_drawn_again_for_those_who_look_closely(preview, qtbot):
    picture = preview.view.picture
    assert (picture.width(), picture.height()) == pytest.approx((1123, 794), abs=2)
    assert preview.view.scale < 1
    preview.zoom.setCurrentIndex(preview.zoom.findText("200 %"))
    assert preview.view.wanted_ppi == 2 * SCREEN_PPI * preview.devicePixelRatioF()
    qtbot.waitUntil(lambda: preview.view.picture.width() > 1123, timeout=PATIENCE_MS)
    assert preview.view.picture.width() == pytest.approx(2 * 1123, abs=4)
    assert SHARP_PPI == 2 * SCREEN_PPI
    wide = preview.view.widget().width()
    assert wide == pytest.approx(2 * 1123, abs=4)
    preview.view.set_zoom(FIT_PAGE)
    assert preview.view.widget().height() < preview.view.viewport().height()


def test_another_paper_can_be_chosen_and_what_was_under_way_is_let_go(preview, qtbot):
    preview.paper.setCurrentIndex(1)
    preview.paper.setCurrentIndex(0)
    assert preview.count == 0
    assert not preview.print_button.isEnabled()
    assert "not set yet" in preview.print_button.toolTip()
    qtbot.waitUntil(lambda: preview.count > 0, timeout=PATIENCE_MS)
    picture = preview.view.picture
    assert preview.count == 1
    assert picture.width() > picture.height()


def test_closing_stops_the_work(open_driver, printing, qtbot):
    dialog = PrintPreviewDialog(printing, "report", open_driver.window)
    dialog.show()
    task = dialog._tasks[0]
    dialog.reject()
    assert task.is_cancelled
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []


def test_without_a_printer_it_says_so_and_where_the_pdf_is(open_driver, printing, qtbot):
    printing.find_printers = tuple
    dialog = PrintPreviewDialog(printing, "summary", open_driver.window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.count > 0, timeout=PATIENCE_MS)
    assert dialog.words.text() == NO_PRINTER
    assert not dialog.print_button.isEnabled()
    dialog.close()
    asks = PrintDialog("summary", "Draft.", printing.no_printer(), open_driver.window)
    assert not asks.print_button.isEnabled()
    assert asks.preview_button.isDefault()
    assert not asks.problem.isHidden()
    asks.deleteLater()


def test_what_to_print_is_asked(qtbot):
    asks = PrintDialog("report", "Draft.", "")
    assert asks.answer() == ("report", "print")
    asks.choices[0][1].click()
    asks.preview_button.click()
    assert asks.answer() == ("summary", "preview")
    asks.deleteLater()


# --- the pages on paper -----------------------------------------------------------------------


def test_the_report_is_printed_from_the_preview_page_by_page(
    open_driver, printing, report_preview, qtbot, tmp_path
):
    count = report_preview.count
    path, heard = tmp_path / "out.pdf", []
    chosen = {
        "setPrintRange": (QPrinter.PrintRange.PageRange,),
        "setFromTo": (2, 3),
        "setResolution": (200,),
    }
    printing.ask_printer = to_pdf(path, heard, **chosen)
    report_preview.print_button.click()
    qtbot.waitUntil(lambda: PRINTED in open_driver.messages.notes, timeout=PATIENCE_MS)
    assert heard[0][1] == count
    assert sizes(path) == [A4_POINTS] * 2
    with pikepdf.open(path) as file:
        widths = [int(each.Width) for each in file.objects if is_picture(each)]
        # 200 pixels per inch, over the whole of the paper.
        assert widths == pytest.approx([8.268 * 200] * 2, abs=4)
    assert open_driver.messages.errors == []


def test_the_summary_is_printed_across(open_driver, printing, qtbot, tmp_path):
    path, heard = tmp_path / "out.pdf", []
    printing.ask_printer = to_pdf(path, heard)
    printing.set_paper("summary", printing.print_paper, title="Setting the pages")
    qtbot.waitUntil(lambda: PRINTED in open_driver.messages.notes, timeout=PATIENCE_MS)
    printer, count = heard[0]
    assert count == 1
    assert printer.docName() == "Coterminosity summary, one page"
    assert sizes(path) == [A4_POINTS[::-1]]


def test_stopped_it_says_so_and_a_user_who_changes_their_mind_prints_nothing(
    open_driver, printing, preview, qtbot, tmp_path
):
    printing.ask_printer = lambda *_: False
    preview.print_button.click()
    assert preview.isVisible()
    assert not open_driver.session.runner.is_busy
    tasks = []
    open_driver.session.runner.started.connect(tasks.append)
    printing.ask_printer = to_pdf(tmp_path / "out.pdf", [])
    preview.print_button.click()
    tasks[-1].cancel()
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.notes[-1] == STOPPED
    assert not (tmp_path / "out.pdf").exists()


def test_pages_that_are_not_there_are_one_line(open_driver, printing, preview, tmp_path):
    chosen = {"setPrintRange": (QPrinter.PrintRange.PageRange,), "setFromTo": (90, 99)}
    printing.ask_printer = to_pdf(tmp_path / "out.pdf", [], **chosen)
    preview.print_button.click()
    assert open_driver.messages.errors == [(NOT_PRINTED, NO_PAGES)]
    assert preview.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_one_line(open_driver, printing, qtbot, tmp_path):
    printing.ask_printer = to_pdf(tmp_path / "none" / "out.pdf", [])
    printing.set_paper("summary", printing.print_paper)
    qtbot.waitUntil(lambda: bool(open_driver.messages.errors), timeout=PATIENCE_MS)
    title, words = open_driver.messages.errors[0]
    assert title == NOT_PRINTED
    assert "switched on" in words


def test_order_ranges_copies_and_resolution(qtbot):
    printer = new_printer("x")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert chosen_pages(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3) == [2, 1, 0]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 3) == [2, 1]
    assert resolution(printer, 3) == 300
    assert resolution(printer, MANY + 1) == 200
