"""What the columns of a unit look-up are called, in the way the ONS names those of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icp_footprints.exchange.exporting.vintage import OFFER, vintage_of
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source

UNKNOWN = "UNIT"
# What the ONS calls areas whose codes begin so; those of Scotland and Northern Ireland are others.
KINDS = {"00": "OA", "01": "LSOA", "02": "MSOA", "05": "WD"}
CODE = re.compile(r"[EW](0[0125])[0-9]{6}")
# Small areas are drawn anew after each Census.
CENSUS = ("01", "11", "21")
SAID = re.compile(r"(?<![a-z])(?:lsoa|msoa|oa)[ _-]?(?:20)?(01|11|21)(?![0-9])", re.IGNORECASE)
# The last English LSOA of 2011: codes above were given in 2021.
LAST_LSOA_2011 = "E01033768"


def unit_columns(place: Place) -> tuple[str, str]:
    """The headers of unit codes and names: ``LSOA21CD`` and ``LSOA21NM``.

    ``UNITCD`` and ``UNITNM`` where units are of no known kind, or their year is not known.
    """
    stem = _kind_and_year(place)
    return f"{stem}CD", f"{stem}NM"


def vintage_in_place(place: Place, source: Source) -> str | None:
    """When a file of the place is from: as the file tells, else as the codes of its units do."""
    told = vintage_of(source)
    if told is not None or source.role != "units":
        return told
    year = _kind_and_year(place)[-2:]
    return f"20{year}" if year.isdigit() else None


def _kind_and_year(place: Place) -> str:
    codes = [CODE.fullmatch(code) for code in place.units.ids]
    found = {each.group(1) for each in codes if each}
    if len(found) != 1 or not all(codes):
        return UNKNOWN
    kind = KINDS[found.pop()]
    year = _ward_year(place) if kind == "WD" else next(_census_years(place, kind), None)
    return f"{kind}{year}" if year else UNKNOWN


def _census_years(place: Place, kind: str) -> Iterator[str]:
    """Two digits of the year of small areas, from what tells it best to what tells it least."""
    for source in place.sources:
        if source.join is not None and source.join.conversion is not None:
            yield f"{source.join.conversion.to_vintage % 100:02d}"
    english = [code for code in place.units.ids if code.startswith("E")]
    if kind == "LSOA" and any(code > LAST_LSOA_2011 for code in english):
        yield "21"
    texts = [text for source in place.sources if source.role == "units" for text in _texts(source)]
    # LSOAs with the MSOAs of a year are of that year.
    for text in (*texts, *(layer.method for layer in place.layers)):
        yield from SAID.findall(text)
    for source in place.sources:
        year = (vintage_of(source) or "")[-2:] if source.role == "units" else ""
        if year in CENSUS:
            yield year


def _texts(source: Source) -> tuple[str, ...]:
    return (source.file, *(note for note in source.notes if not note.startswith(OFFER)))


def _ward_year(place: Place) -> str | None:
    """Two digits of the year of wards, as their file tells it."""
    for source in place.sources:
        if source.role == "units":
            vintage = vintage_of(source)
            return vintage[-2:] if vintage else None
    return None
