"""GP registrations: NHS practice x LSOA counts and the practice-to-PCN map, as a layer and ledger.

A PCN has no official boundary. The share of a unit's patients that belongs to each PCN is the real
thing, and this is where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.ledger import REGISTERED, Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.sources.joining.changes import ChangeLookup
from icp_footprints.sources.joining.join import Join, join
from icp_footprints.sources.layers.patient_notes import (
    patient_notes,
    practices_found,
    registrations_detail,
)
from icp_footprints.sources.layers.patients import Patients, read_patients
from icp_footprints.sources.layers.practices import pcn_names, read_practice_map
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.opening.tables import Texts
from icp_footprints.wording import count_words, shortlist

PCN_LAYER = "pcn"


@dataclass(frozen=True, eq=False)
class Registrations:
    """What the files give: a layer of PCNs, the registered ledger, and where they came from."""

    layer: ReferenceLayer
    ledger: Ledger
    sources: tuple[Source, ...]


def read_registrations(
    registrations: OpenedTable,
    practice_pcn: OpenedTable | None,
    unit_ids: tuple[str, ...],
    change: ChangeLookup | None = None,
) -> Registrations:
    """Read registered patients by practice and unit, and which PCN each practice is in.

    Parameters
    ----------
    registrations
        A table with ``PRACTICE_CODE, LSOA_CODE, NUMBER_OF_PATIENTS`` as NHS England publishes it.
    practice_pcn
        A table with ``PRACTICE_CODE, PCN_CODE, PCN_NAME``; left out, the registrations have a
        column of PCNs themselves.
    unit_ids
        Ids of the place's units.
    change
        The look-up of LSOA 2011 to 2021, for registrations by units of the other year.

    Raises
    ------
    InputError
        When a column is missing, a count is wrong, a row is there twice, or nothing joins.
    """
    if practice_pcn is None and not registrations.recognition.has("pcn"):
        raise InputError(
            f"{registrations.table.file} does not say which PCN each practice is in.",
            "Add the practice-to-PCN map with --practice-pcn, or name a column with "
            "--column pcn=COLUMN.",
        )
    practices = read_practice_map(practice_pcn) if practice_pcn else None
    names = practices.name_of if practices else pcn_names(registrations)
    patients = read_patients(registrations, practices)
    units = registrations.recognition.units
    joined = join(patients.homes, unit_ids, patients.counts, change, units.vintage)
    _check_joins(patients, joined, unit_ids, registrations, practice_pcn)
    total = joined.total(patients.counts)
    file = registrations.table.file
    detail = registrations_detail(patients, total)
    notes = (*patients.notes, *patient_notes(patients, joined, total))
    sources = [registrations.source("registrations", detail, notes, joined.report)]
    if practice_pcn is not None and practices is not None:
        known = count_words(len(practices.pcn_of), "practice")
        left = f"{count_words(practices.ended, 'membership')} that ended left out."
        ended = (left,) if practices.ended else ()
        of_map = (practices_found(patients), *ended)
        sources.append(practice_pcn.source("practice to PCN", known, of_map))
    return Registrations(
        layer=_pcn_layer(patients, joined, total, names),
        ledger=Ledger(REGISTERED, "Registered patients", total, f"Patients in {file}"),
        sources=tuple(sources),
    )


def _check_joins(
    patients: Patients,
    joined: Join,
    unit_ids: tuple[str, ...],
    registrations: OpenedTable,
    practice_pcn: OpenedTable | None,
) -> None:
    file = registrations.table.file
    inside = np.asarray(joined.weights.sum(axis=0)) > 0
    if not inside.any():
        causes = " ".join(joined.report.causes)
        raise InputError(
            f"No code in {file} is a unit of this place: it has codes such as "
            f"{_examples(patients.homes)}, the place has {shortlist(list(unit_ids[:3]))}. {causes}",
            "Use registrations for the same area and of the same year's boundaries "
            "(2011 and 2021 LSOA codes differ: --change-lookup FILE converts them).",
        )
    in_pcn = patients.pcns >= 0
    by = practice_pcn.table.file if practice_pcn else file
    if in_pcn.any() and not patients.counts[in_pcn & inside].any():
        raise InputError(
            f"No patient in {file} who lives in this place is with a practice that {by} has in a "
            "PCN.",
            "Check that both files are for this area.",
        )
    if not in_pcn.any():
        raise InputError(
            f"No practice in {file} is in a PCN by {by}: practices are such as "
            f"{_examples(patients.practices)}.",
            "Use a practice-to-PCN map of the same country and time.",
        )


def _examples(codes: Texts) -> str:
    return shortlist(sorted(set(codes.tolist()) - {""})[:3])


def _pcn_layer(
    patients: Patients, joined: Join, total: NDArray[np.float64], name_of: Mapping[str, str]
) -> ReferenceLayer:
    rows = np.flatnonzero(patients.pcns >= 0)
    members = csr_array(
        coo_array(
            (patients.counts[rows], (rows, patients.pcns[rows])),
            shape=(len(patients), len(patients.pcn_codes)),
        )
    )
    counts = csr_array(joined.weights @ members)
    of_pcn = np.asarray(counts.sum(axis=0), dtype=np.float64)
    held = np.flatnonzero(of_pcn > 0)
    everyone = np.where(total > 0, total, 1.0)
    shares = csr_array(counts[:, held].multiply((1.0 / everyone)[:, None]))
    shares.eliminate_zeros()
    shares.sort_indices()
    # People whose home is not known are neither inside nor outside.
    away = 1.0 - np.asarray(joined.weights.sum(axis=0), dtype=np.float64)
    away[~patients.is_home_known] = 0.0
    outside = np.asarray(members.T @ np.clip(away, 0.0, 1.0), dtype=np.float64)[held]
    ids = tuple(patients.pcn_codes[j] for j in held)
    return ReferenceLayer(
        name=PCN_LAYER,
        kind="registration",
        area_ids=ids,
        area_names=tuple(name_of.get(code, code) for code in ids),
        shares=shares,
        outside_share=outside / (of_pcn[held] + outside),
        method="by registered patients",
    )
