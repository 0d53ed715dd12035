"""Real authorities of England, out of the file of all of them, in one run."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

from icp_footprints.exchange.plan_file import open_plan_file
from tests.e2e.real_places import command, measured, real_data

# Residents at the Census of 2021, by the README of the data.
RESIDENTS = {"Halton": 128_508, "Knowsley": 154_516, "St. Helens": 183_262}
TOO_SMALL = ("City of London", "Isles of Scilly")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("england")
    only = [text for name in (*RESIDENTS, *TOO_SMALL) for text in ("--only", name)]
    said = command(folder, "generate-all", *england(), *only)
    assert "5 of 5 places planned" in said
    return folder


def england() -> tuple[str, ...]:
    data = real_data() / "england"
    files = ("lsoa21_bsc.parquet", "lookup_lsoa21.csv.gz", "population_census2021.csv.gz")
    return (
        *(str(data / file) for file in files),
        *("--by", "ltla24_code", "--lookup", "msoa=msoa21_code", "--lookup", "ward=ward24_code"),
        *("--out", "out", "--starts", "1", "--effort", "0.3", "--jobs", "2"),
    )


def table(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
        return {row["place_name"]: row for row in csv.DictReader(file)}


def test_each_authority_has_its_people_and_footprints_in_band_and_in_one_part(folder):
    for name, people in RESIDENTS.items():
        row = table(folder)[name]
        assert row["state"] == "planned"
        assert int(row["people"]) == people
        found = measured(folder, f"out/{row['plan_file']}")
        assert {each["parts"] for each in found["footprints"]} == {1}
        assert sum(each["people"]["resident"] for each in found["footprints"]) == people
        assert sum(each["band"] == "in" for each in found["footprints"]) == int(
            row["footprints_in_band"]
        )
        assert found["coverage"]["unassigned_units"] == 0


def test_places_too_small_for_a_footprint_are_one_that_is_named(folder):
    for name in TOO_SMALL:
        row = table(folder)[name]
        assert (row["state"], row["footprints"], row["footprints_in_band"]) == ("planned", "1", "0")
        assert "cannot be in band" in row["notes"]
        assert "a band such as" in row["notes"]


def test_an_authority_is_as_it_is_read_alone(folder):
    """But for slivers along its border, which the whole country closes otherwise."""
    data = real_data() / "cheshire_merseyside" / "boundaries.gpkg"
    arguments = ("--where", "ltla24_name=Halton", "--id", "lsoa21_code", "--resident", "pop_total")
    lookups = ("--lookup", "msoa=msoa21_code", "--lookup", "ward=ward24_code")
    command(folder, "new", "halton.gpkg", "--units", f"{data}:lsoa21", *arguments, *lookups)
    alone, _ = open_plan_file(folder / "halton.gpkg")
    part, _ = open_plan_file(folder / "out" / table(folder)["Halton"]["plan_file"])
    assert sorted(part.units.ids) == sorted(alone.units.ids)
    rows = [alone.units.position[code] for code in part.units.ids]
    assert part.ledger().people.tolist() == alone.ledger().people[rows].tolist()
    for layer in ("msoa", "ward"):
        ours, theirs = part.layer(layer), alone.layer(layer)
        assert ours.area_ids == theirs.area_ids
        assert np.array_equal(ours.shares.toarray(), theirs.shares.toarray()[rows])
    # Runcorn and Widnes, either side of the Mersey.
    assert connected_components(part.adjacency.matrix)[0] == 2
