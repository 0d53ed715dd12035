import numpy as np
import pytest

from icp_footprints.measures.selection import selection_figures
from tests.grids import place_of, plan_of


def test_a_selection_adds_up_unit_by_unit():
    random = np.random.default_rng(1)
    people = random.integers(0, 3000, 12).tolist()
    patients = random.integers(0, 3000, 12).tolist()
    place = place_of("aaaa\naaaa\naaaa", people, registered=patients)
    plan = plan_of("AAB.\nAAB.\nAAB.")
    for size in range(13):
        rows = random.choice(12, size, replace=False).astype(np.intp)
        figures = selection_figures(place, plan, rows)
        free = [row for row in rows.tolist() if row % 4 == 3]
        assert figures.units == size
        assert figures.people == {
            "resident": sum(people[row] for row in rows.tolist()),
            "registered": sum(patients[row] for row in rows.tolist()),
        }
        assert figures.area_km2 == pytest.approx(size)
        assert figures.unassigned_units == len(free)
        assert figures.unassigned_people == {
            "resident": sum(people[row] for row in free),
            "registered": sum(patients[row] for row in free),
        }
