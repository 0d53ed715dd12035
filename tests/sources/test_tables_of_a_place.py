"""Further tables are joined to the units: people, ages, deprivation, look-ups, names of areas."""

from typing import Any

import numpy as np
import pytest

from icp_footprints.errors import FootprintsError
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.opened_table import ColumnChoice
from tests.sources.making import codes, is_one_clear_line, units_frame, write, write_csv

N = 8
UNITS = codes(N)
OTHERS = codes(4, start=900)


def published_units(folder, **columns):
    """Units under the column names ONS gives them, with nobody in them unless told."""
    frame = units_frame()[["geometry"]]
    held = {"LSOA21CD": UNITS, "LSOA21NM": [f"Testham 00{i}A" for i in range(N)], **columns}
    for name, values in held.items():
        frame[name] = values
    return write(folder / "units.gpkg", frame)


def place_from(folder, *tables, columns=None, **options):
    units = published_units(folder, **(columns or {}))
    return read_place(Recipe(units=str(units), tables=tuple(map(str, tables)), **options))


def refused(folder, *tables, names=(), **options):
    with pytest.raises(FootprintsError) as caught:
        place_from(folder, *tables, **options)
    return is_one_clear_line(caught.value, *names)


def census(folder, people=None, name="census.csv", units=UNITS, **more: Any):
    counts = people or [1000 + i for i in range(len(units))]
    header = ["LSOA21CD", "pop_total", *more]
    return write_csv(folder / name, header, zip(units, counts, *more.values(), strict=True))


def role_of(place, file):
    return next(source.role for source in place.sources if source.file == file)


def notes_of(place, file):
    return " ".join(next(source.notes for source in place.sources if source.file == file))


def test_published_columns_need_no_options(tmp_path):
    columns = {"pop_total": [1500] * N, "LAD24CD": ["E06000001"] * N, "LAD24NM": ["Testham"] * N}
    place = place_from(tmp_path, columns=columns)
    assert place.name == "Testham"
    assert place.units.ids == tuple(UNITS)
    assert place.units.names[1] == "Testham 001A"
    assert place.ledger().total == 1500 * N


def test_people_come_from_another_file_in_any_order_with_rows_of_other_places(tmp_path):
    order = [3, 0, 7, 5, 1, 2, 6, 4]
    units = [*OTHERS, *(UNITS[i] for i in order)]
    place = place_from(tmp_path, census(tmp_path, [7] * 4 + [100 + i for i in order], units=units))
    assert place.ledger().people.tolist() == [100 + i for i in range(N)]
    assert place.ledger().source == "Column pop_total of census.csv"
    source = place.sources[1]
    assert (source.role, source.file, source.detail) == ("residents", "census.csv", "12 rows")
    assert len(source.sha256) == 64
    assert source.join is not None
    assert (source.join.rows_read, source.join.ids_matched) == (12, N)
    assert source.join.only_in_file.count == 4
    assert source.join.people_unjoined == 28


def test_a_place_whose_people_nobody_counts_says_how_to_add_them(tmp_path):
    assert refused(tmp_path, names=("units.gpkg", "--resident", "--data"))


def test_a_file_that_lacks_units_is_refused_unless_accepted(tmp_path):
    short = census(tmp_path, units=UNITS[:6])
    assert refused(tmp_path, short, names=("census.csv", "2 units", UNITS[6], "--allow-empty"))
    place = place_from(tmp_path, short, allow_empty=True)
    assert place.ledger().people.tolist()[5:] == [1005, 0, 0]
    assert "nobody in 2 units" in notes_of(place, "census.csv")


def test_a_unit_that_is_there_twice_is_refused_with_both_lines(tmp_path):
    twice = census(tmp_path, units=[*UNITS, UNITS[2]])
    assert refused(tmp_path, twice, names=("census.csv", UNITS[2], "line 4", "line 10"))


def test_rows_of_smaller_areas_are_added_up(tmp_path):
    rows = [(f"E00{i:06d}", UNITS[i % N], 10 * i) for i in range(1, 3 * N)]
    path = write_csv(tmp_path / "oa.csv", ["OA21CD", "LSOA21CD", "pop_total"], rows)
    place = place_from(tmp_path, path)
    expected = [sum(10 * i for i in range(1, 3 * N) if i % N == unit) for unit in range(N)]
    assert place.ledger().people.tolist() == expected


def test_a_file_of_another_place_is_refused_with_its_codes(tmp_path):
    assert refused(tmp_path, census(tmp_path, units=OTHERS), names=("census.csv", OTHERS[0]))


def test_two_files_that_count_people_differently_are_both_named(tmp_path):
    columns = {"pop_total": [1500] * N}
    names = ("units.gpkg", "census.csv", "pop_total", "--column census.csv:people=pop_total")
    assert refused(tmp_path, census(tmp_path), columns=columns, names=names)


def test_two_files_that_count_the_same_people_are_no_matter(tmp_path):
    people = [1500 + i for i in range(N)]
    place = place_from(tmp_path, census(tmp_path, people), columns={"pop_total": people})
    assert place.ledger().source == "Column pop_total of units.gpkg"


@pytest.mark.parametrize(
    "options",
    [
        {"columns": (ColumnChoice("people", "POP TOTAL", "census.csv"),)},
        {"resident_column": "census.csv:pop_total"},
    ],
)
def test_the_file_that_is_named_counts(tmp_path, options):
    path = census(tmp_path)
    units = published_units(tmp_path, pop_total=[1500] * N)
    place = read_place(Recipe(units=str(units), tables=(str(path),), **options))
    assert place.ledger().people.tolist() == [1000 + i for i in range(N)]


def test_a_column_named_for_no_file_there_is_is_refused(tmp_path):
    path = census(tmp_path)
    units = published_units(tmp_path)
    for choice, name in (
        (ColumnChoice("people", "pop_total", "other.csv"), "other.csv"),
        (ColumnChoice("people", "absent"), "absent"),
        (ColumnChoice("people", "absent", "census.csv"), "absent"),
    ):
        with pytest.raises(FootprintsError) as caught:
            read_place(Recipe(units=str(units), tables=(str(path),), columns=(choice,)))
        assert is_one_clear_line(caught.value, name, "census.csv")


def test_ages_stand_beside_the_people_they_are_of(tmp_path):
    young, old = [400 + i for i in range(N)], [600] * N
    ages: dict[str, Any] = {"pop_0_15": young, "pop_16_plus": old}
    place = place_from(tmp_path, census(tmp_path, **ages))
    found = place.ledger().ages
    assert found is not None
    assert found.lows == (0, 16)
    assert found.people.tolist() == [[a, b] for a, b in zip(young, old, strict=True)]
    assert "add up" not in notes_of(place, "census.csv")


def test_ages_that_do_not_add_up_are_kept_and_said(tmp_path):
    ages: dict[str, Any] = {"pop_0_15": [400] * N, "pop_16_plus": [600] * N}
    place = place_from(tmp_path, census(tmp_path, **ages))
    assert "ages of 7 units do not add up" in notes_of(place, "census.csv")
    assert f"-{sum(range(N))} people" in notes_of(place, "census.csv")


def test_further_ledgers_come_from_any_column(tmp_path):
    path = census(tmp_path, MYE2022=[2000] * N)
    place = place_from(tmp_path, path, ledgers=(LedgerColumn("mid2022", "mye2022"),))
    ledger = place.ledger("mid2022")
    assert (ledger.total, ledger.source) == (2000 * N, "Column MYE2022 of census.csv")
    assert role_of(place, "census.csv") == "residents, ledger 'mid2022'"


def test_a_second_ledger_of_residents_is_refused(tmp_path):
    ledgers = (LedgerColumn("resident", "pop_total"),)
    assert refused(tmp_path, census(tmp_path), ledgers=ledgers, names=("'resident'", "--resident"))


def test_a_column_that_two_files_have_is_asked_for_by_file(tmp_path):
    first, second = census(tmp_path, x=[1] * N), census(tmp_path, name="b.csv", x=[2] * N)
    ledgers = (LedgerColumn("other", "x"),)
    options = {"resident_column": "census.csv:pop_total"}
    names = ("census.csv", "b.csv", "census.csv:x")
    assert refused(tmp_path, first, second, ledgers=ledgers, names=names, **options)
    ledgers = (LedgerColumn("other", "b.csv:x"),)
    place = place_from(tmp_path, first, second, ledgers=ledgers, **options)
    assert place.ledger("other").total == 2 * N


# --- deprivation, town and country ------------------------------------------------------------


def with_people(folder, *tables, **options):
    return place_from(folder, *tables, columns={"pop_total": [1500] * N}, **options)


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


# --- look-ups ---------------------------------------------------------------------------------


def lookup_file(folder, name="lookup.csv", **more):
    rows = [(code, f"E0500000{i // 3}", f"Ward {i // 3}") for i, code in enumerate(UNITS)]
    return write_csv(folder / name, ["LSOA21CD", "WD24CD", "WD24NM"], rows)


def test_a_layer_comes_from_a_column_of_another_file(tmp_path):
    place = with_people(tmp_path, lookup_file(tmp_path), lookups=(Lookup.parse("ward=wd24cd"),))
    layer = place.layer("ward")
    assert layer.area_names == ("Ward 0", "Ward 1", "Ward 2")
    assert layer.dominant_area.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert np.isnan(layer.outside_share).all()
    assert layer.method == "by column WD24CD of lookup.csv"
    assert role_of(place, "lookup.csv") == "layer 'ward'"


def test_look_ups_nobody_asked_for_are_offered(tmp_path):
    place = with_people(tmp_path, lookup_file(tmp_path))
    assert [layer.name for layer in place.layers] == []
    assert role_of(place, "lookup.csv") == "not used"
    assert "Could be layers as well: the columns WD24CD." in notes_of(place, "lookup.csv")


def test_areas_are_named_by_a_file_about_them(tmp_path):
    header = ["msoa21cd", "msoa21nm", "msoa21hclnm"]
    msoas = [f"E0200000{i}" for i in range(4)]
    names = write_csv(
        tmp_path / "MSOA-Names.csv", header, [(c, "x", f"Village {c[-1]}") for c in msoas]
    )
    columns = {"pop_total": [1500] * N, "MSOA21CD": [msoas[i // 2] for i in range(N)]}
    lookups = (Lookup.parse("msoa=MSOA21CD"),)
    place = place_from(tmp_path, names, columns=columns, lookups=lookups)
    assert place.layer("msoa").area_names == tuple(f"Village {i}" for i in range(4))
    assert role_of(place, "MSOA-Names.csv") == "names of layer 'msoa'"


def test_a_file_about_areas_nobody_needs_is_said_to_be_unused(tmp_path):
    rows = [("E05000001", "Ward 1")]
    path = write_csv(tmp_path / "wards.csv", ["WD24CD", "WD24NM"], rows)
    place = with_people(tmp_path, path)
    assert role_of(place, "wards.csv") == "not used"
    assert "ward" in notes_of(place, "wards.csv")


def test_a_unit_in_two_areas_names_both_lines(tmp_path):
    rows = [*((code, "E05000001") for code in UNITS), (UNITS[0], "E05000002")]
    path = write_csv(tmp_path / "l.csv", ["LSOA21CD", "WD24CD"], rows)
    names = ("l.csv", UNITS[0], "line 2", "line 10", "E05000002", "'ward'")
    columns = {"pop_total": [1500] * N}
    lookups = (Lookup.parse("ward=WD24CD"),)
    assert refused(tmp_path, path, columns=columns, lookups=lookups, names=names)


def test_units_in_no_area_are_counted_with_their_people(tmp_path):
    rows = [(code, "E05000001") for code in UNITS[:6]]
    path = write_csv(tmp_path / "l.csv", ["LSOA21CD", "WD24CD"], rows)
    place = with_people(tmp_path, path, lookups=(Lookup.parse("ward=WD24CD"),))
    assert "2 units with 3,000 people in no area" in notes_of(place, "l.csv")


def test_of_a_national_file_the_share_outside_the_place_is_known(tmp_path):
    country = codes(33_000)
    people = [100 + i % 7 for i in range(len(country))]
    wards = [f"E05{i // 5:06d}" for i in range(len(country))]
    lookup = write_csv(
        tmp_path / "lookup.csv", ["LSOA21CD", "WD24CD"], zip(country, wards, strict=True)
    )
    lookups = (Lookup.parse("ward=WD24CD"),)
    place = place_from(tmp_path, census(tmp_path, people, units=country), lookup, lookups=lookups)
    layer = place.layer("ward")
    assert layer.area_ids == ("E05000000", "E05000001")
    outside = sum(people[8:10]) / sum(people[5:10])
    assert layer.outside_share.tolist() == pytest.approx([0, outside])


def test_national_files_count_though_the_units_have_the_same_columns(tmp_path):
    country = codes(33_000)
    people = [100 + i % 7 for i in range(len(country))]
    wards = [f"E05{i // 5:06d}" for i in range(len(country))]
    lookup = write_csv(
        tmp_path / "lookup.csv", ["LSOA21CD", "WD24CD"], zip(country, wards, strict=True)
    )
    names = [f"Ward {i // 5}" for i in range(N)]
    columns = {"pop_total": people[:N], "WD24CD": wards[:N], "WD24NM": names}
    options: Any = {"columns": columns, "lookups": (Lookup.parse("ward=wd24cd"),)}
    place = place_from(tmp_path, census(tmp_path, people, units=country), lookup, **options)
    outside = sum(people[8:10]) / sum(people[5:10])
    assert place.layer("ward").outside_share.tolist() == pytest.approx([0, outside])
    assert place.layer("ward").method == "by column WD24CD of lookup.csv"
    assert place.layer("ward").area_names == ("Ward 0", "Ward 1")


@pytest.mark.parametrize("named", [True, False])
def test_the_units_own_areas_count_where_national_files_differ_or_they_are_named(tmp_path, named):
    country = codes(33_000)
    wards = [f"E05{i // 5:06d}" for i in range(len(country))]
    lookup = write_csv(
        tmp_path / "lookup.csv", ["LSOA21CD", "WD24CD"], zip(country, wards, strict=True)
    )
    own = wards[:N] if named else ["E05999999"] * N
    text = "ward=units.gpkg:WD24CD" if named else "ward=WD24CD"
    columns = {"pop_total": [100] * N, "WD24CD": own}
    place = place_from(tmp_path, lookup, columns=columns, lookups=(Lookup.parse(text),))
    assert place.layer("ward").method == "by column WD24CD of units.gpkg"
    assert np.isnan(place.layer("ward").outside_share).all()


def test_figures_too_small_for_people_are_asked_about(tmp_path):
    """1.477 where 1,477 is meant is a figure like any other, but no area is so small."""
    rows = zip(UNITS, [1.5] * N, strict=True)
    path = write_csv(tmp_path / "gp.csv", ["LSOA21CD", "listed"], rows)
    place = with_people(tmp_path, path, ledgers=(LedgerColumn("gp", "listed"),))
    assert "the units hold 1.5 people on average: are these the right" in notes_of(place, "gp.csv")
    assert "on average" not in notes_of(place, "units.gpkg")


@pytest.mark.parametrize("cut", [1, 2])
def test_codes_without_their_letters_are_said_to_be_that_and_not_of_another_area(tmp_path, cut):
    path = census(tmp_path, units=[code[cut:] for code in UNITS])
    lost = f"{UNITS[0][cut:]} for {UNITS[0]}"
    with pytest.raises(FootprintsError) as caught:
        place_from(tmp_path, path)
    names = ("census.csv", "The letters at the start of the codes are gone", lost, "as text")
    assert is_one_clear_line(caught.value, *names)
    assert "same area" not in str(caught.value)
    assert "another area" not in str(caught.value)


# --- tables of 2011 ---------------------------------------------------------------------------


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


def test_females_and_males_of_one_age_are_added(tmp_path):
    rows = [(code, 60 + i, 10, 20 + i, 10, 20) for i, code in enumerate(UNITS)]
    header = ["LSOA21CD", "Total", "F0 to 15", "F16 and over", "M0 to 15", "M16 and over"]
    place = place_from(tmp_path, write_csv(tmp_path / "ages.csv", header, rows))
    ages = place.ledger().ages
    assert ages is not None
    assert ages.labels == ("0 to 15", "16 and over")
    assert ages.people.tolist() == [[20, 40 + i] for i in range(N)]
