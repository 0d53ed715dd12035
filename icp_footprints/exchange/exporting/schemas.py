"""The JSON Schemas of exported files, by which their properties are typed and explained."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from icp_footprints.resources import resources_folder

SchemaName = Literal["footprints", "units", "metadata"]
# Types of JSON Schema, and those of the columns that hold such values.
DTYPES = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Described:
    """What the schema says of one property."""

    title: str
    description: str
    dtype: str
    """The pandas type of a column that holds it; every one of them can hold what is missing."""


@cache
def schema(name: SchemaName) -> dict[str, Any]:
    """One of the schemas in ``resources/schemas``."""
    path = resources_folder() / "schemas" / f"{name}.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def described(name: SchemaName, property_name: str) -> Described:
    """What the schema of a file says of a property of its features.

    Raises
    ------
    KeyError
        When the schema knows no such property.
    """
    of_features = schema(name)["$defs"]["properties"]
    found = of_features["properties"].get(property_name)
    if found is None:
        for pattern, entry in of_features["patternProperties"].items():
            if re.search(pattern, property_name):
                found = entry
                break
        else:
            raise KeyError(property_name)
    types = [found["type"]] if isinstance(found["type"], str) else found["type"]
    return Described(found["title"], found["description"], DTYPES[types[0]])
