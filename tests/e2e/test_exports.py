"""Exports of a real place, read back as another system would, and a stranger's check of figures."""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from icp_footprints.exchange.exporting.schemas import SchemaName
from tests.e2e.real_places import PEOPLE_STEP, SHARE_STEP, command, real_data
from tests.exchange.exported import check_schema

PLAN = "stoke.footprints.gpkg"
NOT_SHOWN = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    data, folder = real_data(), tmp_path_factory.mktemp("exports")
    command(
        *(folder, "new", PLAN, "--units", f"{data / 'staffordshire' / 'boundaries.gpkg'}:lsoa21"),
        *("--id", "lsoa21_code", "--name", "lsoa21_name", "--resident", "pop_total"),
        *("--where", "ltla24_code=E06000021", "--lookup", "msoa=msoa21_code"),
        *("--registrations", data / "staffordshire" / "gp-reg-pat-prac-lsoa-all.csv"),
        *("--practice-pcn", data / "england" / "gp-reg-pat-prac-map.csv"),
    )
    command(folder, "generate", PLAN, "--starts", 1, "--effort", 0.3, "--ceilings", 0)
    command(folder, "export", PLAN, "--all", "out")
    command(folder, "export", PLAN, "--all", "simple", "--simplify", 30)
    return folder


def read(path: Path, layer: str | None = None) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pyogrio.read_dataframe(path, layer=layer)


@pytest.mark.parametrize("out", ["out", "simple"])
def test_shapes_read_back_fit_together(folder, out):
    at = folder / out
    for frame in (
        read(at / "stoke.geojson"),
        read(at / "stoke-units.geojson"),
        read(at / "stoke-map.gpkg", "footprints"),
        read(at / "stoke-map.gpkg", "units"),
        read(at / "stoke-shapefile.zip"),
        read(at / "stoke.fgb"),
    ):
        shapes = np.array(frame.geometry)
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)
    footprints = read(at / "stoke-map.gpkg", "footprints")
    units = read(at / "stoke-map.gpkg", "units")
    assert footprints.area.sum() == pytest.approx(units.area.sum(), rel=1e-9, abs=0)
    if out == "out":
        held = read(folder / PLAN, "units")
        assert footprints.area.sum() == pytest.approx(held.area.sum(), rel=1e-9, abs=0)
    else:
        sizes = [(folder / each / "stoke.geojson").stat().st_size for each in ("simple", "out")]
        assert sizes[0] < sizes[1]


def test_files_are_as_their_schemas_say(folder):
    kinds: tuple[tuple[str, SchemaName], ...] = (
        ("stoke.geojson", "footprints"),
        ("stoke-units.geojson", "units"),
        ("stoke-units.meta.json", "metadata"),
    )
    for name, schema in kinds:
        check_schema(schema, json.loads((folder / "out" / name).read_text("utf-8")))
    said = json.loads((folder / "out" / "stoke-units.meta.json").read_text("utf-8"))
    assert said["place_code"] == "E06000021"


def test_a_stranger_finds_the_same_figures_with_twenty_lines_of_pandas(folder):
    data = real_data()
    # --- the twenty lines: the look-up and the source files, nothing of this program ---
    lookup: Any = pd.read_csv(folder / "out" / "stoke-units.csv", index_col="LSOA21CD")
    source: Any = pyogrio.read_dataframe(
        data / "staffordshire" / "boundaries.gpkg", layer="lsoa21", read_geometry=False
    )
    residents = source.set_index("lsoa21_code")["pop_total"].reindex(lookup.index)
    patients: Any = pd.read_csv(data / "staffordshire" / "gp-reg-pat-prac-lsoa-all.csv")
    pcn: Any = pd.read_csv(data / "england" / "gp-reg-pat-prac-map.csv", index_col="PRACTICE_CODE")
    patients["PCN"] = patients["PRACTICE_CODE"].map(pcn["PCN_CODE"]).fillna("U")
    table: Any = patients.pivot_table("NUMBER_OF_PATIENTS", "LSOA_CODE", "PCN", "sum", fill_value=0)
    table = table.reindex(lookup.index, fill_value=0)
    registered = table.sum(axis=1)
    share = table.div(registered, axis=0).drop(columns="U", errors="ignore")
    both = share.mul(residents, axis=0).groupby(lookup["FPCD"]).sum()
    of_footprint, of_pcn = residents.groupby(lookup["FPCD"]).sum(), both.sum()
    best = both.idxmax(axis=1)
    in_best = both.max(axis=1)
    shares = in_best / of_footprint
    containment = in_best / of_pcn[best].to_numpy()
    match = in_best / (of_footprint + of_pcn[best].to_numpy() - in_best)
    # --- what the program says ---
    found = read(folder / "out" / "stoke.geojson").set_index("id")
    assert (found["people_resident"] - of_footprint).abs().max() <= PEOPLE_STEP
    on_lists = registered.groupby(lookup["FPCD"]).sum()
    assert (found["people_registered"] - on_lists).abs().max() <= PEOPLE_STEP
    assert found["pcn_best_area"].to_dict() == best.to_dict()
    assert found["name"].to_dict() == lookup.groupby("FPCD")["FPNM"].first().to_dict()
    assert found["units"].to_dict() == lookup["FPCD"].value_counts().to_dict()
    shown = 0
    for column, figures in (("share", shares), ("containment", containment), ("match", match)):
        for code, said in found[f"pcn_{column}"].items():
            if pd.isna(said):
                # A figure is kept back only where a count under five could be had from it.
                assert both[best[code]].between(0, NOT_SHOWN, inclusive="neither").any(), code
            else:
                assert said == pytest.approx(figures[code], abs=SHARE_STEP)
                shown += 1
    assert shown >= len(found)
