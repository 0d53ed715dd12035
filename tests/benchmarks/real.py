"""Large real places for benchmarks, from the folder that ICP_FOOTPRINTS_REAL_DATA names."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.geography.place import Place
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.options import parse_overlay
from tests.benchmarks.timing import REAL_DATA


def cheshire_merseyside_recipe() -> Recipe:
    """1,601 units, 77,272 patient rows and 4 reference layers, by published column names."""
    folder = Path(REAL_DATA) / "cheshire_merseyside"
    return Recipe(
        units=f"{folder / 'boundaries.gpkg'}:lsoa21",
        registrations=str(folder / "MODELLED_cm_patients_by_practice_lsoa21.csv.gz"),
        lookups=(Lookup.parse("msoa=msoa21_code"), Lookup.parse("ward=ward24_code")),
        overlays=(parse_overlay(f"old_ward={folder / 'boundaries.gpkg'}:ward20_official_bgc"),),
        place_name="Cheshire and Merseyside",
    )


def england_recipe() -> Recipe:
    """33,755 units with Census people and three look-up layers."""
    folder = Path(REAL_DATA) / "england"
    return Recipe(
        units=str(folder / "lsoa21_bsc.parquet"),
        tables=(
            str(folder / "population_census2021.csv.gz"),
            str(folder / "lookup_lsoa21.csv.gz"),
        ),
        lookups=(
            Lookup.parse("msoa=msoa21_code"),
            Lookup.parse("ward=ward24_code"),
            Lookup.parse("lad=ltla24_code"),
        ),
        place_name="England",
        allow_islands=True,
    )


def cheshire_merseyside() -> Place:
    """The place of `cheshire_merseyside_recipe`."""
    return read_place(cheshire_merseyside_recipe())


def england() -> Place:
    """The place of `england_recipe`."""
    return read_place(england_recipe())
