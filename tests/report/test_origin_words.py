"""Settings of a plan in words that a board reads."""

import pytest

from icp_footprints.report.sections.origin_words import setting_words


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (("band", "30000:50000"), ("Band", "30,000 to 50,000")),
        (("further bands", "gp=3000:55000"), ("Further bands", "gp: 3,000 to 55,000")),
        (("objective", "1 x cut share"), ("Score", "1 x cut share")),
        (("SHA-256 of the file", "12:34"), ("SHA-256 of the file", "12:34")),
        (
            ("targets", "pcn.share>=0.7:required; ward.splits<=3:wanted:2"),
            (
                "Targets",
                (
                    "PCN: plan share of at least 70 % (required); "
                    "Ward: number of split areas of at most 3 (wanted, weight 2)"
                ),
            ),
        ),
        (("targets", "as many; as can be"), ("Targets", "as many; as can be")),
        (("units placed by", "code"), ("Units placed by", "code")),
    ],
)
def test_setting_words(setting, words):
    assert setting_words(*setting) == words
