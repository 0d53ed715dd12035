"""What a file can serve as, with the option of the command line that takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from icp_footprints.sources.recognition.code_columns import CodeColumn
from icp_footprints.sources.recognition.recognise import Recognition
from icp_footprints.sources.recognition.uses import (
    are_of_people,
    lookup_columns,
    may_be_of_people,
)
from icp_footprints.wording import shortlist

# Names of layers for kinds of area whose own name is too long to type.
LAYER_NAMES = {"local authority": "la", "county or unitary authority": "county", "OA": "oa"}

ASSETS = "local assets, counted for each footprint"
LIVING = "where people live within units"


@dataclass(frozen=True)
class Service:
    """One thing a file can serve as.

    Parameters
    ----------
    what
        What it is, in a few words.
    option
        What to write on the command line.
    """

    what: str
    option: str


def services_of(found: Recognition, shape: str, given: str) -> tuple[Service, ...]:
    """What a file can serve as.

    Parameters
    ----------
    found
        What was recognised in its columns.
    shape
        ``areas``, ``lines`` or ``points`` for a file with geometry; empty for a table.
    given
        The file as the user wrote it.
    """
    given = quoted(given)
    if shape == "lines":
        return (Service("barriers along lines", f"--barrier-lines {given}=REASON"),)
    if shape == "points":
        assets = Service(ASSETS, f"--points NAME={given}")
        living = Service(LIVING, f"--people-points {given}")
        if are_of_people(found.codes, found.columns, found.held):
            return living, assets
        return (assets, living) if may_be_of_people(found.columns) else (assets,)
    if shape == "areas":
        return (*_units(found, given), Service("areas of a further layer", _overlay(found, given)))
    return _tables(found, given)


def _units(found: Recognition, given: str) -> tuple[Service, ...]:
    """The units' own boundaries, with what stands beside them."""
    beside = [
        words
        for use, words in (
            ("people", "people"),
            ("ages", "ages"),
            ("deprivation", "deprivation"),
            ("urban_rural", "urban and rural"),
        )
        if use in found.uses
    ]
    with_words = f", with their {shortlist(beside)}" if beside else ""
    return (
        Service(f"units{with_words}", f"--units {given}"),
        *_lookups(found),
    )


def _overlay(found: Recognition, given: str) -> str:
    code = next((each for each in found.codes if each.column == found.columns.get("unit")), None)
    return f"--overlay {layer_name(code.geography) if code else 'NAME'}={given}"


def _tables(found: Recognition, given: str) -> tuple[Service, ...]:
    held = found.uses
    services: list[Service] = []
    about_units = [
        words
        for use, words in (
            ("people", "people of each unit"),
            ("ages", "ages"),
            ("deprivation", "deprivation"),
            ("urban_rural", "urban and rural"),
            ("lookup", "look-up"),
        )
        if use in held
    ]
    if about_units:
        services.append(Service(shortlist(about_units), f"--data {given}"))
    if "lookup" in held:
        services += _lookups(found)
    options = {
        "registrations": ("registered patients by practice", "--registrations {}"),
        "practice_pcn": ("which PCN each practice is in", "--practice-pcn {}"),
        "points": (ASSETS, "--points NAME={}"),
        "people_points": (LIVING, "--people-points {}"),
        "postcodes": ("where each postcode is", "--postcodes {}"),
        "change_lookup": ("how LSOAs of 2011 became those of 2021", "--change-lookup {}"),
    }
    services += [
        Service(what, option.format(given))
        for use, (what, option) in options.items()
        if use in held
    ]
    return tuple(services)


def _lookups(found: Recognition) -> tuple[Service, ...]:
    """One layer for each kind of area; of two columns for one, the first."""
    first: dict[str, CodeColumn] = {}
    for each in lookup_columns(found.codes, found.columns):
        first.setdefault(each.geography, each)
    return tuple(
        Service(
            f"layer of {plural(geography)}",
            f"--lookup {layer_name(geography)}={quoted(each.column)}",
        )
        for geography, each in first.items()
    )


def quoted(text: str) -> str:
    """A file or column as it is written on a command line."""
    return f'"{text}"' if re.search(r"[\s(){}&;]", text) else text


def plural(geography: str) -> str:
    """Several areas of a kind: ``wards``, ``local authorities``, ``counties``."""
    return f"{geography[:-1]}ies" if geography.endswith("y") else f"{geography}s"


def layer_name(geography: str) -> str:
    """A name for a layer of a kind of area: small letters and underscores."""
    plain_name = re.sub(r"[^a-z0-9]+", "_", geography.lower()).strip("_")
    return LAYER_NAMES.get(geography, plain_name)
