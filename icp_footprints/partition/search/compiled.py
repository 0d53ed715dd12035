"""How the search is compiled: to machine code, kept on disk, and without Python's lock."""

from __future__ import annotations

from typing import Any

from numba import njit

# Without Python's lock the window stays alive and searches run side by side; kept on disk, the
# code is compiled once for an installation. Arithmetic follows NumPy: it never raises. References
# are not counted: compiled code makes no arrays (see work.py), and so it is smaller and faster.
OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "no_cfunc_wrapper": True,
}
# What Python itself calls. All else goes without the code that lets Python call it, which takes a
# fifth of the time to compile.
entry = njit(**OPTIONS)
INNER: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True}
compiled = njit(**INNER)
# The same for what is called from one place, or only hands on to larger functions: it becomes part
# of its callers. Compiled by itself it would take what it calls along, and compile that once more.
inlined = njit(inline="always", **OPTIONS)
