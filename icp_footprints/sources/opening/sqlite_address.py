"""How SQLite is told of a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def sqlite_address(path: Path, query: str) -> str:
    """The address of a database file, to be opened with ``uri=True``.

    Parameters
    ----------
    path
        The file.
    query
        How it is opened, such as ``mode=ro``.
    """
    # Not Path.as_uri: SQLite wants the server of a Windows share in the path, as file:////server.
    location = path.resolve().as_posix()
    return f"file://{'' if location.startswith('/') else '/'}{quote(location)}?{query}"
