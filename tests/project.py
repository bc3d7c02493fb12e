"""Where the project's folders are, for all tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "lib" / "readingroom"
SHARED = ROOT.parent / "shared"
