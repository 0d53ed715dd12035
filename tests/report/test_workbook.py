"""The workbook says what the measures say, in numbers; nothing in it runs; it prints well."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from icp_footprints.errors import InputError
from icp_footprints.exchange.measures_json import measures
from icp_footprints.exchange.verify import verify_file
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.report.content import report_content
from icp_footprints.report.words import printable
from icp_footprints.report.workbook.sheet import LONGEST_CELL, Kind, cell, fitted, sheet_names
from icp_footprints.report.workbook.workbook import workbook_bytes
from icp_footprints.report.write import ReportKind, write_reports
from tests.examples import examples
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.report.hostile import NAMES, hostile
from tests.report.sample_plan import sample

DAY = date(2026, 11, 5)
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEETS = (
    "Cover", "Summary", "Coverage", "Footprints", "Bands", "Targets", "Ceilings", "Splits",
    "Profile", "Spread", "Points", "Exceptions", "Issues", "Adjacency", "Joins", "Sources",
    "Definitions", "Sign-off",
)  # fmt: skip


class Book:
    """A workbook read back: by calamine, and as the XML that is in it."""

    def __init__(self, data):
        self.data = data
        self.read = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self.names = self.read.sheet_names
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {each: archive.read(each).decode("utf-8") for each in archive.namelist()}

    def rows(self, name):
        """The rows of a table as dictionaries by heading; of equal headings the last."""
        title, _note, headings, *rows = self.read.get_sheet_by_name(name).to_python(
            skip_empty_area=False
        )
        assert title[0]
        ends = [i for i, row in enumerate(rows) if not any(row)]
        return [dict(zip(headings, row, strict=True)) for row in rows[: ends[0] if ends else None]]

    def xml(self, name):
        return ET.fromstring(self.parts[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"])


def book_of(place, plan):
    return Book(workbook_bytes(report_content(place, plan, DAY)))


@pytest.fixture(scope="module")
def wirral():
    place, plan = sample()
    plan = replace(plan, targets=(Target("pcn", "share", 0.99), Target("pcn", "splits", 3)))
    return place, plan, measures(place, plan), book_of(place, plan)


def test_a_sheet_for_every_table(wirral):
    *_, book = wirral
    layers = [f"{each} by {way}" for each in ("PCN", "Community") for way in ("footprint", "area")]
    assert set(book.names) == {*SHEETS, *layers}
    assert book.names[:3] == ["Cover", "Summary", "Coverage"]


def test_footprints_and_bands_are_those_measured(wirral):
    _, _, expected, book = wirral
    rows, bands = book.rows("Footprints"), book.rows("Bands")
    assert len(rows) == len(bands) == 6
    for row, band, each in zip(rows, bands, expected["footprints"], strict=True):
        assert (row["Id"], row["Footprint"]) == (each["id"], each["name"])
        assert row["People, resident ledger"] == each["people"]["resident"] == band["People"]
        assert row["People, registered ledger"] == each["people"]["registered"]
        assert (row["Units"], row["Parts"]) == (each["units"], each["parts"])
        assert row["Area, km²"] == round(each["area_km2"], 2)
        assert row["Compactness"] == round(each["polsby_popper"], 3)
        assert band["State"].startswith(each["band"])
    covered = book.rows("Coverage")
    assert covered[0]["People, resident ledger"] == expected["people"]["resident"]
    assert covered[2]["Units"] == expected["coverage"]["unassigned_units"] == 0


def is_near(written, exact, rounding, step):
    """Whether a figure is the exact one as far as it is printed, or withheld where some are."""
    if written == "not printed":
        return rounding
    return written == pytest.approx(exact, abs=step if rounding else step / 10)


@pytest.mark.parametrize(("layer", "heading"), [("pcn", "PCN"), ("community", "Community")])
def test_layers_are_as_measured_both_ways(wirral, layer, heading):
    place, plan, expected, book = wirral
    (section,) = [each for each in report_content(place, plan, DAY).layers if each.name == layer]
    rounds, people_step = section.rounds, max(section.printing.step, 5)
    assert rounds == (layer == "pcn")
    rows = book.rows(f"{heading} by footprint")
    assert len(rows) == 6
    for row, each in zip(rows, expected["footprints"], strict=True):
        fit = each["layers"][layer]
        share, held = list(row.values())[4:6]
        assert row["Code"] == fit["best_area"]
        assert is_near(share, fit["share"], rounds, 6e-3)
        assert is_near(held, fit["containment"], rounds, 6e-3)
    areas = {each["area"]: each for each in expected["layers"][layer]["area_scores"]}
    rows = book.rows(f"{heading} by area")
    assert {row["Code"] for row in rows} == {code for code, x in areas.items() if not x["minor"]}
    assert any(areas[row["Code"]]["people"] is not None for row in rows)
    for row in rows:
        each = areas[row["Code"]]
        # Not told in the object where an area has a count under 5; on paper it is rounded.
        if each["people"] is not None:
            assert is_near(row["People in the place"], each["people"], rounds, people_step)
            held = row["Containment: of the area in it"]
            assert is_near(held, each["containment"], rounds, 6e-3)
    figures = {x["Figure"]: x["Reached"] for x in book.rows("Ceilings") if x["Layer"] == heading}
    share = expected["layers"][layer]["plan_share"]
    assert figures["Plan share"] == pytest.approx(share, abs=6e-4)
    pieces = [row for row in book.rows("Splits") if row["Layer"] == heading and row["No."]]
    assert len(pieces) == expected["layers"][layer]["pieces"] > 0
    split = {each["area"]: each["pieces"] for each in expected["layers"][layer]["splits"]}
    for row in pieces:
        people = split[row["Code"]][f"F{int(row['No.']):02d}"]
        assert is_near(row["People of the piece"], people, rounds, people_step)


def test_targets_say_what_is_reached_in_numbers(wirral):
    _, _, expected, book = wirral
    shares, splits = book.rows("Targets")
    layer = expected["layers"]["pcn"]
    assert shares["Reached"] == pytest.approx(layer["plan_share"], abs=6e-4)
    assert splits["Reached"] == sum(
        not each["minor"] and len(each["pieces"]) > 1 for each in layer["area_scores"]
    )
    assert shares["Result"] == "Not met"


def test_shares_are_shown_as_percentages_and_people_with_commas(wirral):
    *_, book = wirral
    styles = ET.fromstring(book.parts["xl/styles.xml"])
    codes = {
        each.get("numFmtId"): each.get("formatCode")
        for each in styles.iterfind(".//m:numFmt", MAIN)
    }
    codes |= {"3": "#,##0", "4": "#,##0.00"}  # built into Excel
    formats = [codes.get(each.get("numFmtId")) for each in styles.iterfind("m:cellXfs/m:xf", MAIN)]

    def format_of(sheet, reference):
        (found,) = book.xml(sheet).iterfind(f".//m:c[@r='{reference}']", MAIN)
        return formats[int(found.get("s"))]

    assert format_of("PCN by footprint", "E4") == "0.0 %"
    assert format_of("Footprints", "D4") == "#,##0"
    assert format_of("Footprints", "H4") == "#,##0.00"


def test_every_sheet_is_ready_to_print_and_to_scroll(wirral):
    *_, book = wirral
    workbook = ET.fromstring(book.parts["xl/workbook.xml"])
    names = [
        (each.get("name"), each.get("localSheetId"))
        for each in workbook.iterfind(".//m:definedName", MAIN)
    ]
    for number, name in enumerate(book.names):
        sheet = book.xml(name)
        (pane,) = sheet.iterfind(".//m:pane", MAIN)
        assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
        (setup,) = sheet.iterfind("m:pageSetup", MAIN)
        assert (setup.get("orientation"), setup.get("fitToHeight"), setup.get("paperSize")) == (
            "landscape",
            "0",
            "9",
        )
        (feet,) = sheet.iterfind("m:headerFooter", MAIN)
        assert feet[0].text == "&LWirral&CDRAFT&RSix"
        assert re.fullmatch(
            r"&LDraft, version 1&CContent check \w{12}&RPage &P of &N", feet[1].text or ""
        )
        for wanted in ("_xlnm.Print_Area", "_xlnm.Print_Titles"):
            assert (wanted, str(number)) in names
    assert book.xml("Footprints").find("m:autoFilter", MAIN) is not None
    assert book.xml("Cover").find("m:autoFilter", MAIN) is None


def test_the_file_says_which_plan_it_is_of(wirral, tmp_path):
    place, plan, _, book = wirral
    path = tmp_path / "report.xlsx"
    path.write_bytes(workbook_bytes(report_content(place, plan, DAY)))
    assert path.read_bytes() == book.data  # the same report makes the same file
    verdict = verify_file(path, place, plan)
    assert (verdict.answer, verdict.kind) == ("same", "a workbook")
    assert verdict.stamp is not None
    assert (verdict.stamp.place, verdict.stamp.plan, verdict.stamp.made_on) == (
        "Wirral",
        "Six",
        "2026-11-05",
    )
    assert not verify_file(path, place, replace(plan, name="Another")).belongs


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_text(name):
    place, plan = hostile(name)
    book = book_of(place, plan)
    for part, text in book.parts.items():
        if part.startswith("xl/"):
            root = ET.fromstring(text)  # every part is well-formed
            assert not [each for each in root.iter() if each.tag.endswith(("}f", "}hyperlink"))]
        assert "ypes/hyperlink" not in text
        assert "externalLink" not in text
    row = book.rows("Footprints")[0]
    # Spreadsheets read a carriage return as they like.
    assert str(row["Footprint"]).replace("\r", "") == fitted(name).replace("\r", "")
    assert all(len(each.encode("utf-16-le")) <= 62 for each in book.names)
    for each in book.names:
        assert "&" not in each or "&" in name
        (feet,) = book.xml(each).iterfind("m:headerFooter", MAIN)
        assert len(feet[0].text or "") < 255
        codes = re.findall("&(.)", (feet[0].text or "").replace("&&", ""))
        assert codes == ["L", "C", "R"]


def test_few_people_are_words_on_the_right():
    people = [1000, 1000]
    layer = registration([[900, 3], [60, 800]], people)
    place = place_of("AB", people, more_layers=(layer,))
    rounded = report_content(place, plan_of("AB"), DAY)
    book = Book(workbook_bytes(rounded))
    shown = rounded.layers[0].areas_held
    rows = book.rows("PCN by area")
    assert [row["People in the place"] for row in rows] == [each.people for each in shown]
    assert cell("<5", Kind.COUNT) == "<5"
    # The share of somebody in a hundred is not printed: the cell says so, at the right.
    hidden = [
        each
        for each in book.xml("PCN by footprint").iterfind(".//m:c[@t='s']", MAIN)
        if (each.get("r") or "")[0] in "EFG"
    ]
    styles = ET.fromstring(book.parts["xl/styles.xml"]).findall("m:cellXfs/m:xf", MAIN)
    for each in hidden:
        (alignment,) = styles[int(each.get("s") or 0)].iterfind("m:alignment", MAIN)
        assert alignment.get("horizontal") == "right"
    assert hidden
    text = book.parts["xl/sharedStrings.xml"]
    assert "one to four people" in text


@pytest.mark.parametrize(
    ("text", "kind", "value", "shown"),
    [
        ("55.8 %", Kind.SHARE, 0.558, "0.0 %"),
        ("7 %", Kind.FIGURE, 0.07, "0 %"),
        ("1,234", Kind.FIGURE, 1234, "#,##0"),
        ("23.4", Kind.FIGURE, 23.4, "#,##0.0"),
        (12, Kind.COUNT, 12, "#,##0"),
        (0.5, Kind.KM2, 0.5, "#,##0.00"),
    ],
)
def test_figures_become_numbers(text, kind, value, shown):
    assert cell(text, kind) == (value, shown)


@pytest.mark.parametrize("text", ["<5", "–", "not printed", "9 of 12", "", "12 %%", "=1"])
def test_what_is_no_figure_stays_words(text):
    assert cell(text, Kind.FIGURE) == text


@pytest.mark.parametrize("text", ["55.8 %", "1,234", "12", "=1+1"])
def test_names_that_look_like_figures_stay_names(text):
    assert cell(text, Kind.TEXT) == text


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheet_names_are_allowed_and_differ(wanted):
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    for name in names:
        assert 0 < len(name.encode("utf-16-le", "replace")) <= 62
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.lower() != "history"


def test_sheet_names_stay_as_near_as_can_be():
    assert sheet_names(["Ward", "ward", "History", "a/b", "x" * 40]) == [
        "Ward", "ward 2", "History 2", "a b", "x" * 31,
    ]  # fmt: skip


@settings(max_examples=examples(15), deadline=None)
@given(st.text(st.sampled_from("a😀\x07"), min_size=1), st.integers(1, 12_000))
def test_cells_are_cut_with_a_note_where_they_are_too_long(text, times):
    whole = text * times
    held = fitted(whole)
    assert len(held.encode("utf-16-le")) <= 2 * LONGEST_CELL
    if held != printable(whole):
        assert held.endswith(f"… (cut here: {len(whole):,} letters in all)")
        assert printable(whole).startswith(held.rpartition("…")[0])


def test_a_plan_of_nothing_and_a_place_without_layers():
    book = book_of(place_of("AB"), Plan.empty(2))
    assert book.rows("Footprints") == []
    assert book.rows("Coverage")[2]["Units"] == 2
    assert not any(" by " in name for name in book.names)


def test_a_stopped_or_failed_writing_leaves_the_old_file(tmp_path):
    place, plan, path = place_of("AB"), plan_of("AB"), tmp_path / "old.xlsx"
    path.write_bytes(b"old")
    stop = Progress(lambda _, words: stop.cancel() if words == "Writing the sheet Bands" else None)
    with pytest.raises(Cancelled):
        write_reports(place, plan, {ReportKind.WORKBOOK: path}, progress=stop)
    assert path.read_bytes() == b"old"
    with pytest.raises(InputError, match="no folder"):
        write_reports(place, plan, {ReportKind.WORKBOOK: tmp_path / "no" / "x.xlsx"})
