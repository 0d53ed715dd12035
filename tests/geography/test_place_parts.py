"""A place is checked once, when it is made; each error names the offender."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.errors import InputError, PlanError
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.reference import LayerKind, ReferenceLayer
from icp_footprints.geography.units import UnitTable
from tests.grids import place_of, squares


def units(*ids):
    return UnitTable(ids, ids, squares("A" * len(ids)) if ids else np.array([], dtype=object))


def layer(shares, kind: LayerKind = "registration", name="pcn", ids=None):
    array = csr_array(np.array(shares, dtype=float))
    n = len(shares[0])
    codes = ids or tuple(f"P{i}" for i in range(n))
    return ReferenceLayer(name, kind, codes, codes, array, np.full(n, np.nan))


def test_a_repeated_unit_is_named():
    with pytest.raises(InputError, match=r"more than once: E01\b"):
        units("E01", "E02", "E01")


def test_a_place_without_units_is_refused():
    with pytest.raises(InputError, match="no units"):
        units()


def test_unit_columns_of_different_length_are_counted():
    with pytest.raises(InputError, match=r"ids \(2\), names \(1\)"):
        UnitTable(("A", "B"), ("A",), squares("AA"))


def test_unknown_units_are_named_and_known_ones_found_in_order():
    table = units("A", "B", "C")
    assert table.rows(["C", "A"]).tolist() == [2, 0]
    with pytest.raises(PlanError, match="Not units of this place: X, Y"):
        table.rows(["A", "X", "Y"])


def test_units_know_their_areas():
    assert units("A", "B").area_m2 == pytest.approx([1e6, 1e6])


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_a_ledger_with_an_impossible_count_is_named(bad):
    with pytest.raises(InputError, match="Ledger 'registered'"):
        Ledger("registered", "Patients", np.array([1.0, bad]))


def test_a_ledger_cannot_be_changed():
    ledger = Ledger("resident", "Residents", np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="read-only"):
        ledger.people[0] = 5
    assert ledger.total == 3


def test_a_look_up_puts_each_unit_in_one_area():
    ward = ReferenceLayer.from_lookup("ward", ["W2", "", "W1", "W2"], {"W1": "Wallasey"})
    assert ward.area_ids == ("W1", "W2")
    assert ward.area_names == ("Wallasey", "W2")
    assert ward.shares.toarray().tolist() == [[0, 1], [0, 0], [1, 0], [0, 1]]
    assert ward.dominant_area.tolist() == [1, -1, 0, 1]


def test_a_look_up_of_nothing_is_named():
    with pytest.raises(InputError, match="Layer 'ward' has no areas"):
        ReferenceLayer.from_lookup("ward", ["", ""])


def test_the_dominant_area_is_the_largest_share():
    assert layer([[0.2, 0.5], [0.6, 0.4], [0, 0]]).dominant_area.tolist() == [1, 0, -1]


def test_shares_of_one_unit_above_1_are_refused_with_its_number():
    with pytest.raises(InputError, match="Layer 'pcn': the shares of unit number 2"):
        layer([[0.5, 0.5], [0.6, 0.5]])


@pytest.mark.parametrize("bad", [-0.1, np.nan])
def test_an_impossible_share_names_its_layer(bad):
    with pytest.raises(InputError, match="Layer 'pcn'"):
        layer([[bad, 0.5]])


def test_overlay_areas_may_overlap():
    assert layer([[0.9, 0.8]], kind="overlay").n_units == 1


def test_no_share_of_an_overlay_exceeds_1():
    with pytest.raises(InputError, match="Layer 'pcn'"):
        layer([[1.5, 0.2]], kind="overlay")


def test_layer_columns_of_different_length_are_refused():
    with pytest.raises(InputError, match="Layer 'pcn'"):
        layer([[0.5, 0.5]], ids=("P0",))


def test_a_place_has_a_resident_ledger():
    place = place_of("AA")
    with pytest.raises(InputError, match="no ledger named 'resident'"):
        replace(place, ledgers=(Ledger("registered", "Patients", np.ones(2)),))


def test_a_place_refuses_two_ledgers_of_one_name():
    place = place_of("AA")
    with pytest.raises(InputError, match="resident"):
        replace(place, ledgers=(*place.ledgers, Ledger("resident", "Again", np.ones(2))))


def test_a_place_refuses_two_layers_of_one_name():
    pcn = layer([[1.0], [1.0]])
    with pytest.raises(InputError, match="More than one layer is called pcn"):
        place_of("AA", more_layers=(pcn, pcn))


def test_a_ledger_of_another_length_is_named():
    place = place_of("AA")
    with pytest.raises(InputError, match="Ledger 'registered'"):
        replace(place, ledgers=(*place.ledgers, Ledger("registered", "P", np.ones(3))))


def test_a_layer_of_another_length_is_named():
    with pytest.raises(InputError, match="Layer 'pcn'"):
        place_of("AA", more_layers=(layer([[1.0]]),))


def test_an_adjacency_of_other_units_is_refused():
    with pytest.raises(InputError, match="other units"):
        replace(place_of("AA"), adjacency=place_of("AAA").adjacency)


def test_asking_for_what_a_place_lacks_lists_what_it_has():
    place = place_of("AA", layers={"ward": "XX"})
    with pytest.raises(PlanError, match=r"'weighted'.*It has: resident"):
        place.ledger("weighted")
    with pytest.raises(PlanError, match=r"'pcn'.*It has: ward"):
        place.layer("pcn")
    assert place.layer("ward").area_ids == ("X",)


# --- covered shares, ages, points, profiles ---------------------------------------------------


def test_what_overlapping_areas_cover_is_told_and_not_added_up():
    summed = layer([[0.6, 0.6], [0.2, 0.3]], kind="overlay")
    assert summed.covered_share.tolist() == [1, 0.5]
    told = replace(summed, covered=np.array([0.8, 0.4]))
    assert told.covered_share.tolist() == [0.8, 0.4]


@pytest.mark.parametrize("covered", [[0.5], [0.5, -0.1], [0.5, 1.1], [0.5, np.nan]])
def test_an_impossible_covered_share_names_its_layer(covered):
    with pytest.raises(InputError, match="Layer 'pcn'"):
        replace(layer([[0.6], [0.2]], kind="overlay"), covered=np.array(covered))


def ages(people, lows=(0, 16)):
    return AgeBands(tuple(map(str, lows)), lows, np.array(people, dtype=float))


def test_ages_are_one_row_per_unit_in_order():
    ledger = Ledger("resident", "Residents", np.array([3.0, 7.0]), ages=ages([[1, 2], [3, 4]]))
    assert ledger.ages is not None
    with pytest.raises(InputError, match="'resident'"):
        Ledger("resident", "Residents", np.array([3.0]), ages=ages([[1, 2], [3, 4]]))
    for wrong in ((16, 0), (0, 0), (0, 16, 65)):
        with pytest.raises(InputError, match="ge bands"):
            ages([[1, 2]], wrong)
    with pytest.raises(InputError, match="age band"):
        ages([[1, -2]])


def points(unit_rows=(0, -1), ids=("a", "b"), xy=((0.0, 0.0), (1.0, 1.0))):
    rows = np.array(unit_rows, dtype=np.int64)
    return PointLayer("gp", "GP practices", ids, ids, np.array(xy), rows)


def test_points_are_of_the_units_of_their_place():
    place = replace(place_of("AA"), point_layers=(points(),))
    assert len(place.point_layers[0]) == 2
    with pytest.raises(InputError, match="'gp'"):
        replace(place, point_layers=(points(unit_rows=(0, 2)),))
    with pytest.raises(InputError, match="called gp"):
        replace(place, point_layers=(points(), points()))


@pytest.mark.parametrize(
    "wrong", [{"ids": ("a", "a")}, {"unit_rows": (0,)}, {"xy": ((0.0, 0.0), (np.nan, 1.0))}]
)
def test_points_that_cannot_be_are_named(wrong):
    with pytest.raises(InputError, match="'gp'"):
        points(**wrong)


def test_profiles_are_one_figure_per_unit():
    found = Deprivation("IMD 2025", np.array([1.0, np.nan]), np.array([1, 0], dtype=np.int8))
    classes = UrbanRural(("Rural", "Urban"), np.array([1, -1], dtype=np.int16), (True, False))
    place = replace(place_of("AA"), profile=UnitProfile(found, classes))
    assert place.profile.deprivation is found
    with pytest.raises(InputError, match="IMD 2025"):
        replace(place_of("AAA"), profile=UnitProfile(found))
    with pytest.raises(InputError, match="rural"):
        replace(place_of("AAA"), profile=UnitProfile(None, classes))
    with pytest.raises(InputError, match="decile"):
        Deprivation("IMD 2025", np.array([1.0]), np.array([11], dtype=np.int8))
    with pytest.raises(InputError, match="not in the list"):
        UrbanRural(("Rural",), np.array([1], dtype=np.int16), (True,))
