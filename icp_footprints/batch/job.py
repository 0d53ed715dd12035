"""Planning one place: the same here, in another process and on another computer."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from icp_footprints import __version__
from icp_footprints.batch.row import LayerFigures, Row
from icp_footprints.batch.settings import Settings
from icp_footprints.errors import FootprintsError
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.measures.target_result import named_goal
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.wording import one_line

if TYPE_CHECKING:
    from icp_footprints.partition.generate import Result


@dataclass(frozen=True, eq=False)
class Job:
    """One place to plan, and all that is needed for it; it can be sent anywhere.

    Parameters
    ----------
    row
        What is known of the place beforehand, its seed among it.
    place
        The place, without the rest of the file it is from.
    settings
        What to plan it with.
    """

    row: Row
    place: Place
    settings: Settings


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of a place, and the bytes of its plan file if there is a plan.

    A computer of a cluster need not share a disk with the one that writes the results.
    """

    row: Row
    plan_file: bytes = b""


def plan_one(job: Job, progress: Progress | None = None) -> Outcome:
    """Plan one place on one core. Whatever goes wrong is told in the row, so that others go on.

    Raises
    ------
    Cancelled
        When the user asked to stop.
    """
    began = time.monotonic()
    try:
        # Only who plans needs the compiled search, which takes a second to import and much memory.
        from icp_footprints.partition.generate import generate

        result = generate(problem_of(job), progress, cores=1)
        plan = adopt(set_bands(Plan.empty(len(job.place.units)), job.settings.bands), result.plan)
        plan = replace(plan, targets=result.problem.targets)
        held = _plan_file(job.place, plan)
        row = _planned(job, result, scorecard(job.place, plan))
    except FootprintsError as error:
        return Outcome(job.row.failed(error.command_words, time.monotonic() - began))
    except Cancelled:
        raise
    except MemoryError:
        return Outcome(job.row.failed("There was not enough memory to plan this place."))
    except Exception as error:  # noqa: BLE001 - a fault at one place must not stop the others
        words = one_line(f"A fault in this program ({type(error).__name__}: {error}).")
        return Outcome(job.row.failed(f"{words} Please report it.", time.monotonic() - began))
    return Outcome(replace(row, seconds=time.monotonic() - began), held)


def get_ready() -> None:
    """Compile the search, or load it compiled, so that this is no part of a place's time."""
    from icp_footprints.partition.search.run import compile_search

    compile_search()


def program_version() -> str:
    """The version of this program where the function is run."""
    return __version__


def problem_of(job: Job) -> Problem:
    """The problem of one place.

    Raises
    ------
    ProblemError
        When it makes no sense for this place.
    """
    asked, (band, *further) = job.settings, job.settings.bands
    held = {layer.name for layer in job.place.layers}
    return Problem(
        job.place,
        band,
        # A place may have no unit in any area of a layer that others have.
        weights={name: w for name, w in asked.weights.items() if name.split(".")[0] in held},
        seed=job.row.seed,
        starts=asked.starts,
        seconds=asked.seconds,
        effort=asked.effort,
        targets=tuple(each for each in asked.targets if each.layer in held),
        further_bands=tuple(further),
    )


def _plan_file(place: Place, plan: Plan) -> bytes:
    with tempfile.TemporaryDirectory(prefix="icp-footprints-") as folder:
        path = Path(folder) / "plan.gpkg"
        save_plan_file(path, place, plan)
        return path.read_bytes()


def _planned(job: Job, result: Result, score: Scorecard) -> Row:
    in_band = sum(
        all(band.state(each.people[band.ledger]) == "in" for band in score.bands)
        for each in score.footprints
    )
    return replace(
        job.row,
        footprints=len(score.footprints),
        in_band=in_band,
        score=float(result.score),
        layers=tuple(
            LayerFigures(each.name, float(each.plan_share), float(each.plan_containment))
            for each in score.layers
        ),
        notes=(*result.notes, *_target_notes(job, result, score)),
    )


def _target_notes(job: Job, result: Result, score: Scorecard) -> list[str]:
    """Required targets that are missed, and targets that say nothing of this place."""
    missed = [
        each.words for each in score.targets if each.target.strength == "required" and not each.met
    ]
    left_out = [
        f"{named_goal(each)} is left out: nobody here belongs to an area of that layer."
        for each in job.settings.targets
        if each not in result.problem.targets
    ]
    return missed + left_out
