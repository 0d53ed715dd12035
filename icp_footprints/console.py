"""What the command line shows: tables, progress bars and one-line errors."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import LayerScore, Scorecard
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words

# Names may hold ':cat:', which Rich would turn into a picture.
out = Console(emoji=False)
err = Console(stderr=True, emoji=False)
LONGEST_NAME = 18
BAND_MARKS = {"in": "in", "under": "UNDER", "over": "OVER"}


def say(text: str) -> None:
    """Print a line as it is: what comes from files is never taken for markup."""
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def say_error(text: str) -> None:
    """Print one line of error."""
    err.print(f"Error: {text}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(title: str) -> Generator[Progress]:
    """A progress bar on the error stream while long work runs, if that is a terminal."""
    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        # Into a file or pipe go errors only.
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task(title, total=1.0)

        def show(fraction: float, text: str) -> None:
            bar.update(task, completed=fraction, description=text or title)

        progress = Progress(show)
        try:
            yield progress
        except BaseException:
            progress.cancel()
            raise


def show_place(place: Place) -> None:
    """What was read, and what did and did not join."""
    if place.notice:
        say(place.notice)
    units = count_words(len(place.units), "unit")
    say(f"{place.name}: {units}, {count_words(len(place.adjacency.pairs), 'neighbour pair')}")
    for ledger in place.ledgers:
        say(f"  {ledger.label}: {ledger.total:,.0f} people (ledger '{ledger.name}')")
    for layer in place.layers:
        say(f"  Layer '{layer.name}': {count_words(len(layer.area_ids), 'area')} ({layer.kind})")
    for source in place.sources:
        say(f"  From {source.file} ({source.role}): {source.detail}")
        for note in source.notes:
            say(f"    {note}")


def show_scorecard(place: Place, score: Scorecard) -> None:
    """The measures as tables."""
    if place.notice:
        say(place.notice)
    ledger = score.band.ledger
    say(f"{score.place} - {score.plan}. Band {score.band.words()} people ({ledger}).")
    out.print(_footprint_table(place, score))
    if score.layers:
        out.print(_layer_table(score.layers, ledger))
    gap = score.coverage
    say(
        f"Coverage: all {gap.units:,} units are in exactly one footprint."
        if gap.is_complete
        else f"Coverage: {gap.unassigned_units:,} of {gap.units:,} units are in no footprint "
        f"({gap.unassigned_people:,.0f} people, {ledger})."
    )


def _footprint_table(place: Place, score: Scorecard) -> Table:
    """One row per footprint; of the layers only the first: the PCNs, where there are any."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Footprint", no_wrap=True)
    for ledger in place.ledgers:
        table.add_column(ledger.name.capitalize(), justify="right", no_wrap=True)
    table.add_column("Band", no_wrap=True)
    in_parts = any(each.parts > 1 for each in score.footprints)
    if in_parts:
        table.add_column("Parts", justify="right", no_wrap=True)
    layer = place.layers[0].name if place.layers else None
    if layer:
        table.add_column(f"Best {layer}".replace("pcn", "PCN"))
        table.add_column("Share", justify="right", no_wrap=True)
        table.add_column("Match", justify="right", no_wrap=True)
    for each in score.footprints:
        fit = each.layers[layer] if layer else None
        table.add_row(
            escape(_short(each.name)),
            *(f"{people:,.0f}" for people in each.people.values()),
            BAND_MARKS[each.band],
            *([str(each.parts)] if in_parts else []),
            *(
                (escape(_short(fit.best_area_name)), f"{fit.share:.0%}", f"{fit.match:.2f}")
                if fit
                else ()
            ),
        )
    return table


def _short(name: str) -> str:
    """A name that fits a column."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _layer_table(layers: tuple[LayerScore, ...], ledger: str) -> Table:
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.caption = f"Coterminosity and band count people on the {ledger} ledger."
    for heading in ("Layer", "Share", "Containment", "Coterminosity"):
        table.add_column(heading, justify="left" if heading == "Layer" else "right")
    table.add_column("Kept whole (people)", justify="right")
    table.add_column("Split", justify="right")
    for layer in layers:
        table.add_row(
            escape(layer.name),
            f"{layer.plan_share:.1%}",
            f"{layer.plan_containment:.1%}",
            f"{layer.coterminosity:.1%}",
            f"{layer.kept_whole_areas} of {layer.areas} ({layer.kept_whole:.0%})",
            str(len(layer.splits)),
        )
    return table


def show_issues(issues: list[Issue]) -> None:
    """One line per issue."""
    for issue in issues:
        say(f"{issue.severity}: {issue.rule}: {issue.words}")
    if not issues:
        say("Every required rule is met: full coverage, one part each, all in band.")
