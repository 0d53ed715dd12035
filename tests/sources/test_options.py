"""Options written as text become what the readers take; what is incomplete says how to write it."""

import pytest

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.opened_table import ColumnChoice
from icp_footprints.sources.options import (
    parse_barrier,
    parse_barrier_lines,
    parse_bridge,
    parse_column,
    parse_ledger,
    parse_overlay,
    parse_points,
    parse_weights,
    parse_where,
)
from icp_footprints.sources.recipe import BarrierLines
from tests.sources.making import is_one_clear_line


def test_filters_on_one_column_are_alternatives():
    assert parse_where(["a=1", "b = 2 ", "a=3"]) == {"a": ("1", "3"), "b": ("2",)}
    assert parse_where(["a=x=y"]) == {"a": ("x=y",)}


@pytest.mark.parametrize("text", ["", "=", "a", "a=", "=1", "a= ", " =1"])
def test_an_incomplete_filter_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_where([text])
    assert is_one_clear_line(caught.value, f"'{text}'", "COLUMN=VALUE")


@pytest.mark.parametrize("text", ["", "pcn", "pcn=", "pcn=two", "pcn=1,5"])
def test_a_weight_that_is_no_number_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_weights([text])
    assert is_one_clear_line(caught.value, f"'{text}'", "pcn=2")


def test_weights_and_bridges_are_read():
    assert parse_weights(["pcn=2", "ward = 0.5"]) == {"pcn": 2.0, "ward": 0.5}
    edit = parse_bridge("E01: E02 :Silver Jubilee Bridge: the old one")
    assert edit == AdjacencyEdit("bridge", "E01", "E02", "Silver Jubilee Bridge: the old one")
    edit = parse_barrier("E01: E02 :No way across")
    assert edit == AdjacencyEdit("barrier", "E01", "E02", "No way across")


@pytest.mark.parametrize("parse", [parse_bridge, parse_barrier])
@pytest.mark.parametrize("text", ["", "a", "a:b", "a:b:", ":b:reason", "a::reason"])
def test_an_incomplete_bridge_or_barrier_is_refused(parse, text):
    with pytest.raises(InputError) as caught:
        parse(text)
    assert is_one_clear_line(caught.value, f"'{text}'", "CODE:CODE:REASON")


@pytest.mark.parametrize("parse", [parse_bridge, parse_barrier])
def test_a_bridge_from_a_unit_to_itself_is_refused(parse):
    with pytest.raises(FootprintsError) as caught:
        parse("E01:E01:why")
    assert "\n" not in str(caught.value)
    assert "E01" in str(caught.value)


def test_barrier_lines_are_a_file_and_a_reason():
    found = parse_barrier_lines("rivers.gpkg:mersey = River Mersey")
    assert found == BarrierLines("rivers.gpkg:mersey", "River Mersey")


@pytest.mark.parametrize("text", ["", "rivers.gpkg", "rivers.gpkg=", "=River"])
def test_incomplete_barrier_lines_are_refused(text):
    with pytest.raises(InputError) as caught:
        parse_barrier_lines(text)
    assert is_one_clear_line(caught.value, f"'{text}'", "FILE:LAYER=REASON")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people=Total", ColumnChoice("people", "Total")),
        ("people = All ages: total ", ColumnChoice("people", "All ages: total")),
        ("census.csv:people=Total", ColumnChoice("people", "Total", "census.csv")),
        ("c:/data/book.xlsx:Sheet 1:people=Total", "c:/data/book.xlsx:Sheet 1"),
        ("IMD Score=a", ColumnChoice("imd_score", "a")),
    ],
)
def test_a_column_is_named_for_a_role_in_one_file_or_any(text, expected):
    found = parse_column(text)
    assert expected in (found, found.file)


@pytest.mark.parametrize("text", ["", "people", "people=", "=Total", "a.csv:=Total"])
def test_half_a_column_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_column(text)
    assert is_one_clear_line(caught.value, f"'{text}'", "ROLE=COLUMN")


def test_a_role_that_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(InputError) as caught:
        parse_column("poeple=Total")
    assert is_one_clear_line(caught.value, "'poeple'", "people")


def test_a_ledger_is_a_name_and_a_column():
    assert parse_ledger("mid2022=a.csv:Total") == LedgerColumn("mid2022", "a.csv:Total")


@pytest.mark.parametrize("text", ["", "mid2022", "mid2022=", "=Total", "Mid 2022=Total"])
def test_half_a_ledger_or_a_bad_name_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_ledger(text)
    assert is_one_clear_line(caught.value, f"'{text.partition('=')[0] if ' ' in text else text}'")


def test_an_overlay_may_name_its_columns(tmp_path):
    file = tmp_path / "communities, agreed.gpkg"
    file.touch()
    given = f"{file}:layer"
    assert parse_overlay(f"area={given}") == Overlay("area", given)
    assert parse_overlay(f"area={given},ID") == Overlay("area", given, "ID")
    assert parse_overlay(f"area={given},ID,Name") == Overlay("area", given, "ID", "Name")
    assert parse_overlay("area=not there.gpkg,ID") == Overlay("area", "not there.gpkg", "ID")


@pytest.mark.parametrize("parse", [parse_overlay, parse_points])
@pytest.mark.parametrize("text", ["", "area", "area=", "=a.gpkg"])
def test_half_an_overlay_or_layer_of_points_is_refused(parse, text):
    with pytest.raises(InputError) as caught:
        parse(text)
    assert is_one_clear_line(caught.value, f"'{text}'", "=")


def test_a_layer_of_points_is_a_name_and_a_file():
    assert parse_points("gp=a.gpkg:b") == PointsFile("gp", "a.gpkg:b")
