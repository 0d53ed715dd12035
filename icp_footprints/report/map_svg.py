"""The map of a plan as one self-contained SVG text, for pages of every kind."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape

import numpy as np
import shapely

from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.plan import Plan
from icp_footprints.report.attribution import attribution
from icp_footprints.report.colouring import footprint_colours, palette
from icp_footprints.report.map_furniture import key, north_arrow, scale_bar
from icp_footprints.report.map_labels import (
    DISC_RADIUS,
    FIGURE_SIZE,
    LINE_HEIGHT,
    NAME_SIZE,
    Label,
    place_labels,
)
from icp_footprints.report.map_shapes import Frame, PageShapes, area_path, line_path, page_shapes
from icp_footprints.report.words import BAND_WORDS, ledger_words, printable
from icp_footprints.wording import shortened

WIDTH = 720.0
MOST_HEIGHT = 760.0
MARGIN = 14.0
STRIP_HEIGHT = 44.0
SMALL_LINE = 13.0
LETTERS_PER_LINE = 130
MOST_DESCRIBED = 60


def map_svg(place: Place, plan: Plan) -> str:
    """The footprints of a plan on a map, drawn in page units of about a CSS pixel.

    Units are thin lines, footprints filled so that neighbours differ and labelled with their
    people on the band's ledger; unassigned units are hatched. A label that does not fit becomes
    the footprint's number in plan order, explained in a key below.
    """
    frame = Frame.fit(place, WIDTH, MOST_HEIGHT, MARGIN)
    shapes = page_shapes(place, plan, frame)
    people = footprint_people(place.ledger(plan.band.ledger), plan).tolist()
    names = [clean(shortened(footprint.name)) for footprint in plan.footprints]
    figures = [f"{round(n):,} · {BAND_WORDS[plan.band.state(n)]}" for n in people]
    labels = place_labels(
        shapes.footprints,
        list(zip(names, figures, strict=True)),
        shapely.box(2, 2, WIDTH - 2, frame.height - 2),
    )
    colours = [palette()[colour] for colour in footprint_colours(place, plan)]
    entries = [
        (label.number + 1, names[label.number], figures[label.number], colours[label.number])
        for label in labels
        if not label.lines
    ]
    body = [_areas(shapes, colours), *(_label(label) for label in labels)]
    body += [scale_bar(frame, frame.height + 20), north_arrow(WIDTH - 24, frame.height + 20)]
    top = frame.height + STRIP_HEIGHT
    hatched = not shapes.unassigned.is_empty
    rows, height = key(entries, hatched, WIDTH, MARGIN, top)
    body += rows
    lines, height = _small_print(place, plan, height)
    body += lines
    return _document(place, plan, height, names, figures, body)


def clean(text: str) -> str:
    """Text on one line, without what XML cannot hold; not yet escaped."""
    return " ".join(printable(text).split())


def _areas(shapes: PageShapes, colours: list[str]) -> str:
    paths = [
        f'<path d="{area_path(shape)}" fill="{colour}"/>'
        for shape, colour in zip(shapes.footprints, colours, strict=True)
        if not shape.is_empty
    ]
    if not shapes.unassigned.is_empty:
        paths.append(f'<path d="{area_path(shapes.unassigned)}" fill="url(#map-hatch)"/>')
    units = ""
    if shapes.shows_units:
        units = (
            f'<path d="{line_path(shapes.units)}" fill="none" stroke="#333" stroke-width="0.4" '
            'stroke-opacity="0.55"/>'
        )
    outlines = np.array([*shapes.footprints, shapes.unassigned], dtype=object)
    borders = (
        f'<path d="{line_path(outlines)}" fill="none" stroke="#1a1a1a" stroke-width="1.7" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )
    return f'<g fill-rule="evenodd">{"".join(paths)}</g>{units}{borders}'


def _label(label: Label) -> str:
    if not label.lines:
        return _number(label)
    name_step, figure_step = NAME_SIZE * LINE_HEIGHT, FIGURE_SIZE * LINE_HEIGHT
    y = label.y - (name_step * (len(label.lines) - 1) + figure_step) / 2
    texts: list[str] = []
    for line in label.lines[:-1]:
        y += name_step
        texts.append(haloed(line, label.x, y - 4, NAME_SIZE, bold=True))
    texts.append(haloed(label.lines[-1], label.x, y + figure_step - 4, FIGURE_SIZE))
    return "".join(texts)


def haloed(text: str, x: float, y: float, size: float, *, bold: bool = False) -> str:
    """Centred text twice: a white outline, then the text itself."""
    weight = ' font-weight="bold"' if bold else ""
    words = escape(text)
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} text-anchor="middle"'
    halo = 'stroke="#fff" stroke-width="3" stroke-linejoin="round" aria-hidden="true"'
    return f'<text {place} {halo}>{words}</text><text {place} fill="#111">{words}</text>'


def _number(label: Label) -> str:
    lead = ""
    if label.anchor is not None:
        x, y = label.anchor
        lead = (
            f'<path d="M{x:.1f} {y:.1f}L{label.x:.1f} {label.y:.1f}" stroke="#111" '
            'stroke-width="0.8"/>'
        )
    return (
        f'{lead}<circle cx="{label.x:.1f}" cy="{label.y:.1f}" r="{DISC_RADIUS:g}" fill="#fff" '
        f'stroke="#111" stroke-width="0.8"/><text x="{label.x:.1f}" y="{label.y + 4:.1f}" '
        f'font-size="11" font-weight="bold" text-anchor="middle">{label.number + 1}</text>'
    )


def _small_print(place: Place, plan: Plan, top: float) -> tuple[list[str], float]:
    """Ledger, notice and attribution below the map, and where they end."""
    counted = f"People on the {ledger_words(place.ledger(plan.band.ledger))}; band "
    paragraphs = [f"{counted}{plan.band.words()}.", place.notice, attribution(place)]
    lines = [
        line
        for paragraph in paragraphs
        for line in textwrap.wrap(clean(paragraph), LETTERS_PER_LINE)[:6]
    ]
    texts = [
        f'<text x="{MARGIN:g}" y="{top + (i + 1.4) * SMALL_LINE:.1f}" font-size="10" '
        f'fill="#333">{escape(line)}</text>'
        for i, line in enumerate(lines)
    ]
    return texts, top + (len(lines) + 1.6) * SMALL_LINE


def _document(
    place: Place,
    plan: Plan,
    height: float,
    names: list[str],
    figures: list[str],
    body: list[str],
) -> str:
    count = len(names)
    title = f"Map of {clean(shortened(place.name))}: {count} footprint{'' if count == 1 else 's'}"
    told = [
        f"{n + 1}. {name}: {figure}."
        for n, (name, figure) in enumerate(zip(names, figures, strict=True))
    ][:MOST_DESCRIBED]
    more = f" And {count - MOST_DESCRIBED} more." if count > MOST_DESCRIBED else ""
    gap = len(plan.unassigned_rows)
    described = f"People on the {plan.band.ledger} ledger. {' '.join(told)}{more} "
    described += f"Units in no footprint: {gap}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.0f}" role="img" '
        'aria-labelledby="map-title map-desc" '
        "font-family=\"'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif\">"
        f'<title id="map-title">{escape(title)}</title>'
        f'<desc id="map-desc">{escape(clean(described))}</desc>'
        '<defs><pattern id="map-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        '<path d="M0 0V6" stroke="#666" stroke-width="2.4"/></pattern></defs>'
        f"{''.join(body)}</svg>"
    )
