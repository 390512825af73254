"""Sees to it that no row of the features is lost on the way through pytest, with workers or without."""

import pytest

RUNNER = "tests/features/test_features.py"


class RowsRun:
    """Counts the rows that a whole run has run, and ends it in an error if more of them stand in the files."""

    def __init__(self, config):
        self.run = set()
        self.said = ""
        chosen = (
            config.getoption(name, default=None) for name in ("keyword", "markexpr", "lf", "collectonly")
        )
        self.whole = not any(chosen) and not any("::" in argument for argument in config.args)

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and report.nodeid.startswith(f"{RUNNER}::"):
            self.run.add(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if not self.whole or not self.run or session.shouldstop or session.shouldfail:
            return
        from tests.features.conftest import rows_in_the_files

        written = rows_in_the_files()
        self.said = f"features: {written} rows stand in the files, {len(self.run)} were run"
        if written != len(self.run):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.said:
            terminalreporter.write_line(self.said)
