"""Reference layers: the areas a plan should be coterminous with, as share matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.sparse import sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LayerKind = Literal["lookup", "registration", "overlay"]
# Shares are ratios of whole counts: anything beyond rounding is a fault in the data.
SHARE_TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class ReferenceLayer:
    """Areas of one kind and the share of each unit's people that belongs to each area.

    Parameters
    ----------
    name
        Short name used on the command line and in files, such as ``pcn``.
    kind
        ``lookup`` (one area per unit), ``registration`` (GP lists) or ``overlay`` (polygons).
    area_ids, area_names
        One id and one name per area.
    shares
        CSR array (units, areas) of shares from 0 to 1. Rows of a look-up or registration layer
        sum to at most 1; overlay areas may overlap.
    outside_share
        Array (areas,): share of the area's people, never of its ground, who live outside the
        place, or NaN if unknown.
    method
        How the shares were found, in words, such as ``by area`` or ``by 1,234 postcodes``.
    covered
        Array (units,): share of each unit's people who belong to any area. Left out, it is the
        sum of the shares: right wherever areas do not overlap.
    """

    name: str
    kind: LayerKind
    area_ids: tuple[str, ...]
    area_names: tuple[str, ...]
    shares: csr_array
    outside_share: NDArray[np.float64]
    method: str = ""
    covered: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        _, columns = cast("tuple[int, int]", self.shares.shape)
        sizes = {len(self.area_ids), len(self.area_names), len(self.outside_share), columns}
        if len(sizes) > 1:
            raise InputError(f"Layer '{self.name}': areas, names and shares differ in number.")
        if self.kind not in get_args(LayerKind):
            raise InputError(f"Layer '{self.name}' is of an unknown kind, '{self.kind}'.")
        values = self.shares.data
        if np.any(~np.isfinite(values)) or np.any(values < 0):
            raise InputError(f"Layer '{self.name}' has a share that is missing or negative.")
        if np.any(values > 1 + SHARE_TOLERANCE):
            raise InputError(f"Layer '{self.name}' has a share of more than 1.")
        if self.kind != "overlay":
            over = np.flatnonzero(self.shares.sum(axis=1) > 1 + SHARE_TOLERANCE)
            if len(over):
                raise InputError(
                    f"Layer '{self.name}': the shares of unit number {over[0] + 1} add up to "
                    "more than 1."
                )
        values.setflags(write=False)
        if self.covered is not None:
            _check_covered(self.name, self.covered, self.n_units)
            self.covered.setflags(write=False)

    @cached_property
    def covered_share(self) -> NDArray[np.float64]:
        """Array (units,): share of each unit's people who belong to any area, from 0 to 1."""
        if self.covered is not None:
            return self.covered
        return np.minimum(np.asarray(self.shares.sum(axis=1), dtype=np.float64), 1.0)

    @property
    def n_units(self) -> int:
        """How many units the layer has shares for."""
        return len(self.shares.indptr) - 1

    @cached_property
    def dominant_area(self) -> NDArray[np.int32]:
        """Array (units,): column of each unit's largest share, or -1 where it has none."""
        dominant = np.full(self.n_units, -1, dtype=np.int32)
        for row in range(self.n_units):
            start, end = self.shares.indptr[row], self.shares.indptr[row + 1]
            if end > start:
                dominant[row] = self.shares.indices[start + np.argmax(self.shares.data[start:end])]
        return dominant

    @classmethod
    def from_lookup(
        cls, name: str, codes: Sequence[str], names: dict[str, str] | None = None
    ) -> ReferenceLayer:
        """A layer in which each unit belongs wholly to one area.

        Parameters
        ----------
        name
            Name of the layer.
        codes
            Area code of each unit, in unit order; empty where a unit is in no area.
        names
            Area name by code; a code without a name is its own name.
        """
        ids = tuple(sorted({code for code in codes if code}))
        if not ids:
            raise InputError(
                f"Layer '{name}' has no areas: its column is empty.", "Choose another column."
            )
        column = {code: j for j, code in enumerate(ids)}
        rows = [i for i, code in enumerate(codes) if code]
        columns = [column[codes[i]] for i in rows]
        shares = sparse(np.ones(len(rows)), rows, columns, (len(codes), len(ids)))
        return cls(
            name=name,
            kind="lookup",
            area_ids=ids,
            area_names=tuple((names or {}).get(code, code) for code in ids),
            shares=shares,
            outside_share=np.full(len(ids), np.nan),
        )


def _check_covered(layer: str, covered: NDArray[np.float64], n_units: int) -> None:
    if covered.shape != (n_units,):
        raise InputError(f"Layer '{layer}' does not have one covered share per unit.")
    if not bool(((covered >= 0) & (covered <= 1 + SHARE_TOLERANCE)).all()):
        raise InputError(f"Layer '{layer}' has a covered share that is not from 0 to 1.")
