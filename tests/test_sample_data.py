"""The bundled sample is what its manifest says, counted here without the script that built it."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

Table = Any  # a (geo)pandas frame: the types pandas ships cannot follow its own operations

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "boundaries" / "wirral"
DATA_FILES = {"lsoa11.geojson", "practice_pcn.csv", "registrations.csv"}
NHS_COLUMNS = [
    "PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX",
    "NUMBER_OF_PATIENTS",
]  # fmt: skip
DEMONSTRATION_PCNS = {f"DEMOP{number}" for number in range(1, 7)}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "manifest.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def units() -> Table:
    return gpd.read_file(SAMPLE / "lsoa11.geojson").set_index("lsoa11_code")


@pytest.fixture(scope="module")
def registrations() -> Table:
    return pd.read_csv(SAMPLE / "registrations.csv")


@pytest.fixture(scope="module")
def practices() -> Table:
    return pd.read_csv(SAMPLE / "practice_pcn.csv").set_index("PRACTICE_CODE")


@pytest.fixture(scope="module")
def patients_by_pcn(units: Table, registrations: Table, practices: Table) -> Table:
    """Patients by LSOA of Wirral (rows) and PCN (columns)."""
    here = registrations[registrations["LSOA_CODE"].isin(units.index)]
    pcn = here["PRACTICE_CODE"].map(practices["PCN_CODE"])
    return here.groupby(["LSOA_CODE", pcn])["NUMBER_OF_PATIENTS"].sum().unstack(fill_value=0)


# The folder and its manifest


def test_folder_holds_the_described_files_and_is_small(manifest: dict[str, Any]) -> None:
    assert {path.name for path in SAMPLE.iterdir()} == DATA_FILES | {"manifest.toml"}
    assert set(manifest["files"]) == DATA_FILES
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 3_000_000


@pytest.mark.parametrize("name", sorted(DATA_FILES))
def test_manifest_matches_the_file(manifest: dict[str, Any], name: str) -> None:
    content = (SAMPLE / name).read_bytes()
    entry = manifest["files"][name]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert b"\r" not in content, "line ends are LF, or the sha256 differs between machines"
    rows = len(
        gpd.read_file(SAMPLE / name) if name.endswith("json") else pd.read_csv(SAMPLE / name)
    )
    assert rows == entry["rows"]
    assert all(entry[key].strip() for key in ("source", "licence", "vintage", "crs", "modelled"))


def test_manifest_says_it_is_a_demonstration_and_credits_the_sources(
    manifest: dict[str, Any],
) -> None:
    assert manifest["notice"] == "Demonstration data: real boundaries, modelled people and PCNs"
    assert manifest["attribution"] == [
        f"Contains {data} and database right"
        for data in (
            "National Statistics data © Crown copyright",
            "OS data © Crown copyright",
            "Royal Mail data © Royal Mail copyright",
        )
    ]


def test_manifest_says_how_to_read_the_files(manifest: dict[str, Any], units: Table) -> None:
    read = manifest["read"]
    assert {read[key] for key in ("units", "registrations", "practice_pcn")} == DATA_FILES
    named = {read["id"], read["name"], read["resident"], *read["lookups"]["community"]}
    assert named <= {*units.columns, units.index.name}


# Units


def test_units_are_the_206_lsoas_of_wirral(units: Table) -> None:
    assert len(units) == 206
    assert units.index.is_unique
    assert units.index.is_monotonic_increasing
    assert units.index.str.fullmatch(r"E010\d{5}").all()
    assert units["lsoa11_name"].str.fullmatch(r"Wirral \d{3}[A-Z]").all()
    assert units["lsoa11_name"].is_unique


def test_residents_reach_the_published_total_within_the_design_range(
    units: Table,
) -> None:
    assert units["resident_modelled"].sum() == 320_200
    assert units["resident_modelled"].between(1_000, 3_000).all()


def test_residents_follow_postcodes(units: Table) -> None:
    free = units[units["resident_modelled"].between(1_001, 2_999)]
    per_postcode = free["resident_modelled"] / free["postcodes"]
    assert len(free) > 150
    assert per_postcode.max() - per_postcode.min() < 0.2  # one factor; the rest is rounding


def test_every_unit_has_one_community_and_names_are_unique(units: Table) -> None:
    assert units["community_code"].str.fullmatch(r"CH(4[1-9]|6[0-3])").all()
    assert units["community_name"].str.len().gt(0).all()
    pairs = units[["community_code", "community_name"]].drop_duplicates()
    assert len(pairs) == 13
    assert pairs["community_code"].is_unique
    assert pairs["community_name"].is_unique


@pytest.mark.parametrize("epsg", [4326, 27700])
def test_units_cover_without_gap_or_overlap(units: Table, epsg: int) -> None:
    geometry = units.to_crs(epsg).geometry
    assert geometry.is_valid.all()
    assert shapely.coverage_is_valid(geometry.to_numpy())


def test_units_lie_in_wirral(units: Table) -> None:
    assert units.crs.to_epsg() == 4326
    west, south, east, north = units.to_crs(27700).total_bounds
    assert 315_000 < west < east < 340_000
    assert 375_000 < south < north < 396_000
    assert 130 < units.to_crs(27700).area.sum() / 1e6 < 180  # Wirral's land is 157 km2


# Practices, PCNs and registrations


def test_registrations_are_in_the_nhs_columns(registrations: Table) -> None:
    assert list(registrations.columns) == NHS_COLUMNS
    assert set(registrations["PUBLICATION"]) == {"DEMONSTRATION"}
    assert set(registrations["SEX"]) == {"ALL"}
    assert registrations["PRACTICE_CODE"].str.fullmatch(r"DEMO\d\d").all()
    keys = registrations[["PRACTICE_CODE", "LSOA_CODE"]]
    assert not keys.duplicated().any()
    pd.testing.assert_frame_equal(keys, keys.sort_values(["PRACTICE_CODE", "LSOA_CODE"]))


def test_no_count_is_below_five(registrations: Table) -> None:
    assert registrations["NUMBER_OF_PATIENTS"].dtype.kind == "i"
    assert registrations["NUMBER_OF_PATIENTS"].min() >= 5


def test_both_tables_name_the_same_practices(registrations: Table, practices: Table) -> None:
    names = registrations.groupby("PRACTICE_CODE")["PRACTICE_NAME"].unique().str.join("|")
    assert names.to_dict() == practices["PRACTICE_NAME"].to_dict()
    assert practices["PRACTICE_NAME"].str.startswith("Demonstration practice").all()


def test_practices_stand_in_wirral(units: Table, practices: Table) -> None:
    assert practices["PRACTICE_POSTCODE"].str.fullmatch(r"CH(4|6)\d \d[A-Z]{2}").all()
    points = gpd.points_from_xy(practices["EASTING"], practices["NORTHING"])
    assert units.to_crs(27700).union_all().buffer(200).contains(points).all()


def test_six_pcns_and_one_practice_in_none(practices: Table) -> None:
    assert set(practices["PCN_CODE"]) == DEMONSTRATION_PCNS | {"U"}
    names = practices.groupby("PCN_CODE")["PCN_NAME"].unique()
    assert names.str.len().eq(1).all()
    assert names.pop("U")[0] == "UNALLOCATED"
    assert names.str[0].is_unique
    assert names.str[0].str.endswith(" PCN (demonstration)").all()
    assert (practices["PCN_CODE"] == "U").sum() == 1


def test_list_sizes_are_like_life(registrations: Table, practices: Table) -> None:
    size = registrations.groupby("PRACTICE_CODE")["NUMBER_OF_PATIENTS"].sum()
    in_pcn = practices["PCN_CODE"] != "U"
    assert size[in_pcn].between(2_500, 16_000).all()
    assert size[~in_pcn].between(100, 2_500).all()
    pcn_size = size.groupby(practices["PCN_CODE"]).sum().drop("U")
    assert pcn_size.between(40_000, 65_000).all()


def test_registered_patients_add_up(
    manifest: dict[str, Any], units: Table, registrations: Table
) -> None:
    inside = registrations["LSOA_CODE"].isin(units.index)
    here = registrations[inside].groupby("LSOA_CODE")["NUMBER_OF_PATIENTS"].sum()
    assert set(here.index) == set(units.index)
    assert (here / units["resident_modelled"]).between(0.999, 1.101).all()
    total = registrations["NUMBER_OF_PATIENTS"].sum()
    assert 1.03 <= total / units["resident_modelled"].sum() <= 1.10
    assert here.sum() == manifest["counts"]["registered_in_wirral"]
    assert total - here.sum() == manifest["counts"]["registered_outside_wirral"]


def test_some_patients_of_the_border_pcns_live_outside(
    units: Table, registrations: Table, practices: Table
) -> None:
    pcn = registrations["PRACTICE_CODE"].map(practices["PCN_CODE"])
    away = ~registrations["LSOA_CODE"].isin(units.index)
    patients = registrations["NUMBER_OF_PATIENTS"]
    outside_share = patients.where(away, 0).groupby(pcn).sum() / patients.groupby(pcn).sum()
    assert 0.01 < outside_share["DEMOP6"] < 0.15
    assert outside_share["DEMOP1"] == 0  # Wallasey has no land border


def test_pcns_have_heartlands_and_overlap(patients_by_pcn: Table) -> None:
    share = patients_by_pcn.div(patients_by_pcn.sum(axis=1), axis=0)
    dominant = share.idxmax(axis=1)
    assert set(dominant) == DEMONSTRATION_PCNS
    assert dominant.value_counts().min() >= 15
    assert 0.6 < share.max(axis=1).median() < 0.9
    assert (share.max(axis=1) < 0.75).sum() >= 50, "PCNs overlap in a good part of Wirral"
    assert (share.gt(0).sum(axis=1) >= 2).mean() > 0.9
