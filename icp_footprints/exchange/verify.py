"""Whether a file belongs to a plan and its version, by its stamp and by what it holds itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from icp_footprints.exchange.held_figures import Figures, compare_figures
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
        its units, figures or outlines are not; or ``no stamp``.
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
    figures
        What of its footprints' figures and outlines was.
    """

    answer: Answer
    belongs: bool
    words: str
    notes: tuple[str, ...]
    kind: str
    stamp: Stamp | None
    expected: Stamp
    compared: Compared
    figures: Figures


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
    compared = compare_rows(place, plan, found)
    figures = compare_figures(place, plan, found)
    answer, belongs, words = _judged(found, plan, expected, compared, figures)
    stamp = found.stamps[0] if found.stamps else None
    notes = _notes(answer, found, compared, figures)
    return Verdict(answer, belongs, words, notes, found.kind, stamp, expected, compared, figures)


def _judged(
    found: Found, plan: Plan, expected: Stamp, compared: Compared, figures: Figures
) -> tuple[Answer, bool, str]:
    stamp, *others = found.stamps or (None,)
    if stamp is None:
        return "no stamp", False, f"It is {found.kind} that does not say which plan it is of."
    if others:
        return "altered", False, "It says of different parts that they are of different plans."
    if stamp.content_hash != expected.content_hash:
        return "other content", False, _other_content(stamp, plan)
    if differing := "; ".join(_differing(compared, figures)):
        return (
            "altered",
            False,
            f"It says that it is of this plan, but it has been altered: {differing}.",
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
    then = [each for each in plan.history if each.content_hash == stamp.content_hash]
    if then:
        # The same content may have been of several versions: a new one begins as the last was.
        own = [
            each.words
            for each in then
            if (each.version, each.status) == (stamp.plan_version, stamp.status)
        ]
        words = own[-1] if own else f"{_named(stamp)}, as was {then[0].words}"
        return f"It is of an earlier state of this plan ({words}); {_now(plan)}."
    return f"The content is not that of the plan: it is of {_named(stamp)}; {_now(plan)}."


def _now(plan: Plan) -> str:
    return f"the plan is version {plan.version}, {plan.status}"


def _named(stamp: Stamp) -> str:
    version = f"version {stamp.plan_version}" if stamp.plan_version else "a version not named"
    return f"{version}, {stamp.status or 'of no status'}"


def _differing(compared: Compared, figures: Figures) -> list[str]:
    """What differs of its units or footprints, and of the footprints' figures and outlines."""
    said: list[str] = []
    if compared.different:
        said.append(_differ(compared.noun, compared.different))
    if figures.different:
        said.append(_differ("footprint", figures.different))
    return said


def _differ(noun: str, different: tuple[str, ...]) -> str:
    number = len(different)
    return (
        f"{count_words(number, noun)} differ{'s' if number == 1 else ''}, "
        f"{shortlist(list(different), SHOWN)}"
    )


def _moved(answer: Answer, compared: Compared, figures: Figures) -> tuple[str, ...]:
    """Ids of the footprints that differ in anything, where the answer itself does not say so."""
    if answer == "altered":
        return ()
    own = compared.different if compared.noun == "footprint" else ()
    return tuple(sorted({*own, *figures.ids}))


def _notes(answer: Answer, found: Found, compared: Compared, figures: Figures) -> tuple[str, ...]:
    notes: list[str] = []
    moved = _moved(answer, compared, figures)
    if compared.noun and not compared.different and not (moved and compared.noun == "footprint"):
        whole = count_words(compared.count, compared.noun)
        as_in = "in the footprint" if compared.noun == "unit" else "called what"
        plan_has = "that the plan has them in" if compared.noun == "unit" else "the plan calls them"
        notes.append(f"All {whole} are {as_in} {plan_has}.")
    elif compared.noun == "unit" and answer != "altered":
        differ = _differ("unit", compared.different)
        notes.append(f"Of {count_words(compared.count, 'unit')}, {differ}.")
    elif not compared.noun and answer in ("same", "other status", "other version"):
        notes.append("Only what it says of itself was read, not every figure in it.")
    if moved:
        of = max(compared.count, len(moved)) if compared.noun == "footprint" else figures.count
        notes.append(f"Of {count_words(of, 'footprint')}, {_differ('footprint', moved)}.")
    if figures.count and not figures.different:
        what = "people, units, area" if figures.people else "units and area"
        notes.append(
            f"The {what} and outline of each footprint are the plan's; no other figure "
            "was compared."
        )
    elif compared.noun == "footprint" and not figures.count:
        notes.append("Their outlines and figures were not compared.")
    if answer == "no stamp" and found.kind == "a CSV table":
        notes.append("A look-up says it in the file .meta.json beside it; keep the two together.")
    return tuple(notes)
