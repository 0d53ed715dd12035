"""Numbers of footprints: which can be in every band, and how pieces of the place share them."""

from __future__ import annotations

import math

import numpy as np

from icp_footprints.errors import ProblemError
from icp_footprints.partition.feasibility.ground import grounds_of, numbers_by_people
from icp_footprints.partition.feasibility.piece_findings import piece_finding, pieces_among
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Piece, Scope
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words

# With more possible numbers of footprints than this only a spread of them is tried.
MOST_COUNTS_TRIED = 40


def counts_to_try(problem: Problem, scope: Scope) -> list[int]:
    """The numbers of footprints to search, fewest first, those that are kept counted in.

    Raises
    ------
    ProblemError
        When the number asked for cannot be in band although others can, or nobody lives there.
    """
    if problem.start != "empty":
        return _counts_of_base(problem, scope)
    kept = scope.held
    possible = possible_counts(problem, scope)
    if not possible:
        return _counts_out_of_band(problem, scope)
    asked = problem.counts_asked
    if asked is not None:
        within = [k for k in possible if asked[0] <= k <= asked[1]]
        nearest = kept + nearest_count(scope, problem.band)
        if asked[0] <= nearest <= asked[1] and not all_in_band(scope, nearest - kept, problem):
            return sorted({*within, nearest})
        if not within and not scope.pieces:
            raise ProblemError(*locked_words(scope, asked[0]))
        if not within:
            raise ProblemError(*_asked_words(problem, scope, possible))
        possible = within
    bare = len(scope.pieces) + kept
    if possible[-1] < bare:
        if asked is not None:
            raise ProblemError(*_pieces_words(problem, scope, possible[-1]))
        # A piece too small for the band spoils every number: then the fewest misfits must do.
        return sorted({bare, kept + nearest_count(scope, problem.band)})
    fitting = [k for k in possible if k >= bare and all_in_band(scope, k - kept, problem)]
    usable = fitting or [k for k in possible if k >= bare]
    if not fitting and asked is None:
        usable = sorted({*usable, kept + nearest_count(scope, problem.band)})
    spread = np.linspace(0, len(usable) - 1, min(len(usable), MOST_COUNTS_TRIED))
    return [usable[i] for i in sorted({round(float(position)) for position in spread})]


def _counts_out_of_band(problem: Problem, scope: Scope) -> list[int]:
    """Those asked for, or else about as many as leave fewest people out: none can be in band."""
    units, asked = sum(len(piece.rows) for piece in scope.pieces), problem.counts_asked
    if not scope.people_free():
        raise ProblemError(_nobody_words(problem, scope))
    fewest, most = scope.held + len(scope.pieces), scope.held + units
    nearest = scope.held + nearest_count(scope, problem.band)
    low, high = asked or (nearest - 1, nearest + 1)
    if high < fewest:
        raise ProblemError(*_pieces_words(problem, scope, high))
    if low > most:
        what = f"What is left of {problem.place.name} can make {most:,} footprints at most."
        raise ProblemError(what, f"Ask for {most:,} or fewer, or unlock a footprint.")
    return list(range(max(low, fewest), min(high, most) + 1))[:MOST_COUNTS_TRIED]


def possible_counts(problem: Problem, scope: Scope) -> list[int]:
    """Numbers of footprints that could all be in every band, by people and units alone."""
    kept, units = scope.held, sum(len(piece.rows) for piece in scope.pieces)
    if not scope.pieces:
        return [kept] if kept else []
    counts: set[int] | None = None
    for number, band in enumerate(problem.bands):
        people = scope.people_free(number)
        these = set(band.footprint_counts(people))
        if not band.low:
            # Footprints without people are in such a band too.
            these = set(range(max(1, math.ceil(people / band.high)), units + 1))
        counts = these if counts is None else counts & these
    return sorted(k + kept for k in counts or () if k <= units)


def share_out(pieces: tuple[Piece, ...], footprints: int, band: Band) -> list[tuple[Piece, int]]:
    """Each piece with its number of footprints: at least one, the rest where people are.

    Each further footprint goes to the piece whose footprints would otherwise be the largest,
    but not to one with a footprint for every unit already.
    """
    counts = [1] * len(pieces)
    for _ in range(footprints - len(pieces)):
        room = [i for i, piece in enumerate(pieces) if counts[i] < len(piece.rows)]
        fullest = max(room, key=lambda i: (_need(pieces[i], counts[i], band), -i))
        counts[fullest] += 1
    return list(zip(pieces, counts, strict=True))


def nearest_count(scope: Scope, band: Band) -> int:
    """How many footprints leave fewest people outside the band, when each piece has its best."""
    return sum(_nearest_of(piece, band) for piece in scope.pieces)


def _nearest_of(piece: Piece, band: Band) -> int:
    people = piece.people[0]
    fewer = min(max(1, int(people // band.high)), len(piece.rows))
    counts = range(fewer, min(len(piece.rows), fewer + 2) + 1)
    return min(counts, key=lambda count: count * band.excess(people / count))


def _need(piece: Piece, count: int, band: Band) -> tuple[bool, bool, float]:
    """How much a piece needs one more footprint: those over the band first."""
    people = piece.people[0]
    return (people / count > band.high, people / (count + 1) >= band.low, people / count)


def all_in_band(scope: Scope, footprints: int, problem: Problem) -> bool:
    """Whether the average footprint of every piece is in every band."""
    return all(
        band.state(piece.people[number] / count) == "in"
        for piece, count in share_out(scope.pieces, footprints, problem.band)
        for number, band in enumerate(problem.bands)
    )


def _counts_of_base(problem: Problem, scope: Scope) -> list[int]:
    """Numbers of footprints where those of the base stay: as many, or more for what is free."""
    held, asked = scope.held, problem.counts_asked
    most = held + sum(len(piece.rows) for piece in scope.pieces)
    if asked is not None:
        low, high = max(asked[0], held), min(asked[1], most)
        if low > high:
            raise ProblemError(
                f"The plan has {count_words(held, 'footprint')}, and "
                f"{count_words(asked[1] if asked[1] < held else asked[0], 'footprint')} cannot be "
                "made of it without " + ("merging some." if asked[1] < held else "splitting some."),
                "Leave the number out, or generate anew.",
            )
        return list(range(low, high + 1))[:MOST_COUNTS_TRIED]
    free = scope.people_free()
    # What is free joins the footprints there are, unless it is enough for some of its own.
    extra = min(int(free // max(problem.band.low, 1)), most - held)
    fewest = max(1, held + sum(piece.is_stranded for piece in scope.pieces))
    return list(range(fewest, max(fewest, held + extra) + 1))[:MOST_COUNTS_TRIED]


def misfits(problem: Problem, scope: Scope) -> list[str]:
    """Pieces of the place that cannot be in band by themselves, in words."""
    grounds = grounds_of(problem, scope)
    return [
        piece_finding(piece).words
        for piece in pieces_among(problem, scope, grounds)
        if not numbers_by_people(problem, piece.ground).any()
    ]


def _nobody_words(problem: Problem, scope: Scope) -> str:
    kept = count_words(scope.held, "footprint")
    return (
        f"What {kept} kept as they are leave of {problem.place.name} holds nobody. "
        "Unlock a footprint, or only fill what is unassigned."
    )


def _asked_words(problem: Problem, scope: Scope, possible: list[int]) -> tuple[str, str]:
    fewest, most = problem.counts_asked or (0, 0)
    if most <= scope.held:
        return locked_words(scope, most)
    count = fewest if fewest > possible[-1] else most
    what = _average_words(problem, scope, count)
    return (
        what,
        f"Ask for {possible[0]} to {possible[-1]}, or choose another band."
        if len(possible) > 1
        else f"Ask for {possible[0]}, or choose another band.",
    )


def locked_words(scope: Scope, count: int) -> tuple[str, str]:
    """That so many footprints are no more than those that are locked, and what to do."""
    units = sum(len(piece.rows) for piece in scope.pieces)
    held = f"{count_words(scope.held, 'footprint')} {'is' if scope.held == 1 else 'are'} locked"
    if not units:
        what = f"{held} and hold every unit, so there is nothing to make {count:,} of."
        return what, f"Ask for {scope.held:,}, or unlock a footprint."
    what = f"{held}, so {count:,} in all leave none for the other {count_words(units, 'unit')}."
    return what, f"Ask for {scope.held + 1:,} or more, or unlock a footprint."


def _pieces_words(problem: Problem, scope: Scope, count: int) -> tuple[str, str]:
    pieces = len(scope.pieces)
    what = (
        f"{problem.place.name} is in {pieces} pieces that do not touch, so "
        f"{count_words(count, 'footprint')} cannot all be in one part."
    )
    return what, f"Ask for {pieces + scope.held} or more, or add bridges."


def _average_words(problem: Problem, scope: Scope, count: int) -> str:
    """Why so many footprints cannot be: the first band missed on average, or too few units."""
    for number, band in enumerate(problem.bands):
        average = scope.people_free(number) / max(1, count - scope.held)
        if band.state(average) != "in":
            return (
                f"{count} footprints would hold {average:,.0f} people each on average "
                f"({band.ledger}), outside the band of {band.words()}."
            )
    units = count_words(sum(len(piece.rows) for piece in scope.pieces), "unit")
    return f"{count} footprints cannot be made: {units} would have to make {count - scope.held}."
