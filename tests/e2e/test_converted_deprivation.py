"""Deprivation of real units, converted between the boundaries of 2011 and 2021."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from icp_footprints.sources.new_place import Recipe, read_place
from tests.e2e.real_places import real_data

STOKE = "E06000021"


@pytest.fixture(scope="module")
def look():
    """The rows of the change look-up for Stoke-on-Trent."""
    held = pd.read_csv(real_data() / "england/lookup_lsoa11_lsoa21.csv.gz")
    return held[held.ltla22_code == STOKE]


@pytest.fixture(scope="module")
def place_of_2011(look, tmp_path_factory):
    """The place in LSOAs of 2011, with people and deprivation of 2021 units."""
    england = real_data() / "england"
    frame = gpd.read_file(real_data() / "staffordshire/boundaries.gpkg", layer="lsoa21")
    old_of_new = look.drop_duplicates("lsoa21_code").set_index("lsoa21_code").lsoa11_code
    frame["LSOA11CD"] = frame.lsoa21_code.map(old_of_new)
    units = tmp_path_factory.mktemp("stoke") / "stoke_lsoa11.gpkg"
    frame.dropna(subset="LSOA11CD")[["LSOA11CD", "geometry"]].dissolve("LSOA11CD").to_file(units)
    tables = ("population_census2021.csv.gz", "imd2025.csv.gz")
    return read_place(
        Recipe(
            units=str(units),
            tables=tuple(str(england / name) for name in tables),
            change_lookup=str(england / "lookup_lsoa11_lsoa21.csv.gz"),
        )
    )


def test_scores_and_deciles_of_2011_units_are_those_of_their_people(place_of_2011, look):
    england = real_data() / "england"
    people = pd.read_csv(england / "population_census2021.csv.gz", index_col=0).pop_total
    imd = pd.read_csv(england / "imd2025.csv.gz", index_col=0)
    found = place_of_2011.profile.deprivation
    expected = {"E01014231": 2, "E01014236": 10, "E01014251": 1, "E01033216": 3}
    for row, unit in enumerate(place_of_2011.units.ids):
        parts = list(look[look.lsoa11_code == unit].lsoa21_code)
        score = sum(imd.imd_score[part] * people[part] for part in parts) / people[parts].sum()
        assert found.score[row] == pytest.approx(score, rel=1e-12)
        decile = imd.imd_decile[max(parts, key=lambda part: people[part])]
        assert found.decile[row] == decile == expected.get(unit, decile)
    of_four = [found.score[place_of_2011.units.ids.index(unit)] for unit in expected]
    np.testing.assert_allclose(of_four, [31.19, 22.93, 52.08, 31.89], atol=0.005)


def test_every_unit_is_exact_merged_split_or_recut(place_of_2011):
    source = next(each for each in place_of_2011.sources if each.role == "residents")
    moved = source.join.conversion
    assert (moved.exact, moved.merged, moved.split, moved.recut) == (155, 4, 0, 0)
    assert len(place_of_2011.units) == 159
