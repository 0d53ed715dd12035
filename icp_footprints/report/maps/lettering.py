"""Labels as SVG: names on a halo or a plate, numbers in discs, with a line to where they belong."""

from __future__ import annotations

from xml.sax.saxutils import escape

from icp_footprints.report.maps.labels import DISC_RADIUS, Label
from icp_footprints.report.maps.text import FIGURE_SIZE, LINE_HEIGHT, NAME_SIZE

NUMBER_SIZE = 11.0
INK, PALE_INK = "#111", "#555"


def label_svg(label: Label, *, plate: bool = False, pale: bool = False) -> str:
    """A label.

    Parameters
    ----------
    label
        Where it is and what it says.
    plate
        Whether it stands on a white plate, as it must on patterns; on a halo otherwise.
    pale
        Whether it belongs to what is beside the matter.
    """
    if not label.name:
        return _number(label, PALE_INK if pale else INK)
    ink = PALE_INK if pale else INK
    name, figure = NAME_SIZE * label.shrink, FIGURE_SIZE * label.shrink
    heights = [name * LINE_HEIGHT] * len(label.name) + [figure * LINE_HEIGHT] * bool(label.figures)
    y = label.y - sum(heights) / 2
    texts: list[str] = [_plate(label)] if plate else []
    for line in label.name:
        y += name * LINE_HEIGHT
        texts.append(_line(line, label.x, y - name * 0.3, name, ink, bold=not pale, halo=not plate))
    if label.figures:
        y += figure * LINE_HEIGHT
        texts.append(_line(label.figures, label.x, y - figure * 0.3, figure, ink, halo=not plate))
    return "".join(texts)


def _line(
    text: str, x: float, y: float, size: float, ink: str, *, bold: bool = False, halo: bool
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    words = escape(text)
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:.3g}"{weight} text-anchor="middle"'
    # Twice, not by paint-order: programs that do not know that would hide the words.
    under = 'stroke="#fff" stroke-width="3" stroke-linejoin="round" aria-hidden="true"'
    behind = f"<text {place} {under}>{words}</text>" if halo else ""
    return f'{behind}<text {place} fill="{ink}">{words}</text>'


def _plate(label: Label) -> str:
    width, height = label.size
    return (
        f'<rect x="{label.x - width / 2:.1f}" y="{label.y - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="3" fill="#fff"/>'
    )


def _number(label: Label, ink: str) -> str:
    lead = ""
    if label.anchor is not None:
        x, y = label.anchor
        lead = (
            f'<path d="M{x:.1f} {y:.1f}L{label.x:.1f} {label.y:.1f}" stroke="{ink}" '
            f'stroke-width="0.8"/><circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{ink}"/>'
        )
    radius, letters = DISC_RADIUS * label.shrink, NUMBER_SIZE * label.shrink
    return (
        f'{lead}<circle cx="{label.x:.1f}" cy="{label.y:.1f}" r="{radius:.3g}" fill="#fff" '
        f'stroke="{ink}" stroke-width="0.8"/><text x="{label.x:.1f}" '
        f'y="{label.y + letters * 0.36:.1f}" font-size="{letters:.3g}" font-weight="bold" '
        f'fill="{ink}" text-anchor="middle">{label.number + 1}</text>'
    )
