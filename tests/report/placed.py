"""Where the words of a PDF stand on its pages."""

from dataclasses import dataclass

import pikepdf

from tests.report.printed import letters_of


@dataclass(frozen=True)
class Piece:
    """Letters that are drawn in one go, from ``left`` to ``right``, upright; in points."""

    page: int
    left: float
    right: float
    base: float
    words: str


def pieces(source):
    """Every upright piece of text of a file, in the order in which it is drawn."""
    with pikepdf.open(source) as pdf:
        return [each for i, page in enumerate(pdf.pages) for each in _of_page(i, page)]


def _of_page(number, page):
    fonts = {
        name: (letters_of(font), _widths(font.DescendantFonts[0]))
        for name, font in page.Resources.get("/Font", {}).items()
    }
    stack, now, font, size = [], pikepdf.Matrix(), ({}, {}), 0.0
    start = now
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(now)
        elif name == "Q":
            now = stack.pop()
        elif name == "cm":
            now = pikepdf.Matrix(*map(float, operands)) @ now
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif name == "Tm":
            start = pikepdf.Matrix(*map(float, operands)) @ now
        elif name in ("Tj", "TJ") and start.b == 0:
            held = operands[0] if name == "TJ" else operands
            words, wide = _drawn(held, *font)
            left = start.e
            yield Piece(number, left, left + wide / 1000 * size * start.a, start.f, words)


def _drawn(held, letters, widths):
    """The letters of an array of text, and how wide they are in thousandths."""
    words, wide = "", 0.0
    for each in held:
        if not isinstance(each, pikepdf.String):
            wide -= float(each)
            continue
        data = bytes(each)
        for i in range(0, len(data), 2):
            code = int.from_bytes(data[i : i + 2], "big")
            words += letters.get(code, "?")
            wide += widths.get(code, 0.0)
    return words, wide


def _widths(font):
    held, at = {}, 0
    listed = list(font.W)
    while at < len(listed):
        first, second = int(listed[at]), listed[at + 1]
        if isinstance(second, pikepdf.Array):
            held.update({first + i: float(each) for i, each in enumerate(second)})
            at += 2
        else:
            held.update(dict.fromkeys(range(first, int(second) + 1), float(listed[at + 2])))
            at += 3
    return held
