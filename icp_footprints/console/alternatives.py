"""Alternatives on the command line: one row a plan, and as JSON."""

from __future__ import annotations

import json

from rich.box import SIMPLE_HEAD
from rich.table import Table

from icp_footprints import __version__
from icp_footprints.console.streams import out, say
from icp_footprints.geography.place import Place
from icp_footprints.partition.alternatives import Alternative, Alternatives
from icp_footprints.wording import count_words

SHARE_DECIMALS = 6


def show_alternatives(place: Place, found: Alternatives) -> None:
    """A table of the plans, and why there are not more of them."""
    if place.notice:
        say(place.notice)
    ledger = found.found[0].plan.band.ledger
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.caption = f"All figures count people on the {ledger} ledger."
    table.add_column("Plan")
    for heading in ("Footprints", "Score", "People moved", "Largest less smallest", "Cut share"):
        table.add_column(heading, justify="right")
    for layer in place.layers:
        table.add_column(f"{layer.name} share", justify="right")
        table.add_column(f"{layer.name} containment", justify="right")
    for number, each in enumerate(found.found, start=1):
        table.add_row(f"{number}. {each.direction}", *_figures(each))
    out.print(table)
    say(
        f"{count_words(len(found.found), 'plan')}, none of them matched or bettered by another in "
        "every measure."
    )
    for note in found.notes:
        say(f"Note: {note}")


def _figures(each: Alternative) -> list[str]:
    moved = "-" if each.people_moved is None else f"{each.people_moved:,.0f}"
    return [
        str(len(each.plan.footprints)),
        f"{each.result.score:.3f}",
        moved,
        f"{each.size_spread:,.0f}",
        f"{each.score.cut_share:.1%}",
        *(
            figure
            for layer in each.score.layers
            for figure in (f"{layer.plan_share:.1%}", f"{layer.plan_containment:.1%}")
        ),
    ]


def alternatives_text(place: Place, found: Alternatives) -> str:
    """The alternatives as JSON text.

    ``place``, ``version``, ``notes``; ``alternatives``, each with ``direction``, ``footprints``,
    ``seed``, ``score``, ``people_moved`` (null where the plan in the file has no footprints),
    ``size_spread``, ``cut_share``, ``layers`` (``layer``, ``plan_share``, ``plan_containment``,
    ``kept_whole``) and ``units``, the footprint of each unit by code. All are figures of whole
    layers and footprints, so no small count is given away.
    """
    told = {
        "place": place.name,
        "version": __version__,
        "alternatives": [_told(place, each) for each in found.found],
        "notes": list(found.notes),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(place: Place, each: Alternative) -> dict[str, object]:
    names = [footprint.id for footprint in each.plan.footprints]
    return {
        "direction": each.direction,
        "footprints": len(names),
        "seed": each.plan.origin.seed,
        "score": round(each.result.score, SHARE_DECIMALS),
        "people_moved": None if each.people_moved is None else round(each.people_moved),
        "size_spread": round(each.size_spread),
        "cut_share": round(each.score.cut_share, SHARE_DECIMALS),
        "layers": [
            {
                "layer": layer.name,
                "plan_share": round(layer.plan_share, SHARE_DECIMALS),
                "plan_containment": round(layer.plan_containment, SHARE_DECIMALS),
                "kept_whole": round(layer.kept_whole, SHARE_DECIMALS),
            }
            for layer in each.score.layers
        ],
        "units": dict(
            zip(
                place.units.ids,
                [names[number] for number in each.plan.assignment.tolist()],
                strict=True,
            )
        ),
    }
