"""What every operation that reads or writes files works with."""

from __future__ import annotations

from dataclasses import dataclass

from ui.files import Files
from ui.messages import Messages
from ui.settings import Settings
from ui.tasks.runner import Runner


@dataclass(frozen=True)
class FileServices:
    """Long work off the window's thread, a voice, the file dialogs, and what is remembered."""

    runner: Runner
    messages: Messages
    files: Files
    settings: Settings
