"""The columns of the footprint table: what each says of a footprint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band
from ui import words
from ui.figures import FootprintFigures

BAND_TITLE = "Band"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a cell says, and what it is worth for sorting and copying."""

    title: str
    tip: str
    text: Callable[[FootprintFigures], str]
    value: Callable[[FootprintFigures], float | str]
    is_figure: bool = False
    more: Callable[[FootprintFigures], str] = lambda _: ""
    """What a mark in the cell means, in words."""


def columns_for(place: Place, bands: tuple[Band, ...]) -> list[Column]:
    """The table's columns for a place: its ledgers, and how well its first layers fit.

    The ledger of the foremost band comes first; a further band is a mark beside the people.
    """
    columns = [
        Column(
            "",
            "Colour on the map, and a mark: ▲ over the band, ▼ under it, ✓ in it",
            lambda each: each.mark,
            lambda each: each.mark,
        ),
        Column(
            "Footprint",
            "Double-click, or press F2, to change the name",
            lambda each: each.name,
            lambda each: each.name,
        ),
    ]
    of_ledger = {band.ledger: band for band in bands}
    ledgers = sorted(place.ledgers, key=lambda ledger: ledger.name != bands[0].ledger)
    columns.extend(
        _people_column(ledger, of_ledger.get(ledger.name), ledger.name == bands[0].ledger)
        for ledger in ledgers
    )
    columns += [
        Column(
            BAND_TITLE,
            "Whether the footprint holds as many people as it should",
            lambda each: each.band_words,
            lambda each: each.band_words,
        ),
        Column(
            "Parts",
            "Separate pieces; a footprint should be in one",
            lambda each: words.count(each.parts),
            lambda each: each.parts,
            is_figure=True,
        ),
    ]
    columns.append(
        Column(
            "Units",
            "Building blocks in the footprint",
            lambda each: words.count(each.units),
            lambda each: each.units,
            is_figure=True,
        )
    )
    layer = best_layer(place)
    if layer is not None:
        columns.append(_layer_column(layer))
    return columns


def best_layer(place: Place) -> ReferenceLayer | None:
    """The layer the table shows: PCNs where there are any, else the first."""
    named = [layer for layer in place.layers if layer.name.lower() == "pcn"]
    return (named or [*place.layers, None])[0]


def _people_column(ledger: Ledger, band: Band | None, is_foremost: bool) -> Column:
    name = ledger.name
    tip = f"People on the {name} ledger"
    if is_foremost:
        tip += "; the band counts these"
    elif band is not None:
        tip += f"; they should be {band.words()} as well: ▲ over, ▼ under, ✓ in it"

    def text(each: FootprintFigures) -> str:
        return f"{words.count(each.people[name])} {each.further_band(name)[0]}".strip()

    def more(each: FootprintFigures) -> str:
        return each.further_band(name)[1]

    return Column(
        ledger.label or name.capitalize(), tip, text, lambda each: each.people[name], True, more
    )


def _layer_column(layer: ReferenceLayer) -> Column:
    title, short = words.layer_title(layer), words.short_names(layer)

    def text(each: FootprintFigures) -> str:
        best = each.best.get(layer.name)
        if best is None or not best.best_area_name:
            return ""
        return f"{words.percent(best.share)} {short[best.best_area_name]}"

    def full(each: FootprintFigures) -> str:
        return each.best[layer.name].best_area_name if text(each) else ""

    return Column(
        f"Best {title}",
        f"The {title} that most of the footprint's people belong to, and their share",
        text,
        lambda each: each.best[layer.name].share if text(each) else 0.0,
        more=full,
    )
