"""One row of the result table: what became of one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal

State = Literal["planned", "failed"]


@dataclass(frozen=True)
class LayerFigures:
    """How well the plan of a place follows one layer: plan share and plan containment."""

    layer: str
    plan_share: float
    plan_containment: float


@dataclass(frozen=True)
class Row:
    """What became of one place.

    Parameters
    ----------
    code, name
        The place, by the column that the file was split by.
    units, people
        How many it has; people on the ledger of the foremost band.
    seed
        Its own seed: `generate` with it makes the same plan of the plan file.
    state
        ``planned`` or ``failed``.
    footprints, in_band
        How many footprints there are, and how many of them are in every band.
    score
        The objective J; None where there is no plan.
    layers
        One for each layer of the run that the place has.
    seconds
        What planning it took, writing included.
    notes
        What a planner should know, one sentence each.
    error
        Why there is no plan; empty where there is one.
    plan_file
        Name of the plan file in the folder of the run; empty where there is none.
    """

    code: str
    name: str
    units: int
    people: float
    seed: int
    state: State = "planned"
    footprints: int = 0
    in_band: int = 0
    score: float | None = None
    layers: tuple[LayerFigures, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    error: str = ""
    plan_file: str = field(default="")

    def failed(self, error: str, seconds: float = 0.0) -> Row:
        """This place with the reason why there is no plan of it."""
        return replace(self, state="failed", error=error, seconds=seconds)

    @property
    def json(self) -> dict[str, Any]:
        """The row as `row_from_json` reads it."""
        return asdict(self)


def row_from_json(held: Mapping[str, Any]) -> Row:
    """A row from what `Row.json` gave.

    Raises
    ------
    KeyError, TypeError
        When it is no such thing.
    """
    known: dict[str, Any] = {each.name: held[each.name] for each in fields(Row)}
    known["layers"] = tuple(LayerFigures(**each) for each in held["layers"])
    known["notes"] = tuple(held["notes"])
    return Row(**known)
