"""What every form of a report is made from: measured, proved and put into words once for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.of_plan import QUICK, CeilingTime, ceilings_of_plan
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from icp_footprints.report.content import Report, report_content
from icp_footprints.report.maps.report_maps import ReportMaps


@dataclass(frozen=True)
class ReportMaterial:
    """All that a report is made from."""

    place: Place
    plan: Plan
    score: Scorecard
    report: Report
    maps: ReportMaps


def report_material(
    place: Place,
    plan: Plan,
    made_on: date | None = None,
    score: Scorecard | None = None,
    *,
    made_by: str = "",
    ceiling_time: CeilingTime = QUICK,
    progress: Progress | None = None,
) -> ReportMaterial:
    """Measure a plan, prove how good any could be, and say so; its maps are drawn when asked for.

    Parameters
    ----------
    place, plan
        What to report on.
    made_on
        The date printed on the report; today unless told otherwise.
    score
        The plan's scorecard, where it is at hand.
    made_by
        Who made the report, for its cover; may be empty.
    ceiling_time
        How long proving how good any plan could be may take.
    progress
        Told how far the proofs are, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    day = made_on or date.today()  # noqa: DTZ011 - the reader's own calendar
    known = score or scorecard(place, plan)
    ceilings = tuple(ceilings_of_plan(place, known, ceiling_time, progress))
    report = report_content(place, plan, day, known, ceilings, made_by=made_by)
    return ReportMaterial(place, plan, known, report, ReportMaps(place, plan))
