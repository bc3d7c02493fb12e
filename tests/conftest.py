"""What all tests share."""

import os
import tempfile
from itertools import count

import pytest
from hypothesis import settings

# A slow machine is no fault: how long an example takes is measured in tests/benchmarks, never asserted.
settings.register_profile("readingroom", deadline=None)
settings.load_profile("readingroom")

# What loads before a test sees no reader's things either.
os.environ["READINGROOM_HOME"] = tempfile.mkdtemp()
HOMES = count()


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes among the notes and articles of whoever runs it, or of another test; made when used."""
    monkeypatch.setenv("READINGROOM_HOME", str(tmp_path_factory.getbasetemp() / f"reader-{next(HOMES)}"))
