"""GeoJSON whose features have values that are missing, of another kind or hostile."""

from __future__ import annotations

from tests.bad_files.case import refused, same
from tests.bad_files.geojsons import GOOD, spoiled, third, units
from tests.bad_files.good import CODES, NAMES
from tests.bad_files.texts import EITHER


def third_property(key: str, value: object) -> str:
    return spoiled(lambda features: features[2]["properties"].__setitem__(key, value))


def numbered(value: object, note: str = "1303") -> str:
    """The good units with the people of the third written as this bit of JSON."""
    held = GOOD.replace(f'"people": {note}', f'"people": {value}')
    assert held != GOOD
    return held


VALUES = [
    units("no properties", third("properties", None), refused("row 3|feature 3")),
    units(
        "properties that are a list",
        third("properties", [1, 2]),
        refused("row 3|feature 3", file=True),
    ),
    units("people as text", numbered('"1303"'), *EITHER),
    units("people as text with a comma", numbered('"1,303"'), *EITHER),
    units("people as a list", numbered("[1303]"), refused("people")),
    units("people as an object", numbered('{"a": 1303}'), refused("people")),
    units("people true", numbered("true"), refused("people")),
    units("people null", numbered("null"), refused("row 3|feature 3|E01000003", "people")),
    units("people negative", numbered("-1303"), refused("row 3|feature 3", "people", "-1303")),
    units("people NaN", numbered("NaN"), refused("people|row 3|NaN")),
    units("people 1e400", numbered("1e400"), refused("people|row 3|read")),
    units("people with a point", numbered("1303.0"), same()),
    units("people past 64 bits", numbered("99999999999999999999"), refused("people")),
    units(
        "people given twice", GOOD.replace('"people": 1303', '"people": 9, "people": 1303'), *EITHER
    ),
    units(
        "a code that is a number",
        third_property("code", 3),
        refused(),
        same(codes=[*CODES[:2], "3", *CODES[3:]]),
    ),
    units("a code with blanks", third_property("code", " E01000003 "), same()),
    units(
        "a code of two cases",
        third_property("code", "e01000002"),
        refused("E01000002"),
        same(codes=[*CODES[:2], "e01000002", *CODES[3:]]),
    ),
    units("a code with NUL", GOOD.replace('"E01000003"', '"E01000003\\u0000"'), *EITHER),
    units(
        "half a letter in a name",
        GOOD.replace("Testham 002", "\\ud800"),
        refused(),
        same(names=None),
    ),
    units(
        "markup and direction in a name",
        third_property("name", "<img src=x onerror=alert(1)>\u202e"),
        same(names=[*NAMES[:2], "<img src=x onerror=alert(1)>\u202e", *NAMES[3:]]),
    ),
    units(
        "a name of a hundred thousand letters",
        third_property("name", "n" * 100_000),
        refused(),
        same(names=[*NAMES[:2], "n" * 100_000, *NAMES[3:]]),
    ),
    units(
        "one id for all features",
        spoiled(lambda f: [each.__setitem__("id", "x") for each in f]),
        same(),
    ),
    units("a column twice but for case", third_property("PEOPLE", 9), *EITHER),
    units(
        "a thousand columns",
        spoiled(
            lambda f: [each["properties"].update({f"v{i}": i for i in range(1000)}) for each in f]
        ),
        same(),
    ),
]

PROPERTY_CASES = VALUES
