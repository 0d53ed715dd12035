"""A place is read, checked and joined; whatever cannot be used is one line that names it."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.exchange.exporting.unit_columns import unit_columns
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import read_place
from icp_footprints.sources.options import parse_barrier, parse_bridge, parse_where
from icp_footprints.sources.recipe import BarrierLines
from tests.examples import examples
from tests.grids import ORIGIN_M, SEA, squares
from tests.sources.making import ART, GRID, codes, is_one_clear_line, recipe, units_frame, write

ISLAND = "AAB~C\nAAB~~"
TWO_PIECES = "AA~BB\nAA~BB"


def place_from(folder, art=ART, **options):
    columns = options.pop("columns", {})
    return read_place(recipe(write(folder / "units.gpkg", units_frame(art, **columns)), **options))


def refused(folder, *names, **options):
    with pytest.raises(FootprintsError) as caught:
        place_from(folder, **options)
    return is_one_clear_line(caught.value, *names)


def test_a_place_holds_units_people_neighbours_and_where_they_came_from(tmp_path):
    place = place_from(tmp_path, columns={"people": range(1, 9)})
    assert place.name == "Testham"
    assert place.units.ids == tuple(codes(8))
    assert place.units.names[0] == "Testham 000"
    assert shapely.equals(place.units.geometry, squares(ART)).all()
    assert place.ledger("resident").people.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len(place.adjacency.pairs) == 10
    (source,) = place.sources
    assert (source.role, source.file, source.detail) == ("units", "units.gpkg", "8 units")
    assert source.sha256 == hashlib.sha256((tmp_path / "units.gpkg").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "column", ["id_column", "name_column", "resident_column", "lookups", "where"]
)
def test_a_missing_column_is_named_with_those_there_are(tmp_path, column):
    value = {"lookups": (Lookup("ward", "absent"),), "where": {"absent": ("1",)}}.get(
        column, "absent"
    )
    assert refused(tmp_path, "units.gpkg", "absent", "ward_code", **{column: value})


def test_columns_are_found_whatever_their_letter_case(tmp_path):
    place = place_from(
        tmp_path,
        id_column="CODE",
        name_column=" Name ",
        resident_column="PEOPLE",
        lookups=(Lookup.parse("ward=Ward Code"),),
        where={"LA_CODE": ("E06000001",)},
    )
    assert place.name == "Testham"
    assert place.layer("ward").area_names == ("A Ward", "B Ward")


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_an_empty_id_names_its_row(tmp_path, empty):
    ids = [*codes(3), empty, *codes(4, start=5)]
    assert refused(tmp_path, "units.gpkg", "row 4", "'code'", columns={"code": ids})


@pytest.mark.parametrize("again", ["E01000001", " E01000001 "])
def test_a_repeated_id_names_itself_and_both_rows(tmp_path, again):
    ids = [*codes(5), again, *codes(2, start=7)]
    names = ("units.gpkg", "E01000001", "row 1", "row 6")
    assert refused(tmp_path, *names, columns={"code": ids})


def test_a_unit_without_a_name_is_called_by_its_code(tmp_path):
    names = ["", None, *("x" for _ in range(6))]
    assert place_from(tmp_path, columns={"name": names}).units.names[:3] == (*codes(2), "x")


@pytest.mark.parametrize(
    "wrong", ["-1", "many", "", "1,50", "nan", "inf", "-inf", "1e999", "True", "0x10", "1 50"]
)
def test_what_is_not_a_number_of_people_names_its_row_and_column(tmp_path, wrong):
    people = ["1500", "1500", wrong, *["1500"] * 5]
    assert refused(tmp_path, "units.gpkg", "row 3", "'people'", columns={"people": people})


@pytest.mark.parametrize("wrong", [-1.0, float("nan")])
def test_a_number_column_with_a_gap_or_a_negative(tmp_path, wrong):
    people = [1500.0] * 6 + [wrong, 1500.0]
    assert refused(tmp_path, "units.gpkg", "row 7", "'people'", columns={"people": people})


def test_units_without_people_are_named_unless_accepted(tmp_path):
    people = [1500, 0, 0, 1500, 1500, 1500, 1500, 1500]
    names = ("units.gpkg", "'people'", "E01000002, E01000003", "--allow-empty")
    assert refused(tmp_path, *names, columns={"people": people})
    place = place_from(tmp_path, columns={"people": people}, allow_empty=True)
    assert place.ledger().people.tolist() == people


def test_a_place_where_nobody_lives_is_refused_even_so(tmp_path):
    assert refused(tmp_path, "'people'", columns={"people": [0] * 8}, allow_empty=True)


def test_a_unit_that_touches_nothing_is_named_unless_accepted_or_bridged(tmp_path):
    assert refused(tmp_path, "units.gpkg", "E01000004", "--bridge", "--allow-islands", art=ISLAND)
    place = place_from(tmp_path, ISLAND, allow_islands=True)
    assert place.adjacency.lonely_rows().tolist() == [3]
    assert any("2 pieces" in note for note in place.sources[0].notes)
    bridge = AdjacencyEdit("bridge", "E01000003", "E01000004", "Ferry")
    place = place_from(tmp_path, ISLAND, bridges=(bridge,))
    assert place.adjacency.edits == (bridge,)
    assert set(place.adjacency.components.tolist()) == {0}


def test_touching_at_a_corner_is_not_touching(tmp_path):
    assert refused(tmp_path, "E01000001", art="A~~\n~BB")


def test_many_lonely_units_are_listed_shortly(tmp_path):
    assert refused(tmp_path, "E01000010 and 2 more", art=SEA.join("A" * 12))


def test_a_place_of_one_unit_needs_no_neighbour(tmp_path):
    assert len(place_from(tmp_path, "A").units) == 1


def test_two_pieces_are_accepted_and_said(tmp_path):
    place = place_from(tmp_path, TWO_PIECES)
    assert place.sources[0].notes[0] == (
        "The units lie in 2 pieces that do not touch: 4 units round Testham 000, 4 units round "
        "Testham 002."
    )
    bridge = AdjacencyEdit("bridge", "E01000002", "E01000003", "Bridge")
    bridged = place_from(tmp_path, TWO_PIECES, bridges=(bridge,))
    assert not any("pieces" in note for note in bridged.sources[0].notes)


@pytest.mark.parametrize("art", ["AB\nAB", TWO_PIECES])
def test_a_bridge_to_a_unit_that_is_not_there_is_named(tmp_path, art):
    bridge = AdjacencyEdit("bridge", "E01000001", "E01999999", "Ferry")
    assert refused(tmp_path, "E01999999", art=art, bridges=(bridge,))


def test_mended_boundaries_and_the_filter_are_noted_with_the_source(tmp_path):
    frame = units_frame()
    x, y = 333_000.0, 389_000.0
    bow_tie = shapely.Polygon([(x, y), (x + 1000, y - 1000), (x + 1000, y), (x, y - 1000)])
    frame.geometry = [*frame.geometry[:7], bow_tie]
    frame["la_code"] = ["E1"] * 4 + ["E2"] * 4
    path = write(tmp_path / "units.gpkg", frame)
    place = read_place(recipe(path, where={"la_code": ("E1", "E2")}))
    notes = place.sources[0].notes
    assert notes[0] == "Only rows with la_code = E1, E2."
    assert any(note.startswith("1 invalid boundary mended") for note in notes)


@pytest.mark.parametrize(
    ("column", "noted", "headed"),
    [
        ("lsoa21_code", "Unit codes: lsoa21_code (LSOA 2021).", "LSOA21CD"),
        ("LSOA11CD", "Unit codes: LSOA11CD (LSOA 2011).", "LSOA11CD"),
        ("code", None, "UNITCD"),
    ],
)
def test_the_year_of_the_units_codes_is_noted_and_heads_their_look_up(
    tmp_path, column, noted, headed
):
    frame = units_frame().rename(columns={"code": column})
    place = read_place(recipe(write(tmp_path / "boundaries.gpkg", frame), id_column=column))
    said = [note for note in place.sources[0].notes if note.startswith("Unit codes")]
    assert said == ([noted] if noted else [])
    assert unit_columns(place)[0] == headed


@pytest.mark.parametrize(
    ("where", "given", "name"),
    [
        ({}, "", "Testham"),
        ({}, "Our place", "Our place"),
        ({"la_code": ("E06000001",)}, "", "Testham"),
        ({"la_code": ("E06000001",)}, "Our place", "Our place"),
        ({"ward_code": ("WA", "WB")}, "", "Testham"),
        ({"ward_code": ("WA",)}, "", "A Ward"),
        ({"ward_code": ("WA", "WB"), "la_code": ("E06000001",)}, "", "Testham"),
        ({"la_name": ("Testham",)}, "", "Testham"),
    ],
)
def test_the_place_is_named_by_what_it_was_filtered_by(tmp_path, where, given, name):
    assert place_from(tmp_path, where=where, place_name=given).name == name


def test_a_lookup_layer_has_one_area_per_unit_named_by_the_column_beside(tmp_path):
    (layer,) = place_from(tmp_path, lookups=(Lookup.parse("ward=ward_code"),)).layers
    assert (layer.name, layer.kind) == ("ward", "lookup")
    assert (layer.area_ids, layer.area_names) == (("WA", "WB"), ("A Ward", "B Ward"))
    assert layer.shares.todense().tolist() == [[1, 0], [1, 0], [0, 1], [0, 1]] * 2


@pytest.mark.parametrize(
    ("codes_column", "names_column"),
    [("WD24CD", "WD24NM"), ("wd24cd", "wd24nm"), ("msoa_code", "MSOA_NAME"), ("Ward_Code", None)],
)
def test_names_are_found_beside_codes_as_publishers_name_them(tmp_path, codes_column, names_column):
    frame = units_frame().drop(columns=["ward_code", "ward_name"])
    frame[codes_column] = list("XXYYXXYY")
    if names_column:
        frame[names_column] = ["Ex", "Ex", "Why", "Why"] * 2
    path = write(tmp_path / "units.gpkg", frame)
    layer = read_place(recipe(path, lookups=(Lookup("ward", codes_column),))).layer("ward")
    assert layer.area_names == (("Ex", "Why") if names_column else ("X", "Y"))


def test_names_of_a_lookup_can_be_given_and_must_agree(tmp_path):
    lookup = Lookup.parse("ward=ward_code,la_name")
    assert place_from(tmp_path, lookups=(lookup,)).layers[0].area_names == ("Testham", "Testham")
    lookup = Lookup.parse("ward=ward_code,name")
    assert refused(tmp_path, "units.gpkg", "row 2", "WA", "'name'", lookups=(lookup,))


def test_a_unit_may_be_in_no_area_but_not_all_of_them(tmp_path):
    some = {"ward_code": ["", "WA", None, "WB", "WA", "WA", "WB", "WB"]}
    (layer,) = place_from(tmp_path, lookups=(Lookup.parse("ward=ward_code"),), columns=some).layers
    assert layer.shares.sum(axis=1).tolist() == [0, 1, 0, 1, 1, 1, 1, 1]
    none = {"ward_code": [""] * 8}
    assert refused(tmp_path, "ward", columns=none, lookups=(Lookup.parse("ward=ward_code"),))


@pytest.mark.parametrize(
    "text", ["Ward=ward_code", "my ward=ward_code", "2=ward_code", "w-x=ward_code", "é=ward_code"]
)
def test_a_bad_layer_name_is_refused_with_a_good_one(text):
    with pytest.raises(InputError) as caught:
        Lookup.parse(text)
    assert is_one_clear_line(caught.value, text.partition("=")[0], "for example ward")


@pytest.mark.parametrize("text", ["ward", "ward=", "=ward_code", "", "ward=,name"])
def test_half_a_lookup_is_refused(text):
    with pytest.raises(InputError) as caught:
        Lookup.parse(text)
    assert is_one_clear_line(caught.value, f"'{text}'", "NAME=COLUMN")


def test_two_layers_of_one_name_are_refused(tmp_path):
    twice = (Lookup("ward", "ward_code"), Lookup("ward", "la_code"))
    assert refused(tmp_path, "ward", lookups=twice)


def test_a_map_of_practices_needs_registrations(tmp_path):
    assert refused(tmp_path, "--registrations", practice_pcn=tmp_path / "m.csv")


def test_filters_on_one_column_are_alternatives_however_it_is_written(tmp_path):
    columns = {"la_code": list("AABBCCDD")}
    where = parse_where(["la_code=A", "LA_CODE=C"])
    place = place_from(tmp_path, columns=columns, where=where, allow_islands=True)
    assert place.units.ids == (*codes(2), *codes(2, start=5))


# --- bridges and barriers ---------------------------------------------------------------------

FOUR = "AAA\nAAA"


def river(folder, *corners, name="rivers.gpkg", **columns):
    """A line through corners given in squares east and south of the corner of the grid."""
    east, north = ORIGIN_M
    line = shapely.LineString([(east + 1000 * x, north - 1000 * y) for x, y in corners])
    held = columns or {"id": [1]}
    return str(write(folder / name, gpd.GeoDataFrame(held, geometry=[line], crs=GRID)))


def pairs(place):
    return {tuple(sorted(pair)) for pair in place.adjacency.pairs.tolist()}


def test_a_barrier_parts_two_units(tmp_path):
    barrier = parse_barrier("E01000001:E01000002:A wall")
    place = place_from(tmp_path, FOUR, barriers=(barrier,))
    assert pairs(place) == {(1, 2), (0, 3), (1, 4), (2, 5), (3, 4), (4, 5)}
    assert place.adjacency.edits == (barrier,)


def test_a_barrier_between_units_that_do_not_touch_is_said_to_change_nothing(tmp_path):
    barrier = parse_barrier("E01000001:E01000006:A wall")
    place = place_from(tmp_path, FOUR, barriers=(barrier,))
    assert any("E01000001 and E01000006" in note for note in place.sources[0].notes)


def test_lines_part_the_units_on_either_side(tmp_path):
    lines = river(tmp_path, (1, 0), (1, 2))
    place = place_from(tmp_path, FOUR, barrier_lines=(BarrierLines(lines, "River"),))
    assert pairs(place) == {(1, 2), (0, 3), (1, 4), (2, 5), (4, 5)}
    assert "2 pieces" in " ".join(place.sources[0].notes)
    source = place.sources[-1]
    assert (source.role, source.file) == ("barrier lines", "rivers.gpkg")
    parted = "2 pairs of units parted: River. Their boundary lies within 25 m of the lines."
    assert parted in source.notes


def test_boundaries_nearly_along_lines_are_counted_for_the_reader_to_look_at(tmp_path):
    lines = river(tmp_path, (0.96, 0), (0.96, 1), (1, 1), (1, 2))
    place = place_from(tmp_path, FOUR, barrier_lines=(BarrierLines(lines, "River"),))
    assert pairs(place) == {(0, 1), (1, 2), (0, 3), (1, 4), (2, 5), (4, 5)}
    assert place.sources[-1].notes[-1] == (
        "1 more pair would be parted within 50 m: look on the map whether the lines leave a way "
        "round."
    )


def test_a_bridge_over_a_river_stays(tmp_path):
    lines = river(tmp_path, (1, 0), (1, 2), name="x.gpkg")
    bridge = parse_bridge("E01000004:E01000005:Jubilee Bridge")
    options = {"bridges": (bridge,), "barrier_lines": (BarrierLines(lines, "River"),)}
    place = place_from(tmp_path, FOUR, **options)
    assert pairs(place) == {(1, 2), (0, 3), (1, 4), (2, 5), (3, 4), (4, 5)}
    assert [edit.kind for edit in place.adjacency.edits] == ["bridge", "barrier"]


def test_a_unit_that_barriers_cut_off_is_named(tmp_path):
    lines = river(tmp_path, (1, 0), (1, 1), (0, 1))
    options = {"barrier_lines": (BarrierLines(lines, "River"),)}
    assert refused(tmp_path, "E01000001", "--bridge", art=FOUR, **options)


def test_lines_of_another_area_are_refused(tmp_path):
    lines = river(tmp_path, (50, 0), (50, 2))
    options = {"barrier_lines": (BarrierLines(lines, "River"),)}
    assert refused(tmp_path, "rivers.gpkg", art=FOUR, **options)


def test_the_pieces_are_listed_by_size(tmp_path):
    place = place_from(tmp_path, "A~BBB\nA~BBB")
    assert place.sources[0].notes[0] == (
        "The units lie in 2 pieces that do not touch: 6 units round Testham 002, 2 units round "
        "Testham 000."
    )


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.sampled_from(["", "W1", "W2", "W3"]), min_size=8, max_size=8).filter(any))
def test_a_look_up_is_what_pandas_makes_of_its_column(wards):
    with TemporaryDirectory() as folder:
        lookups = (Lookup("ward", "ward_code"),)
        columns = {"ward_code": wards}
        layer = place_from(Path(folder), columns=columns, lookups=lookups).layer("ward")
    expected = pd.get_dummies(pd.Series(wards), dtype=float).drop(columns="", errors="ignore")
    assert layer.area_ids == tuple(expected.columns)
    assert layer.shares.toarray().tolist() == expected.to_numpy().tolist()
