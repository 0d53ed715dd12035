"""File names of plans: safe everywhere, each place's own, the same in every run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.batch.file_names import is_own_name, plan_file_names, safe_stem
from icp_footprints.exchange.plan_file import SUFFIX

places = st.dictionaries(st.text(max_size=80), st.text(max_size=80), max_size=8)


@given(places)
def test_names_are_safe_each_ones_own_and_do_not_hang_on_the_order(named):
    found = plan_file_names(named.items())
    assert found.keys() == named.keys()
    assert found == plan_file_names(reversed(named.items()))
    assert len({name.casefold() for name in found.values()}) == len(named)
    for name in found.values():
        assert re.fullmatch(r"[^\W_][\w.-]*", name.removesuffix(SUFFIX)) or name[0].isalnum()
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f\s]', name)
        assert len(name) < 120
        assert is_own_name(name)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Stoke-on-Trent", "Stoke-on-Trent"),
        ("King's Lynn and West Norfolk", "King-s-Lynn-and-West-Norfolk"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "CON-place"),
        ("com1.txt", "com1.txt-place"),
        (" . ", ""),
        ("Bryn-y-môr", "Bryn-y-môr"),
    ],
)
def test_names_stay_readable(text, stem):
    assert safe_stem(text) == stem


def test_of_two_of_a_name_the_second_has_its_code_in_it():
    found = plan_file_names([("E2", "St Ives"), ("E1", "St Ives"), ("E3", "st ives")])
    assert [name.removesuffix(SUFFIX) for name in (found["E1"], found["E2"], found["E3"])] == [
        "St-Ives",
        "St-Ives-E2",
        "st-ives-E3",
    ]


@pytest.mark.parametrize("name", ["../a.footprints.gpkg", "a\\b.footprints.gpkg", "a.txt", ""])
def test_a_name_in_another_folder_is_not_one_of_these(name):
    assert not is_own_name(name)
