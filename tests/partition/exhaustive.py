"""Every plan of a tiny place, one by one, and the objective in plain Python."""

from collections.abc import Iterator

from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band


def all_plans(place: Place, footprints: int) -> Iterator[list[int]]:
    """Every way to divide a place into that many connected footprints, each once."""
    n = len(place.units)
    beside = [sum(1 << int(v) for v in place.adjacency.neighbours(u)) for u in range(n)]

    def connected_with(first: int, allowed: int) -> Iterator[int]:
        """Every connected set of allowed units that holds `first`, as bits, each once."""

        def grow(chosen: int, edge: int, closed: int) -> Iterator[int]:
            yield chosen
            while edge:
                unit = (edge & -edge).bit_length() - 1
                edge &= edge - 1
                closed |= 1 << unit
                further = beside[unit] & allowed & ~chosen & ~closed & ~edge
                yield from grow(chosen | 1 << unit, edge | further, closed)

        start = 1 << first
        yield from grow(start, beside[first] & allowed & ~start, start)

    def divide(left: int, number: int, plan: list[int]) -> Iterator[list[int]]:
        if number == footprints - 1:
            first = (left & -left).bit_length() - 1
            if left and any(part == left for part in connected_with(first, left)):
                yield [number if left >> u & 1 else plan[u] for u in range(n)]
            return
        if not left:
            return
        first = (left & -left).bit_length() - 1
        for part in connected_with(first, left):
            marked = [number if part >> u & 1 else plan[u] for u in range(n)]
            yield from divide(left & ~part, number + 1, marked)

    yield from divide((1 << n) - 1, 0, [-1] * n)


def people_outside(place: Place, band: Band, plan: list[int]) -> float:
    """People too few or too many, added over footprints."""
    total = [0.0] * (max(plan) + 1)
    for f, count in zip(plan, place.ledger(band.ledger).people.tolist(), strict=True):
        total[f] += count
    return sum(max(band.low - count, count - band.high, 0) for count in total)


class PlainObjective:
    """J, written from its definition: sums over units, footprints and areas."""

    def __init__(self, place, band, weights=None, two_way=()):
        """`two_way` names the layers that count plan share beside plan containment."""
        self.people = place.ledger(band.ledger).people.tolist()
        self.layers = [
            (
                (weights or {}).get(layer.name, 1.0),
                layer.name in two_way,
                layer.shares.toarray().tolist(),
            )
            for layer in place.layers
        ]
        pairs, lengths = place.adjacency.pairs.tolist(), place.adjacency.lengths_m.tolist()
        self.sides = list(zip(pairs, lengths, strict=True))

    def score(self, plan):
        all_sides = sum(metres for _, metres in self.sides)
        cut = sum(metres for (a, b), metres in self.sides if plan[a] != plan[b])
        score = -0.5 * cut / all_sides if all_sides else 0.0
        for weight, counts_share, shares in self.layers:
            both = [[0.0] * len(shares[0]) for _ in range(max(plan) + 1)]
            for f, count, row in zip(plan, self.people, shares, strict=True):
                for j, share in enumerate(row):
                    both[f][j] += count * share
            members = sum(map(sum, both))
            if members:
                score += weight * sum(map(max, zip(*both, strict=True))) / members
            if counts_share:
                score += weight * sum(map(max, both)) / sum(self.people)
        return score

    def best(self, place, band, footprints):
        """Fewest people outside the band, and the highest J of such plans."""
        ranked = (
            (round(people_outside(place, band, plan), 6), -self.score(plan))
            for plan in all_plans(place, footprints)
        )
        outside, score = min(ranked)
        return outside, -score
