"""Sparse matrices from entries.

SciPy takes a quarter of a second to load: it is loaded with the first place, not with the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def sparse(
    values: ArrayLike, rows: ArrayLike, columns: ArrayLike, shape: tuple[int, int]
) -> csr_array:
    """The CSR matrix with these entries; those of one cell are added up.

    Parameters
    ----------
    values, rows, columns
        Arrays (m,).
    shape
        Rows and columns of the matrix.
    """
    from scipy.sparse import coo_array, csr_array

    return csr_array(coo_array((values, (rows, columns)), shape=shape))


def parts_of_graph(n: int, pairs: NDArray[np.int32]) -> NDArray[np.int32]:
    """Label (n,) of the connected part that each node is in.

    Parameters
    ----------
    n
        How many nodes.
    pairs
        Array (m, 2) of linked nodes.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    return connected_components(links, directed=False)[1]
