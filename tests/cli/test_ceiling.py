"""Ceilings from the command line."""

import json

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.ceilings.prove import ceilings
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from tests.cli.command import WARDS, CommandLine
from tests.grids import cells, place_of, plan_of

BAND = Band(20_000, 40_000)
# 8 wards of 12,000 people, three or two of them a footprint; unit by unit eastwards, more people
# are of the eastern PCN.
EVERY_UNIT_OUT = str.maketrans("ABCDEFGH", "." * 8)
FOOTPRINTS = WARDS.translate(str.maketrans("ABCDEFGH", "XXXYYYZZ"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a plan of three footprints, one without any, and one without layers."""
    made = tmp_path_factory.mktemp("ceilings")
    eastwards = np.array([x for x, _, _ in cells(WARDS)]) / 7
    pcn = ReferenceLayer(
        "pcn",
        "registration",
        ("U1", "U2"),
        ("West PCN", "East, PCN"),
        csr_array(np.column_stack([0.9 - 0.8 * eastwards, 0.1 + 0.8 * eastwards])),
        np.full(2, np.nan),
    )
    place = place_of(WARDS, 1500, layers={"ward": WARDS}, more_layers=(pcn,))
    plan, nothing = plan_of(FOOTPRINTS, BAND), plan_of(WARDS.translate(EVERY_UNIT_OUT), BAND)
    save_plan_file(made / "plan.gpkg", place, plan)
    save_plan_file(made / "narrow.gpkg", place, set_bands(plan, (Band(31_000, 33_000),)))
    save_plan_file(made / "empty.gpkg", place, nothing)
    save_plan_file(made / "bare.gpkg", place_of(WARDS, 1500), nothing)
    return made


@pytest.fixture
def planned(folder, capsys) -> CommandLine:
    return CommandLine(folder, capsys)


def test_what_the_plan_reaches_stands_beside_what_no_plan_can_pass(planned):
    told = json.loads(planned.ok("ceiling", "plan.gpkg", "--json").out)
    measured = json.loads(planned.ok("measure", "plan.gpkg", "--json").out)
    assert told["plan_keeps_the_rules"] is True
    assert told["bands"] == [{"low": 20_000, "high": 40_000, "ledger": "resident"}]
    assert {(each["layer"], each["measure"]) for each in told["ceilings"]} == {
        (layer, measure)
        for layer in ("pcn", "ward")
        for measure in ("share", "containment", "kept_whole", "splits")
    }
    for each in told["ceilings"]:
        assert each["footprints"] == 3
        assert each["status"] == "proved"
        assert each["possible"] is True
        if each["measure"] == "splits":
            assert each["instant"] <= each["value"] <= each["plan"]
            continue
        assert each["plan"] <= each["value"] <= each["instant"]
        name = {"share": "plan_share", "containment": "plan_containment"}.get(each["measure"])
        if name:
            assert each["plan"] == measured["layers"][each["layer"]][name]


def test_a_table_and_sentences_are_shown_for_each_number_of_footprints(planned):
    said = planned.ok("ceiling", "plan.gpkg", "--footprints", "3:4", "--layer", "pcn").out
    # Of 64 units, X and Y (24 each) are 57.6 % one PCN, and Z is half and half.
    assert "\npcn plan share 55.7 %; no plan of 3 footprints can pass" in said
    assert "\npcn plan share: no plan of 4 footprints can pass" in said
    assert "ward" not in said


def test_a_number_of_footprints_that_no_band_allows_is_said_once(planned):
    said = planned.ok("ceiling", "plan.gpkg", "--footprints", 7).out
    assert said.count("No plan of 7 footprints can be in band (resident).") == 1
    told = json.loads(planned.ok("ceiling", "plan.gpkg", "--footprints", 7, "--json").out)
    assert {(each["possible"], each["value"]) for each in told["ceilings"]} == {(False, None)}


def test_no_time_gives_the_instant_bound(planned):
    told = json.loads(planned.ok("ceiling", "plan.gpkg", "--time", 0, "--json").out)
    assert all(each["value"] == each["instant"] for each in told["ceilings"])
    assert "instant" in {each["status"] for each in told["ceilings"]}


def test_a_plan_out_of_band_is_told_that_ceilings_may_not_hold(planned):
    assert "may not hold" not in planned.ok("ceiling", "plan.gpkg").out
    said = " ".join(planned.ok("ceiling", "narrow.gpkg", "--time", 0).out.split())
    assert "ceilings may not hold" in said


def test_a_plan_without_footprints_is_given_a_number_in_the_middle_of_its_band(planned):
    told = json.loads(planned.ok("ceiling", "empty.gpkg", "--json").out)
    assert {(each["footprints"], each["plan"]) for each in told["ceilings"]} == {(3, None)}
    assert told["plan_keeps_the_rules"] is False


def test_a_place_without_layers_has_no_ceilings(planned):
    assert "no reference layers" in planned.ok("ceiling", "bare.gpkg").out
    assert json.loads(planned.ok("ceiling", "bare.gpkg", "--json").out)["ceilings"] == []


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--layer", "parish"), ("'parish'", "pcn")),
        (("--footprints", "0"), ("0 footprints", "1 to 64")),
        (("--footprints", "65"), ("65 footprints", "1 to 64")),
        (("--footprints", "4:2"), ("4 to 2", "wrong way round")),
        (("--footprints", "two"), ("'two'",)),
        (("--footprints", ":"), ("':'",)),
        (("--time", "-1"), ("-1 seconds",)),
        (("--time", "nan"), ("nan seconds",)),
        (("--time", "inf"), ("inf seconds",)),
    ],
)
def test_options_that_make_no_sense_are_refused_in_one_line(planned, options, names):
    planned.refused("ceiling", "plan.gpkg", *options, names=names)


def test_the_library_gives_the_same_figures(planned):
    place, plan = open_plan_file(planned.folder / "plan.gpkg")
    assert plan.bands == (BAND,)
    found = ceilings(place, plan.bands, 3, ["pcn"])
    told = json.loads(planned.ok("ceiling", "plan.gpkg", "--layer", "pcn", "--json").out)
    for each, line in zip(found, told["ceilings"], strict=True):
        assert line["value"] == pytest.approx(each.value, abs=1e-6)
        assert line["words"] == each.words


def test_the_report_has_ceilings_within_the_time_given(planned):
    planned.ok("report", "plan.gpkg", "--html", "quick.html", "--ceilings", 0)
    planned.ok("report", "plan.gpkg", "--html", "proved.html")
    quick, proved = (
        (planned.folder / f"{name}.html").read_text(encoding="utf-8")
        for name in ("quick", "proved")
    )
    assert "(quick bound)" in quick
    assert "(quick bound)" not in proved
    assert "could be at most" in proved
    assert "(proved)" in proved


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf"])
def test_a_report_in_a_time_that_makes_no_sense_is_refused(planned, seconds):
    names = (f"{seconds} seconds",)
    planned.refused("report", "plan.gpkg", "--ceilings", seconds, names=names)
