"""What else the measures object says: sources, profiles, points, edits, targets, exceptions."""

from __future__ import annotations

from icp_footprints.exchange.layer_json import SHARE_DECIMALS
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import JoinReport, OneSided, Source
from icp_footprints.measures.profile import Profile, Spread
from icp_footprints.measures.scorecard import NamedPoint, PointLayerScore
from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import EDITED, Plan
from icp_footprints.wording import printed_people

Json = dict[str, object]


def seed_json(plan: Plan) -> int | None:
    """The seed that makes this very plan again; None once it was changed by hand."""
    return None if plan.origin.method == EDITED else plan.origin.seed


def origin_json(plan: Plan) -> Json:
    """How the plan was made."""
    origin = plan.origin
    return {
        "method": origin.method,
        "settings": dict(origin.settings),
        "version": origin.version,
        "made_at": origin.made_at,
    }


def source_json(source: Source) -> Json:
    """A file that the place was made from, and what of it joined."""
    return {
        "role": source.role,
        "file": source.file,
        "sha256": source.sha256,
        "detail": source.detail,
        "notes": list(source.notes),
        "join": None if source.join is None else _join_json(source.join),
    }


def _join_json(join: JoinReport) -> Json:
    people, conversion = join.people_unjoined, join.conversion
    return {
        "rows_read": join.rows_read,
        "ids_matched": join.ids_matched,
        "only_in_file": _one_sided_json(join.only_in_file),
        "only_in_place": _one_sided_json(join.only_in_place),
        "people_unjoined": None if people is None else printed_people(people),
        "causes": list(join.causes),
        "conversion": None
        if conversion is None
        else {
            "from_vintage": conversion.from_vintage,
            "to_vintage": conversion.to_vintage,
            "exact": conversion.exact,
            "merged": conversion.merged,
            "split": conversion.split,
            "recut": conversion.recut,
        },
    }


def _one_sided_json(side: OneSided) -> Json:
    return {"count": side.count, "examples": list(side.examples)}


def edits_json(place: Place) -> list[Json]:
    """Bridges and barriers, each with its reason."""
    return [
        {"kind": each.kind, "units": [each.unit_a, each.unit_b], "reason": each.reason}
        for each in place.adjacency.edits
    ]


def target_json(result: TargetResult, value: float | None) -> Json:
    """A target, what the plan reaches as it may be printed, and whether that meets it."""
    target = result.target
    return {
        "name": target.name,
        "layer": target.layer,
        "measure": target.measure,
        "threshold": target.threshold,
        "strength": target.strength,
        "value": None if value is None else round(value, SHARE_DECIMALS),
        "met": result.met,
        "ledger": result.ledger,
        "exception": None if result.exception is None else exception_json(result.exception),
    }


def exception_json(exception: RecordedException) -> Json:
    """A departure that partners have agreed to."""
    return {
        "rule": exception.rule,
        "subject": exception.subject,
        "reason": exception.reason,
        "owner": exception.owner,
        "date": exception.date,
    }


def profile_json(profile: Profile) -> Json:
    """Who lives in a footprint or place; parts that nothing is known of are null."""
    deprivation, ages, rural = profile.deprivation, profile.ages, profile.rural
    return {
        "ledger": profile.ledger,
        "people": round(profile.people),
        "people_per_km2": _rounded(profile.people_per_km2, 2),
        "deprivation": None
        if deprivation is None
        else {
            "index": deprivation.index,
            "mean_score": _rounded(deprivation.mean_score, 4),
            "most_deprived_share": _rounded(deprivation.most_deprived_share),
            "units_without_score": deprivation.units_without_score,
            "units_without_decile": deprivation.units_without_decile,
        },
        "ages": None
        if ages is None
        else {
            "ledger": ages.ledger,
            "shares": {label: _rounded(share) for label, share in ages.shares},
        },
        "rural": None
        if rural is None
        else {
            "rural_share": _rounded(rural.rural_share),
            "units_without_class": rural.units_without_class,
        },
    }


def spread_json(spread: Spread) -> Json:
    """How far footprints differ in one figure."""
    return {
        "figure": spread.figure,
        "ledger": spread.ledger,
        "place": _rounded(spread.place),
        "lowest": _rounded(spread.lowest),
        "lowest_footprint": spread.lowest_footprint,
        "highest": _rounded(spread.highest),
        "highest_footprint": spread.highest_footprint,
        "difference": _rounded(spread.difference),
    }


def points_json(points: tuple[NamedPoint, ...]) -> Json:
    """Points of one layer: how many, and which."""
    return {"count": len(points), "points": [{"id": p.id, "name": p.name} for p in points]}


def point_layer_json(score: PointLayerScore) -> Json:
    """The points of a layer that are in no footprint, and how many it has in all."""
    return {
        "label": score.label,
        "points": score.points,
        "outside_place": points_json(score.outside),
        "unassigned": points_json(score.unassigned),
    }


def _rounded(value: float | None, decimals: int = SHARE_DECIMALS) -> float | None:
    return None if value is None else round(value, decimals)
