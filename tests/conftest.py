"""
Two profiles for property tests: `suite` is the same on every machine and quick; `long` looks for new counterexamples:

    HYPOTHESIS_PROFILE=long HYPOTHESIS_EXAMPLES=20000 pytest tests/laws
"""

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("suite", max_examples=60, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "20000")),
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
