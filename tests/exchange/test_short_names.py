"""Short column names are short, different, and can be guessed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.exchange.exporting.short_names import LONGEST, short_names


@given(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,40}", fullmatch=True), unique=True, max_size=40))
def test_names_are_short_and_different(names):
    given_names = short_names(names)
    assert list(given_names) == names
    short = list(given_names.values())
    assert len({name.upper() for name in short}) == len(names)
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", name) for name in short)
    assert all(1 <= len(name) <= LONGEST for name in short)


def test_names_can_be_guessed():
    names = ["id", "people_resident", "people_registered", "pcn_best_area", "pcn_best_area_name"]
    names += ["community_share", "community_containment", "community_two_way", "plan_version"]
    assert list(short_names(names).values()) == [
        "id", "ppl_reside", "ppl_regist", "pcn_best", "pcn_bname",
        "comm_share", "comm_contn", "commu_2way", "plan_vers",
    ]  # fmt: skip


def test_names_that_would_be_the_same_are_numbered():
    names = [f"neighbourhood_{letter}_share" for letter in "abc"]
    assert list(short_names(names).values()) == ["neig_share", "neig_shar2", "neig_shar3"]
