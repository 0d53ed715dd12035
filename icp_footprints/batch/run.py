"""A whole run: every place that has no plan yet planned, and written as it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from icp_footprints.batch.job import Job
from icp_footprints.batch.row import Row
from icp_footprints.batch.run_folder import RunFolder
from icp_footprints.batch.runner import Runner
from icp_footprints.batch.settings import Settings
from icp_footprints.batch.split import Split
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class Run:
    """What a run is to do.

    Parameters
    ----------
    split
        The places.
    settings
        What to plan them with.
    wanted
        Numbers of the places to plan.
    folder
        Where results go; places that have their plan there are not planned again.
    """

    split: Split
    settings: Settings
    wanted: list[int]
    folder: RunFolder
    to_do: list[int] = field(init=False)

    def __post_init__(self) -> None:
        codes = self.split.codes
        left = [each for each in self.wanted if not self.folder.is_done(codes[each])]
        # The largest first, so that no worker is left with a large one when the others are done.
        left.sort(key=lambda number: -len(self.split.rows[number]))
        object.__setattr__(self, "to_do", left)

    @property
    def rows(self) -> list[Row]:
        """What has become of the places wanted, so far, by code."""
        codes = (self.split.codes[number] for number in sorted(self.wanted))
        return [self.folder.rows[code] for code in codes if code in self.folder.rows]

    @property
    def done_before(self) -> int:
        """How many of them were done by an earlier run."""
        return len(self.wanted) - len(self.to_do)


def carry_out(run: Run, runner: Runner, progress: Progress | None = None) -> None:
    """Plan every place of a run that has no plan yet.

    A place that cannot be planned has a row that says why, and stops no other.

    Parameters
    ----------
    run
        What to do; its folder holds what came of it, also where this ends in an error.
    runner
        Where places are planned; ready, and left so.
    progress
        Told how far the run is; asked whether to stop.

    Raises
    ------
    InputError
        When results cannot be written, or there is nothing to plan places with.
    Cancelled
        When the user asked to stop.
    """
    progress = progress or Progress()
    names = run.split.plan_files
    told = _teller(run, progress)
    run.folder.begin()
    try:
        for outcome in runner.outcomes(_jobs(run)):
            row = run.folder.add(outcome, names[outcome.row.code])
            told(row)
            progress.check_cancelled()
    finally:
        run.folder.keep()


def _jobs(run: Run) -> Iterator[Job]:
    return (run.split.job(number, run.settings) for number in run.to_do)


def _teller(run: Run, progress: Progress) -> Callable[[Row], None]:
    """Tells how far a run is and how long the rest will take, going by units."""
    began = time.monotonic()
    units = sum(len(run.split.rows[number]) for number in run.to_do)
    done_units, done = 0, run.done_before

    def tell(row: Row) -> None:
        nonlocal done_units, done
        done_units += row.units
        done += 1
        share = done_units / units if units else 1.0
        seconds = (time.monotonic() - began) * (1 - share) / share if share else 0.0
        progress.report(
            share,
            f"{done:,} of {count_words(len(run.wanted), 'place')}, about {_time_words(seconds)} "
            f"left: {row.name}",
        )

    progress.report(0.0, f"{done:,} of {count_words(len(run.wanted), 'place')}")
    return tell


def _time_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
