"""The plan's own tables: settings, bands, targets, exceptions and what became of it when."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from icp_footprints import __version__
from icp_footprints.exchange.tables.forms import Form, Forms, Row, as_json
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Origin, Plan
from icp_footprints.plan.status import Status, StatusChange
from icp_footprints.plan.target import Target

FORMS: Forms = {
    "plan": Form("key TEXT, value TEXT", "key"),
    "bands": Form("position INTEGER, ledger TEXT, low INTEGER, high INTEGER"),
    "targets": Form(
        "position INTEGER, layer TEXT, measure TEXT, threshold REAL, strength TEXT, weight REAL",
    ),
    "exceptions": Form(
        "position INTEGER, rule TEXT, subject TEXT, reason TEXT, owner TEXT, date TEXT",
    ),
    "status_history": Form(
        "position INTEGER, status TEXT, version INTEGER, changed_on TEXT, changed_by TEXT, "
        "content_hash TEXT",
    ),
}


def rows(place: Place, plan: Plan, schema_version: int) -> dict[str, list[Row]]:
    """The rows of these tables."""
    return {
        "plan": list(_settings(place, plan, schema_version).items()),
        "bands": [(i, x.ledger, x.low, x.high) for i, x in enumerate(plan.bands)],
        "targets": [
            (i, x.layer, x.measure, x.threshold, x.strength, x.weight)
            for i, x in enumerate(plan.targets)
        ],
        "exceptions": [
            (i, x.rule, x.subject, x.reason, x.owner, x.date) for i, x in enumerate(plan.exceptions)
        ],
        "status_history": [
            (i, str(x.status), x.version, x.on, x.by, x.content_hash)
            for i, x in enumerate(plan.history)
        ],
    }


def _settings(place: Place, plan: Plan, schema_version: int) -> dict[str, str]:
    origin, deprivation = plan.origin, place.profile.deprivation
    return {
        "schema_version": str(schema_version),
        "program_version": __version__,
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "place": place.name,
        "notice": place.notice,
        "deprivation_index": deprivation.index if deprivation else "",
        "name": plan.name,
        "status": str(plan.status),
        "plan_version": str(plan.version),
        "origin_method": origin.method,
        "origin_seed": "" if origin.seed is None else str(origin.seed),
        "origin_settings": as_json(origin.settings),
        "origin_version": origin.version,
        "origin_made_at": origin.made_at,
    }


def read_settings(base: sqlite3.Connection) -> dict[str, str]:
    """The key-value table of a plan file."""
    return {str(key): str(value) for key, value in base.execute("SELECT key, value FROM plan")}


def read_origin(settings: dict[str, str]) -> Origin:
    """How the plan was made."""
    seed = settings["origin_seed"]
    return Origin(
        method=settings["origin_method"],
        seed=int(seed) if seed else None,
        settings=tuple((str(k), str(v)) for k, v in json.loads(settings["origin_settings"])),
        version=settings["origin_version"],
        made_at=settings["origin_made_at"],
    )


def read_status(settings: dict[str, str]) -> Status:
    """How far the plan has come."""
    return _status(settings["status"])


def read_version(settings: dict[str, str]) -> int:
    """The plan's own version, from 1."""
    text = settings["plan_version"]
    if not text.isdecimal():
        raise ValueError(f"the plan has the version {text!a}, which should be a whole number")
    return int(text)


def read_history(base: sqlite3.Connection) -> tuple[StatusChange, ...]:
    """What became of the plan when, the latest last."""
    found = base.execute(
        "SELECT status, version, changed_on, changed_by, content_hash FROM status_history "
        "ORDER BY position"
    )
    return tuple(
        StatusChange(_status(status), int(version), str(on), str(by), str(content))
        for status, version, on, by, content in found
    )


def _status(text: object) -> Status:
    if text not in list(Status):
        raise ValueError(f"the plan has the status {text!a}, which should be {' or '.join(Status)}")
    return Status(text)


def read_bands(base: sqlite3.Connection) -> tuple[Band, ...]:
    """The plan's bands, the foremost first; there is always one."""
    found = base.execute("SELECT low, high, ledger FROM bands ORDER BY position").fetchall()
    if not found:
        raise ValueError("it has no band")
    return tuple(Band(int(low), int(high), str(ledger)) for low, high, ledger in found)


def read_targets(base: sqlite3.Connection) -> tuple[Target, ...]:
    """The plan's targets, in their order."""
    found = base.execute(
        "SELECT layer, measure, threshold, strength, weight FROM targets ORDER BY position"
    )
    return tuple(
        Target(str(layer), measure, float(level), strength, float(weight))
        for layer, measure, level, strength, weight in found
    )


def read_exceptions(base: sqlite3.Connection) -> tuple[RecordedException, ...]:
    """The plan's recorded exceptions, in their order."""
    found = base.execute(
        "SELECT rule, subject, reason, owner, date FROM exceptions ORDER BY position"
    )
    return tuple(
        RecordedException(rule, str(subject), str(reason), str(owner), str(date))
        for rule, subject, reason, owner, date in found
    )
