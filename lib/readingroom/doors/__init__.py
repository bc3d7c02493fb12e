"""The command `readingroom`: articles in, reading pages out."""

from readingroom.doors.command import main

__all__ = ["main"]
