"""What partners have accepted stays in sight, but does not fail a plan."""

from dataclasses import replace

import pytest

from icp_footprints.checks.check import check
from icp_footprints.errors import InputError
from icp_footprints.plan.actions import delete
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of

ART = "ABA\n.BB"
WORDS = "Accepted: one bridge (ICB board, 2026-11-22)."


def agreed(rule, subject=""):
    return RecordedException(rule, subject, "one bridge.", "ICB board", "2026-11-22")


BAND = Band(5000, 9000)


def checked(*exceptions, art=ART, band=BAND, **plan):
    place = place_of(art, layers={"ward": art.replace(".", "A")}, registered=[900] * 6)
    return check(place, replace(plan_of(art, band), exceptions=exceptions, **plan))


def found(issues, severity):
    return [(issue.rule, issue.subject) for issue in issues if issue.severity == severity]


ALL = [("coverage", ""), ("contiguity", "F01"), ("band", "F01"), ("band", "F02")]


def test_without_exceptions_everything_is_to_be_put_right():
    assert found(checked(), "required") == ALL


@pytest.mark.parametrize(("rule", "subject"), ALL)
def test_an_issue_with_an_exception_is_accepted_with_its_reason_owner_and_date(rule, subject):
    issues = checked(agreed(rule, subject))
    assert found(issues, "accepted") == [(rule, subject)]
    assert found(issues, "required") == [each for each in ALL if each != (rule, subject)]
    assert issues[-1].words.endswith(WORDS)
    assert found(issues, "advice") == []


def test_with_all_accepted_no_required_rule_fails():
    assert found(checked(*(agreed(*each) for each in ALL)), "required") == []


def test_bands_on_other_ledgers_have_exceptions_of_their_own():
    further = (Band(9000, 9900, "registered"),)
    assert found(checked(further_bands=further), "required")[-2:] == [
        ("band", "F01@registered"),
        ("band", "F02@registered"),
    ]
    issues = checked(agreed("band", "F01@registered"), further_bands=further)
    assert found(issues, "accepted") == [("band", "F01@registered")]
    assert issues[-1].words.startswith("A holds 1,800 people (registered), 7,200 too few")
    first = checked(agreed("band", "F01@resident"), further_bands=further)
    assert found(first, "accepted") == [("band", "F01")]


def test_a_missed_target_can_be_accepted():
    targets = (Target.parse("ward.containment>=1"),)
    assert ("target", "ward.containment>=1") in found(checked(targets=targets), "required")
    issues = checked(agreed("target", "ward.containment>=1"), targets=targets)
    assert found(issues, "accepted") == [("target", "ward.containment>=1")]


@pytest.mark.parametrize(
    ("exception", "words"),
    [
        (agreed("coverage"), "The exception from full coverage no longer applies"),
        (agreed("band", "F01"), "The exception from the band for A no longer applies"),
        (agreed("contiguity", "F02"), "The exception from being in one part for B no longer"),
        (
            agreed("target", "x.share>=1"),
            "The exception from the target 'X: plan share of at least 100 %' no longer applies",
        ),
        (agreed("target", "mine"), "The exception from the target 'mine' no longer applies"),
    ],
)
def test_an_exception_that_no_longer_applies_is_advice(exception, words):
    (issue,) = checked(exception, art="AAB\nABB", band=Band(0, 9000))
    assert (issue.severity, issue.rule) == ("advice", "exception")
    assert issue.words.startswith(words)
    assert "one bridge (ICB board, 2026-11-22)" in issue.words


def test_an_exception_about_a_footprint_that_is_gone_says_so():
    plan = replace(plan_of("AAB\nABB", Band(0, 9000)), exceptions=(agreed("band", "F02"),))
    issues = check(place_of("AAB\nABB"), delete(plan, "F02"))
    assert any("F02, which is not in the plan" in issue.words for issue in issues)


def test_required_comes_first_and_accepted_last():
    issues = checked(agreed("coverage"), agreed("contiguity", "F02"))
    assert [issue.severity for issue in issues] == ["required"] * 3 + ["advice", "accepted"]


ON_REGISTERED = "{} misses the band on the registered ledger: an exception from that is"
BOTH = (Band(9000, 9900, "registered"),)


@pytest.mark.parametrize(
    ("exception", "subject", "words"),
    [
        (
            agreed("band", "F01"),
            "band F01",
            f"{ON_REGISTERED.format('A')} band:F01@registered.",
        ),
        (
            agreed("contiguity", "F02"),
            "contiguity F02",
            f"{ON_REGISTERED.format('B')} band:F02@registered.",
        ),
        (agreed("coverage"), "coverage", ""),
        (agreed("target", "x.share>=1"), "target x.share>=1", ""),
    ],
)
def test_an_exception_that_excuses_nothing_names_what_is_open(exception, subject, words):
    issues = checked(exception, art="AAB\nABB", band=Band(0, 9000), further_bands=BOTH)
    (idle,) = [issue for issue in issues if issue.rule == "exception"]
    assert idle.subject == subject
    assert idle.words.endswith(f"(ICB board, 2026-11-22).{' ' if words else ''}{words}")


def test_an_exception_from_another_ledger_names_the_first_band_and_the_parts():
    issues = checked(agreed("band", "F01@registered"), further_bands=(Band(0, 9, "registered"),))
    assert "exception" not in [issue.rule for issue in issues]
    further = (Band(0, 9900, "registered"),)
    (idle,) = [
        issue
        for issue in checked(agreed("band", "F01@registered"), further_bands=further)
        if issue.rule == "exception"
    ]
    assert idle.subject == "band F01@registered"
    assert idle.words.endswith(
        " A is in more than one part: an exception from that is contiguity:F01."
        " A misses the band on the resident ledger: an exception from that is band:F01."
    )


def test_what_is_accepted_is_not_said_to_be_open():
    issues = checked(
        agreed("band", "F01"),
        agreed("band", "F01@registered"),
        art="AAB\nABB",
        band=Band(0, 9000),
        further_bands=BOTH,
    )
    (idle,) = [issue for issue in issues if issue.rule == "exception"]
    assert "an exception from that" not in idle.words


def test_the_named_exception_excuses_the_open_issue():
    """What the words say to write is what `accept` takes: followed, nothing is open."""
    exceptions, issues = [], []
    for _ in range(5):
        issues = checked(agreed("band", "F01@census"), *exceptions, further_bands=BOTH)
        (idle,) = [issue for issue in issues if issue.rule == "exception"]
        named = [part.split()[0].rstrip(".") for part in idle.words.split("from that is ")[1:]]
        if not named:
            break
        exceptions.append(agreed(*named[0].split(":")))
    assert len(exceptions) == 3
    assert not [i for i in issues if i.severity == "required" and i.footprints == ("F01",)]


@pytest.mark.parametrize(
    ("reason", "owner", "words"), [("", "x", "Give it a reason."), ("x", " ", "Give it an owner.")]
)
def test_an_exception_without_reason_or_owner_is_refused(reason, owner, words):
    with pytest.raises(InputError, match=words):
        RecordedException("band", "F01", reason, owner, "2026-11-22")
