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


def _part(part, whole):
    return part / whole if whole else Fraction(0)


def _mean(values, weights):
    total = sum(weights.values(), Fraction(0))
    return _part(sum((values[key] * weights[key] for key in values), Fraction(0)), total)
