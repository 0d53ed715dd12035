"""Layers come from the look-ups of further tables, with names from files about areas."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from icp_footprints.sources.layers.lookups import Lookup
from tests.sources.making import codes, write_csv
from tests.sources.tables_at_hand import (
    UNITS,
    N,
    census,
    notes_of,
    place_from,
    refused,
    role_of,
    with_people,
)


class National(NamedTuple):
    """Files about every unit of a country, wards being of five units each, and what they hold."""

    lookup: Path
    census: Path
    people: list[int]
    wards: list[str]


@pytest.fixture(scope="module")
def national(tmp_path_factory) -> National:
    folder, country = tmp_path_factory.mktemp("national"), codes(33_000)
    people = [100 + i % 7 for i in range(len(country))]
    wards = [f"E05{i // 5:06d}" for i in range(len(country))]
    rows = zip(country, wards, strict=True)
    lookup = write_csv(folder / "lookup.csv", ["LSOA21CD", "WD24CD"], rows)
    return National(lookup, census(folder, people, units=country), people, wards)


def lookup_file(folder, name="lookup.csv", **more):
    rows = [(code, f"E0500000{i // 3}", f"Ward {i // 3}") for i, code in enumerate(UNITS)]
    return write_csv(folder / name, ["LSOA21CD", "WD24CD", "WD24NM"], rows)


def test_a_layer_comes_from_a_column_of_another_file(tmp_path):
    place = with_people(tmp_path, lookup_file(tmp_path), lookups=(Lookup.parse("ward=wd24cd"),))
    layer = place.layer("ward")
    assert layer.area_names == ("Ward 0", "Ward 1", "Ward 2")
    assert layer.dominant_area.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert np.isnan(layer.outside_share).all()
    assert layer.method == "by column WD24CD of lookup.csv"
    assert role_of(place, "lookup.csv") == "layer 'ward'"


def test_look_ups_nobody_asked_for_are_offered(tmp_path):
    place = with_people(tmp_path, lookup_file(tmp_path))
    assert [layer.name for layer in place.layers] == []
    assert role_of(place, "lookup.csv") == "not used"
    assert "Could be layers as well: the columns WD24CD." in notes_of(place, "lookup.csv")


def test_a_file_that_repeats_what_was_there_already_says_why_it_is_not_used(tmp_path):
    again = write_csv(tmp_path / "again.csv", ["LSOA21CD", "pop_total"], [(c, 1500) for c in UNITS])
    place = with_people(tmp_path, again)
    assert role_of(place, "again.csv") == "not used"
    assert "had been found in a file before it" in notes_of(place, "again.csv")


def test_areas_are_named_by_a_file_about_them(tmp_path):
    header = ["msoa21cd", "msoa21nm", "msoa21hclnm"]
    msoas = [f"E0200000{i}" for i in range(4)]
    names = write_csv(
        tmp_path / "MSOA-Names.csv", header, [(c, "x", f"Village {c[-1]}") for c in msoas]
    )
    columns = {"pop_total": [1500] * N, "MSOA21CD": [msoas[i // 2] for i in range(N)]}
    lookups = (Lookup.parse("msoa=MSOA21CD"),)
    place = place_from(tmp_path, names, columns=columns, lookups=lookups)
    assert place.layer("msoa").area_names == tuple(f"Village {i}" for i in range(4))
    assert role_of(place, "MSOA-Names.csv") == "names of layer 'msoa'"


def test_a_file_about_areas_nobody_needs_is_said_to_be_unused(tmp_path):
    rows = [("E05000001", "Ward 1")]
    path = write_csv(tmp_path / "wards.csv", ["WD24CD", "WD24NM"], rows)
    place = with_people(tmp_path, path)
    assert role_of(place, "wards.csv") == "not used"
    assert "ward" in notes_of(place, "wards.csv")


def test_a_unit_in_two_areas_names_both_lines(tmp_path):
    rows = [*((code, "E05000001") for code in UNITS), (UNITS[0], "E05000002")]
    path = write_csv(tmp_path / "l.csv", ["LSOA21CD", "WD24CD"], rows)
    names = ("l.csv", UNITS[0], "line 2", "line 10", "E05000002", "'ward'")
    columns = {"pop_total": [1500] * N}
    lookups = (Lookup.parse("ward=WD24CD"),)
    assert refused(tmp_path, path, columns=columns, lookups=lookups, names=names)


def test_units_in_no_area_are_counted_with_their_people(tmp_path):
    rows = [(code, "E05000001") for code in UNITS[:6]]
    path = write_csv(tmp_path / "l.csv", ["LSOA21CD", "WD24CD"], rows)
    place = with_people(tmp_path, path, lookups=(Lookup.parse("ward=WD24CD"),))
    assert "2 units with 3,000 people in no area" in notes_of(place, "l.csv")


def test_of_a_national_file_the_share_outside_the_place_is_known(tmp_path, national):
    people = national.people
    lookups = (Lookup.parse("ward=WD24CD"),)
    place = place_from(tmp_path, national.census, national.lookup, lookups=lookups)
    layer = place.layer("ward")
    assert layer.area_ids == ("E05000000", "E05000001")
    outside = sum(people[8:10]) / sum(people[5:10])
    assert layer.outside_share.tolist() == pytest.approx([0, outside])


def test_national_files_count_though_the_units_have_the_same_columns(tmp_path, national):
    people = national.people
    names = [f"Ward {i // 5}" for i in range(N)]
    columns = {"pop_total": people[:N], "WD24CD": national.wards[:N], "WD24NM": names}
    options: Any = {"columns": columns, "lookups": (Lookup.parse("ward=wd24cd"),)}
    place = place_from(tmp_path, national.census, national.lookup, **options)
    outside = sum(people[8:10]) / sum(people[5:10])
    assert place.layer("ward").outside_share.tolist() == pytest.approx([0, outside])
    assert place.layer("ward").method == "by column WD24CD of lookup.csv"
    assert place.layer("ward").area_names == ("Ward 0", "Ward 1")


@pytest.mark.parametrize("named", [True, False])
def test_the_units_own_areas_count_where_national_files_differ_or_they_are_named(
    tmp_path, national, named
):
    own = national.wards[:N] if named else ["E05999999"] * N
    text = "ward=units.gpkg:WD24CD" if named else "ward=WD24CD"
    columns = {"pop_total": [100] * N, "WD24CD": own}
    place = place_from(tmp_path, national.lookup, columns=columns, lookups=(Lookup.parse(text),))
    assert place.layer("ward").method == "by column WD24CD of units.gpkg"
    assert np.isnan(place.layer("ward").outside_share).all()
