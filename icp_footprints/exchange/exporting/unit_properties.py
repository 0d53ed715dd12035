"""The properties of units in every format: which footprint each is in, and who lives there.

How many of a unit's people belong to an area is left out: such counts are often under 5.
"""

from __future__ import annotations

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.footprint_properties import plan_properties
from icp_footprints.exchange.exporting.property_names import layer_keys, ledger_keys
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.plan import UNASSIGNED

Json = dict[str, object]

# People of converted or modelled units are no whole numbers.
PEOPLE_DECIMALS = 4


def unit_properties(content: ExportContent) -> list[Json]:
    """The properties of each unit, in place order; every unit has the same ones."""
    place, plan, of_plan = content.place, content.plan, plan_properties(content)
    rows: list[Json] = []
    for code, name, number in zip(
        place.units.ids, place.units.names, plan.assignment.tolist(), strict=True
    ):
        footprint = None if number == UNASSIGNED else plan.footprints[number]
        rows.append(
            {
                "id": code,
                "name": name,
                "footprint_id": footprint and footprint.id,
                "footprint_name": footprint and footprint.name,
                **of_plan,
            }
        )
    for key, values in _columns(content).items():
        for row, value in zip(rows, values, strict=True):
            row[key] = value
    return rows


def _columns(content: ExportContent) -> dict[str, list[object]]:
    """People on every ledger, and the main area of every layer."""
    place, ledgers, layers = content.place, ledger_keys(content.place), layer_keys(content.place)
    columns: dict[str, list[object]] = {}
    for ledger in place.ledgers:
        people = ledger.people.round(PEOPLE_DECIMALS).tolist()
        columns[ledgers[ledger.name]] = [int(n) if n == int(n) else n for n in people]
    for layer in place.layers:
        ids, names = _main_areas(layer)
        columns[f"{layers[layer.name]}_main_area"] = ids
        columns[f"{layers[layer.name]}_main_area_name"] = names
    return columns


def _main_areas(layer: ReferenceLayer) -> tuple[list[object], list[object]]:
    """Id and name of the area that most of each unit's people belong to; None for none."""
    columns = layer.dominant_area.tolist()
    ids = [None if column < 0 else layer.area_ids[column] for column in columns]
    names = [None if column < 0 else layer.area_names[column] for column in columns]
    return [*ids], [*names]
