"""The measures of a plan as tables on the command line."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from icp_footprints.console.streams import out, say
from icp_footprints.exchange.on_paper import counted_areas
from icp_footprints.geography.place import Place
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import FootprintScore, LayerScore, Scorecard
from icp_footprints.wording import area_words, count_words, people_words, shortened

LONGEST_NAME = 18
BAND_MARKS = {"in": "in", "under": "UNDER", "over": "OVER"}


def show_scorecard(place: Place, score: Scorecard) -> None:
    """The measures as tables."""
    if place.notice:
        say(place.notice)
    ledger = score.ledger
    bands = "; ".join(f"{band.words()} people ({band.ledger})" for band in score.bands)
    say(f"{score.place} - {score.plan}. Band {bands}.")
    out.print(_footprint_table(place, score))
    if score.layers:
        out.print(_layer_table(score.layers, ledger))
        for layer in score.layers:
            _say_on_paper(layer)
    gap = score.coverage
    say(
        f"Coverage: {_all_of(gap.units)} in exactly one footprint."
        if gap.is_complete
        else f"Coverage: {gap.unassigned_units:,} of {gap.units:,} units are in no footprint "
        f"({people_words(gap.unassigned_people)}, {ledger})."
    )
    for target in score.targets:
        say(target.words)


def _all_of(units: int) -> str:
    return "the one unit is" if units == 1 else f"all {units:,} units are"


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
    is_comparable = bool(layer) and score.layers[0].comparable
    for each in score.footprints:
        fit = each.layers[layer] if layer else None
        table.add_row(
            escape(shortened(each.name, LONGEST_NAME)),
            *(_people(score, each, ledger) for ledger in each.people),
            BAND_MARKS[each.band],
            *([str(each.parts)] if in_parts else []),
            *(
                (
                    escape(shortened(fit.best_area_name, LONGEST_NAME)),
                    f"{fit.share:.0%}",
                    f"{fit.match:.2f}" if is_comparable else "-",
                )
                if fit
                else ()
            ),
        )
    return table


def _people(score: Scorecard, footprint: FootprintScore, ledger: str) -> str:
    """People on a ledger, marked where a further band on it is missed."""
    people = f"{footprint.people[ledger]:,.0f}"
    state = footprint.bands.get(ledger, "in")
    return people if ledger == score.band.ledger or state == "in" else f"{people} {state.upper()}"


def _say_on_paper(layer: LayerScore) -> None:
    """What reports say instead, which leave out areas with a handful of people here."""
    counted = counted_areas(layer)
    if left := layer.areas - len(counted):
        one, many = area_words(layer.name)
        kept = sum(area.kept_whole for area in counted)
        split = sum(area.is_split for area in counted)
        say(
            f"On paper: {kept} of {count_words(len(counted), one, many)} kept whole, {split} "
            f"split, without {left:,} with a handful of people here."
        )


def _kept_people(layer: LayerScore) -> str:
    kept = printed_kept_whole(layer)
    return "" if kept is None else f" ({kept:.0%})"


def _layer_table(layers: tuple[LayerScore, ...], ledger: str) -> Table:
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.caption = f"Coterminosity counts people on the {ledger} ledger."
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
            f"{layer.kept_whole_areas} of {layer.areas}{_kept_people(layer)}",
            str(len(layer.splits)),
        )
    return table
