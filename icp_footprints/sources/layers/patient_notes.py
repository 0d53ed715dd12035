"""What of a registrations file did not join, counted, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.sources.joining.join import Join
from icp_footprints.sources.layers.patients import NO_PCN, NOT_IN_MAP, Patients
from icp_footprints.sources.layers.practices import in_capitals
from icp_footprints.wording import count_words, people_words, shortlist

# Where the codes of other countries begin, as ONS and NHS England write them.
COUNTRIES = {"W": "Wales", "S": "Scotland", "N": "Northern Ireland", "9": "Northern Ireland"}
Some = NDArray[np.bool_]


def patient_notes(patients: Patients, joined: Join, total: NDArray[np.float64]) -> tuple[str, ...]:
    """Sentences about where patients live, and about those in no PCN.

    Parameters
    ----------
    total
        Array (units,) of patients.
    """
    share_inside = np.asarray(joined.weights.sum(axis=0), dtype=np.float64)
    inside = share_inside > 0
    unknown = ~inside & ~patients.is_home_known
    notes = [*_homes(patients, share_inside, unknown), *_unknown_homes(patients, unknown)]
    for some, words in (
        (inside & (patients.pcns == NOT_IN_MAP), "that the map of practices lacks"),
        (inside & (patients.pcns == NO_PCN), "in no PCN"),
    ):
        if some.any():
            practices = count_words(len(set(patients.practices[some].tolist())), "practice")
            notes.append(
                f"{_count(patients, some)} of the place are with {practices} {words}: they count "
                "as registered, but in no PCN."
            )
    without = int((total == 0).sum())
    if without:
        notes.append(f"{without:,} of {len(total):,} units have no registered patients.")
    return tuple(notes)


def practices_found(patients: Patients) -> str:
    """How many practices of the registrations the map of practices has, in a sentence."""
    lacking = patients.pcns == NOT_IN_MAP
    some = len(set(patients.practices[~lacking].tolist()))
    none = len(set(patients.practices[lacking].tolist()))
    found = f"{some:,} of {count_words(some + none, 'practice')} of the registrations found"
    if not none:
        return f"{found}."
    return f"{found}; the other {none:,} have {_patients(patients.counts[lacking].sum())}."


def _homes(patients: Patients, share_inside: NDArray[np.float64], unknown: Some) -> list[str]:
    inside = share_inside > 0
    elsewhere = ~inside & ~unknown
    notes = [
        f"{_count(patients, inside)} live in the place, {_count(patients, elsewhere)} elsewhere."
    ]
    partly = float((patients.counts * (1 - share_inside))[inside].sum())
    if partly >= 0.5:
        notes.append(
            f"Of the former, {_patients(partly)} are counted as living elsewhere, because "
            "their unit of another year lies only partly in the place."
        )
    codes = in_capitals(patients.homes[elsewhere])
    country = np.array([COUNTRIES.get(code[:1], "") for code in codes], dtype=object)
    abroad = [
        f"{_patients(patients.counts[elsewhere][country == name].sum())} in {name}"
        for name in sorted({*country.tolist()} - {""})
    ]
    if abroad:
        notes.append(f"Of those elsewhere, {shortlist(abroad)}.")
    return notes


def _unknown_homes(patients: Patients, unknown: Some) -> list[str]:
    if not unknown.any():
        return []
    codes = in_capitals(patients.homes[unknown])
    counts = {
        code: float(patients.counts[unknown][codes == code].sum()) for code in set(codes.tolist())
    }
    each = [
        f"{code or 'no code'} {_patients(counts[code])}"
        for code in sorted(counts, key=lambda code: (-counts[code], code))
    ]
    return [
        f"{_count(patients, unknown)} have no known home and are left out: {shortlist(each, 4)}."
    ]


def _patients(count: float) -> str:
    return people_words(count, "patients")


def _count(patients: Patients, some: Some) -> str:
    """Patients of some rows, in words."""
    people = _patients(float(patients.counts[some].sum()))
    return f"{people} in {count_words(int(some.sum()), 'row')}"
