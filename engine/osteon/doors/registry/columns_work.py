"""One partition screened many patients at a time, by the engine of `doors/screen`.

What the input holds in the relational form goes to the engine as it stands. Any
other input is first written in that form, one part at a time.
"""

import os
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from osteon.basics.errors import ProfileError, RunError
from osteon.doors.registry.connecting import connected, quoted, within
from osteon.doors.registry.partition import DIED, SET_ASIDE, USED, Bad, Input, InTables, Partition
from osteon.doors.registry.rows import TableFiles, rows_of, table_paths
from osteon.doors.registry.tally import Tally, tallied, tally
from osteon.doors.registry.work import Files, Line, Means, Quarantine, each_once
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.memory import release_unused
from osteon.doors.screen.screening import Screen
from osteon.knowledge.models import Rulebook


class ColumnsWorker:
    """Screens many patients at a time with DuckDB, within its memory."""

    def __init__(self, source: Input, rulebook: Rulebook, as_of: date, folder: str, means: Means) -> None:
        self._source = source
        self._folder = folder
        self._memory = means.memory
        self._screen = Screen(rulebook, as_of)
        self._severities = {rule.id: rule.severity for rule in self._screen.edition.rules}
        self._connection = connected(means.memory, means.threads, os.path.join(folder, "spill"))
        self._duck = Duck(self._connection)

    def screen(self, partition: Partition) -> Line:
        """Write the files of a partition, under unfinished names, and return its line of the manifest.

        Raises RunError where the partition does not fit into the memory.
        """
        with within(self._memory, f"part {partition.number}"):
            return self._screened(partition)

    def _screened(self, partition: Partition) -> Line:
        files = Files(self._folder, partition.number)
        with files.quarantine() as bad:
            if isinstance(self._source, InTables):
                account = {kind: dict(counts) for kind, counts in self._source.account(partition).items()}
                for each in self._source.set_aside(partition):
                    bad.add(each)
                counted, told = self._run(self._source.tables(partition), files, bad)
                self._source.forget(partition)
            else:
                account, counted, told = self._written(partition, files, bad)
        patients = account.setdefault("patients", {})
        for name, number in counted.items():
            patients[name] = patients.get(name, 0) + number
        release_unused()
        return {
            "partition": partition.number,
            "files": files.sizes(),
            "patients": counted[USED],
            "account": account,
            **told,
        }

    def _written(
        self, partition: Partition, files: Files, bad: Quarantine
    ) -> tuple[dict[str, dict[str, int]], Counter[str], Tally]:
        folder = os.path.join(self._folder, "spill", f"part-{partition.number:06}")
        os.makedirs(folder, exist_ok=True)
        paths = table_paths(folder)
        found: Counter[str] = Counter()
        try:
            with TableFiles(paths) as tables:
                for each in each_once(self._source.read(partition)):
                    if isinstance(each, Bad):
                        found[SET_ASIDE] += 1
                        bad.add(each)
                    else:
                        tables.add(rows_of(each.key, each.document))
            relations = {name: f"read_parquet({quoted(path)})" for name, path in paths.items()}
            return {"patients": dict(found)}, *self._run(relations, files, bad)
        finally:
            for path in paths.values():
                os.remove(path)
            os.rmdir(folder)

    def _run(self, tables: Mapping[str, Any], files: Files, bad: Quarantine) -> tuple[Counter[str], Tally]:
        origins: dict[str, Any] = {
            name: self._connection.sql(f"SELECT * FROM {rows}") if isinstance(rows, str) else rows
            for name, rows in tables.items()
        }
        try:
            result = self._screen.run(self._duck, origins, files.verdicts)
        except ProfileError as trouble:
            raise RunError("\n\n".join(map(str, trouble.problems))) from trouble
        refused = {patient for patient, _, _ in result.refused}
        for patient, place, why in result.refused:
            bad.add(Bad(f"{place}: {patient}" if patient else place, why))
        counts = result.counts
        if counts is None:
            told = tally(files.verdicts, self._severities)
        else:
            flags: dict[str, Mapping[int, int]] = {each: {} for each in self._severities.values()}
            told = tallied(counts.answers(), flags | dict(counts.flags(self._severities)))
        return Counter({USED: result.screened, SET_ASIDE: len(refused), DIED: result.dead}), told
