"""Look-ups of units: what is exact, what is recognised, and what is said of what does not fit."""

import zipfile
from dataclasses import replace

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.unit_csv import write_unit_csv
from icp_footprints.exchange.importing.import_plan import import_plan
from icp_footprints.exchange.importing.imported import ImportColumns
from icp_footprints.plan.plan import Footprint, Plan
from tests.examples import examples
from tests.exchange.importing.footprint_files import content, kinds, lookup_rows, words, write_table
from tests.grids import drawn, place_of, plan_of

ART = "AAB.\nABB.\nACC."
PLACE, PLAN = place_of(ART), plan_of(ART)
ONS = ("LSOA21CD", "LSOA21NM", "FPCD", "FPNM")
ROWS = lookup_rows(PLACE, PLAN)


def test_our_own_lookup_comes_back_exactly(tmp_path):
    write_unit_csv(tmp_path / "units.csv", content(PLACE, PLAN))
    imported = import_plan(PLACE, tmp_path / "units.csv", PLAN)
    assert imported.plan is PLAN
    assert imported.report.findings == ()
    new = import_plan(PLACE, tmp_path / "units.csv").plan
    assert (new.footprints, drawn(new, ART)) == (PLAN.footprints, ART)
    assert new.origin.method == "imported from units.csv"


@settings(max_examples=examples(30), deadline=None)
@given(
    numbers=st.lists(st.integers(-1, 2), min_size=9, max_size=9).filter(lambda x: max(x) >= 0),
    names=st.lists(st.text(min_size=1), min_size=3, max_size=3, unique=True),
)
def test_any_lookup_of_ours_comes_back_exactly(tmp_path_factory, numbers, names):
    """But for blanks at ends, control characters and the like, which no reader keeps."""
    place = place_of("aaaaaaaaa")
    plain = [f"x{''.join(filter(str.isprintable, name))}x" for name in names]
    footprints = tuple(Footprint(f"F{i:02d}", f"{i}{name}") for i, name in enumerate(plain))
    plan = Plan("p", np.array(numbers, dtype=np.int16), footprints)
    path = tmp_path_factory.mktemp("any") / "units.csv"
    write_unit_csv(path, content(place, plan))
    held = sorted({number for number in numbers if number >= 0})
    made = import_plan(place, path).plan
    assert made.footprints == tuple(footprints[number] for number in held)
    ids = [None if n < 0 else made.footprints[n].id for n in made.assignment.tolist()]
    assert ids == [None if n < 0 else footprints[n].id for n in numbers]


@pytest.mark.parametrize("name", ["=1+1", "+44 team", "-", "@x", "'=x", 'a "quoted", name', "😀"])
def test_names_that_a_spreadsheet_would_run_come_back(tmp_path, name):
    footprints = (replace(PLAN.footprints[0], name=name), *PLAN.footprints[1:])
    plan = replace(PLAN, footprints=footprints)
    write_unit_csv(tmp_path / "units.csv", content(PLACE, plan))
    made = import_plan(PLACE, tmp_path / "units.csv").plan
    assert made.footprints[0].name == ("=x" if name == "'=x" else name)


@pytest.mark.parametrize(
    "header",
    [
        ONS,
        ("unit_id", "unit_name", "footprint_id", "footprint_name"),
        ("LSOA code", "LSOA name", "Neighbourhood code", "Neighbourhood"),
        ("lsoa21", "lsoa", "INT code", "INT name"),
        ("LSOA 2021 Code", "LSOA 2021 Name", "Locality ID", "Locality (draft)"),
        ("Code", "Description", "Proposed neighbourhood ref", "Proposed neighbourhood title"),
        ("area", "what", "FP25CD", "FP25NM"),
    ],
)
def test_headers_of_others_are_recognised(tmp_path, header):
    path = write_table(tmp_path / "theirs.csv", header, ROWS)
    made = import_plan(PLACE, path).plan
    assert (made.footprints, drawn(made, ART)) == (PLAN.footprints, ART)


@pytest.mark.parametrize("header", ["Footprint", "team", "INT", "Cluster 2025", "anything at all"])
def test_names_alone_are_enough(tmp_path, header):
    rows = [(code, name) for code, _, _, name in ROWS]
    made = import_plan(PLACE, write_table(tmp_path / "t.csv", ("LSOA", header), rows)).plan
    assert drawn(made, ART) == ART
    assert [each.id for each in made.footprints] == ["F01", "F02", "F03"]


def test_names_alone_find_the_footprints_of_the_plan(tmp_path):
    """By name where there is one, else by ground, so that only what moved counts as moved."""
    rows = [(code, {"A": "A", "B": "Bee", "C": "Sea", "": ""}[name]) for code, _, _, name in ROWS]
    path = write_table(tmp_path / "t.csv", ("LSOA", "locality"), rows)
    imported = import_plan(PLACE, path, PLAN)
    assert [(each.id, each.name) for each in imported.plan.footprints] == [
        ("F01", "A"), ("F02", "Bee"), ("F03", "Sea")
    ]  # fmt: skip
    assert np.array_equal(imported.plan.assignment, PLAN.assignment)
    assert imported.report.moved is not None
    assert imported.report.moved.units == 0


def test_a_workbook_and_a_sheet_of_it(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet("Read me").write_row(0, 0, ["nothing"])
        sheet = book.add_worksheet("Look-up")
        for number, row in enumerate([ONS, *ROWS]):
            sheet.write_row(number, 0, row)
    for file, layer in ((f"{tmp_path / 't.xlsx'}:Look-up", None), (tmp_path / "t.xlsx", "Look-up")):
        imported = import_plan(PLACE, file, layer=layer)
        assert drawn(imported.plan, ART) == ART
        assert imported.report.file == "t.xlsx:Look-up"


def test_in_a_zip(tmp_path):
    write_table(tmp_path / "t.csv", ONS, ROWS)
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as packed:
        packed.write(tmp_path / "t.csv", "folder/t.csv")
    assert drawn(import_plan(PLACE, tmp_path / "t.zip").plan, ART) == ART


def test_columns_named_by_the_user(tmp_path):
    rows = [(fp, code, "x", "y") for code, _, fp, _ in ROWS]
    path = write_table(tmp_path / "t.csv", ("k", "u", "footprint", "z"), rows)
    asked = ImportColumns.parse(["name = K", "unit=u"])
    made = import_plan(PLACE, path, columns=asked).plan
    assert [each.name for each in made.footprints] == ["F01", "F02", "F03"]
    assert np.array_equal(made.assignment, PLAN.assignment)
    with pytest.raises(InputError, match="no column 'absent'"):
        import_plan(PLACE, path, columns=ImportColumns(name="absent"))


@pytest.mark.parametrize("text", ["", "name", "what=x", "=x", "name="])
def test_a_choice_of_column_that_says_nothing(text):
    with pytest.raises(InputError, match="ROLE=COLUMN"):
        ImportColumns.parse([text])


def test_what_does_not_fit_is_counted_and_named(tmp_path):
    rows = [
        ("U000", "F01", "North"),
        ("U001", "F01", "North"),
        ("U002", "F01", "Nrth"),
        ("U003", "F02", "South"),
        ("U003", "F01", "North"),
        ("U004", "F02", "South"),
        ("U004", "F02", "South"),
        ("U005", "", ""),
        ("E01999999", "F02", "South"),
        ("E01999999", "F01", "North"),
        ("", "F02", "South"),
    ]
    path = write_table(tmp_path / "t.csv", ("lsoa", "FPCD", "FPNM"), rows)
    imported = import_plan(PLACE, path)
    assert [each.name for each in imported.plan.footprints] == ["North", "South"]
    assert imported.plan.assignment.tolist() == [0, 0, 0, -1, 1, -1, -1, -1, -1, -1, -1, -1]
    assert kinds(imported) == {
        "codes not in the place": 1,
        "units not in the file": 6,
        "units in two footprints": 1,
        "names differ": 1,
    }
    assert "U003" in words(imported, "units in two footprints")
    assert "E01999999" in words(imported, "codes not in the place")
    assert "F01 (North, Nrth)" in words(imported, "names differ")
    assert imported.report.assigned == 4
    assert imported.report.people_unassigned == 8000


def test_only_the_first_ten_are_named(tmp_path):
    rows = [("U000", "F"), *((f"X{number:03d}", "F") for number in range(25))]
    imported = import_plan(PLACE, write_table(tmp_path / "t.csv", ("u", "fp"), rows))
    found = next(f for f in imported.report.findings if f.kind == "codes not in the place")
    assert (found.count, len(found.named)) == (25, 10)
    assert found.words.endswith("X009 and 15 more.")


def test_one_name_under_two_ids_is_made_different_and_said(tmp_path):
    rows = [("U000", "1", "North"), ("U001", "2", "North"), ("U002", "3", "North (2)")]
    imported = import_plan(PLACE, write_table(tmp_path / "t.csv", ("u", "fpcd", "fpnm"), rows))
    assert [(each.id, each.name) for each in imported.plan.footprints] == [
        ("1", "North"), ("2", "North (3)"), ("3", "North (2)")
    ]  # fmt: skip
    assert "North (3)" in words(imported, "names made different")


def test_names_as_long_as_anybody_makes_them_and_ids_that_cannot_be_used(tmp_path):
    long, rtl = "n" * 10_000, "\u202eRTL\u202c <b>&amp;"
    rows = [("U000", "i" * 61, long), ("U001", "a\u202eb", rtl), ("U002", "F02", "x")]
    imported = import_plan(PLACE, write_table(tmp_path / "t.csv", ("u", "fpcd", "fpnm"), rows))
    assert {each.name for each in imported.plan.footprints} == {long, rtl, "x"}
    assert {each.id for each in imported.plan.footprints} == {"F01", "F02", "F03"}
    assert max(len(each.words) for each in imported.report.findings) < 1000
    assert all(each.words.isprintable() for each in imported.report.findings)


def test_lower_case_codes_are_the_same_codes(tmp_path):
    rows = [(code.lower(), fp) for code, _, fp, _ in ROWS]
    made = import_plan(PLACE, write_table(tmp_path / "t.csv", ("u", "fpcd"), rows)).plan
    assert np.array_equal(made.assignment, PLAN.assignment)


@pytest.mark.parametrize(
    ("header", "rows", "said"),
    [
        (("u", "fp"), [("E01", "A")], "has none of the units of Testham in any column"),
        (("u", "fp"), [("U000", "")], "puts no unit of Testham in a footprint"),
        (("u", "people", "km"), [("U000", "7", "8")], "no column that says which footprint"),
        (("u", "fp"), [], "has no rows|is empty"),
    ],
)
def test_tables_that_hold_no_footprints(tmp_path, header, rows, said):
    path = write_table(tmp_path / "t.csv", header, rows)
    with pytest.raises(InputError, match=said) as raised:
        import_plan(PLACE, path)
    assert "\n" not in str(raised.value)
    assert "t.csv" in str(raised.value)


def test_more_footprints_than_a_plan_can_hold(tmp_path, monkeypatch):
    """A place of so many units takes long to make: the bound is lowered instead of reached."""
    monkeypatch.setattr("icp_footprints.exchange.importing.footprints.MOST_FOOTPRINTS", 2)
    path = write_table(tmp_path / "t.csv", ONS, ROWS)
    with pytest.raises(InputError, match=r"t.csv has 3 footprints, but a plan can hold at most 2"):
        import_plan(PLACE, path)


def test_thirty_two_thousand_footprints_of_which_the_place_has_three(tmp_path):
    rows = [*ROWS, *((f"X{n}", "x", f"G{n}", f"Gee {n}") for n in range(32_001))]
    imported = import_plan(PLACE, write_table(tmp_path / "t.csv", ONS, rows))
    assert drawn(imported.plan, ART) == ART
    assert kinds(imported)["codes not in the place"] == 32_001
