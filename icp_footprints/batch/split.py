"""A large place split into the places to plan, by the areas of one of its layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from icp_footprints.batch.file_names import plan_file_names
from icp_footprints.batch.job import Job
from icp_footprints.batch.row import Row
from icp_footprints.batch.settings import Settings, seed_of
from icp_footprints.errors import InputError
from icp_footprints.geography.part_of_place import part_of_place
from icp_footprints.geography.place import Place
from icp_footprints.wording import shortlist


@dataclass(frozen=True, eq=False)
class Split:
    """A large place and the places it is split into.

    Parameters
    ----------
    whole
        The large place.
    layer
        Name of the layer that it is split by; the places do not have it, each being one area of it.
    codes, names
        Of each place, ascending by code.
    rows
        Rows of the units of each place.
    """

    whole: Place
    layer: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[NDArray[np.intp], ...]

    @property
    def loose_units(self) -> int:
        """Units that are in no place."""
        return len(self.whole.units) - sum(map(len, self.rows))

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers that the places have."""
        return tuple(each.name for each in self.whole.layers if each.name != self.layer)

    @property
    def plan_files(self) -> dict[str, str]:
        """Name of the plan file of each place, by code."""
        return plan_file_names(zip(self.codes, self.names, strict=True))

    def numbers(self, wanted: Sequence[str]) -> list[int]:
        """Numbers of the places of the given codes or names; of all where none are given.

        Raises
        ------
        InputError
            When there is no such place, or several of a name.
        """
        if not wanted:
            return list(range(len(self.codes)))
        found: set[int] = set()
        for text in wanted:
            alike = [
                number
                for number, each in enumerate(zip(self.codes, self.names, strict=True))
                if text.casefold() in (part.casefold() for part in each)
            ]
            if len(alike) > 1:
                raise InputError(
                    f"--only {text}: several places are called so: "
                    f"{shortlist([self.codes[number] for number in alike])}.",
                    "Give the code.",
                )
            if not alike:
                raise InputError(
                    f"--only {text}: there is no such place.",
                    f"Places are such as {shortlist(self.codes, 3)} ({shortlist(self.names, 3)}).",
                )
            found.update(alike)
        return sorted(found)

    def job(self, number: int, settings: Settings) -> Job:
        """What it takes to plan one place."""
        code, name = self.codes[number], self.names[number]
        place = part_of_place(self.whole, self.rows[number], name, without=(self.layer,))
        people = place.ledger(settings.bands[0].ledger).total
        row = Row(code, name, len(place.units), people, seed_of(settings.seed, code))
        return Job(row, place, settings)


def split_by(place: Place, layer: str) -> Split:
    """Split a place by the areas of a layer.

    Raises
    ------
    InputError
        When the layer has not one area for each unit.
    """
    areas = place.layer(layer)
    if areas.kind != "lookup":
        raise InputError(
            f"Layer '{layer}' can share a unit between areas, so places cannot be made by it.",
            "Name a column with one code for each unit, such as --by lad24cd.",
        )
    of_unit = areas.dominant_area
    order = np.argsort(of_unit, kind="stable")
    first = np.searchsorted(of_unit[order], np.arange(len(areas.area_ids) + 1))
    return Split(
        place,
        layer,
        areas.area_ids,
        areas.area_names,
        tuple(order[start:end] for start, end in pairwise(first.tolist())),
    )
