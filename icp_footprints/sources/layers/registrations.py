"""GP registrations: NHS practice x LSOA counts and the practice-to-PCN map, as a layer and ledger.

A PCN has no official boundary. The share of a unit's patients that belongs to each PCN is the real
thing, and this is where it comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.ledger import REGISTERED, Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.files import sha256_of
from icp_footprints.sources.opening.tables import Texts, read_csv
from icp_footprints.wording import count_words, shortlist

PCN_LAYER = "pcn"
PRACTICE_COLUMNS = ("PRACTICE_CODE", "ORG_CODE")
UNIT_COLUMNS = ("LSOA_CODE", "LSOA21CD", "LSOA11CD", "LSOA21_CODE", "LSOA11_CODE")
PATIENT_COLUMNS = ("NUMBER_OF_PATIENTS", "PATIENTS")
# NHS England's code for a practice that is in no PCN.
NO_PCN = ("", "U", "UNALLOCATED")
# Counts of people under this are personal.
SMALLEST_SHOWN = 5
# Codes of places people live in; others (EMPTY, CLOSED) say that the place is not known.
PLACE_CODE = re.compile(r"[A-Z]\d{8}|\d{2}[A-Z0-9]{4,}")


@dataclass(frozen=True, eq=False)
class Registrations:
    """What the two files give: a layer of PCNs, the registered ledger, and where it came from."""

    layer: ReferenceLayer
    ledger: Ledger
    sources: tuple[Source, Source]


@dataclass(frozen=True, eq=False)
class Patients:
    """Rows of a registrations file.

    Parameters
    ----------
    practices
        Array (r,) of practice codes.
    unit_codes
        Array (r,) of the codes of where the patients live.
    rows
        Array (r,) of unit rows in the place, -1 for anywhere else.
    pcns
        Array (r,) of PCN codes, empty for none.
    counts
        Array (r,) of patients.
    """

    practices: Texts
    unit_codes: Texts
    rows: NDArray[np.int64]
    pcns: Texts
    counts: NDArray[np.float64]


def read_registrations(
    registrations: Path, practice_pcn: Path, unit_ids: tuple[str, ...]
) -> Registrations:
    """Read registered patients by practice and unit, and which PCN each practice is in.

    Parameters
    ----------
    registrations
        CSV with ``PRACTICE_CODE, LSOA_CODE, NUMBER_OF_PATIENTS`` as NHS England publishes it.
    practice_pcn
        CSV with ``PRACTICE_CODE, PCN_CODE, PCN_NAME``.
    unit_ids
        Ids of the place's units.

    Raises
    ------
    InputError
        When a file or column is missing, a count is wrong, or nothing joins.
    """
    pcn_of, name_of = _read_pcns(practice_pcn)
    patients = _read_patients(registrations, pcn_of, unit_ids)
    _check_joins(patients, unit_ids, registrations, practice_pcn)
    inside = patients.rows >= 0
    total = np.bincount(
        patients.rows[inside], weights=patients.counts[inside], minlength=len(unit_ids)
    ).astype(np.float64)
    return Registrations(
        _pcn_layer(patients, total, name_of),
        Ledger(REGISTERED, "Registered patients", total, f"Patients in {registrations.name}"),
        (
            Source(
                "registrations",
                registrations.name,
                sha256_of(registrations),
                f"{count_words(len(patients.rows), 'row')}, "
                f"{count_words(float(patients.counts.sum()), 'patient')}",
                _notes(patients, total),
            ),
            Source(
                "practice to PCN",
                practice_pcn.name,
                sha256_of(practice_pcn),
                count_words(len(pcn_of), "practice"),
            ),
        ),
    )


def _read_patients(path: Path, pcn_of: dict[str, str], unit_ids: tuple[str, ...]) -> Patients:
    """The rows of a registrations file, each patient once."""
    table = read_csv(path)
    practice = table.find(PRACTICE_COLUMNS, "practice")
    unit = table.find(UNIT_COLUMNS, "unit")
    count = table.find(PATIENT_COLUMNS, "number of patients")
    table.people(count)
    sex = next((name for name in table.columns if plain(name) == "sex"), None)
    if sex is not None:
        is_all = np.array([text.upper() == "ALL" for text in table.columns[sex]], dtype=np.bool_)
        # A file with totals and sexes would count everybody twice.
        if is_all.any():
            table = table.rows(is_all)
    position = {code.upper(): row for row, code in enumerate(unit_ids)}
    practices = _upper(table.columns[practice])
    codes = _upper(table.columns[unit])
    return Patients(
        practices=practices,
        unit_codes=codes,
        rows=np.array([position.get(code, -1) for code in codes], dtype=np.int64),
        pcns=np.array([pcn_of.get(code, "") for code in practices], dtype=object),
        counts=table.people(count),
    )


def _upper(texts: Texts) -> Texts:
    return np.array([text.upper() for text in texts], dtype=object)


def _read_pcns(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """PCN code by practice, and PCN name by code."""
    table = read_csv(path)
    practice = table.find(PRACTICE_COLUMNS, "practice")
    code = table.find(("PCN_CODE",), "PCN")
    name = next((column for column in table.columns if plain(column) == "pcn_name"), code)
    pcn_of: dict[str, str] = {}
    name_of: dict[str, str] = {}
    rows = zip(*(table.columns[column] for column in (practice, code, name)), strict=True)
    for row, (practice_text, pcn_text, pcn_name) in enumerate(rows):
        key, pcn = practice_text.upper(), pcn_text.upper()
        pcn = "" if pcn in NO_PCN else pcn
        if pcn_of.setdefault(key, pcn) != pcn:
            raise InputError(
                f"{path.name}, {table.where(row)}: practice {key} is in PCN {pcn or 'none'} here "
                f"and in {pcn_of[key] or 'none'} above.",
                "Keep one PCN for each practice.",
            )
        if pcn:
            name_of.setdefault(pcn, pcn_name or pcn)
    return pcn_of, name_of


def _check_joins(
    patients: Patients, unit_ids: tuple[str, ...], registrations: Path, practice_pcn: Path
) -> None:
    if not (patients.rows >= 0).any():
        raise InputError(
            f"No code in {registrations.name} is a unit of this place: it has codes such as "
            f"{_examples(patients.unit_codes)}, the place has {shortlist(list(unit_ids[:3]))}.",
            "Use registrations for the same area and of the same year's boundaries "
            "(2011 and 2021 LSOA codes differ).",
        )
    in_pcn = patients.pcns != ""
    if in_pcn.any() and not patients.counts[in_pcn & (patients.rows >= 0)].any():
        raise InputError(
            f"No patient in {registrations.name} who lives in this place is with a practice that "
            f"{practice_pcn.name} has in a PCN.",
            "Check that both files are for this area.",
        )
    if not in_pcn.any():
        raise InputError(
            f"No practice in {registrations.name} is in a PCN by {practice_pcn.name}: practices "
            f"are such as {_examples(patients.practices)}.",
            "Use a practice-to-PCN map of the same country and time.",
        )


def _examples(codes: Texts) -> str:
    return shortlist(sorted(set(codes.tolist()))[:3])


def _pcn_layer(
    patients: Patients, total: NDArray[np.float64], name_of: dict[str, str]
) -> ReferenceLayer:
    members = np.flatnonzero((patients.rows >= 0) & (patients.pcns != "") & (patients.counts > 0))
    ids = tuple(sorted(set(patients.pcns[members].tolist())))
    column = {code: j for j, code in enumerate(ids)}
    columns = np.array([column.get(code, -1) for code in patients.pcns], dtype=np.int64)
    counts = coo_array(
        (patients.counts[members], (patients.rows[members], columns[members])),
        shape=(len(total), len(ids)),
    )
    everyone = np.where(total > 0, total, 1.0)
    shares = csr_array(csr_array(counts).multiply((1.0 / everyone)[:, None]))
    shares.sort_indices()
    # People whose home is not known are neither inside nor outside.
    inside = patients.rows >= 0
    outside = (columns >= 0) & ~inside & _is_place(patients.unit_codes)
    known = outside | ((columns >= 0) & inside)
    of_pcn, out_of_place = (
        np.bincount(columns[some], weights=patients.counts[some], minlength=len(ids))
        for some in (known, outside)
    )
    return ReferenceLayer(
        name=PCN_LAYER,
        kind="registration",
        area_ids=ids,
        area_names=tuple(name_of[code] for code in ids),
        shares=shares,
        outside_share=out_of_place / of_pcn,
    )


def _is_place(codes: Texts) -> NDArray[np.bool_]:
    known = {code: PLACE_CODE.fullmatch(code) is not None for code in set(codes.tolist())}
    return np.array([known[code] for code in codes], dtype=np.bool_)


def _notes(patients: Patients, total: NDArray[np.float64]) -> tuple[str, ...]:
    """What did not join, counted, in words."""
    inside = patients.rows >= 0
    unknown = ~inside & ~_is_place(patients.unit_codes)
    elsewhere = ~inside & ~unknown
    notes = [
        f"{_count(patients, inside)} live in the place, {_count(patients, elsewhere)} elsewhere."
    ]
    if unknown.any():
        notes.append(
            f"{_count(patients, unknown)} have no known home (codes such as EMPTY or CLOSED) and "
            "are left out."
        )
    loose = inside & (patients.pcns == "")
    if loose.any():
        practices = count_words(len(set(patients.practices[loose].tolist())), "practice")
        notes.append(
            f"{_count(patients, loose)} of the place are with {practices} in no PCN: they count as "
            "registered, but in no PCN."
        )
    without = int((total == 0).sum())
    if without:
        notes.append(f"{without:,} of {len(total):,} units have no registered patients.")
    return tuple(notes)


def _count(patients: Patients, some: NDArray[np.bool_]) -> str:
    """Patients of some rows, in words; counts under 5 are never printed."""
    people = float(patients.counts[some].sum())
    shown = "<5" if 0 < people < SMALLEST_SHOWN else f"{people:,.0f}"
    noun = "patient" if shown == "1" else "patients"
    return f"{shown} {noun} in {count_words(int(some.sum()), 'row')}"
