"""What every test finds: explained asserts in shared modules, a cache of its own, a steady Hypothesis."""

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

from tests.rows import RowsRun

pytest.register_assert_rewrite("tests.differential.campaign")

# Asked again, the same test asks the same questions, so a failure in somebody's change is theirs. The open
# search is `--hypothesis-profile=search`, `make differential` and `make soak`.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "search", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_configure(config):
    # Set here and not in a fixture: modules that load the pack while they are collected must not write into
    # the cache of whoever runs the tests, and the programs that tests start inherit it.
    folder = tempfile.TemporaryDirectory(prefix="osteon-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["OSTEON_CACHE"] = folder.name
    # Which engine speaks is each test's own choice, and so is colour.
    for name in ("OSTEON_ENGINE", "NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)
    # Only who gathers the reports of all workers can count; a worker sees its own.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(RowsRun(config))
