"""Files as a council and the NHS would hand them over, for a new plan."""

import json
from pathlib import Path

from icp_footprints.progress import Progress
from ui.wizard.look import look_into

CODES = [f"E0100{n:04d}" for n in range(1, 9)]
PEOPLE = [1500, 1600, 1400, 1700, 1550, 1450, 1650, 1350]
ALL = ("areas.geojson", "people.csv", "registrations.csv", "practices.csv")


def write_sources(folder: Path) -> None:
    """Eight small areas of two authorities, their people, practices and patients."""
    features = []
    for n, code in enumerate(CODES):
        east, north = 330_000 + 1000 * (n % 4), 390_000 + 1000 * (n // 4)
        ring = [[east, north], [east + 1000, north], [east + 1000, north + 1000]]
        ring += [[east, north + 1000], [east, north]]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [ring]},
                "properties": {
                    "LSOA21CD": code,
                    "LSOA21NM": f"Area {n}",
                    "LAD24CD": "E08000001" if n < 4 else "E08000002",
                    "LAD24NM": "Northham" if n < 4 else "Southham",
                    "WD24CD": f"E0500000{n // 2 + 1}",
                    "WD24NM": f"Ward {n // 2}",
                },
            }
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    made = {"type": "FeatureCollection", "crs": crs, "features": features}
    (folder / "areas.geojson").write_text(json.dumps(made), encoding="utf-8")
    rows = [f"{code},{count},{count + 7}" for code, count in zip(CODES, PEOPLE, strict=True)]
    text = "\n".join(["LSOA21CD,Population,Heads", *rows])
    (folder / "people.csv").write_text(text, encoding="utf-8")
    lines = ["PRACTICE_CODE,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"]
    lines += [f"A8100{n % 2 + 1},{code},ALL,{1000 + n}" for n, code in enumerate(CODES)]
    (folder / "registrations.csv").write_text("\n".join(lines), encoding="utf-8")
    practices = "PRACTICE_CODE,PCN_CODE,PCN_NAME\nA81001,U00001,Red PCN\nA81002,U00002,Blue PCN\n"
    (folder / "practices.csv").write_text(practices, encoding="utf-8")
    (folder / "broken.csv").write_text("nothing here\n", encoding="utf-8")
    far = "name,easting,northing\nFar library,500000,200000\n"
    (folder / "libraries.csv").write_text(far, encoding="utf-8")


def looks(folder, *names):
    """What some of them hold, as the wizard sees it."""
    return [look for name in names for look in look_into(folder / name, Progress())]
