"""Counts under five are not printed."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.exchange.small_counts import printed_people
from icp_footprints.geography.reference import ReferenceLayer


def registration(counts, people, name="pcn"):
    """A registration layer from people of each unit (row) in each area (column)."""
    shares = np.array(counts, dtype=float) / np.array(people, dtype=float)[:, None]
    n = shares.shape[1]
    ids = tuple(f"P{j}" for j in range(n))
    names = tuple(f"Area {j}" for j in range(n))
    return ReferenceLayer(name, "registration", ids, names, csr_array(shares), np.full(n, np.nan))


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, "<5"), (4, "<5"), (4.99, "<5"), (5, 5), (4.9999999999, 5)]
)
def test_printed_people(count, shown):
    assert printed_people(count) == shown
