"""Reading a PDF back as a screen reader does: its words, its tables and what each thing is."""

import re
from collections import defaultdict
from functools import cached_property

import pikepdf

HEX = re.compile(r"<([0-9A-Fa-f]+)>")
SHOWN = {"Tj", "TJ", "'", '"'}


class Printed:
    """A tagged PDF.

    ``tagged`` has the text of every marked piece by page and number; ``artifacts`` the text of
    what is no content (headers, footers, watermarks) by page; ``loose`` what is neither. ``sizes``
    has the sizes of the letters of each marked piece.
    """

    def __init__(self, source):
        self.pdf = pikepdf.open(source)
        self.root = self.pdf.Root
        self.tagged, self.artifacts = defaultdict(str), defaultdict(str)
        self.loose, self.sizes = [], defaultdict(set)
        for number, page in enumerate(self.pdf.pages):
            self._read(page, page.Resources, number)

    @property
    def xmp(self):
        with self.pdf.open_metadata() as held:
            return dict(held)

    @cached_property
    def elements(self):
        """Every structure element with the names of what it is within, in reading order."""
        found = []

        def walk(node, within):
            if isinstance(node, pikepdf.Array):
                for each in node:
                    walk(each, within)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                found.append((str(node.S), within, node))
                if "/K" in node:
                    walk(node.K, (*within, str(node.S)))

        walk(self.root.StructTreeRoot.K, ())
        return found

    def of(self, name):
        return [node for kind, _, node in self.elements if kind == name]

    def sizes_in(self, name):
        """The sizes of all letters within elements of that name."""
        return {
            size
            for node in self.of(name)
            for page, number in self._numbers(node, None)
            for size in self.sizes[page, number]
        }

    def _numbers(self, node, page):
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from self._numbers(each, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            yield from self._numbers(node.get("/MCID", node.get("/K", pikepdf.Array())), page)
        else:
            yield self._pages[page.objgen], int(node)

    def text_of(self, node, page=None):
        """The words of an element, in its order."""
        if isinstance(node, pikepdf.Array):
            return " ".join(filter(None, (self.text_of(each, page) for each in node)))
        if isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            if "/MCID" in node:
                return self._piece(node.get("/Pg", page), int(node.MCID))
            return self.text_of(node.K, page) if "/K" in node else ""
        return self._piece(page, int(node))

    def _piece(self, page, number):
        return " ".join(self.tagged[self._pages[page.objgen], number].split())

    @cached_property
    def _pages(self):
        return {page.obj.objgen: i for i, page in enumerate(self.pdf.pages)}

    @cached_property
    def tables(self):
        """Every table as rows of cell texts, heads first."""
        return [
            [
                [plain(self.text_of(cell)) for cell in row.K]
                for row in (node for kind, node in self._inside(table) if kind == "/TR")
            ]
            for table in self.of("/Table")
        ]

    def _inside(self, node):
        children = node.get("/K", ())
        for each in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                yield str(each.S), each
                yield from self._inside(each)

    @cached_property
    def text(self):
        return plain(self.text_of(self.root.StructTreeRoot.K))

    def _read(self, page, resources, number):
        fonts = {name: letters_of(font) for name, font in resources.get("/Font", {}).items()}
        font, size, marks, y = {}, 0.0, [], 0.0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                marks.append(_mark(operands))
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            elif name == "Tm":
                moved, y = float(operands[5]) != y, float(operands[5])
                if moved:
                    self._add(marks, number, " ")
            elif name in SHOWN:
                self._add(marks, number, _decoded(operands, font))
                self.sizes[number, next((m[1] for m in reversed(marks) if m), None)].add(size)
        assert not marks

    def _add(self, marks, page, words):
        for mark in reversed(marks):
            if mark is not None and mark[0] == "tagged":
                self.tagged[page, mark[1]] += words
                return
            if mark is not None and mark[0] == "artifact":
                self.artifacts[page] += words
                return
        if words.strip():
            self.loose.append((page, words))


def _mark(operands):
    if str(operands[0]) == "/Artifact":
        return ("artifact", None)
    held = operands[1] if len(operands) > 1 else {}
    if isinstance(held, pikepdf.Dictionary) and "/MCID" in held:
        return ("tagged", int(held.MCID))
    return None


def _decoded(operands, font):
    held = operands[-1]
    parts = held if isinstance(held, pikepdf.Array) else [held]
    data = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    codes = [
        int.from_bytes(each[i : i + 2], "big") for each in data for i in range(0, len(each), 2)
    ]
    return "".join(font.get(code, "?") for code in codes)


def letters_of(font):
    """What each glyph of a font stands for, from its ToUnicode map."""
    held = {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        codes = HEX.findall(block)
        for code, meant in zip(codes[::2], codes[1::2], strict=True):
            held[int(code, 16)] = bytes.fromhex(meant).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        codes = HEX.findall(block)
        for low, high, first in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            for i in range(int(high, 16) - int(low, 16) + 1):
                held[int(low, 16) + i] = chr(int(first, 16) + i)
    return held


def plain(text):
    """Text with its seams and hard blanks as a reader hears it."""
    return " ".join(text.replace("\u200b", "").replace("\u00a0", " ").split())
