"""Profiles of units: an index of deprivation, and whether a unit is urban or rural."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.profile import DECILE_UNKNOWN, Deprivation, UnitProfile, UrbanRural
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.joining.join import Join
from icp_footprints.sources.row_people import DEPRIVATION_ROLES, RowWeights, weigh_rows
from icp_footprints.sources.unit_file import UnitFile, Use, file_with
from icp_footprints.wording import count_words, shortlist

INDEX = "IMD"
# Years of the English indices: 2004, 2007, 2010, 2015, 2019 and 2025.
INDEX_YEAR = re.compile(r"(?:20|imd_?|iod_?)(04|07|10|15|19|25)(?!\d)", re.IGNORECASE)
# Fewer ranks than this are not those of all LSOAs of England (32,482 in 2004 to 33,755 in 2025).
LEAST_RANKS_OF_ENGLAND = 32_000
TENTHS = 10
# Scores closer than this, in proportion, are the same.
SAME = 1e-9
# Codes of the classes of 2011 (A to C urban, D to F rural) and 2021 (such as RLN1, UN1).
RURAL_CODE = re.compile(r"[DEF][12]?|R[LS][NF]1?")
URBAN_CODE = re.compile(r"[ABC][12]?|U[NF]1?")


Weigher = Callable[[UnitFile], RowWeights]


def read_profile(files: Sequence[UnitFile]) -> tuple[UnitProfile, list[Use]]:
    """What the files about units say of deprivation and of town and country.

    Raises
    ------
    InputError
        When several files say it, or a score, rank or decile is not a number.
    """
    uses: list[Use] = []
    deprivation, urban_rural = None, None
    weigh = partial(weigh_rows, files=files)
    file = file_with(DEPRIVATION_ROLES, files, partial(_same_deprivation, weigh))
    if file is not None:
        deprivation, notes = _deprivation(weigh, file)
        uses.append(Use(file.opened, "deprivation", notes))
        if deprivation.index == INDEX:
            deprivation, named = _named_by_another(weigh, file, files)
            uses += named
    file = file_with(["urban_rural"], files, partial(_same_classes, weigh))
    if file is not None:
        urban_rural, notes = _urban_rural(weigh, file)
        uses.append(Use(file.opened, "urban or rural", notes))
    return UnitProfile(deprivation, urban_rural), uses


def _named_by_another(
    weigh: Weigher, file: UnitFile, files: Sequence[UnitFile]
) -> tuple[Deprivation, list[Use]]:
    """The index of a file that names no year, with that of a file that says the same of all."""
    found = _deprivation(weigh, file)[0]
    for other in files:
        held = any(other.opened.recognition.has(role) for role in DEPRIVATION_ROLES)
        if other is file or not held or not _same_deprivation(weigh, file, other):
            continue
        index = _deprivation(weigh, other)[0].index
        if index != INDEX:
            note = f"It says the same of every unit as {file.opened.table.file}, and of which year."
            return replace(found, index=index), [Use(other.opened, "deprivation", (note,))]
    return found, []


def _same_deprivation(weigh: Weigher, one: UnitFile, other: UnitFile) -> bool:
    first, second = _deprivation(weigh, one)[0], _deprivation(weigh, other)[0]
    return bool(
        # Averages of the same scores may differ in their last digits.
        np.isclose(first.score, second.score, rtol=SAME, atol=0, equal_nan=True).all()
        and np.array_equal(first.decile, second.decile)
    )


def _same_classes(weigh: Weigher, one: UnitFile, other: UnitFile) -> bool:
    first, second = (
        [(*found.classes, "")[each] for each in found.unit_class]
        for found in (_urban_rural(weigh, one)[0], _urban_rural(weigh, other)[0])
    )
    return first == second


def _deprivation(weigh: Weigher, file: UnitFile) -> tuple[Deprivation, tuple[str, ...]]:
    """Scores as means of people, deciles as those of the largest part, of each unit's rows."""
    file.refuse_repeats()
    table, found = file.opened.table, file.opened.recognition
    columns = [found.column(role) for role in DEPRIVATION_ROLES if found.has(role)]
    by_people = weigh(file)
    score = np.full(len(file.unit_ids), np.nan)
    if found.has("imd_score"):
        scores = table.numbers(found.column("imd_score"), "a score of deprivation")
        score = Join(by_people.weights, file.join.report).mean(scores)
    deciles = _deciles(file)
    rows = largest_part(by_people.weights)
    decile = np.where(rows >= 0, deciles[rows], DECILE_UNKNOWN).astype(np.int8)
    index = f"{INDEX} {_year(columns, table.file)}".strip()
    notes = [note for column in columns for note in table.number_notes(column)]
    for what, some in (("score", np.isnan(score)), ("decile", decile == DECILE_UNKNOWN)):
        if some.all():
            notes.append(f"{index}: no {what}s were found.")
        elif some.any():
            notes.append(f"{index}: {count_words(int(some.sum()), 'unit')} without a {what}.")
    notes.extend(_equal_parts(index, by_people))
    return Deprivation(index, score, decile), tuple(notes)


def _equal_parts(what: str, by_people: RowWeights) -> list[str]:
    """That the rows of some units count alike, because nothing says how many people they hold."""
    count = int(by_people.in_equal_parts.sum())
    if not count:
        return []
    is_made = "is" if count == 1 else "are"
    note = (
        f"{what}: {count_words(count, 'unit')} {is_made} made of several areas whose people no "
        "file gives, so the areas count in equal parts: add a file of people for the same codes "
        "to weigh them by people."
    )
    return [note]


def _deciles(file: UnitFile) -> NDArray[np.int8]:
    """Array (rows,) of deciles, as published or from ranks of all England; 0 where unknown."""
    table, found = file.opened.table, file.opened.recognition
    if found.has("imd_decile"):
        column = found.column("imd_decile")
        values = table.numbers(column, "a decile")
        known = np.isfinite(values)
        wrong = known & ~np.isin(values, np.arange(1, TENTHS + 1))
        if wrong.any():
            row = int(np.argmax(wrong))
            raise InputError(
                f"{table.file}, {table.where(row)} has '{table.columns[column][row]}' in column "
                f"'{column}', which is not a decile.",
                "Deciles are whole numbers from 1 (most deprived) to 10.",
            )
        return np.where(known, values, DECILE_UNKNOWN).astype(np.int8)
    if found.has("imd_rank"):
        ranks = table.numbers(found.column("imd_rank"), "a rank")
        n = len(ranks)
        if n >= LEAST_RANKS_OF_ENGLAND and np.array_equal(np.sort(ranks), np.arange(1, n + 1)):
            return np.ceil(TENTHS * ranks / n).astype(np.int8)
    return np.full(len(table), DECILE_UNKNOWN, dtype=np.int8)


def largest_part(weights: csr_array) -> NDArray[np.int64]:
    """Array (units,): the row that holds most of each unit, -1 for none.

    Parameters
    ----------
    weights
        CSR array (units, rows): what each row counts for in the unit.
    """
    n = len(weights.indptr) - 1
    unit = np.repeat(np.arange(n), np.diff(weights.indptr))
    order = np.lexsort((weights.indices, -np.asarray(weights.data, dtype=np.float64), unit))
    units, first = np.unique(unit[order], return_index=True)
    found = np.full(n, -1, dtype=np.int64)
    found[units] = weights.indices[order][first]
    return found


def _year(columns: Sequence[str], file: str) -> str:
    """The year of the index, as its columns or file name say."""
    for text in (*columns, file):
        found = INDEX_YEAR.search(text)
        if found:
            return f"20{found.group(1)}"
    return ""


def _urban_rural(weigh: Weigher, file: UnitFile) -> tuple[UrbanRural, tuple[str, ...]]:
    table, column = file.opened.table, file.opened.recognition.column("urban_rural")
    texts = table.columns[column]
    beside = name_column_beside(table.columns, column)
    names = table.columns[beside] if beside else texts
    by_people = weigh(file)
    rows = largest_part(by_people.weights)
    rural: dict[str, bool] = {}
    unknown: set[str] = set()
    for row in sorted({*rows.tolist()} - {-1}):
        code, name = str(texts[row]), str(names[row]) or str(texts[row])
        if name:
            answer = is_rural(name) if is_rural(name) is not None else is_rural(code)
            if answer is None:
                unknown.add(name)
            else:
                rural[name] = answer
    classes = tuple(sorted(rural))
    position = {name: j for j, name in enumerate(classes)}
    unit_class = np.array(
        [position.get(str(names[row]) or str(texts[row]), -1) if row >= 0 else -1 for row in rows],
        dtype=np.int16,
    )
    notes = _equal_parts("Urban or rural", by_people)
    if unknown:
        notes.append(f"Neither urban nor rural by their names: {shortlist(sorted(unknown))}.")
    missing = int((unit_class < 0).sum())
    if missing:
        notes.append(f"{count_words(missing, 'unit')} without an urban or rural class.")
    return UrbanRural(classes, unit_class, tuple(rural[name] for name in classes)), tuple(notes)


def is_rural(text: str) -> bool | None:
    """Whether a class is rural, by its name or its code of 2011 or 2021; None if neither.

    ``Urban with significant rural`` is urban; ``Largely rural`` and ``Smaller rural`` are rural.
    """
    words = text.strip().lower()
    if words.startswith("urban"):
        return False
    if "rural" in words:
        return True
    code = text.strip().upper()
    if RURAL_CODE.fullmatch(code):
        return True
    return False if URBAN_CODE.fullmatch(code) else None
