"""Plans as people draw them, at random: with strays, gaps, locks and pins; and what to check."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import UNASSIGNED, Plan
from tests.grids import place_of, plan_of

ART = "AAAAAA\nAA~AAA\nAAAAA~\nAAAAAA"
UNITS = 22
QUICK = SearchSettings(starts=2, effort=0.2)


@dataclass(frozen=True)
class Drawn:
    place: Place
    plan: Plan
    settings: SearchSettings
    held: np.ndarray
    """Rows of units that are locked or pinned."""


def layer(name, kind, shares):
    codes = tuple(f"{name}{j}" for j in range(shares.shape[1]))
    return ReferenceLayer(name, kind, codes, codes, csr_array(shares), np.full(len(codes), np.nan))


def drawn_plan(seed, gaps=True, strays=True, keeps=True) -> Drawn:
    """A random place and plan of four footprints."""
    random = np.random.default_rng(seed)
    people = random.integers(0, 3000, UNITS)
    ward = np.zeros((UNITS, 5))
    ward[np.arange(UNITS), random.integers(0, 5, UNITS)] = 1
    layers = (
        layer("pcn", "registration", random.dirichlet([0.3] * 3, UNITS)),
        layer("ward", "lookup", ward),
    )
    place = place_of(ART, people.tolist(), more_layers=layers)
    base = plan_of(ART)
    numbers = grown(place, 4, random)
    if strays:
        changed = random.integers(0, UNITS, random.integers(0, 7))
        numbers[changed] = random.integers(0, 4, len(changed))
    if gaps:
        numbers[random.random(UNITS) < random.uniform(0, 0.4)] = UNASSIGNED
    total = int(people.sum())
    band = Band(total // 5, total // 3) if seed % 2 else Band(total // 8, total // 2)
    names = [replace(base.footprints[0], id=f"F{i + 1:02d}", name="NSEW"[i]) for i in range(4)]
    plan = Plan("P", numbers, tuple(names), band)
    settings = replace(QUICK, seed=seed)
    held = np.zeros(UNITS, dtype=bool)
    if keeps and seed % 3:
        locked = f"F{random.integers(1, 5):02d}"
        if seed % 3 == 1:
            plan = lock(plan, [locked])
        assigned = np.flatnonzero(numbers != UNASSIGNED)
        pinned = random.choice(assigned, min(2, len(assigned)), replace=False)
        settings = replace(
            settings,
            locked=frozenset([locked]) if seed % 3 == 2 else frozenset(),
            pinned=frozenset(place.units.ids[row] for row in pinned),
        )
        held[pinned] = True
        held[plan.rows(locked)] = True
    return Drawn(place, plan, settings, held)


def grown(place, count, random):
    """Footprints in one part each, grown from random units."""
    numbers = np.full(len(place.units), UNASSIGNED, np.int16)
    numbers[random.choice(len(numbers), count, replace=False)] = np.arange(count)
    while (numbers == UNASSIGNED).any():
        row = int(random.choice(np.flatnonzero(numbers == UNASSIGNED)))
        beside = [v for v in place.adjacency.neighbours(row) if numbers[v] != UNASSIGNED]
        if beside:
            numbers[row] = numbers[random.choice(beside)]
    return numbers


def parts_by_id(place, plan):
    """How many parts each footprint is in."""
    parts = footprint_parts(place.adjacency, plan)
    return {each.id: len(rows) for each, rows in zip(plan.footprints, parts, strict=True)}


def people_outside(place, plan):
    """People too few or too many for the first band, over footprints with units, in plain sums."""
    totals: dict[int, float] = {}
    for number, count in zip(
        plan.assignment.tolist(), place.ledger(plan.band.ledger).people.tolist(), strict=True
    ):
        if number != UNASSIGNED:
            totals[number] = totals.get(number, 0.0) + count
    low, high = plan.band.low, plan.band.high
    return sum(max(low - total, total - high, 0) for total in totals.values())


def check_change(drawn, change):
    """What must hold of every change, whatever the verb."""
    before, after = change.before, change.after
    assert before is drawn.plan
    # Ids, names, bands, targets, exceptions and locks stay; new footprints come after the others.
    assert after.footprints[: len(before.footprints)] == before.footprints
    assert (after.name, after.bands, after.targets, after.exceptions) == (
        before.name, before.bands, before.targets, before.exceptions,
    )  # fmt: skip
    assert np.array_equal(after.assignment[drawn.held], before.assignment[drawn.held])
    locked = drawn.settings.locked | {each.id for each in before.footprints if each.locked}
    for footprint_id in locked:
        assert np.array_equal(after.rows(footprint_id), before.rows(footprint_id))
    old, new = parts_by_id(drawn.place, before), parts_by_id(drawn.place, after)
    for footprint_id, count in new.items():
        assert count <= old.get(footprint_id, 1) or (old[footprint_id], count) == (0, 1)
    # People are counted one by one, from the ids.
    people = drawn.place.ledger(before.band.ledger).people.tolist()
    moved = assigned = 0.0
    for row, count in enumerate(people):
        was, now = (_id_of(plan, row) for plan in (before, after))
        if was is not None and was != now:
            moved += count
        elif was != now:
            assigned += count
    assert (change.people_moved, change.people_assigned) == (moved, assigned)
    assert sum(each.people for each in change.moves) == moved + assigned
    assert sum(each.units for each in change.moves) == len(change.difference.rows)
    assert change.is_empty == change.difference.is_empty
    if not change.is_empty:
        key, words = after.origin.settings[-1]
        assert (key, words.startswith(f"{change.verb}, seed {drawn.settings.seed}")) == (
            "then",
            True,
        )


def _id_of(plan, row):
    number = int(plan.assignment[row])
    return None if number == UNASSIGNED else plan.footprints[number].id
