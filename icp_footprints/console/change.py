"""A change to a plan on the command line: who would go where, and what that does."""

from __future__ import annotations

import json

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from icp_footprints import __version__
from icp_footprints.console.scorecard import BAND_MARKS, LONGEST_NAME
from icp_footprints.console.streams import out, say
from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.partition.verbs.change import Change, Move
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import printed_people, shortened

SCORE_DECIMALS = 6
NOWHERE = "in no footprint"


def show_change(place: Place, change: Change) -> None:
    """What would change: a sentence, units from and to, and footprints before and after."""
    if place.notice:
        say(place.notice)
    say(change.words)
    if change.moves:
        out.print(_move_table(change))
        out.print(_footprint_table(place, change))
        before, after = change.scores
        say(f"Score {before:.3f} before, {after:.3f} after.")
    for note in change.notes:
        say(f"Note: {note}")


def _move_table(change: Change) -> Table:
    table = _table()
    for heading in ("From", "To"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Units", f"People ({change.ledger})"):
        table.add_column(heading, justify="right", no_wrap=True)
    for move in change.moves:
        table.add_row(
            _label(change.before, move.from_id),
            _label(change.after, move.to_id),
            f"{move.units:,}",
            _people(move.people),
        )
    return table


def _footprint_table(place: Place, change: Change) -> Table:
    """People and bands of the footprints that gain or lose units."""
    table = _table()
    table.add_column("Footprint", no_wrap=True)
    for ledger in [band.ledger for band in change.after.bands]:
        for when in ("before", "after"):
            table.add_column(f"{ledger.capitalize()} {when}", justify="right")
    for footprint in change.after.footprints:
        if footprint.id in change.difference.touched:
            cells = [
                cell
                for band in _bands_json(place, change, footprint.id)
                for cell in (_held(band, "before"), _held(band, "after"))
            ]
            table.add_row(_label(change.after, footprint.id), *cells)
    return table


def _held(band: dict[str, object], when: str) -> str:
    people, state = band[f"people_{when}"], band[f"state_{when}"]
    if people is None:
        return "-"
    shown = f"{people:,.0f}" if isinstance(people, int | float) else str(people)
    return f"{shown} {BAND_MARKS.get(str(state), '')}"


def _table() -> Table:
    return Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))


def _label(plan: Plan, footprint_id: str | None) -> str:
    if footprint_id is None:
        return NOWHERE
    name = shortened(plan.footprint(footprint_id).name, LONGEST_NAME)
    return escape(f"{name} ({footprint_id})")


def _people(count: float) -> str:
    printed = printed_people(count)
    return printed if isinstance(printed, str) else f"{printed:,}"


def change_text(place: Place, change: Change, written: bool) -> str:
    """The change as JSON text.

    ``verb``, ``place``, ``plan``, ``version``, ``ledger``, ``words``, ``notes``; ``changed`` and
    ``written``, whether there is anything to change and whether it was saved; ``people_moved`` and
    ``people_assigned`` (from no footprint into one); ``score_before``, ``score_after``; ``moves``,
    each with ``from`` and ``to`` (null for no footprint), ``units`` and ``people``; ``units``, the
    id of each unit that goes to another footprint, with ``from`` and ``to``; ``footprints``, every
    one that gains or loses units, with ``id``, ``name`` and, for each of ``bands``, ``ledger``,
    ``people_before``, ``people_after``, ``state_before`` and ``state_after`` (null where it was not
    there). Counts of fewer than 5 people are ``"<5"``.
    """
    told = {
        "verb": change.verb,
        "place": place.name,
        "plan": change.after.name,
        "version": __version__,
        "ledger": change.ledger,
        "words": change.words,
        "notes": list(change.notes),
        "changed": not change.is_empty,
        "written": written,
        "people_moved": printed_people(change.people_moved),
        "people_assigned": printed_people(change.people_assigned),
        "score_before": round(change.scores[0], SCORE_DECIMALS),
        "score_after": round(change.scores[1], SCORE_DECIMALS),
        "moves": [_move_json(move) for move in change.moves],
        "units": [
            {
                "id": place.units.ids[row],
                "from": _id_at(change.before, row),
                "to": _id_at(change.after, row),
            }
            for row in change.difference.rows.tolist()
        ],
        "footprints": [
            {
                "id": footprint.id,
                "name": footprint.name,
                "bands": _bands_json(place, change, footprint.id),
            }
            for footprint in change.after.footprints
            if footprint.id in change.difference.touched
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)


def _move_json(move: Move) -> dict[str, object]:
    return {
        "from": move.from_id,
        "to": move.to_id,
        "units": move.units,
        "people": printed_people(move.people),
    }


def _bands_json(place: Place, change: Change, footprint_id: str) -> list[dict[str, object]]:
    """People of one footprint before and after on the ledger of each band, and how they stand."""
    told: list[dict[str, object]] = []
    for band in change.after.bands:
        one: dict[str, object] = {"ledger": band.ledger}
        for when, plan in (("before", change.before), ("after", change.after)):
            held = [footprint.id for footprint in plan.footprints]
            people = None
            if footprint_id in held:
                counts = footprint_people(place.ledger(band.ledger), plan)
                people = float(counts[held.index(footprint_id)])
            one[f"people_{when}"] = None if people is None else printed_people(people)
            one[f"state_{when}"] = None if people is None else band.state(people)
        told.append(one)
    return told


def _id_at(plan: Plan, row: int) -> str | None:
    number = int(plan.assignment[row])
    return None if number < 0 else plan.footprints[number].id
