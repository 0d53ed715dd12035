"""Targets are written one way, read the same way, and refused in words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.plan.target import Target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("pcn.containment>=0.75:required", Target("pcn", "containment", 0.75)),
        ("pcn.containment>=75%", Target("pcn", "containment", 0.75)),
        ("ward.splits<=3:wanted", Target("ward", "splits", 3, "wanted")),
        (" pcn.two_way >= 1 : wanted", Target("pcn", "two_way", 1, "wanted")),
    ],
)
def test_a_target_is_read(text, target):
    assert Target.parse(text) == target


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pcn", "is not a target"),
        ("pcn.containment", "is not a target"),
        ("pcn.containment>=", "is not a target"),
        ("pcn.containment>=1.2.3", "is not a target"),
        ("pcn.containment>=-1", "is not a target"),
        ("pcn.containment>=nan", "is not a target"),
        ("pcn.containment<=0.75", "wrong way round"),
        ("ward.splits>=3", "wrong way round"),
        ("pcn.fit>=0.75", "'fit' is not a measure"),
        ("pcn.containment>=75", "cannot be 75"),
        ("ward.splits<=2.5", "whole number"),
        ("pcn.share>=0.5:maybe", "not 'maybe'"),
    ],
)
def test_what_is_not_a_target_is_refused_in_words(text, words):
    with pytest.raises(InputError, match=words):
        Target.parse(text)


@given(st.sampled_from(["share", "kept_whole", "two_way"]), st.integers(0, 1000))
def test_a_target_is_read_as_it_is_written(measure, thousandths):
    target = Target("pcn", measure, thousandths / 1000, "wanted")
    assert Target.parse(target.text) == target


@given(st.text(max_size=30))
def test_any_text_is_a_target_or_refused(text):
    with suppress(InputError):
        assert Target.parse(text).layer in text


def test_the_last_digit_of_a_fraction_never_decides():
    assert Target("pcn", "share", 0.3).is_met(0.1 + 0.2 - 1e-12)
    assert not Target("pcn", "share", 0.3).is_met(0.299)
    assert Target("ward", "splits", 3).is_met(3)
    assert not Target("ward", "splits", 3).is_met(4)
