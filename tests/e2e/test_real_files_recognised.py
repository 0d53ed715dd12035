"""Every real file is recognised as what it is, and joins and converts without losing anybody."""

import time

import numpy as np
import pandas as pd
import pytest

from icp_footprints.sources.joining.change_file import read_change_lookup
from icp_footprints.sources.joining.join import join
from icp_footprints.sources.opening.tables import read_table
from icp_footprints.sources.recognition.inspection import inspect
from icp_footprints.sources.recognition.recognise import recognise
from tests.e2e.real_places import real_data

CM, STAFFS = "cheshire_merseyside", "staffordshire"
UNITS = ("--units", "--lookup msoa=msoa21_code", "--lookup ward=ward24_code", "--overlay lsoa=")
# File, kind of area and year of its rows, options that take it.
FILES = [
    ("england/lsoa21_bsc.parquet", "LSOA", 2021, ("--units", "--overlay lsoa=")),
    ("england/lookup_lsoa21.csv.gz", "LSOA", 2021, ("--data", "--lookup la=ltla24_code")),
    ("england/lookup_lsoa11_lsoa21.csv.gz", "LSOA", 2021, ("--change-lookup",)),
    ("england/population_census2021.csv.gz", "LSOA", 2021, ("--data",)),
    ("england/imd2025.csv.gz", "LSOA", 2021, ("--data",)),
    ("england/gp-reg-pat-prac-map.csv", "", None, ("--practice-pcn",)),
    (f"{CM}/MODELLED_cm_patients_by_practice_lsoa21.csv.gz", "LSOA", 2021, ("--registrations",)),
    (f"{CM}/gp_practices.csv", "", None, ("--practice-pcn", "--points NAME=")),
    (f"{CM}/population_mid2020_age5.csv.gz", "LSOA", 2021, ("--data",)),
    (f"{CM}/boundaries.gpkg:lsoa21", "LSOA", 2021, UNITS),
    (f"{CM}/boundaries.gpkg:msoa21", "MSOA", 2021, ("--units", "--overlay msoa=")),
    (f"{CM}/boundaries.gpkg:ward24_bestfit", "ward", 2024, ("--units", "--overlay ward=")),
    (f"{CM}/boundaries.gpkg:ward22_official_simplified", "ward", 2022, ("--overlay ward=",)),
    (f"{CM}/boundaries.gpkg:ward20_official_bgc", "ward", 2020, ("--overlay ward=",)),
    (f"{CM}/boundaries.gpkg:lad24", "local authority", 2024, ("--overlay la=",)),
    (f"{CM}/boundaries.gpkg:lad20_official_bgc", "local authority", 2020, ("--overlay la=",)),
    (f"{CM}/boundaries.gpkg:sub_icb24", "sub-ICB", 2024, ("--overlay sub_icb=",)),
    (f"{CM}/boundaries.gpkg:icb24", "ICB", 2024, ("--overlay icb=",)),
    (f"{CM}/boundaries.gpkg:gp_practices_dec2025", "", None, ("--points NAME=",)),
    (f"{CM}/boundaries.gpkg:pcn_dec2025_weighted_points", "PCN", None, ("--points NAME=",)),
    (f"{CM}/boundaries.gpkg:populated_places_os", "LSOA", 2021, ("--points NAME=",)),
    (f"{STAFFS}/boundaries.gpkg:lsoa21", "LSOA", 2021, UNITS),
    (f"{STAFFS}/boundaries.gpkg:msoa21", "MSOA", 2021, ("--units", "--overlay msoa=")),
    (f"{STAFFS}/boundaries.gpkg:ward20", "ward", 2020, ("--overlay ward=",)),
    (f"{STAFFS}/boundaries.gpkg:lad24", "local authority", 2024, ("--overlay la=",)),
    (f"{STAFFS}/gp-reg-pat-prac-lsoa-all.csv", "LSOA", 2021, ("--registrations",)),
    (f"{STAFFS}/gp_practice_locations.csv", "", None, ("--practice-pcn", "--points NAME=")),
]


@pytest.mark.parametrize(("file", "geography", "vintage", "options"), FILES)
def test_every_file_is_recognised_as_what_it_is(file, geography, vintage, options):
    found = inspect(str(real_data() / file))
    recognition = found.recognition
    assert recognition is not None
    if geography:
        assert (recognition.units.geography, recognition.units.vintage) == (geography, vintage)
    else:
        assert not recognition.has("unit")
    given = [service.option for service in found.services]
    for option in options:
        assert any(each.startswith(option) for each in given), (option, given)
    # Nothing but what it is: a look-up is no registration, a file of points no units.
    taken = {each.split()[0] for each in given}
    assert ("--registrations" in taken) == ("--registrations" in options)
    assert ("--change-lookup" in taken) == ("--change-lookup" in options)
    assert ("--units" in taken) == (found.shape == "areas")
    assert not recognition.doubtful


def test_every_real_file_is_among_those_tested():
    data = real_data()
    kinds = (".csv", ".gz", ".gpkg", ".parquet")
    held = {str(p.relative_to(data)) for p in data.rglob("*") if p.suffix in kinds}
    assert held == {file.partition(":")[0] for file, *_ in FILES}


@pytest.mark.parametrize("folder", [CM, STAFFS])
def test_every_layer_is_among_those_tested(folder):
    found = inspect(str(real_data() / folder / "boundaries.gpkg"))
    tested = {file.partition(":")[2] for file, *_ in FILES if file.startswith(f"{folder}/boundar")}
    assert {layer.name for layer in found.layers} == tested


def test_people_of_england_and_of_cheshire_and_merseyside():
    census = inspect(str(real_data() / "england/population_census2021.csv.gz"))
    assert census.people == 56_489_608
    assert inspect(str(real_data() / f"{CM}/boundaries.gpkg:lsoa21")).people == 2_518_728


def opened(name):
    table = read_table(real_data() / name)
    return table, recognise(table)


@pytest.fixture(scope="module")
def changes():
    return read_change_lookup(real_data() / "england/lookup_lsoa11_lsoa21.csv.gz")


def test_the_change_look_up_of_england(changes):
    counts = pd.Series(changes.changes).value_counts().to_dict()
    assert counts == {"exact": 31_810, "split": 834, "merged": 194, "recut": 6}
    np.testing.assert_allclose(np.asarray(changes.forward.sum(axis=0)), 1, rtol=1e-12)
    np.testing.assert_allclose(np.asarray(changes.backward.sum(axis=0)), 1, rtol=1e-12)


def test_converting_england_there_and_back_loses_nobody(changes):
    table, found = opened("england/population_census2021.csv.gz")
    codes, people = table.columns[found.units.column], table.people(found.column("people"))
    back = join(codes, changes.old_codes, people, changes, found.units.vintage)
    of_2011 = back.total(people)
    assert of_2011.sum() == pytest.approx(56_489_608, abs=1e-4)
    assert back.report.is_complete
    assert back.report.people_unjoined == 0
    held = np.array(changes.old_codes, dtype=object)
    forth = join(held, changes.new_codes, of_2011, changes, 2011)
    assert forth.total(of_2011).sum() == pytest.approx(56_489_608, abs=1e-4)
    assert forth.report.conversion is not None
    assert forth.report.conversion.exact == 31_810
    # An independent reading: pandas, by the weights of the file itself.
    look = pd.read_csv(real_data() / "england/lookup_lsoa11_lsoa21.csv.gz")
    weights = look.pop_weight_11_to_21 / look.groupby("lsoa11_code").pop_weight_11_to_21.transform(
        "sum"
    )
    start = pd.Series(of_2011, changes.old_codes)
    expected = (weights * look.lsoa11_code.map(start)).groupby(look.lsoa21_code).sum()
    np.testing.assert_allclose(
        forth.total(of_2011), expected.reindex(list(changes.new_codes)), rtol=1e-9
    )
    # What was not merged comes back as it was.
    census = dict(zip(codes, people, strict=True))
    came = dict(zip(changes.new_codes, forth.total(of_2011), strict=True))
    same = [c for c, k in zip(changes.old_codes, changes.changes, strict=True) if k == "exact"]
    assert all(came[code] == census[code] for code in same)


def test_real_registrations_join_stoke_on_trent(changes):
    table, found = opened(f"{STAFFS}/gp-reg-pat-prac-lsoa-all.csv")
    look, known = opened("england/lookup_lsoa21.csv.gz")
    inside = look.columns["ltla24_code"] == "E06000021"
    units = tuple(look.columns[known.units.column][inside].tolist())
    patients = table.people(found.column("patients"))
    codes = table.columns[found.units.column]
    joined = join(codes, units, patients, changes, found.units.vintage)
    frame = pd.DataFrame({"code": codes, "patients": patients})
    expected = frame[frame.code.isin(units)].groupby("code").patients.sum()
    assert joined.total(patients).tolist() == expected.reindex(list(units)).tolist()
    report = joined.report
    assert report.is_complete
    assert report.rows_read == 16_864
    assert report.conversion is None
    assert report.people_unjoined == patients.sum() - expected.sum()
    assert report.only_in_file.count == len(set(codes) - set(units) - {""})
    words = " ".join(report.causes)
    for word in ("other places", "CLOSED", "EMPTY", "Welsh", "Scottish", "Northern Irish"):
        assert word in words


def test_a_table_of_2011_without_the_look_up_is_told_to_be_one(changes):
    look, known = opened("england/lookup_lsoa21.csv.gz")
    inside = look.columns["ltla24_code"] == "E06000021"
    units = tuple(look.columns[known.units.column][inside].tolist())
    codes = np.array(changes.old_codes, dtype=object)
    without = join(codes, units)
    assert without.report.only_in_place.count > 0
    assert "--change-lookup" in without.report.causes[0]
    converted = join(codes, units, None, changes)
    assert converted.report.is_complete
    assert converted.report.conversion is not None


def test_joining_is_fast(changes):
    table, found = opened(f"{CM}/MODELLED_cm_patients_by_practice_lsoa21.csv.gz")
    patients, codes = table.people(found.column("patients")), table.columns["lsoa21_code"]
    units = tuple(sorted(set(codes)))
    start = time.perf_counter()
    joined = join(codes, units, patients, changes)
    took = time.perf_counter() - start
    # The reference in the same run: a dictionary, row by row.
    start = time.perf_counter()
    position = {unit: row for row, unit in enumerate(units)}
    total = np.zeros(len(units))
    for code, count in zip(codes, patients, strict=True):
        total[position[code]] += count
    plainly = time.perf_counter() - start
    np.testing.assert_allclose(joined.total(patients), total)
    assert took < max(0.15, 10 * plainly)
