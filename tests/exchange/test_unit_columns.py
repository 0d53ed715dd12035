"""Headers of the unit look-up follow the ONS: kind of unit and year, or UNIT where not known."""

from dataclasses import replace

import pytest

from icp_footprints.exchange.exporting.unit_columns import unit_columns
from icp_footprints.geography.source import Conversion, JoinReport, Source
from icp_footprints.geography.units import UnitTable
from tests.grids import place_of


def place_with(codes, *sources, method=""):
    place = place_of("A" * len(codes), layers={"msoa": "x" * len(codes)})
    units = UnitTable(tuple(codes), place.units.names, place.units.geometry)
    adjacency = replace(place.adjacency, unit_ids=tuple(codes))
    layers = (replace(place.layers[0], method=method),)
    return replace(place, units=units, adjacency=adjacency, layers=layers, sources=sources)


OLD, NEW = "E01000001", "E01033769"
CONVERTED = JoinReport(1, 1, conversion=Conversion(2011, 2021, 1))


@pytest.mark.parametrize(
    ("codes", "source", "method", "stem"),
    [
        ([OLD], Source("units", "lsoa11.geojson"), "", "LSOA11"),
        ([OLD], Source("units", "LSOA_2021_boundaries.gpkg"), "", "LSOA21"),
        ([OLD], Source("units", "boundaries_dec2021.gpkg"), "", "LSOA21"),
        ([OLD], Source("units", "boundaries.gpkg"), "by column msoa21_code of b.gpkg", "LSOA21"),
        # Codes first given in 2021 tell more than what a file is called.
        ([OLD, NEW], Source("units", "lsoa11.geojson"), "", "LSOA21"),
        ([OLD], Source("people", "lsoa11.csv", join=CONVERTED), "", "LSOA21"),
        ([OLD], Source("people", "lsoa11.csv"), "", "UNIT"),
        ([OLD], Source("units", "b.gpkg", notes=("Could be layers: lsoa11cd.",)), "", "UNIT"),
        (
            [OLD],
            Source("units", "b.gpkg", notes=("Unit codes: lsoa21_code (LSOA 2021).",)),
            "",
            "LSOA21",
        ),
        (
            ["E05000001"],
            Source("units", "b.gpkg", notes=("Unit codes: c (ward 2024).",)),
            "",
            "WD24",
        ),
        ([OLD], Source("units", "boundaries_2024.gpkg"), "", "UNIT"),
        (["W01000001"], Source("units", "lsoa21.gpkg"), "", "LSOA21"),
        (["E00000001"], Source("units", "oa21.gpkg"), "", "OA21"),
        (["E02000001"], Source("units", "msoa_2011.gpkg"), "", "MSOA11"),
        (["E05000001"], Source("units", "wards_dec2024.gpkg"), "", "WD24"),
        (["E05000001"], Source("units", "wards.gpkg"), "", "UNIT"),
        ([OLD, "E02000001"], Source("units", "lsoa21.gpkg"), "", "UNIT"),
        ([OLD, "mine"], Source("units", "lsoa21.gpkg"), "", "UNIT"),
        (["S01000001"], Source("units", "lsoa21.gpkg"), "", "UNIT"),
    ],
)
def test_headers(codes, source, method, stem):
    assert unit_columns(place_with(codes, source, method=method)) == (f"{stem}CD", f"{stem}NM")
