"""What goes wrong before there is a text; messages in Vietnamese, each saying what to do next."""

from __future__ import annotations


class UnreadableFile(Exception):
    """A file that gives no text. `str(error)`: what is wrong and what to do, without the file's name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
