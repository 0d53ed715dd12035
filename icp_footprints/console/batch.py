"""A run over many places on the command line: what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from icp_footprints.batch.row import Row
from icp_footprints.batch.run import Run
from icp_footprints.console.streams import say
from icp_footprints.wording import count_words, shortlist

MOST_LISTED = 20


def show_run(run: Run) -> None:
    """The places in a few lines: how many have a plan, which have none and why."""
    planned = [row for row in run.rows if row.state == "planned"]
    failed = [row for row in run.rows if row.state == "failed"]
    were = "was" if run.done_before == 1 else "were"
    before = f" {run.done_before:,} {were} done by an earlier run." if run.done_before else ""
    say(
        f"{len(planned):,} of {count_words(len(run.wanted), 'place')} planned: "
        f"{_footprints(planned)}.{before}"
    )
    loose = run.split.loose_units
    if loose:
        say(f"{count_words(loose, 'unit')} of the file in no place, and so in no plan.")
    misfit = [row.name for row in planned if row.in_band < row.footprints]
    if misfit:
        places = count_words(len(misfit), "place")
        say(f"Not every footprint is in band in {places}: {shortlist(misfit, MOST_LISTED)}.")
    for row in failed[:MOST_LISTED]:
        say(f"No plan of {row.name} ({row.code}): {row.error}")
    if len(failed) > MOST_LISTED:
        more = count_words(len(failed) - MOST_LISTED, "more place")
        say(f"No plan of {more}: see {run.folder.table.name}.")
    show_written(run)


def show_written(run: Run) -> None:
    """Where the results are."""
    error = run.folder.table_error
    if error is not None:
        say(f"The result table could not be written. {error}")
        say(f"Then run the same command again: {run.folder.folder} has all that is to be in it.")
    else:
        say(f"Wrote {run.folder.table} and a plan file for each place beside it")


def _footprints(planned: Sequence[Row]) -> str:
    total = sum(row.footprints for row in planned)
    in_band = sum(row.in_band for row in planned)
    return f"{count_words(total, 'footprint')}, {in_band:,} of them in band"
