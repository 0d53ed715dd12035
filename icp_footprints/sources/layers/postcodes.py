"""Where postcodes are, by a directory such as ONSPD or Code-Point Open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.sources.opening.tables import Texts


@dataclass(frozen=True, eq=False)
class Postcodes:
    """Places of postcodes.

    Parameters
    ----------
    file
        Name of the directory.
    index
        Postcodes in capitals without spaces, each once.
    xy
        Array (p, 2) of eastings and northings in EPSG:27700.
    """

    file: str
    index: pd.Index
    xy: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.xy)

    def find(self, postcodes: Texts) -> NDArray[np.float64]:
        """Array (rows, 2) of the places of postcodes, NaN where the directory lacks one."""
        rows = self.index.get_indexer(pd.Index(bare_postcodes(postcodes)))
        found = self.xy[rows]
        found[rows < 0] = np.nan
        return found


def postcodes_at(file: str, postcodes: Texts, xy: NDArray[np.float64]) -> Postcodes:
    """The directory of rows of postcodes and places; of a postcode there twice the first counts.

    Parameters
    ----------
    file
        Name of the directory.
    postcodes
        Array (rows,) of postcodes, however they are written.
    xy
        Array (rows, 2) of eastings and northings in EPSG:27700.
    """
    names = pd.Index(bare_postcodes(postcodes))
    first = np.asarray(~names.duplicated() & (names != ""), dtype=np.bool_)
    return Postcodes(file, names[first], xy[first])


def bare_postcodes(texts: Texts) -> Texts:
    """Postcodes in capitals, without spaces or anything else between."""
    held = pd.Series(texts, dtype="string[pyarrow]").fillna("")
    bare = held.str.upper().str.replace(r"[^A-Z0-9]", "", regex=True)
    return np.asarray(bare.to_numpy(dtype=object), dtype=object)
