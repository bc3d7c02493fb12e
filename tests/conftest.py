"""What all tests share."""

import os
import tempfile

import pytest
from hypothesis import settings

# A slow machine is no fault: how long an example takes is measured in tests/benchmarks, never asserted.
settings.register_profile("readingroom", deadline=None)
settings.load_profile("readingroom")

# Only the kit's own articles, whatever else its reader has added; this holds for what loads before a test.
os.environ["READINGROOM_ADDED"] = tempfile.mkdtemp()


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes among the notes and articles of whoever runs it, or of another test."""
    for name in ("NOTES", "ADDED"):
        monkeypatch.setenv(f"READINGROOM_{name}", str(tmp_path_factory.mktemp(name.lower())))
