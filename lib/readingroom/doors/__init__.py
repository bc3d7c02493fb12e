"""The doors: the command `readingroom`, and what the notebook server does with notebooks."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    from readingroom.doors.command import main as command  # the server, which needs none of it, starts at once

    return command(arguments)
