"""Errors of the readers without the options of the command line, for who reads them in a window."""

from __future__ import annotations

import re

from icp_footprints.errors import FootprintsError

# What the readers advise on the command line, and where the same is done in the wizard.
IN_THE_WIZARD = {
    "--column": "its columns, under What each file is for",
    "--crs": "another copy of the file, saved with its reference system",
    "--id": "the column of unit codes, under What each file is for",
    "--resident": "the column of people, under What each file is for",
    "--name": "the column of unit names, under What each file is for",
    "--where": "the areas to plan, under The place",
    "--allow-empty": "a tick at Accept units where nobody lives, under The place",
    "--allow-islands": "a tick at Accept units that touch no other, under The place",
    "--data": "a table, under Choose files",
    "--registrations": "a file of registered patients, under Choose files",
    "--practice-pcn": "a file of which PCN each practice is in, under Choose files",
    "--postcodes": "a directory of postcodes, under Choose files",
    "--change-lookup": "the ONS look-up of LSOA 2011 to 2021, under Choose files",
    "--lookup": "a layer, under What each file is for",
    "--overlay": "a layer of areas, under What each file is for",
    "--points": "a layer of points, under What each file is for",
    "--people-points": "a file of where people live, under What each file is for",
    "--bridge": "a bridge, once the plan is open",
    "--units": "another file of boundaries, under Choose files",
    "--ledger": "another column of people, under What each file is for",
}
# An option with what is written after it: its value, in capitals or with an equals sign.
OPTION = re.compile(
    r"(--[a-z][a-z-]*)(?:[ ](?:FILE|COLUMN|NAME|EPSG:\d+|[A-Za-z_][^\s,;]*=[^\s,;]*?)(?:=COLUMN)?"
    r"(?=[\s.,;)]|$))?"
)


def plainly(error: FootprintsError) -> str:
    """What is wrong and the way out, in the words of the wizard."""
    return OPTION.sub(_in_words, str(error))


def _in_words(found: re.Match[str]) -> str:
    return IN_THE_WIZARD.get(found.group(1), "the wizard")
