"""All bad files, by name."""

from __future__ import annotations

from tests.bad_files.archives import ARCHIVE_CASES
from tests.bad_files.case import Case
from tests.bad_files.databases import DATABASE_CASES
from tests.bad_files.geojsons import GEOJSON_CASES
from tests.bad_files.other_maps import OTHER_CASES
from tests.bad_files.other_roles import ROLE_CASES
from tests.bad_files.overlays_and_points import LAYER_CASES
from tests.bad_files.paths import PATH_CASES
from tests.bad_files.positions import POSITION_CASES
from tests.bad_files.properties import PROPERTY_CASES
from tests.bad_files.registers import REGISTER_CASES
from tests.bad_files.texts import TEXT_CASES
from tests.bad_files.workbooks import WORKBOOK_CASES

_ALL = (
    *TEXT_CASES,
    *REGISTER_CASES,
    *ARCHIVE_CASES,
    *WORKBOOK_CASES,
    *GEOJSON_CASES,
    *POSITION_CASES,
    *PROPERTY_CASES,
    *DATABASE_CASES,
    *LAYER_CASES,
    *ROLE_CASES,
    *OTHER_CASES,
    *PATH_CASES,
)
CASES: dict[str, Case] = {case.name: case for case in _ALL}
assert len(CASES) == len(_ALL), "two bad files have one name"
