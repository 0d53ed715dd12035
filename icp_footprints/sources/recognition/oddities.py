"""What is odd about a table, in plain words, before it is used for anything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.ages import ages_of_rows
from icp_footprints.sources.recognition.code_columns import repeats
from icp_footprints.sources.recognition.codes import (
    COUNTRIES,
    GSS_CODE,
    LAST_LSOA_2011,
    SPECIAL_CODES,
    geographies_of,
    tidy_code,
)
from icp_footprints.sources.recognition.recognise import Recognition
from icp_footprints.sources.recognition.roles import ROLE_WORDS
from icp_footprints.wording import count_words, shortlist

# The sum of a row's ages may be off by rounding in each band.
AGE_TOLERANCE = 1.0
PEOPLE_ROLES = ("people", "patients")


def oddities(table: Table, found: Recognition) -> tuple[str, ...]:
    """Sentences on what a reader should know before using a table; none where all is well."""
    return (
        *_doubts(found),
        *_codes(table, found),
        *_repeats(table, found),
        *_figures(table, found),
        *_practices(table, found),
        *_places(found),
    )


def _doubts(found: Recognition) -> Iterator[str]:
    for role, names in found.doubtful.items():
        yield (
            f"More than one column could hold {ROLE_WORDS[role]}: {shortlist(names)}. Say which "
            f"with --column {role}=COLUMN."
        )
    if not found.columns:
        yield "No column was recognised: say what each is with --column ROLE=COLUMN."


def _codes(table: Table, found: Recognition) -> Iterator[str]:
    """Cells of the units' column that are no English codes of their kind."""
    if not found.has("unit"):
        return
    unit = found.units
    texts, counts = np.unique(table.columns[unit.column].astype(str), return_counts=True)
    rows_of: dict[str, int] = {}
    for text, count in zip(texts, counts, strict=True):
        code = tidy_code(str(text))
        rows_of[code] = rows_of.get(code, 0) + int(count)
    if rows_of.get(""):
        yield f"{count_words(rows_of[''], 'row')} without a code in column '{unit.column}'."
    special = [code for code in rows_of if code in SPECIAL_CODES]
    if special:
        rows = count_words(sum(rows_of[code] for code in special), "row")
        yield f"{rows} with {shortlist(special)} instead of a code: these homes are not known."
    for letter, country in COUNTRIES.items():
        if letter != "E":
            codes = [c for c in rows_of if c.startswith(letter) and GSS_CODE.fullmatch(c)]
            if codes:
                rows = count_words(sum(rows_of[code] for code in codes), "row")
                yield f"{rows} with {country} codes, such as {codes[0]}."
    yield from _vintage(list(rows_of), found)


def _vintage(codes: list[str], found: Recognition) -> Iterator[str]:
    """Where the codes speak against the year of the header, or do not tell a year."""
    unit = found.units
    english = [code for code in codes if code.startswith("E01") and GSS_CODE.fullmatch(code)]
    if unit.geography != "LSOA" or not english:
        return
    made_new = sum(code > LAST_LSOA_2011 for code in english)
    if unit.vintage == 2011 and made_new:
        yield (
            f"Column '{unit.column}' says 2011, but {count_words(made_new, 'code')} in it "
            f"{'was' if made_new == 1 else 'were'} made in 2021."
        )
    elif unit.vintage is None:
        yield (
            f"Column '{unit.column}' does not say of which year its LSOAs are: 2011 and 2021 share "
            "most codes. Joining it to the units will tell."
        )


def _repeats(table: Table, found: Recognition) -> Iterator[str]:
    if not found.has("unit") or "registrations" in found.uses or "change_lookup" in found.uses:
        return
    unit = found.units
    again = repeats(table, unit.column)
    if again and (found.has("people") or found.ages):
        held = count_words(len(table) - again, "code")
        yield (
            f"{count_words(len(table), 'row')} for {held} in column '{unit.column}': more than one "
            "row for a unit, so its people cannot be used as they stand."
        )


def _figures(table: Table, found: Recognition) -> Iterator[str]:
    for role in PEOPLE_ROLES:
        if role in found.columns and role not in found.doubtful:
            try:
                table.people(found.columns[role])
            except InputError as error:
                yield error.what
    if not found.ages:
        return
    try:
        ages = ages_of_rows(table, found.ages)
        if "people" in found.columns and "people" not in found.doubtful:
            people = table.people(found.columns["people"])
            off = np.abs(ages.people.sum(axis=1) - people) > AGE_TOLERANCE
            if off.any():
                yield (
                    f"In {count_words(int(off.sum()), 'row')} the ages do not add up to column "
                    f"'{found.columns['people']}'."
                )
    except InputError as error:
        yield error.what


def _practices(table: Table, found: Recognition) -> Iterator[str]:
    if "registrations" in found.uses and found.has("sex"):
        sexes = {str(text).upper() for text in pd.unique(table.columns[found.column("sex")])}
        if "ALL" in sexes and len(sexes - {""}) > 1:
            yield "It has rows of ALL beside rows by sex: only those of ALL are counted."
    if "practice_pcn" in found.uses and "pcn" not in found.doubtful:
        pcns = [tidy_code(str(text)) for text in table.columns[found.columns["pcn"]]]
        none = sum("PCN" not in geographies_of(code) for code in pcns)
        if none:
            yield f"{count_words(none, 'practice')} in no PCN."
        if found.has("end_date"):
            ended = int(np.count_nonzero(table.columns[found.column("end_date")] != ""))
            if ended:
                yield f"{count_words(ended, 'row')} of practices that have left their PCN."


def _places(found: Recognition) -> Iterator[str]:
    """Points that only a directory of postcodes can place."""
    if "points" in found.uses and not ({"easting", "longitude"} & found.columns.keys()):
        yield (
            "It has postcodes but no coordinates: to place its rows, add --postcodes FILE as well, "
            "a directory of postcodes such as ONSPD."
        )
