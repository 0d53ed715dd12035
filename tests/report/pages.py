"""Reading a report's HTML back as a reader sees it."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Tables by caption (rows of cell texts), all text, all tags with attributes, and balance."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.tags, self.words, self.stack = {}, [], [], []
        self.rows, self.cell, self.caption = [], [], ""
        self.feed(text)
        self.close()
        assert not self.stack, f"not closed: {self.stack}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th", "caption"):
            self.cell = []

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.stack.pop() == tag
        if tag in ("td", "th"):
            self.rows[-1].append(" ".join("".join(self.cell).split()))
        elif tag == "caption":
            self.caption = " ".join("".join(self.cell).split())
        elif tag == "table":
            self.tables[self.caption] = self.rows

    def handle_data(self, data):
        if self.stack and self.stack[-1] != "style":
            self.words.append(data)
        self.cell.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())

    def table(self, start):
        """The one table whose caption starts so."""
        found = [rows for caption, rows in self.tables.items() if caption.startswith(start)]
        assert len(found) == 1, (start, list(self.tables))
        return found[0]
