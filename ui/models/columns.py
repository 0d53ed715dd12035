"""The columns of the footprint table: what each says of a footprint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from ui import words
from ui.figures import FootprintFigures


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a cell says, and what it is worth for sorting and copying."""

    title: str
    tip: str
    text: Callable[[FootprintFigures], str]
    value: Callable[[FootprintFigures], float | str]
    is_figure: bool = False


def columns_for(place: Place, band_ledger: str) -> list[Column]:
    """The table's columns for a place: its ledgers, and how well its first layers fit."""
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
    ledgers = sorted(place.ledgers, key=lambda ledger: ledger.name != band_ledger)
    columns.extend(
        _people_column(ledger.name, ledger.label, ledger.name == band_ledger) for ledger in ledgers
    )
    columns += [
        Column(
            "Band",
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


def _people_column(ledger: str, label: str, has_band: bool) -> Column:
    tip = f"People on the {ledger} ledger" + ("; the band counts these" if has_band else "")
    return Column(
        label or ledger.capitalize(),
        tip,
        lambda each: words.count(each.people[ledger]),
        lambda each: each.people[ledger],
        is_figure=True,
    )


def _layer_column(layer: ReferenceLayer) -> Column:
    title = words.layer_title(layer)

    def text(each: FootprintFigures) -> str:
        best = each.best[layer.name]
        return f"{words.percent(best.share)} {best.name}" if best.name else ""

    return Column(
        f"Best {title}",
        f"The {title} that most of the footprint's people belong to, and their share",
        text,
        lambda each: each.best[layer.name].share if text(each) else 0.0,
    )
