"""A score in which nothing counts is refused."""

import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.partition.objective import Objective, Term
from icp_footprints.partition.problem_checks import check_aim
from icp_footprints.plan.target import Target

TARGETS = (Target("ward", "share", 0.5),)


@pytest.mark.parametrize("terms", [(), (Term("ward", 0.0, 0.0), Term("pcn", 0.0, 0.0))])
def test_weights_that_are_all_0_are_refused_in_words(terms):
    with pytest.raises(ProblemError, match=r"Nothing counts: .* every layer is 0.*above 0"):
        check_aim(Objective(terms, 0.0), 0.0, ())


@pytest.mark.parametrize(
    ("objective", "stay_weight", "targets"),
    [
        (Objective((Term("ward", 0.0, 0.0), Term("pcn", 0.0, 0.1)), 0.0), 0.0, ()),
        (Objective((Term("ward", 0.1, 0.0),), 0.0), 0.0, ()),
        (Objective((), 0.1), 0.0, ()),
        (Objective((), 0.0), 0.1, ()),
        (Objective((), 0.0), 0.0, TARGETS),
    ],
)
def test_one_thing_that_counts_is_enough(objective, stay_weight, targets):
    assert check_aim(objective, stay_weight, targets) is None
