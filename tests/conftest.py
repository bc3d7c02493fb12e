"""What all tests share."""

from hypothesis import settings

# A slow machine is no fault: how long an example takes is measured in tests/benchmarks, never asserted.
settings.register_profile("readingroom", deadline=None)
settings.load_profile("readingroom")
