"""NHS registrations and maps of practices to PCNs with something wrong in them."""

from __future__ import annotations

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import (
    CODES,
    MAP_HEADER,
    NHS_HEADER,
    PATIENTS,
    map_rows,
    registration_rows,
)
from tests.bad_files.texts import table, text_of

EITHER = (refused(), same())
REGISTERED = text_of([NHS_HEADER, *registration_rows()])
MAP = text_of([MAP_HEADER, *map_rows()])
COUNT = "'NUMBER_OF_PATIENTS'"


def row(practice: str, code: object, count: object, sex: str = "ALL") -> str:
    return text_of([["GP_PRAC_PAT_LIST", "01OCT2025", practice, "THE SURGERY", code, sex, count]])


def by_sex(practice: str, code: str, count: int) -> str:
    """The same patients again, by sex."""
    return row(practice, code, count - 40, "FEMALE") + row(practice, code, 40, "MALE")


def sexes(practices: dict[str, list[int]]) -> str:
    return "".join(
        by_sex(practice, code, count)
        for practice, counts in practices.items()
        for code, count in zip(CODES, counts, strict=True)
    )


def registrations(name: str, content: str, *must: Outcome) -> Case:
    return table(name, content, *must, role="registrations", file="patients.csv")


def pcn_map(name: str, content: str, *must: Outcome) -> Case:
    return table(name, content, *must, role="practice_pcn", file="pcns.csv")


ENOUGH: dict[str, list[int]] = {p: [max(n, 41) for n in counts] for p, counts in PATIENTS.items()}
HEADER_ONLY = text_of([NHS_HEADER])
WITHOUT_SECOND = text_of([NHS_HEADER, *(r for r in registration_rows() if r[2] == "A81001")])

REGISTER_CASES = [
    registrations(
        "patients of EMPTY and CLOSED",
        REGISTERED + row("A81001", "EMPTY", 500) + row("A81002", "CLOSED", 7),
        same("507|500", "EMPTY|CLOSED|no known home"),
    ),
    registrations(
        "patients in Wales and Scotland",
        REGISTERED + row("A81001", "W01001941", 60) + row("A81002", "S01006506", 30),
        same("90"),
    ),
    registrations("three patients elsewhere", REGISTERED + row("A81001", "EMPTY", 3), same("<5")),
    registrations("a row of totals of patients", REGISTERED + row("TOTAL", "", 1820), *EITHER),
    registrations("totals beside sexes", REGISTERED + sexes(ENOUGH), same()),
    registrations(
        "totals for one practice, sexes for the other",
        WITHOUT_SECOND + sexes({"A81002": PATIENTS["A81002"]}),
        *EITHER,
    ),
    registrations("sexes in other words", REGISTERED.replace(",ALL,", ",Persons,"), same()),
    registrations(
        "negative patients", REGISTERED + row("A81001", CODES[0], -5), refused("line 18", COUNT)
    ),
    registrations(
        "patients as <5", REGISTERED + row("A81001", CODES[0], "<5"), refused("line 18", COUNT)
    ),
    registrations(
        "patients missing", REGISTERED + row("A81001", CODES[0], ""), refused("line 18", COUNT)
    ),
    registrations("the map in place of patients", MAP, refused("LSOA|unit|patients")),
    registrations(
        "patients of other places", REGISTERED.replace("E010", "E013"), refused("E013", "E010")
    ),
    registrations(
        "patients by practice only",
        text_of([NHS_HEADER[:4], ["a", "b", "A81001", "c"]]),
        refused("column"),
    ),
    registrations("no patients at all", HEADER_ONLY, refused("no rows")),
    registrations(
        "practices as dates",
        REGISTERED.replace("A81001", "01-Aug").replace("A81002", "02-Aug"),
        refused("Aug"),
    ),
    registrations("practices in lower case", REGISTERED.replace("A81", "a81"), same()),
    registrations("the patients' file cut short", REGISTERED[:-9], refused("line 17")),
    registrations(
        "a release with blanks in its header",
        REGISTERED.replace("NUMBER_OF_PATIENTS", "Number of Patients"),
        same(),
    ),
    registrations("units of 2011", REGISTERED.replace("LSOA_CODE", "LSOA11CD"), *EITHER),
    pcn_map(
        "a practice in two PCNs",
        MAP + text_of([["x", "A81001", "s", "U10002", "South PCN"]]),
        refused("line 4|line 2", "A81001", "U10001", "U10002"),
    ),
    pcn_map(
        "a practice twice", MAP + text_of([["x", "A81001", "s", "U10001", "North PCN"]]), same()
    ),
    pcn_map(
        "a practice twice in two cases",
        MAP + text_of([["x", "a81001", "s", "u10002", "?"]]),
        refused("A81001"),
    ),
    pcn_map("the patients in place of the map", REGISTERED, refused("PCN")),
    pcn_map(
        "practices of another country",
        MAP.replace("A81", "W81"),
        refused("A81001|patients|practice", file=False),
    ),
    pcn_map(
        "a PCN called U",
        MAP.replace("U10002", "U"),
        same(
            "no PCN",
            pcn={
                "U10001": [
                    300 / 400,
                    290 / 400,
                    280 / 400,
                    270 / 400,
                    60 / 160,
                    50 / 160,
                    40 / 160,
                    30 / 160,
                ]
            },
        ),
    ),
    pcn_map("every PCN is U", MAP.replace("U10001", "U").replace("U10002", "U"), refused("PCN")),
    pcn_map("the header of PCNs twice", MAP.replace("PCN_NAME", "PCN_CODE"), refused("PCN_CODE")),
    pcn_map(
        "PCN names with markup and formulas", MAP.replace("North PCN", "=1+1<b>\u202e"), same()
    ),
    pcn_map("no map at all", text_of([MAP_HEADER]), refused("no rows")),
]
