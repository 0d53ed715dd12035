"""Whether a file belongs to a plan and its version, by its stamp and by what it holds itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from icp_footprints.exchange.held_rows import Compared, compare_rows
from icp_footprints.exchange.stamps.read import read_stamped
from icp_footprints.exchange.stamps.stamp import Found, Stamp
from icp_footprints.geography.place import Place
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.wording import count_words, shortlist

Answer = Literal["same", "other status", "other version", "other content", "altered", "no stamp"]
SHOWN = 5
ORDER = tuple(Status)


@dataclass(frozen=True)
class Verdict:
    """Whether a file belongs to a plan.

    Parameters
    ----------
    answer
        ``same`` content, version and status; the same content of an ``other status`` or ``other
        version``; ``other content``; ``altered`` since it was made, where its stamp is right but
        its units are not; or ``no stamp``.
    belongs
        Whether it is of this plan and version.
    words
        That in a sentence or two.
    notes
        What else to know.
    kind
        What sort of file it is.
    stamp
        What the file says; None where it says nothing.
    expected
        What a file of the plan would say.
    compared
        What of its own rows was held against the plan.
    """

    answer: Answer
    belongs: bool
    words: str
    notes: tuple[str, ...]
    kind: str
    stamp: Stamp | None
    expected: Stamp
    compared: Compared


def verify_file(path: Path, place: Place, plan: Plan) -> Verdict:
    """Tell whether a file belongs to a plan and its version.

    Raises
    ------
    InputError, PlanFileError
        When the file cannot be read.
    """
    return verify(read_stamped(path), place, plan)


def verify(found: Found, place: Place, plan: Plan) -> Verdict:
    """Tell whether what was read of a file belongs to a plan and its version."""
    expected = Stamp(content_hash(place, plan), plan.version, plan.status, place.name, plan.name)
    compared = compare_rows(place, plan, found.rows)
    answer, belongs, words = _judged(found, plan, expected, compared)
    stamp = found.stamps[0] if found.stamps else None
    notes = _notes(answer, found, compared)
    return Verdict(answer, belongs, words, notes, found.kind, stamp, expected, compared)


def _judged(
    found: Found, plan: Plan, expected: Stamp, compared: Compared
) -> tuple[Answer, bool, str]:
    stamp, *others = found.stamps or (None,)
    if stamp is None:
        return "no stamp", False, f"It is {found.kind} that does not say which plan it is of."
    if others:
        return "altered", False, "It says of different parts that they are of different plans."
    if stamp.content_hash != expected.content_hash:
        return "other content", False, _other_content(stamp, plan)
    if compared.different:
        return (
            "altered",
            False,
            f"It says that it is of this plan, but it has been altered: {_differ(compared)}.",
        )
    if stamp.plan_version != expected.plan_version:
        return (
            "other version",
            False,
            f"The content is the same, but it is of {_named(stamp)}; {_now(plan)}.",
        )
    if stamp.status is not expected.status:
        # A paper of the draft still tells what was agreed; one that runs ahead misleads.
        is_earlier = stamp.status is None or ORDER.index(stamp.status) < ORDER.index(plan.status)
        return (
            "other status",
            is_earlier,
            f"Content and version are the same, but it is of {_named(stamp)}; {_now(plan)}.",
        )
    return "same", True, f"It belongs to the plan: the same content, {_named(expected)}."


def _other_content(stamp: Stamp, plan: Plan) -> str:
    for each in reversed(plan.history):
        if each.content_hash == stamp.content_hash:
            return f"It is of an earlier state of this plan ({each.words}); {_now(plan)}."
    return f"The content is not that of the plan: it is of {_named(stamp)}; {_now(plan)}."


def _now(plan: Plan) -> str:
    return f"the plan is version {plan.version}, {plan.status}"


def _named(stamp: Stamp) -> str:
    version = f"version {stamp.plan_version}" if stamp.plan_version else "a version not named"
    return f"{version}, {stamp.status or 'of no status'}"


def _differ(compared: Compared) -> str:
    number = len(compared.different)
    return (
        f"{count_words(number, compared.noun)} differ{'s' if number == 1 else ''}, "
        f"{shortlist(list(compared.different), SHOWN)}"
    )


def _notes(answer: Answer, found: Found, compared: Compared) -> tuple[str, ...]:
    notes: list[str] = []
    if compared.noun and not compared.different:
        whole = count_words(compared.count, compared.noun)
        as_in = "in the footprint" if compared.noun == "unit" else "called what"
        plan_has = "that the plan has them in" if compared.noun == "unit" else "the plan calls them"
        notes.append(f"All {whole} are {as_in} {plan_has}.")
        if compared.noun == "footprint":
            notes.append("Their outlines and figures were not compared.")
    elif compared.noun and answer != "altered":
        notes.append(f"Of {count_words(compared.count, compared.noun)}, {_differ(compared)}.")
    elif not compared.noun and answer in ("same", "other status", "other version"):
        notes.append("Only what it says of itself was read, not every figure in it.")
    if answer == "no stamp" and found.kind == "a CSV table":
        notes.append("A look-up says it in the file .meta.json beside it; keep the two together.")
    return tuple(notes)
