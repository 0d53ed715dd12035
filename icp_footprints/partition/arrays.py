"""The kinds of array the search works on, each with its dtype and number of dimensions."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

# One kind of whole number throughout: each further one would be compiled for again.
Ints = Annotated[NDArray[np.int64], 1]
IntTable = Annotated[NDArray[np.int64], 2]
# Who holds an area is the one table that grows with footprints times areas: half words suffice.
SmallIntTable = Annotated[NDArray[np.int16], 2]
Floats = Annotated[NDArray[np.float64], 1]
FloatTable = Annotated[NDArray[np.float64], 2]
Flags = Annotated[NDArray[np.bool_], 1]
FlagTable = Annotated[NDArray[np.bool_], 2]
Bits = Annotated[NDArray[np.uint64], 1]


def kinds_of(arrays: type) -> dict[str, tuple[np.dtype[Any], int]]:
    """The dtype and number of dimensions of each array that a named tuple declares."""
    found: dict[str, tuple[np.dtype[Any], int]] = {}
    for name, hint in get_type_hints(arrays, include_extras=True).items():
        array, dimensions = get_args(hint)
        found[name] = np.dtype(get_args(get_args(array)[1])[0]), dimensions
    return found
