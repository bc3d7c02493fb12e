"""What all tests share."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault: how long an example takes is measured in tests/benchmarks, never asserted.
settings.register_profile("readingroom", deadline=None)
settings.load_profile("readingroom")

# The tests are about the kit's own articles, whatever else its reader has added.
os.environ["READINGROOM_ADDED"] = str(Path(tempfile.gettempdir()) / f"readingroom-nothing-added-{os.getpid()}")


@pytest.fixture(autouse=True)
def notes_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes among the notes of whoever runs it."""
    monkeypatch.setenv("READINGROOM_NOTES", str(tmp_path_factory.mktemp("notes")))
