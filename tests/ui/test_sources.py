from dataclasses import replace

from PySide6.QtCore import Qt

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from tests.grids import place_of, plan_of
from ui.dialogs.sources import SourcesDialog
from ui.source_words import sections, summary

REGISTRATIONS = Source(
    "registrations",
    "<b>gp</b>.csv",
    "0123456789abcdef",
    "12 rows",
    ("2 rows without a practice were left out.",),
    JoinReport(
        rows_read=12,
        ids_matched=10,
        only_in_file=OneSided(3, ("W01000001", "EMPTY", "S01000001")),
        only_in_place=OneSided(2, ("U003", "U007")),
        people_unjoined=310,
        causes=("Three codes are Welsh or Scottish.",),
        conversion=Conversion(2011, 2021, exact=9, merged=1),
    ),
)
BOUNDARIES = Source("units", "units.gpkg", detail="12 units", join=JoinReport(12, 12))


def place_with(*sources):
    return replace(
        place_of("aaaa\naaaa\naaaa", layers={"pcn": "ppqq\nppqq\npp.."}), sources=sources
    )


def test_each_file_says_what_joined_and_what_did_not():
    place = place_with(BOUNDARIES, REGISTRATIONS)
    assert summary(place) == (
        "Testham was made from 2 files. Not every unit was found in <b>gp</b>.csv."
    )
    assert summary(place_with(BOUNDARIES)).endswith("None lacks a unit of the place.")
    units, patients = sections(place)[:2]
    assert units.lines[:2] == ("12 units", "Every unit of the place joined.")
    assert patients.title == "<b>gp</b>.csv (registrations)"
    text = " ".join(patients.lines)
    for part in (
        "Not every unit joined.",
        "12 rows read; 10 units of the place found.",
        "U003, U007",
        "W01000001, EMPTY, S01000001",
        "310 people",
        "Three codes are Welsh or Scottish.",
        "9 exact, 1 merged",
        "2 rows without a practice were left out.",
    ):
        assert part in text, part


def test_layers_say_who_is_in_none_of_their_areas():
    layers = next(each for each in sections(place_with()) if each.title == "Reference layers")
    assert layers.lines == ("PCN: 2 areas (lookup). 16.7\u00a0% of residents are in none of them.",)


def test_islands_pieces_bridges_and_barriers_are_listed():
    place = place_of("aa~a\naa~a\n~~~~\na~~~").with_adjacency_edits(
        [
            AdjacencyEdit("bridge", "U000", "U002", "Silver Jubilee Bridge"),
            AdjacencyEdit("barrier", "U000", "U001", "The railway"),
        ]
    )
    lines = sections(place)[-1].lines
    assert "Bridge between Testham 000 and Testham 002: Silver Jubilee Bridge" in lines
    assert "Barrier between Testham 000 and Testham 001: The railway" in lines
    assert any("in 2 pieces" in line and "6 units, 1 unit" in line for line in lines)
    assert "Without any neighbour: Testham 006." in lines


def test_the_dialog_is_text_to_read_and_no_markup_from_files(open_driver, qtbot):
    operation = open_driver.session.operations.show_sources
    assert not operation.disabled_reason()
    open_driver.document.open(place_with(REGISTRATIONS), plan_of("AAAA\nAAAA\nAAAA"))
    open_driver.window.action(type(operation)).trigger()
    dialog = open_driver.window.findChild(SourcesDialog)
    shown = dialog.text.toPlainText()
    assert "<b>gp</b>.csv (registrations)" in shown
    assert "310 people in rows that did not join." in shown
    assert dialog.text.hasFocus() or dialog.text.focusPolicy() & Qt.FocusPolicy.TabFocus
    flags = dialog.text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not flags & Qt.TextInteractionFlag.TextEditable
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_sources_it_says_so():
    assert "does not say" in summary(place_with())


def test_a_file_that_serves_for_two_things_is_one_file():
    people = replace(BOUNDARIES, role="residents")
    assert "was made from 2 files" in summary(place_with(BOUNDARIES, people, REGISTRATIONS))
