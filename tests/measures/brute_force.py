"""Every measure as DOMAIN.md defines it: dictionaries, loops and exact fractions, no arrays.

``people`` maps a unit to its people on one ledger, ``home`` a unit to its footprint (None for
unassigned), ``share`` a pair (unit, area) to the share of the unit's people in that area.
"""

from fractions import Fraction


class Fit:
    """How a plan fits one layer."""

    def __init__(self, people, home, share, footprints, areas):
        self.footprints, self.areas = footprints, areas
        self.of_footprint = dict.fromkeys(footprints, Fraction(0))
        self.of_area = dict.fromkeys(areas, Fraction(0))
        self.both = {(f, j): Fraction(0) for f in footprints for j in areas}
        for unit, count in people.items():
            if home[unit] is not None:
                self.of_footprint[home[unit]] += count
            for area in areas:
                belonging = count * share.get((unit, area), Fraction(0))
                self.of_area[area] += belonging
                if home[unit] is not None:
                    self.both[home[unit], area] += belonging

    def best_area(self, footprint):
        """The area most of its people belong to, the first of equals; None for nobody."""
        best = None
        for area in self.areas:
            here = self.both[footprint, area]
            if here > 0 and (best is None or here > self.both[footprint, best]):
                best = area
        return best

    def footprint_share(self, footprint):
        most = max((self.both[footprint, j] for j in self.areas), default=Fraction(0))
        return _part(most, self.of_footprint[footprint])

    def area_containment(self, area):
        most = max((self.both[f, area] for f in self.footprints), default=Fraction(0))
        return _part(most, self.of_area[area])

    def plan_share(self):
        weights = self.of_footprint
        return _mean({f: self.footprint_share(f) for f in self.footprints}, weights)

    def plan_containment(self):
        return _mean({j: self.area_containment(j) for j in self.areas}, self.of_area)

    def coterminosity(self):
        share, containment = self.plan_share(), self.plan_containment()
        return 2 / (1 / share + 1 / containment) if share and containment else Fraction(0)

    def match(self, footprint):
        area = self.best_area(footprint)
        if area is None:
            return Fraction(0)
        shared = self.both[footprint, area]
        return _part(shared, self.of_footprint[footprint] + self.of_area[area] - shared)

    def kept_whole_areas(self):
        least = Fraction(95, 100)
        return [j for j in self.areas if self.of_area[j] > 0 and self.area_containment(j) >= least]

    def kept_whole_share(self):
        whole = sum((self.of_area[j] for j in self.kept_whole_areas()), Fraction(0))
        return _part(whole, sum(self.of_area.values(), Fraction(0)))

    def splits(self):
        """Area to its pieces (footprint, people), both with the largest first."""
        found = {}
        for area in sorted(self.areas, key=lambda j: -self.of_area[j]):
            pieces = [
                (f, self.both[f, area])
                for f in sorted(self.footprints, key=lambda f, j=area: -self.both[f, j])
                if self.of_area[area] > 0
                and self.both[f, area] / self.of_area[area] >= Fraction(5, 100)
            ]
            if len(pieces) > 1:
                found[area] = pieces
        return found

    def best_footprint(self, area):
        """The footprint with most of an area's people, the first of equals; None for nobody."""
        best = None
        for footprint in self.footprints:
            here = self.both[footprint, area]
            if here > 0 and (best is None or here > self.both[best, area]):
                best = footprint
        return best

    def pieces(self, area):
        """Footprint and people where that is at least 5 % of the area's, the largest first."""
        return [
            (f, self.both[f, area])
            for f in sorted(self.footprints, key=lambda f: -self.both[f, area])
            if self.of_area[area] > 0 and self.both[f, area] / self.of_area[area] >= Fraction(1, 20)
        ]

    def passes_two_way(self, footprint):
        area = self.best_area(footprint)
        if area is None:
            return False
        both, least = self.both[footprint, area], Fraction(3, 4)
        enough_of_footprint = both >= least * self.of_footprint[footprint]
        return enough_of_footprint and both >= least * self.of_area[area]

    def effective_splits(self, area):
        """``1 / sum_f s_f^2 - 1``; None where no footprint holds any of the area's people."""
        shares = [_part(self.both[f, area], self.of_area[area]) for f in self.footprints]
        squares = sum((share**2 for share in shares), Fraction(0))
        return 1 / squares - 1 if squares else None

    def mean_effective_splits(self):
        known = {j: s for j in self.areas if (s := self.effective_splits(j)) is not None}
        return _mean(known, {j: self.of_area[j] for j in known})


class Profile:
    """Who lives in some units: their ``people`` (residents), and what is ``known`` of each unit."""

    def __init__(self, units, people, known):
        self.units, self.people, self.known = list(units), people, known

    def density(self):
        """Every unit is one square kilometre."""
        return _or_none(sum(self.people[u] for u in self.units), len(self.units))

    def mean_score(self):
        scored = [u for u in self.units if self.known[u]["score"] is not None]
        weighted = sum(self.people[u] * Fraction(self.known[u]["score"]) for u in scored)
        return _or_none(weighted, sum(self.people[u] for u in scored))

    def most_deprived_share(self):
        ranked = [u for u in self.units if self.known[u]["decile"] != 0]
        worst = sum(self.people[u] for u in ranked if self.known[u]["decile"] in (1, 2))
        return _or_none(worst, sum(self.people[u] for u in ranked))

    def rural_share(self):
        classed = [u for u in self.units if self.known[u]["rural"] is not None]
        rural = sum(self.people[u] for u in classed if self.known[u]["rural"])
        return _or_none(rural, sum(self.people[u] for u in classed))

    def age_share(self, band):
        everybody = sum(sum(self.known[u]["ages"]) for u in self.units)
        return _or_none(sum(self.known[u]["ages"][band] for u in self.units), everybody)

    def unknown(self, what, nothing):
        return sum(self.known[u][what] == nothing for u in self.units)


def _or_none(part, whole):
    return Fraction(part) / whole if whole else None


def _part(part, whole):
    return part / whole if whole else Fraction(0)


def _mean(values, weights):
    total = sum(weights.values(), Fraction(0))
    return _part(sum((values[key] * weights[key] for key in values), Fraction(0)), total)
