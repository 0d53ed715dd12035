"""Model the GP practices: where they are, who registers with them, which PCN they join."""

from __future__ import annotations

import random
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from sample.settings import (
    DECAY_M,
    OUTSIDE_AUTHORITY,
    OUTSIDE_DECAY_M,
    OUTSIDE_REACH_M,
    OUTSIDE_RESIDENTS,
    OUTSIDE_SHARE,
    PCN_HIGH,
    PCN_LOW,
    PCNS,
    PRACTICES,
    PULL_SPREAD,
    REGISTERED_PER_RESIDENT,
    SMALLEST_COUNT,
    UNALLOCATED,
    UNALLOCATED_PULL,
)
from sample.sources import Feature, Floats, Ints, Postcodes
from sample.units import Units, round_to_total, unit_of_postcode


@dataclass(frozen=True)
class Practices:
    """The demonstration practices; ``xy`` in metres, EPSG:27700."""

    codes: list[str]
    names: list[str]
    postcodes: list[str]
    xy: Floats
    pull: Floats


def place_practices(units: Units, postcodes: Postcodes, seed: int) -> Practices:
    """Place practices at postcodes in proportion to people, spread along the postcode order."""
    draw = random.Random(seed)  # only .random(), whose sequence Python keeps
    unit = unit_of_postcode(units.geometry, postcodes)
    people = np.where(unit >= 0, (units.residents / np.maximum(units.postcodes, 1))[unit], 0.0)
    ends = np.cumsum(people)
    marks = (np.arange(PRACTICES) + draw.random()) * ends[-1] / PRACTICES
    chosen = [int(i) for i in np.searchsorted(ends, marks)]
    pull = [np.exp(PULL_SPREAD * NormalDist().inv_cdf(draw.random())) for _ in chosen]
    birkenhead = np.array([code == "CH41" for code in units.community])
    middle = units.centre[birkenhead].mean(axis=0)
    away = np.hypot(*(postcodes.xy - middle).T)
    away[chosen] = np.inf
    chosen.append(int(away.argmin()))  # the practice in no PCN: the middle of Birkenhead
    pull.append(UNALLOCATED_PULL)
    codes = [f"DEMO{number:02d}" for number in range(1, len(chosen) + 1)]
    places = [postcodes.names[i] for i in chosen]
    names = [f"Demonstration practice {c[-2:]} ({p.split()[0]})"
             for c, p in zip(codes, places, strict=True)]  # fmt: skip
    return Practices(codes, names, places, postcodes.xy[chosen], np.array(pull))


def outside_units(features: list[Feature], units: Units) -> tuple[list[str], Floats, Floats]:
    """Return code, centre and registered patients of the LSOAs just over the border."""
    codes: list[str] = []
    centres: list[list[float]] = []
    patients: list[float] = []
    for feature in features:
        p = feature["properties"]
        if not p["LSOA11NM"].startswith(OUTSIDE_AUTHORITY):
            continue
        centre = [float(p["BNG_E"]), float(p["BNG_N"])]
        distance = float(np.hypot(*(units.centre - centre).T).min())
        if distance <= OUTSIDE_REACH_M:
            codes.append(p["LSOA11CD"])
            centres.append(centre)
            share = OUTSIDE_SHARE * np.exp(-distance / OUTSIDE_DECAY_M)
            patients.append(OUTSIDE_RESIDENTS * share)
    return codes, np.array(centres), np.array(patients)


def share_out(patients: float, weights: Floats) -> Ints:
    """Share whole patients out by weight; counts under five join the largest count."""
    total = round(patients)
    counts = round_to_total(total * weights / weights.sum(), total)
    small = counts < SMALLEST_COUNT
    counts[counts.argmax()] += counts[small].sum()
    counts[small] = 0
    return counts


def register(units: Units, practices: Practices, outside: tuple[list[str], Floats, Floats],
             seed: int) -> tuple[list[str], Ints]:  # fmt: skip
    """Return LSOA codes and patients by LSOA and practice, by the gravity model."""
    draw = random.Random(f"registered {seed}")
    low, high = REGISTERED_PER_RESIDENT
    lists = [people * (low + (high - low) * draw.random()) for people in units.residents]
    codes = units.codes + outside[0]
    centres = np.vstack([units.centre, outside[1]])
    offset = centres[:, None, :] - practices.xy[None, :, :]
    weights = practices.pull * np.exp(-np.hypot(offset[..., 0], offset[..., 1]) / DECAY_M)
    totals = [*lists, *outside[2]]
    return codes, np.array([share_out(t, w) for t, w in zip(totals, weights, strict=True)])


def group_practices(units: Units, practices: Practices, list_sizes: Ints) -> list[str]:
    """Give each practice a PCN: least patient-metres to a PCN's centres, sizes kept in range."""
    sizes = list_sizes[:PRACTICES].astype(float)
    community = np.array(units.community)
    cost = np.empty((PRACTICES, len(PCNS)))
    for j, (_, members) in enumerate(PCNS.values()):
        middles = [
            np.average(units.centre[community == code], axis=0,
                       weights=units.residents[community == code]) for code in members
        ]  # fmt: skip
        away = [np.hypot(*(practices.xy[:PRACTICES] - middle).T) for middle in middles]
        cost[:, j] = sizes * np.min(away, axis=0)
    once = np.kron(np.eye(PRACTICES), np.ones(len(PCNS)))
    size = np.kron(sizes, np.eye(len(PCNS)))
    answer = milp(
        cost.ravel() / cost.max(),
        constraints=[LinearConstraint(once, 1, 1), LinearConstraint(size, PCN_LOW, PCN_HIGH)],
        integrality=np.ones(cost.size),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},  # the optimum itself: the same whatever HiGHS is installed
    )
    if answer.x is None:
        raise SystemExit(f"no grouping holds every PCN to its size: {answer.message}")
    chosen = answer.x.reshape(cost.shape).argmax(axis=1)
    return [list(PCNS)[j] for j in chosen] + [UNALLOCATED[0]]
