"""Tables of 2011 are shared out over the units of 2021: people, deprivation, town and country."""

from typing import Any

import pytest

from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.new_place import Recipe, read_place
from tests.sources.making import units_frame, write, write_csv
from tests.sources.tables_at_hand import UNITS, N, notes_of


@pytest.fixture
def recut(tmp_path):
    """One area of 2011 was split over units 0 and 1, two were merged into unit 2."""
    new = ["E01033801", "E01033802", "E01033803", *UNITS[3:]]
    rows = [
        ("E01000001", new[0], "S", 0.25),
        ("E01000001", new[1], "S", 0.75),
        ("E01000002", new[2], "M", 1),
        ("E01000003", new[2], "M", 1),
        *((code, code, "U", 1) for code in UNITS[3:]),
    ]
    header = ["LSOA11CD", "LSOA21CD", "CHGIND", "pop_weight"]
    change = write_csv(tmp_path / "change.csv", header, rows)
    frame = units_frame()[["geometry"]]
    frame["LSOA21CD"], frame["pop_total"] = new, [1500] * N
    units = write(tmp_path / "units.gpkg", frame)
    old = ["E01000001", "E01000002", "E01000003", *UNITS[3:]]
    return units, change, old


def test_people_of_2011_are_shared_out_by_the_change_look_up(tmp_path, recut):
    units, change, old = recut
    rows = [(code, 100 * (i + 1)) for i, code in enumerate(old)]
    people = write_csv(tmp_path / "mye.csv", ["LSOA11CD", "All Ages"], rows)
    recipe = Recipe(
        units=str(units),
        tables=(str(people),),
        change_lookup=str(change),
        ledgers=(LedgerColumn("older", "All Ages"),),
        resident_column="pop_total",
    )
    place = read_place(recipe)
    assert place.ledger("older").people.tolist() == [25, 75, 500, 400, 500, 600, 700, 800]
    source = next(source for source in place.sources if source.file == "mye.csv")
    assert source.join is not None
    assert source.join.conversion is not None
    assert (source.join.conversion.split, source.join.conversion.merged) == (2, 1)
    assert any(source.role == "change look-up" for source in place.sources)


def test_deprivation_of_2011_is_a_mean_of_people_and_the_decile_of_most(tmp_path, recut):
    units, change, old = recut
    deciles = [3, 1, 9, *[5] * 5]
    scores = [30.0, 60.0, 10.0, *[20.0] * 5]
    counts = [1000, 500, 1500, *[1000] * 5]
    rows = zip(old, scores, deciles, counts, strict=True)
    header = ["LSOA11CD", "imd_score", "imd_decile", "pop_total"]
    imd = write_csv(tmp_path / "imd2019.csv", header, rows)
    recipe = Recipe(
        units=str(units),
        tables=(str(imd),),
        change_lookup=str(change),
        resident_column="units.gpkg:pop_total",
    )
    found = read_place(recipe).profile.deprivation
    assert found is not None
    merged = (60.0 * 500 + 10.0 * 1500) / 2000
    assert found.score.tolist() == pytest.approx([30, 30, merged, *[20] * 5])
    assert found.decile.tolist() == [3, 3, 9, *[5] * 5]


IMD = {
    "imd_score": [30.0, 60.0, 10.0, *[20.0] * 5],
    "imd_decile": [3, 1, 9, *[5] * 5],
}
COUNTS = [1000, 500, 1500, *[1000] * 5]


def deprived(folder, recut, *tables, **held: list[Any]):
    """The place with an index of 2011 units, and its deprivation."""
    units, change, old = recut
    columns: dict[str, list[Any]] = {**IMD, **held}
    imd = write_csv(
        folder / "imd2019.csv", ["LSOA11CD", *columns], zip(old, *columns.values(), strict=True)
    )
    recipe = Recipe(
        units=str(units),
        tables=(str(imd), *map(str, tables)),
        change_lookup=str(change),
        resident_column="units.gpkg:pop_total",
    )
    place = read_place(recipe)
    assert place.profile.deprivation is not None
    return place, place.profile.deprivation


def test_merged_units_are_weighed_by_the_people_of_another_table(tmp_path, recut):
    rows = [*zip(recut[2], COUNTS, strict=True), ("Total", sum(COUNTS))]
    people = write_csv(tmp_path / "mye.csv", ["LSOA11CD", "All Ages"], rows)
    place, found = deprived(tmp_path, recut, people)
    merged = (60.0 * 500 + 10.0 * 1500) / 2000
    assert found.score.tolist() == [30, 30, pytest.approx(merged), *[20] * 5]
    assert found.decile.tolist() == [3, 3, 9, *[5] * 5]
    assert "equal parts" not in notes_of(place, "imd2019.csv")


def test_people_beside_the_scores_come_before_those_of_another_table(tmp_path, recut):
    rows = zip(recut[2], [1000] * N, strict=True)
    people = write_csv(tmp_path / "mye.csv", ["LSOA11CD", "All Ages"], rows)
    _, found = deprived(tmp_path, recut, people, pop_total=COUNTS)
    assert found.score[2] == pytest.approx(22.5)


@pytest.mark.parametrize("known", [None, 1])
def test_merged_units_whose_people_nobody_knows_say_that_parts_are_equal(tmp_path, recut, known):
    tables = []
    if known:  # people of one of the two parts only
        rows = [("E01000003", 900), (UNITS[5], 1000)]
        tables = [write_csv(tmp_path / "mye.csv", ["LSOA11CD", "All Ages"], rows)]
    place, found = deprived(tmp_path, recut, *tables)
    assert found.score[2] == pytest.approx(35)
    assert "1 unit is made of several areas whose people no file gives" in notes_of(
        place, "imd2019.csv"
    )


@pytest.mark.parametrize("counts", [(500, 1500), (1500, 500)])
def test_the_class_of_town_or_country_is_that_of_most_people(tmp_path, recut, counts):
    units, change, old = recut
    names = ["Urban city", "Rural village", *["Urban city"] * 6]
    ruc = write_csv(tmp_path / "ruc.csv", ["LSOA11CD", "RUC11"], zip(old, names, strict=True))
    rows = zip(old, [1000, *counts, *[1000] * 5], strict=True)
    people = write_csv(tmp_path / "mye.csv", ["LSOA11CD", "All Ages"], rows)
    recipe = Recipe(
        units=str(units),
        tables=(str(ruc), str(people)),
        change_lookup=str(change),
        resident_column="units.gpkg:pop_total",
    )
    found = read_place(recipe).profile.urban_rural
    assert found is not None
    assert found.is_rural[found.unit_class[2]] is (counts[0] > counts[1])


def test_the_same_scores_in_two_files_are_no_contradiction(tmp_path, recut):
    old = recut[2]
    scores = [30.1, 26.4, 14.6, *[20.9] * 5]
    counts = [1000, 1099, 158, *[1000] * 5]
    columns = {"imd_score": scores, "imd_decile": IMD["imd_decile"]}
    # Thrice the people gives the same average but for its last digit.
    more = [count * 3 for count in counts]
    other = write_csv(
        tmp_path / "again.csv",
        ["LSOA11CD", *columns, "pop_total"],
        zip(old, *columns.values(), more, strict=True),
    )
    _, found = deprived(tmp_path, recut, other, **columns, pop_total=counts)
    assert found.score[:2].tolist() == [30.1, 30.1]
    assert found.score[2] == pytest.approx((26.4 * 1099 + 14.6 * 158) / 1257)


def test_the_same_people_shared_out_in_two_files_are_no_contradiction(tmp_path, recut):
    _, change, old = recut
    counts = [997, 501, 1501, *[1000] * 5]
    one = write_csv(tmp_path / "a.csv", ["LSOA11CD", "pop_total"], zip(old, counts, strict=True))
    new = [997 * 0.25, 997 * 0.75, 2002 + 1e-10, *[1000] * 5]
    codes_now = ["E01033801", "E01033802", "E01033803", *UNITS[3:]]
    two = write_csv(tmp_path / "b.csv", ["LSOA21CD", "pop_total"], zip(codes_now, new, strict=True))
    frame = units_frame()[["geometry"]]
    frame["LSOA21CD"] = codes_now
    bare = write(tmp_path / "bare.gpkg", frame)
    recipe = Recipe(units=str(bare), tables=(str(one), str(two)), change_lookup=str(change))
    assert read_place(recipe).ledger().people[2] == pytest.approx(2002)
