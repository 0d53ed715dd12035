"""Real places read from the column names their publishers use, against figures worked out apart."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.new_place import Recipe, read_place
from tests.e2e.real_places import real_data

# As the README of the data has them: Census 2021.
CHESHIRE_AND_MERSEYSIDE = {
    "Wirral": 320_197,
    "Liverpool": 486_099,
    "Sefton": 279_239,
    "St. Helens": 183_262,
    "Knowsley": 154_516,
    "Halton": 128_508,
    "Warrington": 210_973,
    "Cheshire East": 398_778,
    "Cheshire West and Chester": 357_156,
}


def cheshire() -> Path:
    return real_data() / "cheshire_merseyside"


def staffordshire() -> Path:
    return real_data() / "staffordshire"


def england(name: str) -> str:
    return str(real_data() / "england" / name)


@cache
def the_whole_system() -> Any:
    """Cheshire & Merseyside, with nothing said but which files."""
    boundaries = f"{cheshire() / 'boundaries.gpkg'}"
    return read_place(
        Recipe(
            units=f"{boundaries}:lsoa21",
            lookups=(Lookup.parse("msoa=msoa21_code"), Lookup.parse("la=ltla24_code")),
            overlays=(Overlay("ward20", f"{boundaries}:ward20_official_bgc"),),
            point_layers=(PointsFile("practices", f"{cheshire() / 'gp_practices.csv'}"),),
            registrations=cheshire() / "MODELLED_cm_patients_by_practice_lsoa21.csv.gz",
        )
    )


# The totals of all nine are looked at together below; these are read alone.
@pytest.mark.parametrize("authority", ["Wirral", "St. Helens", "Cheshire West and Chester"])
def test_census_totals_of_an_authority_read_alone(authority):
    place = read_place(
        Recipe(
            units=f"{cheshire() / 'boundaries.gpkg'}:lsoa21",
            where={"ltla24_name": (authority,)},
        )
    )
    assert place.name == authority
    assert place.ledger().total == CHESHIRE_AND_MERSEYSIDE[authority]
    assert all(code.startswith("E01") for code in place.units.ids)
    assert place.units.names[0].startswith(authority)


def test_the_nine_together_and_apart():
    place = the_whole_system()
    assert len(place.units) == 1601
    assert place.ledger().total == sum(CHESHIRE_AND_MERSEYSIDE.values()) == 2_518_728
    layer = place.layer("la")
    people = layer.shares.T @ place.ledger().people
    assert dict(zip(layer.area_names, people.tolist(), strict=True)) == CHESHIRE_AND_MERSEYSIDE
    ages = place.ledger().ages
    assert ages is not None
    assert ages.lows == (0, 16, 25, 35, 50, 65)
    assert np.abs(ages.people.sum(axis=1) - place.ledger().people).max() <= 10
    assert place.profile.deprivation is not None
    assert np.isfinite(place.profile.deprivation.score).all()
    assert place.profile.urban_rural is not None
    assert (place.profile.urban_rural.unit_class >= 0).all()


def test_modelled_registrations_add_up_as_pandas_says():
    place = the_whole_system()
    rows = pd.read_csv(cheshire() / "MODELLED_cm_patients_by_practice_lsoa21.csv.gz")
    check_shares(place, rows, "lsoa21_code", "pcn_code", "modelled_patients")


def test_wards_by_area_as_cutting_them_one_by_one_says():
    place = the_whole_system()
    layer = place.layer("ward20")
    wards: Any = pyogrio.read_dataframe(
        cheshire() / "boundaries.gpkg", layer="ward20_official_bgc"
    ).set_index("ward20_code")
    chosen = np.random.default_rng(1).choice(len(place.units), 60, replace=False)
    for row in chosen:
        unit = place.units.geometry[row]
        near = wards[shapely.intersects(list(wards.geometry), unit)]
        shares = {
            code: shapely.intersection(unit, shape).area / unit.area
            for code, shape in near.geometry.items()
        }
        kept = {code: share for code, share in shares.items() if share >= 0.005}
        covered = sum(shares.values())
        covered = 1.0 if covered > 0.995 else covered
        held = dict(zip(layer.area_ids, layer.shares.toarray()[row].tolist(), strict=True))
        for code, share in kept.items():
            expected = share * covered / sum(kept.values())
            assert held[code] == pytest.approx(expected, abs=1e-3), (row, code)
        assert sum(share > 0 for share in held.values()) == len(kept)


def test_practices_lie_where_their_lsoa_code_says():
    place = the_whole_system()
    (layer,) = place.point_layers
    practices = pd.read_csv(cheshire() / "gp_practices.csv").set_index("practice_code")
    assert len(layer) == len(practices) == 337
    told = practices["located_lsoa21_code"].reindex(list(layer.ids)).tolist()
    found = [place.units.ids[row] if row >= 0 else None for row in layer.unit_rows]
    # The boundaries are generalised, so a few on the edge fall on its other side.
    same = sum(one == other for one, other in zip(told, found, strict=True))
    assert same >= 0.95 * len(practices)


def check_shares(place, rows, unit, pcn, patients):
    """Every share, total and share outside of the PCN layer against pandas."""
    counted = rows[rows[unit].isin(place.units.ids)]
    table = counted.pivot_table(index=unit, columns=pcn, values=patients, aggfunc="sum")
    table = table.reindex(list(place.units.ids)).fillna(0.0)
    total = table.sum(axis=1)
    np.testing.assert_allclose(place.ledger("registered").people, total, rtol=1e-9)
    shares = table.div(total.where(total > 0, 1.0), axis=0).drop(columns="U", errors="ignore")
    shares = shares.loc[:, shares.sum() > 0]
    layer = place.layer("pcn")
    assert list(layer.area_ids) == sorted(shares.columns)
    np.testing.assert_allclose(
        layer.shares.toarray(), shares[list(layer.area_ids)].to_numpy(), atol=1e-12
    )
    away = rows[~rows[unit].isin(place.units.ids) & rows[unit].str.fullmatch(r"[A-Z]\d{8}")]
    outside = away.groupby(pcn)[patients].sum().reindex(list(layer.area_ids)).fillna(0.0)
    inside = table[list(layer.area_ids)].sum()
    np.testing.assert_allclose(layer.outside_share, outside / (inside + outside), atol=1e-12)


@pytest.mark.parametrize("where", [{"ltla24_name": ("Stoke-on-Trent",)}, {}])
def test_the_share_matrix_of_real_registrations_is_that_of_pandas(where):
    registrations = staffordshire() / "gp-reg-pat-prac-lsoa-all.csv"
    place = read_place(
        Recipe(
            units=f"{staffordshire() / 'boundaries.gpkg'}:lsoa21",
            where=where,
            registrations=registrations,
            practice_pcn=england("gp-reg-pat-prac-map.csv"),
        )
    )
    rows: Any = pd.read_csv(registrations)
    pcns = pd.read_csv(england("gp-reg-pat-prac-map.csv"), dtype=str)
    rows["PCN"] = rows["PRACTICE_CODE"].map(pcns.set_index("PRACTICE_CODE")["PCN_CODE"]).fillna("U")
    check_shares(place, rows, "LSOA_CODE", "PCN", "NUMBER_OF_PATIENTS")
    names = pcns.set_index("PCN_CODE")["PCN_NAME"].to_dict()
    layer = place.layer("pcn")
    assert layer.area_names == tuple(names[code] for code in layer.area_ids)


def test_national_tables_tell_what_the_boundaries_do_not():
    """People, deprivation, rural or urban and wards from England's files, and what lies outside."""
    place = read_place(
        Recipe(
            units=england("lsoa21_bsc.parquet"),
            where=where_of_stoke(),
            tables=(
                england("population_census2021.csv.gz"),
                england("imd2025.csv.gz"),
                england("lookup_lsoa21.csv.gz"),
            ),
            lookups=(Lookup.parse("ward=ward24_code"), Lookup.parse("icb=icb24_code")),
        )
    )
    assert place.ledger().total == 258_356
    people: Any = pd.read_csv(england("population_census2021.csv.gz")).set_index("lsoa21_code")
    lookup: Any = pd.read_csv(england("lookup_lsoa21.csv.gz")).set_index("lsoa21_code")
    deprivation = place.profile.deprivation
    assert deprivation is not None
    assert deprivation.index == "IMD 2025"
    scores: Any = pd.read_csv(england("imd2025.csv.gz")).set_index("lsoa21_code")
    scores = scores.reindex(list(place.units.ids))
    np.testing.assert_allclose(deprivation.score, scores["imd_score"])
    assert deprivation.decile.tolist() == scores["imd_decile"].tolist()
    for name, column in (("ward", "ward24_code"), ("icb", "icb24_code")):
        layer = place.layer(name)
        total = people["pop_total"].groupby(lookup[column]).sum()
        inside = people["pop_total"].reindex(list(place.units.ids)).groupby(lookup[column]).sum()
        expected = [1 - inside[code] / total[code] for code in layer.area_ids]
        np.testing.assert_allclose(layer.outside_share, expected, atol=1e-12)


def where_of_stoke() -> dict[str, tuple[str, ...]]:
    lookup: Any = pd.read_csv(england("lookup_lsoa21.csv.gz"))
    stoke = lookup[lookup["ltla24_code"] == "E06000021"]["lsoa21_code"]
    return {"lsoa21_code": tuple(stoke)}
