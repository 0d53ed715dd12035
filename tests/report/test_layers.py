"""Layers as a report words them: their figures, their areas, and the cards of the first page."""

import re
from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.sections.headline import headline
from icp_footprints.report.web_map.web_map import web_map
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.report.on_a_day import BAND, DAY, content, html_report, page_of


def test_people_in_no_area_and_the_method_are_said():
    layer = replace(
        registration([[900, 0], [900, 0], [0, 500], [0, 960]], [1000] * 4), method="by GP lists"
    )
    layer = replace(layer, outside_share=np.array([0.25, 0.0]))
    place = place_of("AABB", more_layers=(layer,))
    found = content(place, plan_of("AABB", BAND)).layers[0]
    assert found.method.endswith("Shares found by GP lists.")
    assert found.outside == (
        "740 people on the resident ledger in Testham belong to no area of this layer.",
        (
            "1 of 2 areas reaches beyond Testham: the share of its people who live outside stands "
            "beside it."
        ),
    )
    assert [row.outside for row in found.areas_held] == ["25.0 %", ""]
    assert page_of(place, plan_of("AABB", BAND)).table("PCN: each area")[2][-1] == "–"


BEYOND = "live outside Testham is not known"


@pytest.mark.parametrize(
    ("shares", "sentences"),
    [
        ([0.0, 0.0], ["No area has people outside Testham."]),
        ([np.nan, np.nan], [f"How many people of these areas {BEYOND} for this layer."]),
        ([0.0, np.nan], [f"How many people of 1 area {BEYOND}."]),
        (
            [0.25, 0.55],
            [
                (
                    "2 of 2 areas reach beyond Testham: the share of their people who live outside "
                    "stands beside them."
                )
            ],
        ),
    ],
)
def test_what_is_known_of_people_outside_is_said_and_what_is_not(shares, sentences):
    layer = registration([[1000, 0], [1000, 0], [0, 1000], [0, 1000]], [1000] * 4)
    place = place_of("AABB", more_layers=(replace(layer, outside_share=np.array(shares)),))
    plan = plan_of("AABB", BAND)
    assert list(content(place, plan).layers[0].outside[1:]) == sentences
    assert "0.0 % live outside" not in page_of(place, plan).text


def test_match_and_two_way_rule_are_dashes_where_areas_are_small():
    place = place_of("AABB", layers={"street": "wxyz"})
    page = page_of(place, plan_of("AABB", BAND))
    assert [row[5:] for row in page.table("Street: each footprint")[1:]] == [["–", "–", "–"]] * 2
    assert "so no footprint could match one" in page.text
    assert len(page.table("Street: each area")) == 5


def test_areas_with_a_handful_of_people_are_one_sentence():
    """The PCN of the next town, of whose people 5 and 7 live here, is split, but not listed."""
    people = [1000] * 4
    layer = registration([[995, 5], [993, 7], [1000, 0], [1000, 0]], people)
    place = place_of(
        "AABB", people, more_layers=(replace(layer, outside_share=np.array([0, 0.9])),)
    )
    plan = plan_of("ABAB", BAND)
    page = page_of(place, plan)
    assert (
        "These tables leave out 1 area with only a handful of people in Testham (12 people in all; "
        "0 kept whole, 1 split), though its people count in the shares of the plan as a whole: "
        "Area 1."
    ) in page.text
    assert (
        "; 0 of 1 PCN kept whole, with 0.0 % of people (resident ledger), and 1 split. 1 PCN with "
        "a handful of people here is left out of these counts."
    ) in page.text
    for start in ("PCN: each area", "PCN: areas that are split"):
        assert not [row for row in page.table(start) if "Area 1" in row[0]]


def cards(page_html):
    """The cards of the first page: figure and words, put together."""
    return [
        " ".join(re.sub("<[^>]+>", " ", each).replace("\u00a0", " ").split())
        for each in re.findall('<div class="card">(.*?)</div>', page_html)
    ]


def test_cards_of_small_areas_are_about_those_kept_whole():
    place = place_of("AABB", layers={"ward": "wxyz", "pcn": "ppqq"})
    found = cards(html_report(place, plan_of("AABB", BAND)))
    assert found[-2:] == [
        "4 of 4 Wards kept whole (100.0 % of residents)",
        "100.0 % Coterminosity with PCNs (resident ledger)",
    ]
    assert not [card for card in found if "of layer" in card or "units" in card]
    assert "4 of 4 small areas in a footprint" in found


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        ("resident", "Streets kept whole (66.7 % of residents)"),
        ("registered", "Streets kept whole (66.7 % of registered people)"),
        ("census", "Streets kept whole (66.7 % of people, census ledger)"),
    ],
)
def test_a_headline_names_whom_it_counts(ledger, words):
    place = place_of("AAB", layers={"street": "wxx"}, registered=[1000] * 3)
    plan = plan_of("AAB", BAND)
    (score,) = scorecard(place, plan).layers
    areas = tuple(area._replace(kept_whole=area.area == "w") for area in score.area_scores)
    score = replace(score, ledger=ledger, comparable=False, kept_whole=2 / 3, area_scores=areas)
    found = headline(score, f"{ledger} ledger")
    assert (found.big, found.beside, found.words) == ("1", "of 2", words)


def test_counts_of_the_first_page_leave_out_areas_with_a_handful_of_people():
    """Eight PCNs of neighbours, each with 10 people here and kept whole, and one of our own."""
    shares = np.zeros((4, 10))
    shares[:, 0] = [960, 1000, 960, 1000]
    shares[0, 2:6] = shares[2, 6:10] = 10
    shares[:, 1] = 1000 - shares.sum(axis=1)
    layer = registration(shares.tolist(), [1000] * 4)
    place, plan = place_of("AABB", more_layers=(layer,)), plan_of("AABB", BAND)
    (score,) = scorecard(place, plan).layers
    assert score.kept_whole_areas == score.areas - 1 == 8
    assert (
        "0 of 1 PCN kept whole, with 2.0 % of people (resident ledger), and 1 split. 8 PCNs with a "
        "handful of people here are left out of these counts."
    ) in headline(score, "resident ledger").sentence
    rows = {row[0]: row[1:] for row in page_of(place, plan).table("PCN: the plan as a whole")[1:]}
    said = content(place, plan).layers[0].left_out
    assert said == "8 PCNs with a handful of people here are left out."
    assert said in web_map(place, plan, DAY)
    left_out = "8 areas with only a handful of people here are left out."
    assert rows["Kept whole"][0] == "0 of 1"
    assert rows["Kept whole"][1].endswith(left_out)
    assert rows["Split"][0] == "1 of 1"
    assert rows["Split"][1].endswith(f": 2 pieces in all. {left_out}")


def test_effective_splits_are_a_figure_of_each_layer():
    place = place_of("AAAB", [1000, 2000, 3000, 3000], {"ward": "wxyy"})
    table = page_of(place, plan_of("AAAB", BAND)).table("Ward: the plan as a whole")
    # y, with 6,000 of 9,000 people, is shared equally by two footprints: 1 / (1/4 + 1/4) - 1 = 1.
    assert table[-1][:2] == ["Effective splits", "0.67"]
    assert "weighted by people" in table[-1][2]
    empty = page_of(place, Plan.empty(4)).table("Ward: the plan as a whole")
    assert empty[-1][:2] == ["Effective splits", "–"]
