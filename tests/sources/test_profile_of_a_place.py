"""Deprivation, town and country come from the tables that publish them."""

import numpy as np
import pytest

from tests.sources.making import codes, write_csv
from tests.sources.tables_at_hand import UNITS, N, notes_of, refused, role_of, with_people


def test_deprivation_is_read_from_the_indices_as_published(tmp_path):
    header = [
        "LSOA code (2021)",
        "LSOA name (2021)",
        "Index of Multiple Deprivation (IMD) Score",
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
    ]
    rows = [(code, "x", 10.5 + i, 100 - i, 1 + i) for i, code in enumerate(UNITS[:7])]
    path = write_csv(tmp_path / "File_7_IoD2025_Scores.csv", header, rows)
    place = with_people(tmp_path, path)
    found = place.profile.deprivation
    assert found is not None
    assert found.index == "IMD 2025"
    assert found.score.tolist()[:7] == [10.5 + i for i in range(7)]
    assert np.isnan(found.score[7])
    assert found.decile.tolist() == [1, 2, 3, 4, 5, 6, 7, 0]
    assert role_of(place, path.name) == "deprivation"
    assert "1 unit without a score" in notes_of(place, path.name)


def test_a_file_that_says_the_same_tells_the_year_of_one_that_does_not(tmp_path):
    rows = [(code, 1 + i % 10) for i, code in enumerate(UNITS)]
    first = write_csv(tmp_path / "areas.csv", ["LSOA21CD", "imd_decile"], rows)
    second = write_csv(tmp_path / "imd2025.csv", ["LSOA21CD", "imd_decile"], rows)
    place = with_people(tmp_path, first, second)
    assert place.profile.deprivation is not None
    assert place.profile.deprivation.index == "IMD 2025"
    assert role_of(place, second.name) == "deprivation"
    assert "the same of every unit as areas.csv" in notes_of(place, second.name)
    alone = with_people(tmp_path, first).profile.deprivation
    assert alone is not None
    assert alone.index == "IMD"


def test_people_of_the_indices_are_no_residents_where_there_are_others(tmp_path):
    header = ["LSOA21CD", "imd_score", "Total population: mid 2015 (excluding prisoners)"]
    path = write_csv(tmp_path / "imd2019.csv", header, [(code, 5, 77) for code in UNITS])
    place = with_people(tmp_path, path)
    assert place.ledger().total == 1500 * N


def test_deciles_come_from_ranks_only_where_all_of_england_is_ranked(tmp_path):
    path = write_csv(
        tmp_path / "imd2025.csv",
        ["LSOA21CD", "imd_rank"],
        [(code, 33_000 - i) for i, code in enumerate(codes(33_000))],
    )
    found = with_people(tmp_path, path).profile.deprivation
    assert found is not None
    assert set(found.decile.tolist()) == {10}
    path = write_csv(
        tmp_path / "imd2025.csv",
        ["LSOA21CD", "imd_rank"],
        [(code, i + 1) for i, code in enumerate(codes(2_000))],
    )
    found = with_people(tmp_path, path).profile.deprivation
    assert found is not None
    assert set(found.decile.tolist()) == {0}


@pytest.mark.parametrize("wrong", ["11", "0", "2.5", "many"])
def test_what_is_no_decile_names_its_line(tmp_path, wrong):
    rows = [(code, 4) for code in UNITS[:2]] + [(UNITS[2], wrong)]
    path = write_csv(tmp_path / "imd.csv", ["LSOA21CD", "imd_decile"], rows)
    columns = {"pop_total": [1500] * N}
    assert refused(tmp_path, path, columns=columns, names=("imd.csv", "line 4", f"'{wrong}'"))


@pytest.mark.parametrize(
    ("rural", "urban"),
    [
        (
            "Larger rural: Nearer to a major town or city",
            "Urban: Further from a major town or city",
        ),
        ("Smaller rural: Further from a major town or city", "Urban: Nearer to a major town"),
        ("RLN1", "UN1"),
        ("RSF1", "UF1"),
        ("Rural town and fringe in a sparse setting", "Urban major conurbation"),
        ("E2", "C1"),
        ("Rural", "Urban"),
        ("Mainly rural", "Urban with significant rural"),
    ],
)
def test_classes_are_rural_by_their_name_or_code(tmp_path, rural, urban):
    rows = [(code, rural if i < 3 else urban) for i, code in enumerate(UNITS)]
    path = write_csv(tmp_path / "ruc.csv", ["LSOA21CD", "urban_rural"], rows)
    found = with_people(tmp_path, path).profile.urban_rural
    assert found is not None
    is_rural = [found.is_rural[each] for each in found.unit_class]
    assert is_rural == [True] * 3 + [False] * 5
    assert set(found.classes) == {rural, urban}


def test_a_class_that_says_neither_is_unknown_and_said(tmp_path):
    rows = [(code, "Rural" if i < 6 else "Coastal") for i, code in enumerate(UNITS[:7])]
    path = write_csv(tmp_path / "ruc.csv", ["LSOA21CD", "urban_rural"], rows)
    place = with_people(tmp_path, path)
    found = place.profile.urban_rural
    assert found is not None
    assert found.unit_class.tolist() == [0] * 6 + [-1] * 2
    assert "by their names: Coastal" in notes_of(place, "ruc.csv")
    assert "2 units without" in notes_of(place, "ruc.csv")
