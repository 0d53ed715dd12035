"""Where partners sign: who, in which role, for whom; what is known already is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.report.sections.cover import Cover
from icp_footprints.wording import shortened, shortlist

MOST_NAMED = 4
# Those who have to agree in any place, beside the leads of its footprints.
SIGNATORIES = (
    "For the integrated care board",
    "For primary care",
    "For community and mental health services",
    "For the council",
    "For the voluntary, community and faith sector",
)


@dataclass(frozen=True)
class SignOffLine:
    """Somebody who signs. What is empty is left to be written in, as are date and signature."""

    name: str
    role: str
    organisation: str


@dataclass(frozen=True)
class SignOff:
    """What is signed, in a sentence, and by whom."""

    statement: str
    lines: tuple[SignOffLine, ...]


def sign_off(plan: Plan, front: Cover) -> SignOff:
    """The sign-off block: leads and partners of footprints, then those who sign in any place."""
    what = f"version {front.version} of the plan, with the content check {front.content_check}"
    statement = (
        f"Agreed is {what}. What is signed here is that version and no other."
        if plan.status is Status.AGREED
        else f"Those who sign agree to {what}. Once it changes, the content check is another."
    )
    return SignOff(
        statement,
        (
            *(
                SignOffLine(lead, f"Clinical lead of {of}", "")
                for lead, of in _footprints_by({each.name: each.lead for each in plan.footprints})
            ),
            *(
                SignOffLine("", f"Partner in {of}", partners)
                for partners, of in _footprints_by(
                    {each.name: each.partners for each in plan.footprints}
                )
            ),
            *(SignOffLine("", role, "") for role in SIGNATORIES),
        ),
    )


def _footprints_by(who: dict[str, str]) -> list[tuple[str, str]]:
    """Everybody who is named, once, with the names of their footprints."""
    found: dict[str, list[str]] = {}
    for footprint, name in who.items():
        if name.strip():
            found.setdefault(name.strip(), []).append(shortened(footprint))
    return [(name, shortlist(names, MOST_NAMED)) for name, names in found.items()]
