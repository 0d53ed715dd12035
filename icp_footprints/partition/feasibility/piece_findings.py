"""Pieces of ground that cannot be divided into footprints in band, and what would mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.authorities import authority_layer
from icp_footprints.partition.feasibility.connected_sets import stuck_units
from icp_footprints.partition.feasibility.finding import Finding, listed
from icp_footprints.partition.feasibility.fitting_bands import fitting_bands_words
from icp_footprints.partition.feasibility.gaps import Gap, Surroundings, surroundings_of
from icp_footprints.partition.feasibility.ground import Ground
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words, people_words, shortlist

MOST_NAMED = 5


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of ground, among the others."""

    problem: Problem
    scope: Scope
    ground: Ground
    others: tuple[Ground, ...] = ()

    @property
    def rest(self) -> NDArray[np.intp]:
        """Rows of all other ground."""
        return np.concatenate([np.empty(0, np.intp), *(each.rows for each in self.others)])

    @property
    def is_all(self) -> bool:
        """Whether it is the whole place."""
        return len(self.ground.rows) == len(self.problem.place.units)

    @property
    def name(self) -> str:
        """The piece in words, such as ``The 43 units round Halton 007A``."""
        place, rows = self.problem.place, self.ground.rows
        if self.is_all:
            return place.name
        unit = place.units.names[int(rows[0])]
        around = f"The {len(rows):,} units round {unit}" if len(rows) > 1 else f"The unit {unit}"
        return self.authority or around

    @property
    def authority(self) -> str:
        """The name of the local authority that it is the whole of, where lines are kept."""
        lines, layer = self.problem.authorities, authority_layer(self.problem.place)
        if lines is None or layer is None:
            return ""
        rows, number = self.ground.rows, int(lines[self.ground.rows[0]])
        is_whole = number >= 0 and int((lines == number).sum()) == len(rows)
        return layer.area_names[number] if is_whole else ""


def pieces_among(problem: Problem, scope: Scope, grounds: Sequence[Ground]) -> list[Piece]:
    """Each piece of ground with all the others."""
    return [
        Piece(problem, scope, ground, (*grounds[:i], *grounds[i + 1 :]))
        for i, ground in enumerate(grounds)
    ]


def piece_finding(piece: Piece) -> Finding:
    """That a piece, which people alone rule out, cannot be in band, and what would mend it."""
    problem, ground = piece.problem, piece.ground
    round_it = surroundings_of(problem, piece.scope, ground, piece.rest)
    return Finding(
        "piece",
        "impossible",
        f"{piece.name} ({_people(problem, ground)}) {_apart(piece, round_it)}: "
        f"{_why(problem, ground)}.",
        _remedy(piece, round_it),
        units=tuple(problem.place.units.ids[row] for row in ground.rows.tolist()),
    )


def too_large_units(piece: Piece) -> list[Finding]:
    """The units of a piece that alone are over a band."""
    problem, ground = piece.problem, piece.ground
    units, findings = problem.place.units, list[Finding]()
    for band in problem.bands:
        people = problem.place.ledger(band.ledger).people
        here = ground.rows[people[ground.rows] > band.high]
        if len(here):
            named = [
                f"{units.names[row]} ({people_words(float(people[row]))})"
                for row in here[np.argsort(-people[here], kind="stable")].tolist()
            ]
            findings.append(
                Finding(
                    "unit",
                    "impossible",
                    f"{count_words(len(here), 'unit')} alone {'is' if len(here) == 1 else 'are'} "
                    f"over the band of {band.words()} ({band.ledger}): "
                    f"{shortlist(named, MOST_NAMED)}.",
                    "A band that reaches higher, or smaller units, would mend it.",
                    units=tuple(units.ids[row] for row in here.tolist()),
                )
            )
    return findings


def stuck_finding(piece: Piece) -> list[Finding]:
    """The units of a piece that are not too large, and that no footprint in band can hold."""
    units, bands = piece.problem.place.units, piece.problem.bands
    is_over = np.zeros(len(units), dtype=np.bool_)
    for band in bands:
        is_over |= piece.problem.place.ledger(band.ledger).people > band.high
    stuck = [row for row in stuck_units(piece.problem, piece.ground).tolist() if not is_over[row]]
    if not stuck:
        return []
    named = [units.names[row] for row in stuck]
    return [
        Finding(
            "unit",
            "impossible",
            f"{count_words(len(stuck), 'unit')} can be in no footprint in band, whichever "
            f"neighbours {'it is' if len(stuck) == 1 else 'they are'} put with: "
            f"{shortlist(named, MOST_NAMED)}.",
            "A wider band, smaller units or a bridge could mend it.",
            units=tuple(units.ids[row] for row in stuck),
        )
    ]


def _people(problem: Problem, ground: Ground) -> str:
    bands = zip(problem.bands, ground.people, strict=True)
    if len(problem.bands) == 1:
        return people_words(ground.people[0])
    return ", ".join(f"{people_words(people)} {band.ledger}" for band, people in bands)


def _apart(piece: Piece, round_it: Surroundings) -> str:
    """In what way the piece stands alone."""
    if piece.is_all:
        return "cannot be in band"
    if piece.authority:
        return "cannot be in band within its own local authority lines"
    verb = "touch" if len(piece.ground.rows) > 1 else "touches"
    which = ""
    if round_it.locked:
        which = " that may change"
    elif round_it.authorities:
        which = " of the same local authority"
    return f"{verb} no other units{which} and cannot be in band"


def _why(problem: Problem, ground: Ground) -> str:
    units = count_words(len(ground.rows), "unit")
    for band, people in zip(problem.bands, ground.people, strict=True):
        fewest = -int(-people // band.high)
        if people < band.low:
            return (
                f"{_shortfall(band.low - people)} too few for one footprint of {band.words()} "
                f"({band.ledger})"
            )
        if band.low and int(people // band.low) < fewest:
            return (
                f"too many for {count_words(fewest - 1, 'footprint')} of {band.words()} "
                f"({band.ledger}) and too few for {fewest:,}"
            )
        if fewest > ground.most and ground.claims:
            held = count_words(ground.most, "footprint")
            return f"it makes {held} at most, and {fewest:,} would be needed ({band.ledger})"
        if fewest > len(ground.rows):
            return (
                f"{units} can make no more footprints than that, and {fewest:,} would be needed "
                f"({band.ledger})"
            )
        if band.low and int(people // band.low) < ground.fewest:
            enough = count_words(int(people // band.low), "footprint")
            held = count_words(len(ground.claims), "footprint")
            return f"its people are enough for {enough} ({band.ledger}), and it holds {held}"
    if ground.claims:
        return "what its footprints must keep leaves too few for the others"
    return "the bands on both ledgers allow no number of footprints in common"


def _shortfall(people: float) -> str:
    return people_words(max(1, round(people)))


def _remedy(piece: Piece, round_it: Surroundings) -> str:
    """What would mend it, the least change first."""
    problem, ways = piece.problem, list[str]()
    if round_it.locked and problem.base is not None:
        ids = [problem.base.footprints[piece.scope.kept[n]].id for n in round_it.locked]
        ways.append(f"unlocking {listed(ids, 'or')} beside it")
    layer = authority_layer(problem.place)
    if round_it.authorities and layer is not None:
        named = shortlist([layer.area_names[n] for n in round_it.authorities], MOST_NAMED)
        ways.append(f"letting footprints cross the line to {named} (--cross-authorities)")
    units = problem.place.units
    if round_it.barriers:
        edit = round_it.barriers[0]
        ways.append(
            f"taking away the barrier between {edit.unit_a} and {edit.unit_b} ('{edit.reason}')"
        )
    elif round_it.gap is not None and not round_it.locked:
        gap = round_it.gap
        ends = listed(
            [f"{units.names[row]} ({units.ids[row]})" for row in (gap.inside, gap.outside)]
        )
        ways.append(
            f"a bridge to a neighbour across the gap, the nearest being between {ends}, "
            f"{gap.distance}{'' if _would_fit(piece, gap) else ' (not enough by itself)'}"
        )
    ways += [
        f"a band such as {said}"
        for band, people in zip(problem.bands, piece.ground.people, strict=True)
        if (said := _other_bands(problem, band, people, piece.ground))
    ]
    if piece.ground.claims:
        ways.append("generating anew")
    ways.append("an exception from the band, agreed and recorded")
    first = "".join(f"{way}; " for way in ways[:-1])
    return f"What would mend it: {first}{'or ' if first else ''}{ways[-1]}."


def _would_fit(piece: Piece, gap: Gap) -> bool:
    """Whether people alone would allow some number of footprints once the gap is bridged."""
    other = next(each for each in piece.others if gap.outside in each.rows)
    numbers: set[int] | None = None
    for band, own, more in zip(piece.problem.bands, piece.ground.people, other.people, strict=True):
        these = set(band.footprint_counts(own + more))
        numbers = these if numbers is None else numbers & these
    return bool(numbers)


def _other_bands(problem: Problem, band: Band, people: float, ground: Ground) -> str:
    fits = band.footprint_counts(people)
    if fits and fits[0] <= ground.most:
        return ""
    largest = float(problem.place.ledger(band.ledger).people[ground.rows].max(initial=0.0))
    return fitting_bands_words(people, band, ground.most, largest)
