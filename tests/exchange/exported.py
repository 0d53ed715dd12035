"""Content to export for tests: a place and plan with something in every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.schemas import SchemaName, schema
from icp_footprints.plan.plan import Footprint
from icp_footprints.plan.status import Status
from tests.exchange.plan_files import full

DAY = date(2026, 11, 22)
HOSTILE = (
    '<script>alert("1")</script>',
    '=HYPERLINK("http://example.org";"x")',
    "\u202eRTL 😀 \x01\x0b control",
    "'; DROP TABLE units;--",
    "../../etc/passwd",
    "nul\0 half \ud800",
    "]]></x><y>&amp;",
    "x" * 10_000,
)
FILLS = ("#77AADD", "#EEDD88", "#FFAABB", "#44BB99", "#EE8866", "#BBCC33", "#99DDFF", "#AAAA00")


def full_content(**options: Any) -> ExportContent:
    """A proposed plan in its third version, one of its footprints without units."""
    place, plan = full()
    plan = replace(plan, status=Status.PROPOSED, version=3)
    return ExportContent(place, plan, DAY, fills=FILLS[: len(plan.footprints)], **options)


def hostile_content() -> ExportContent:
    """As `full_content`, with names that would do harm where they were not inert."""
    held = full_content()
    extra = (Footprint(f"X{n}", name, lead=name) for n, name in enumerate(HOSTILE))
    plan = replace(
        held.plan,
        name=HOSTILE[0],
        footprints=(
            *(
                replace(a, name=f"{b} ")
                for a, b in zip(held.plan.footprints, HOSTILE, strict=False)
            ),
            *extra,
        ),
    )
    fills = (FILLS * 2)[: len(plan.footprints)]
    return ExportContent(replace(held.place, name=HOSTILE[1]), plan, DAY, fills=fills)


def check_schema(name: SchemaName, value: object) -> None:
    """Validate a value by one of the schemas."""
    checker = jsonschema.Draft202012Validator
    checker(schema(name), format_checker=checker.FORMAT_CHECKER).validate(value)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
