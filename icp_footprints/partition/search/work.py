"""Instance and state as one value that compiled functions hand on by its address.

A tuple of so many arrays would be copied, array by array, at every call, and take minutes to
compile. `Work` is a type of its own to the compiler (numba's low-level extension interface): a
table of addresses and shapes, from which ``s.people`` makes the array that Python knows by that
name. The Python object keeps the arrays alive, so compiled code need not count references to them.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from llvmlite import ir
from numba import from_dtype
from numba.core import types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    unbox,
)
from numba.np.arrayobj import populate_array

from icp_footprints import __version__
from icp_footprints.measures import coterminosity
from icp_footprints.partition.arrays import kinds_of
from icp_footprints.partition.instance import Instance
from icp_footprints.partition.search.state import State

# Address and at most two lengths of each array.
WORDS = 3
ARRAYS = {**kinds_of(Instance), **kinds_of(State)}
NUMBER = {name: number for number, name in enumerate(ARRAYS)}
ARRAY_TYPES = {
    name: types.Array(from_dtype(kind), dimensions, "C")
    for name, (kind, dimensions) in ARRAYS.items()
}


class Work:
    """The arrays of an instance and a state, by name, for compiled functions only."""

    def __init__(self, instance: Instance, state: State) -> None:
        self.instance = instance
        self._arrays = {**instance._asdict(), **state._asdict()}
        table = np.zeros((len(ARRAYS), WORDS), dtype=np.int64)
        for name, (kind, dimensions) in ARRAYS.items():
            array = self._arrays[name]
            if (array.dtype, array.ndim) != (kind, dimensions) or not array.flags.carray:
                raise TypeError(f"The array '{name}' is not as the compiled search expects it.")
            table[NUMBER[name], 0] = array.ctypes.data
            table[NUMBER[name], 1 : 1 + dimensions] = array.shape
        self._table = table
        self.address = table.ctypes.data

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """In compiled code, the array of that name."""
            ...

    @property
    def _numba_type_(self) -> types.Type:
        return WORK


class WorkType(types.Type):
    """What the compiler knows `Work` as."""

    def __init__(self) -> None:
        super().__init__(f"Work {_fingerprint()}")


def _fingerprint() -> str:
    """The state of the code that works on the table, which is part of the type's name.

    numba keeps compiled code by the types it takes and the file a function stands in, whatever
    becomes of the functions it calls: without this, code kept from an earlier version would read
    the table of a later one.
    """
    here = Path(__file__)
    # The limits of measures are compiled in too.
    sources = [
        Path(coterminosity.__file__),
        *here.parent.glob("*.py"),
        *here.parent.parent.glob("[ai]*.py"),
    ]
    code = sha256(__version__.encode())
    for source in sorted(sources):
        code.update(source.read_bytes())
    return code.hexdigest()[:16]


WORK = WorkType()


@register_model(WorkType)
class WorkModel(models.PrimitiveModel):
    """Compiled code sees the address of the table."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, ir.IntType(64).as_pointer())


@unbox(WorkType)
def _unbox(_kind: Any, value: Any, context: Any) -> NativeValue:
    number = context.pyapi.object_getattr_string(value, "address")
    address = context.pyapi.long_as_voidptr(number)
    context.pyapi.decref(number)
    return NativeValue(context.builder.bitcast(address, ir.IntType(64).as_pointer()))


@infer_getattr
class WorkAttributes(AttributeTemplate):
    """Which type each attribute has."""

    key = WorkType

    def generic_resolve(self, _kind: Any, name: str) -> types.Type | None:
        """The array of that name; None for none, which the compiler then reports."""
        return ARRAY_TYPES.get(name)


@lower_getattr_generic(WorkType)
def _attribute(context: Any, builder: Any, _kind: Any, table: Any, name: str) -> Any:
    kind = ARRAY_TYPES[name]
    unchanging = builder.module.add_metadata([])

    def word(number: int) -> Any:
        at = ir.Constant(ir.IntType(64), NUMBER[name] * WORDS + number)
        loaded = builder.load(builder.gep(table, [at]))
        # The table is written once, before any compiled code sees it.
        loaded.set_metadata("invariant.load", unchanging)
        return loaded

    item = context.get_data_type(kind.dtype)
    size = context.get_abi_sizeof(item)
    shape = [word(1 + axis) for axis in range(kind.ndim)]
    strides = [ir.Constant(ir.IntType(64), size)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    array = context.make_array(kind)(context, builder)
    data = builder.inttoptr(word(0), item.as_pointer())
    populate_array(array, data, shape, strides, size, None)
    return array._getvalue()  # noqa: SLF001 - numba's own way to hand a value on
