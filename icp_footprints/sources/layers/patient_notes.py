"""What of a registrations file did not join, counted, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.sources.joining.join import Join
from icp_footprints.sources.layers.patients import NO_PCN, NOT_IN_MAP, Patients
from icp_footprints.sources.layers.practices import in_capitals
from icp_footprints.wording import LEAST_PRINTED, count_words, is_small, people_words, shortlist

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
    homes = _homes_of(patients, inside, unknown)
    notes = [*_known_homes(patients, homes, share_inside), *_unknown_homes(patients, homes)]
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


@dataclass(frozen=True)
class _Homes:
    """Where patients live, and which of those counts may stand beside the published totals.

    Who lives in the place is published, and so is who does not: so those elsewhere tell those of
    no known home, and the other way round.
    """

    inside: Some
    elsewhere: Some
    unknown: Some
    away: float
    """Patients elsewhere."""
    of_code: dict[str, float]
    """Patients of no known home, by what stands for their home."""

    @property
    def has_few(self) -> bool:
        """Whether so few patients have one of the codes that the sum of all codes tells them."""
        return any(is_small(count) for count in self.of_code.values())

    @property
    def tells_away(self) -> bool:
        return not self.has_few or self.away < LEAST_PRINTED

    @property
    def tells_codes(self) -> bool:
        return self.away >= LEAST_PRINTED or not (self.has_few or self.away)

    @property
    def tells_unknown(self) -> bool:
        return self.tells_codes and not self.has_few


def _homes_of(patients: Patients, inside: Some, unknown: Some) -> _Homes:
    elsewhere = ~inside & ~unknown
    codes = in_capitals(patients.homes[unknown])
    counts = patients.counts[unknown]
    of_code = {code: float(counts[codes == code].sum()) for code in set(codes.tolist())}
    away = float(patients.counts[elsewhere].sum())
    return _Homes(inside, elsewhere, unknown, away, of_code)


def _known_homes(
    patients: Patients, homes: _Homes, share_inside: NDArray[np.float64]
) -> Iterator[str]:
    rows = count_words(int(homes.elsewhere.sum()), "row")
    away = _count(patients, homes.elsewhere) if homes.tells_away else f"those in {rows}"
    yield f"{_count(patients, homes.inside)} live in the place, {away} elsewhere."
    partly = float((patients.counts * (1 - share_inside))[homes.inside].sum())
    if partly >= 0.5:
        yield (
            f"Of the former, {_patients(partly)} are counted as living elsewhere, because "
            "their unit of another year lies only partly in the place."
        )
    codes, counts = in_capitals(patients.homes[homes.elsewhere]), patients.counts[homes.elsewhere]
    country = np.array([COUNTRIES.get(code[:1], "") for code in codes], dtype=object)
    abroad = {
        name: float(counts[country == name].sum()) for name in sorted({*country.tolist()} - {""})
    }
    # Where all live abroad, but for a few at most, each country is what the others leave.
    left = homes.away - sum(abroad.values())
    is_told = left >= LEAST_PRINTED or not (left or any(map(is_small, abroad.values())))
    if abroad and is_told and homes.tells_away:
        listed = shortlist([f"{_patients(abroad[name])} in {name}" for name in abroad])
        yield f"Of those elsewhere, {listed}."


def _unknown_homes(patients: Patients, homes: _Homes) -> Iterator[str]:
    if not homes.unknown.any():
        return
    rows = count_words(int(homes.unknown.sum()), "row")
    who = _count(patients, homes.unknown) if homes.tells_unknown else f"Patients in {rows}"
    ordered = sorted(homes.of_code)
    if homes.tells_codes:
        # No finer than what is printed: the order of small counts would tell them apart.
        ordered.sort(key=lambda code: -homes.of_code[code] * (not is_small(homes.of_code[code])))
    each = [
        (code or "no code") + (f" {_patients(homes.of_code[code])}" if homes.tells_codes else "")
        for code in ordered
    ]
    yield f"{who} have no known home and are left out: {shortlist(each, 4)}."


def registrations_detail(patients: Patients, total: NDArray[np.float64]) -> str:
    """Rows and patients of a file; without patients where all but 1 to 4 are in the place.

    Parameters
    ----------
    total
        Array (units,) of patients.
    """
    rows, people = count_words(len(patients), "row"), float(patients.counts.sum())
    tells = is_small(people - float(total.sum()))
    return rows if tells else f"{rows}, {_patients(people)}"


def _patients(count: float) -> str:
    return people_words(count, "patients")


def _count(patients: Patients, some: Some) -> str:
    """Patients of some rows, in words."""
    people = _patients(float(patients.counts[some].sum()))
    return f"{people} in {count_words(int(some.sum()), 'row')}"
