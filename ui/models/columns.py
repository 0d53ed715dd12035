"""The columns of the footprint table: what each says of a footprint."""

from __future__ import annotations

from collections.abc import Callable

from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.wording import one_line, shortened
from ui import words
from ui.figures import FootprintFigures
from ui.models.column import MARK, NAME, Column
from ui.models.lines import Bar
from ui.models.target_column import target_column_of

BAND, LOCK = "band", "lock"
"""Keys of columns that views treat in a way of their own."""
COMMUNITIES = ("community", "msoa", "ward")
# A bar ends at this many times the most that the band allows, so that it never changes its scale
# while a footprint is drawn.
BAR_ENDS_AT = 1.4
LONGEST_TEXT = 200


def columns_for(place: Place, plan: Plan) -> list[Column]:
    """The table's columns for a place and the bands and targets of a plan.

    The ledger of the foremost band comes first; a further band is a mark beside the people.
    """
    bands = plan.bands
    of_ledger = {band.ledger: band for band in bands}
    ledgers = sorted(place.ledgers, key=lambda ledger: ledger.name != bands[0].ledger)
    shown = {layer.name for layer in shown_layers(place)}
    layers = sorted(place.layers, key=lambda layer: (layer.name not in shown, layer.name != "pcn"))
    targets = target_column_of(plan.targets)
    return [
        Column(
            MARK,
            "",
            "Colour on the map, and a mark: ▲ over the band, ▼ under it, ✓ in it",
            lambda each: each.mark,
            lambda each: each.mark,
        ),
        Column(
            NAME,
            "Footprint",
            "Double-click, or press F2, to change the name",
            lambda each: each.name,
            lambda each: each.name,
        ),
        *(
            _people_column(ledger, of_ledger.get(ledger.name), ledger.name == bands[0].ledger)
            for ledger in ledgers
        ),
        _band_column(bands[0]),
        _count_column("parts", "Parts", "Separate pieces; a footprint should be in one"),
        _lock_column(),
        _count_column("units", "Units", "Building blocks in the footprint", is_shown=False),
        *(_layer_column(layer, is_shown=layer.name in shown) for layer in layers),
        *([] if targets is None else [targets]),
        _said_column("lead", "Clinical lead", lambda each: each.lead),
        _said_column("partners", "Partners", lambda each: each.partners),
        _said_column("notes", "Notes", lambda each: each.notes),
    ]


def best_layer(place: Place) -> ReferenceLayer | None:
    """The layer that comes first: PCNs where there are any, else the first."""
    named = [layer for layer in place.layers if layer.name.lower() == "pcn"]
    return (named or [*place.layers, None])[0]


def shown_layers(place: Place) -> list[ReferenceLayer]:
    """The layers the table shows at first: PCNs and communities, or the nearest to these."""
    first = best_layer(place)
    others = [layer for layer in place.layers if layer is not first]
    found = [layer for wanted in COMMUNITIES for layer in others if wanted in layer.name.casefold()]
    return [each for each in (first, *(found or others)[:1]) if each is not None]


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
        f"people:{name}",
        ledger.label or name.capitalize(),
        tip,
        text,
        lambda each: each.people[name],
        is_figure=True,
        more=more,
    )


def _band_column(band: Band) -> Column:
    end = BAR_ENDS_AT * band.high or 1.0

    def bar(each: FootprintFigures) -> Bar | None:
        return Bar(each.counted / end, (band.low / end, band.high / end)) if each.band else None

    def sort(each: FootprintFigures) -> float:
        if not each.band:
            return -float("inf")
        return band.excess(each.counted) * (-1 if each.band == "under" else 1)

    def more(each: FootprintFigures) -> str:
        if not each.band:
            return ""
        return f"{words.count(each.counted)} people, {band.words()} wanted"

    return Column(
        BAND,
        "Band",
        f"How many people the footprint holds against the {band.words()} it should: the bar ends "
        "in the shaded stretch where it is in band",
        lambda each: each.band_words,
        lambda each: each.band_words,
        more=more,
        sort=sort,
        bar=bar,
    )


def _count_column(field: str, title: str, tip: str, *, is_shown: bool = True) -> Column:
    def value(each: FootprintFigures) -> int:
        return int(getattr(each, field))

    return Column(
        field, title, tip, lambda each: words.count(value(each)), value, True, is_shown=is_shown
    )


def _layer_column(layer: ReferenceLayer, *, is_shown: bool) -> Column:
    title, short = words.layer_title(layer), words.short_names(layer)

    def text(each: FootprintFigures) -> str:
        best = each.best.get(layer.name)
        if best is None or not best.best_area_name:
            return ""
        return f"{words.percent(best.share)} {short[best.best_area_name]}"

    def full(each: FootprintFigures) -> str:
        return each.best[layer.name].best_area_name if text(each) else ""

    return Column(
        f"layer:{layer.name}",
        f"Best {title}",
        f"The {title} that most of the footprint's people belong to, and their share",
        text,
        lambda each: each.best[layer.name].share if text(each) else 0.0,
        more=full,
        is_shown=is_shown,
    )


def _lock_column() -> Column:
    def text(each: FootprintFigures) -> str:
        return "Locked" if each.footprint is not None and each.footprint.locked else ""

    return Column(
        LOCK, "Lock", "A locked footprint gains and loses no units; tick it to lock it", text, text
    )


def _said_column(key: str, title: str, said: Callable[[Footprint], str]) -> Column:
    def whole(each: FootprintFigures) -> str:
        return said(each.footprint) if each.footprint is not None else ""

    return Column(
        key,
        title,
        f"{title}, as written in the Inspector",
        lambda each: shortened(one_line(whole(each)), LONGEST_TEXT),
        whole,
        is_shown=False,
    )
